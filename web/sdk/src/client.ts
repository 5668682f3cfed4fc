// The page's side: the same engine, its work done in a Web Worker.
import type { CheckRequest, Engine } from './api.js';
import { AnchorlightError } from './error.js';
import type { Report } from './report.js';
import { readRequest } from './request.js';
import { WorkerQueue } from './worker-queue.js';

export * from './api.js';

export interface ClientOptions {
  /**
   * Starts the worker. Needed where the page's rules ask for more than `new Worker(url)`:
   * a Trusted Types policy, or a page opened from disk (see `anchorlight/worker-inline`).
   */
  readonly worker?: (() => Worker) | undefined;
  /** Where the WebAssembly module is, where it is not beside the worker. */
  readonly wasm?: string | URL | undefined;
}

/** An engine whose work runs in a worker and can be given up. */
export interface ClientEngine extends Engine {
  /** Checks one chain. Aborting ends the worker that is busy with it and starts a fresh one. */
  check(request: CheckRequest, options?: { readonly signal?: AbortSignal | undefined }): Promise<Report>;
}

/** Makes an engine in a worker of its own, and waits until it is ready. */
export async function createEngine(options: ClientOptions = {}): Promise<ClientEngine> {
  const queue = new WorkerQueue(options.worker ?? startWorker, absolute(options.wasm));
  const { version } = await queue.start();
  return new WorkerEngine(queue, version);
}

class WorkerEngine implements ClientEngine {
  readonly version: string;
  readonly #queue: WorkerQueue;

  constructor(queue: WorkerQueue, version: string) {
    this.#queue = queue;
    this.version = version;
  }

  async check(request: CheckRequest, options: { signal?: AbortSignal | undefined } = {}): Promise<Report> {
    // The bytes are copied now: the caller may change them afterwards, and the copies are given to the worker.
    return this.#queue.check(readRequest(request, true), options.signal);
  }

  close(): void {
    this.#queue.close();
  }
}

function startWorker(): Worker {
  if (typeof Worker === 'undefined') {
    const message =
      'There is no Web Worker here: import createEngine from "anchorlight" instead of "anchorlight/client".';
    throw new AnchorlightError('worker.failed', message);
  }
  // Bundlers look for this expression as it stands.
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'anchorlight' });
}

// A worker made from a Blob cannot resolve an address that is relative to the page.
function absolute(wasm: string | URL | undefined): string | undefined {
  return wasm === undefined ? undefined : new URL(wasm, globalThis.location?.href).href;
}
