// One worker, one queue. Whatever is doubtful ends the worker; the next question starts a fresh one.
import { AnchorlightError, closed, reason, workerFailed } from './error.js';
import type { Report } from './report.js';
import type { EngineRequest } from './request.js';
import { WorkerHandle } from './worker-handle.js';

interface Job {
  readonly request: EngineRequest;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (report: Report) => void;
  readonly reject: (error: unknown) => void;
}

interface Started {
  readonly worker: WorkerHandle;
  readonly version: string;
}

export class WorkerQueue {
  readonly #create: () => Worker;
  readonly #wasm: string | undefined;
  #started: Promise<Started> | undefined;
  #jobs: Job[] = [];
  #busy = false;
  #closed = false;

  constructor(create: () => Worker, wasm: string | undefined) {
    this.#create = create;
    this.#wasm = wasm;
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
    if (this.#closed) return Promise.reject(closed());
    if (signal?.aborted) return Promise.reject(aborted(signal));
    let abort = () => {};
    const report = new Promise<Report>((resolve, reject) => {
      const job = { request, signal, resolve, reject };
      abort = () => {
        this.#jobs = this.#jobs.filter((other) => other !== job);
        reject(aborted(signal));
      };
      this.#jobs.push(job);
    });
    signal?.addEventListener('abort', abort);
    this.#work();
    return report.finally(() => signal?.removeEventListener('abort', abort));
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

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      await this.#perform(job).then(job.resolve, job.reject);
    }
    this.#busy = false;
  }

  async #perform({ request, signal }: Job): Promise<Report> {
    const { worker } = await this.start();
    if (signal?.aborted) throw aborted(signal);
    const abort = () => worker.end(aborted(signal));
    signal?.addEventListener('abort', abort);
    return worker.check(request).finally(() => signal?.removeEventListener('abort', abort));
  }
}

function aborted(signal: AbortSignal | undefined): AnchorlightError {
  return new AnchorlightError('check.aborted', 'The check was given up.', signal?.reason);
}
