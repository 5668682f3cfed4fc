// The page's side: the same engine, its work done in a Web Worker.
import type {
  CheckRequest,
  Engine,
  Inspected,
  InspectedForm,
  InspectOptions,
  OpenFiles,
  OpenStore,
  StoreFiles,
} from './api.js';
import { inspectedOf, readAsked, readKept, readObjects } from './inspected.js';
import type { Relations } from './inspection.js';
import { Handle } from './open-files.js';
import type { Report } from './report.js';
import { readFiles, readRequest } from './request.js';
import { readStore, StoreEngine, StoreHandle, type Verbs } from './stores.js';
import { type Modules, WorkerQueue } from './worker-queue.js';

/** An engine whose work runs in a worker and can be given up. */
export interface ClientEngine extends Engine {
  /**
   * Checks one chain, after those asked for before it. The bytes are copied at once; the caller keeps its own.
   * Aborting ends the worker that is busy with the check; the next check starts a fresh one, which reads open
   * files again.
   */
  check(request: CheckRequest, options?: CheckOptions): Promise<Report>;
  /** Inspects files, in its turn as checks are, and given up as they are. */
  inspect(
    files: Parameters<Engine['inspect']>[0],
    options?: InspectOptions & CheckOptions,
  ): Promise<Inspected>;
}

export interface CheckOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Starts a worker and waits until its engine is ready. */
export async function engineInWorker(create: () => Worker, modules: Modules): Promise<ClientEngine> {
  const queue = new WorkerQueue(create, modules);
  const { version } = await queue.start();
  return new WorkerEngine(queue, version);
}

class WorkerEngine extends StoreEngine implements ClientEngine {
  readonly version: string;
  readonly #queue: WorkerQueue;

  constructor(queue: WorkerQueue, version: string) {
    super();
    this.#queue = queue;
    this.version = version;
  }

  async check(request: CheckRequest, { signal }: CheckOptions = {}): Promise<Report> {
    return this.#queue.check(readRequest(request, true), signal);
  }

  async open(files: Parameters<Engine['open']>[0]): Promise<OpenFiles> {
    const held = readFiles(files);
    return new Handle(held, await this.#queue.open(held), ({ files }) => this.#queue.letGo(files));
  }

  async inspect(
    files: Parameters<Engine['inspect']>[0],
    options: InspectOptions & CheckOptions = {},
  ): Promise<Inspected> {
    const held = readFiles(files);
    const raw = await this.#queue.inspect(held, readAsked(options), options.signal);
    return inspectedOf(held, raw, this.#queue.encodings);
  }

  async relate(files: Parameters<Engine['relate']>[0]): Promise<Relations> {
    return JSON.parse(await this.#queue.relate(readKept(files)));
  }

  async exportObjects(objects: Parameters<Engine['exportObjects']>[0], form: InspectedForm) {
    return this.#queue.encodings.export(readObjects(objects), form);
  }

  async openStore(store: StoreFiles): Promise<OpenStore> {
    const opened = await this.#queue.store('open', readStore('store', store));
    return new StoreHandle(opened, (handle) => this.#queue.letGoOfStore(handle));
  }

  close(): void {
    this.#queue.close();
  }

  protected ask<Verb extends keyof Verbs>(verb: Verb, request: Verbs[Verb]['request']) {
    return this.#queue.store(verb, request);
  }
}
