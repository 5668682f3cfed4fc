// The page's side: the same engine, its work done in a Web Worker.
import type { CheckRequest, Engine } from './api.js';
import { Handle } from './open-files.js';
import type { Report } from './report.js';
import { readFiles, readRequest } from './request.js';
import { described, readStore, StoreHandle } from './stores.js';
import { WorkerQueue } from './worker-queue.js';

/** An engine whose work runs in a worker and can be given up. */
export interface ClientEngine extends Engine {
  /**
   * Checks one chain, after those asked for before it. The bytes are copied at once; the caller keeps its own.
   * Aborting ends the worker that is busy with the check; the next check starts a fresh one, which reads open
   * files again.
   */
  check(request: CheckRequest, options?: CheckOptions): Promise<Report>;
}

export interface CheckOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Starts a worker and waits until its engine is ready. */
export async function engineInWorker(create: () => Worker, wasm?: string): Promise<ClientEngine> {
  const queue = new WorkerQueue(create, wasm);
  const { version } = await queue.start();
  return {
    version,
    check: async (request, { signal } = {}) => queue.check(readRequest(request, true), signal),
    open: async (files) => {
      const held = readFiles(files);
      return new Handle(held, await queue.open(held), ({ files }) => queue.letGo(files));
    },
    openStore: async (store) =>
      new StoreHandle(await queue.store('open', readStore('store', store)), (handle) =>
        queue.letGoOfStore(handle),
      ),
    describeStore: async (store) => described(await queue.store('describe', readStore('store', store))),
    close: () => queue.close(),
  };
}
