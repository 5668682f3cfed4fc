import { AnchorlightError, workerFailed } from './error.js';
import type { Answer, Question } from './protocol.js';
import type { Report } from './report.js';
import type { EngineRequest } from './request.js';

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: AnchorlightError) => void;
}

/** One worker from its start to its end. It is asked one question at a time. */
export class WorkerHandle {
  readonly #worker: Worker;
  readonly #gone: () => void;
  #pending: Pending | undefined;
  #ended: AnchorlightError | undefined;

  constructor(worker: Worker, gone: () => void) {
    this.#worker = worker;
    this.#gone = gone;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#receive(data);
    worker.onmessageerror = () => this.end(workerFailed('its answer could not be read'));
    worker.onerror = (event) => {
      event.preventDefault();
      this.end(workerFailed(event.message || 'its script could not be loaded'));
    };
  }

  /** Loads the module; gives the engine's version. */
  async load(wasm: string | undefined): Promise<string> {
    const answer = await this.#ask(wasm === undefined ? { kind: 'load' } : { kind: 'load', wasm });
    if (answer.kind !== 'ready') throw this.end(workerFailed('it answered another question'));
    return answer.version;
  }

  /** Checks a chain. The request's bytes are given away. */
  async check(request: EngineRequest): Promise<Report> {
    const buffers = [...request.certificates, ...request.anchors].map(({ data }) => data.buffer);
    const answer = await this.#ask({ kind: 'check', request }, buffers);
    if (answer.kind !== 'report') throw this.end(workerFailed('it answered another question'));
    return answer.report;
  }

  /** Ends the worker, and with it the question that is under way. Gives the reason back. */
  end(reason: AnchorlightError): AnchorlightError {
    if (this.#ended) return this.#ended;
    this.#ended = reason;
    this.#worker.terminate();
    this.#gone();
    this.#pending?.reject(reason);
    return reason;
  }

  #ask(question: Question, transfer: Transferable[] = []): Promise<Answer> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#worker.postMessage(question, transfer);
    });
  }

  #receive(answer: Answer): void {
    if (this.#ended) return;
    if (answer.kind !== 'failed') {
      this.#pending?.resolve(answer);
      return;
    }
    const error = new AnchorlightError(answer.id, answer.message);
    // A bad request says nothing about the worker; anything else makes it doubtful.
    if (answer.id.startsWith('request.')) this.#pending?.reject(error);
    else this.end(error);
  }
}
