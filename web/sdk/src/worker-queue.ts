// One worker, one queue. Whatever is doubtful ends the worker; the next question starts a fresh one.
import { AnchorlightError, closed, reason, workerFailed } from './error.js';
import type { Asked, Encodings, Kept, RawInspection } from './inspected.js';
import { type Held, Library } from './open-files.js';
import type { InspectorModule } from './protocol.js';
import type { Opened, Report } from './report.js';
import { type EngineRequest, sourcesOf } from './request.js';
import { type StoreHandle, StoreLibrary, type StoreSource, type Verbs } from './stores.js';
import { WorkerHandle } from './worker-handle.js';

interface Job {
  readonly perform: () => Promise<void>;
  readonly reject: (error: unknown) => void;
}

interface Started {
  readonly worker: WorkerHandle;
  readonly version: string;
}

/** Where the worker has its modules from; its own are used where none is given. */
export interface Modules {
  readonly wasm?: string | undefined;
  readonly inspector: () => Promise<InspectorModule | undefined>;
}

export class WorkerQueue {
  readonly #create: () => Worker;
  readonly #wasm: string | undefined;
  readonly #inspector: () => Promise<InspectorModule | undefined>;
  #started: Promise<Started> | undefined;
  /** Whatever replaces the worker is given them again. */
  readonly #library = new Library();
  readonly #stores = new StoreLibrary();
  #jobs: Job[] = [];
  #busy = false;
  #closed = false;

  constructor(create: () => Worker, modules: Modules) {
    this.#create = create;
    this.#wasm = modules.wasm;
    this.#inspector = modules.inspector;
  }

  /** The worker, started where there is none. */
  start(): Promise<Started> {
    if (!this.#started) {
      const started = this.#launch();
      this.#started = started;
      started.catch(() => {
        if (this.#started === started) this.#started = undefined;
      });
    }
    return this.#started;
  }

  check(request: EngineRequest, signal: AbortSignal | undefined): Promise<Report> {
    return this.#abortable(signal, async (worker) => {
      for (const data of this.#library.missing(sourcesOf(request), worker.present)) await worker.open(data);
      const store = this.#stores.missing(request.store, worker.present);
      if (store) await worker.store('open', store);
      return worker.check(request);
    });
  }

  inspect(
    held: readonly Held[],
    asked: Asked,
    signal: AbortSignal | undefined,
  ): Promise<readonly RawInspection[]> {
    return this.#abortable(signal, async (worker) => {
      await worker.loadInspector(this.#inspector);
      return worker.inspect(held, asked);
    });
  }

  relate(kept: readonly Kept[]): Promise<string> {
    return this.#inspecting((worker) => worker.relate(kept));
  }

  /** What is asked about encodings. */
  readonly encodings: Encodings = {
    tree: (der) => this.#inspecting((worker) => worker.tree(der)),
    export: (encodings, form) => this.#inspecting((worker) => worker.export(encodings, form)),
  };

  #inspecting<Answer>(work: (worker: WorkerHandle) => Promise<Answer>): Promise<Answer> {
    return this.#enqueue(async () => {
      const { worker } = await this.start();
      await worker.loadInspector(this.#inspector);
      return work(worker);
    });
  }

  open(held: readonly Held[]): Promise<Opened[]> {
    return this.#enqueue(async () => {
      const { worker } = await this.start();
      const opened: Opened[] = [];
      for (const { data } of held) opened.push(await worker.open(data));
      this.#library.add(opened, held);
      return opened;
    });
  }

  store<Verb extends keyof Verbs>(
    verb: Verb,
    request: Verbs[Verb]['request'],
  ): Promise<Verbs[Verb]['answer']> {
    return this.#enqueue(async () => {
      const { worker } = await this.start();
      const answer = await worker.store(verb, request);
      if (verb === 'open') this.#stores.add(answer as Verbs['open']['answer'], request as StoreSource);
      return answer;
    });
  }

  /** In its turn, as files are. */
  letGoOfStore(handle: StoreHandle): void {
    this.#enqueue(async () => {
      const started = await this.#started;
      if (this.#stores.remove(handle)) await started?.worker.close(handle.store.digest);
    }).catch(() => {});
  }

  /** In its turn, so that what was asked for before still has the files. Where there is no worker, nothing is left to do. */
  letGo(files: readonly Opened[]): void {
    this.#enqueue(async () => {
      const digests = this.#library.remove(files);
      const started = await this.#started;
      for (const digest of digests) await started?.worker.close(digest);
    }).catch(() => {});
  }

  close(): void {
    this.#closed = true;
    for (const job of this.#jobs.splice(0)) job.reject(closed());
    this.#started?.then(
      ({ worker }) => worker.end(closed()),
      () => {},
    );
  }

  async #launch(): Promise<Started> {
    try {
      const worker = new WorkerHandle(this.#create(), () => {
        this.#started = undefined;
      });
      return { worker, version: await worker.load(this.#wasm) };
    } catch (error) {
      // `new Worker` throws errors of the browser's own, for instance under Trusted Types.
      throw error instanceof AnchorlightError ? error : workerFailed(reason(error), error);
    }
  }

  /** Work whose worker is ended when it is given up. */
  #abortable<Answer>(
    signal: AbortSignal | undefined,
    work: (worker: WorkerHandle) => Promise<Answer>,
  ): Promise<Answer> {
    return this.#enqueue(async () => {
      const { worker } = await this.start();
      if (signal?.aborted) throw aborted(signal);
      const abort = () => worker.end(aborted(signal));
      signal?.addEventListener('abort', abort);
      try {
        return await work(worker);
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    }, signal);
  }

  #enqueue<Answer>(work: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    if (this.#closed) return Promise.reject(closed());
    if (signal?.aborted) return Promise.reject(aborted(signal));
    let abort = () => {};
    const answer = new Promise<Answer>((resolve, reject) => {
      const job = { perform: () => work().then(resolve, reject), reject };
      abort = () => {
        this.#jobs = this.#jobs.filter((other) => other !== job);
        reject(aborted(signal));
      };
      this.#jobs.push(job);
    });
    signal?.addEventListener('abort', abort);
    this.#work();
    return answer.finally(() => signal?.removeEventListener('abort', abort));
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) await job.perform();
    this.#busy = false;
  }
}

function aborted(signal: AbortSignal | undefined): AnchorlightError {
  return new AnchorlightError('check.aborted', 'The check was given up.', signal?.reason);
}
