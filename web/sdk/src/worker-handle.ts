import type { InspectedForm } from './api.js';
import { AnchorlightError, workerFailed } from './error.js';
import type { Asked, Kept, RawInspection } from './inspected.js';
import type { Held } from './open-files.js';
import type { Answer, InspectorModule, Question } from './protocol.js';
import type { Opened, Report } from './report.js';
import { type EngineRequest, sourcesOf } from './request.js';
import type { Verbs } from './stores.js';

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: AnchorlightError) => void;
}

/** One worker from its start to its end. It is asked one question at a time. */
export class WorkerHandle {
  /** The digests of the files that are open in this worker. */
  readonly present = new Set<string>();
  readonly #worker: Worker;
  readonly #gone: () => void;
  #pending: Pending | undefined;
  #ended: AnchorlightError | undefined;
  #hasInspector = false;

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
    const question: Question = wasm === undefined ? { kind: 'load' } : { kind: 'load', wasm };
    return (await this.#ask(question, 'ready')).version;
  }

  /** Checks a chain. The request's bytes are given away. */
  async check(request: EngineRequest): Promise<Report> {
    const buffers = sourcesOf(request).flatMap((source) => ('data' in source ? [source.data.buffer] : []));
    return (await this.#ask({ kind: 'check', request }, 'report', buffers)).report;
  }

  /** Reads a file. Its bytes stay here too. */
  async open(data: Held['data']): Promise<Opened> {
    const { opened } = await this.#ask({ kind: 'open', data }, 'opened');
    this.present.add(opened.digest);
    return opened;
  }

  /** Asks about a trust store document. The request's bytes stay here too. */
  async store<Verb extends keyof Verbs>(verb: Verb, request: Verbs[Verb]['request']) {
    const { answer } = await this.#ask({ kind: 'store', verb, request }, 'answer');
    if (verb === 'open') this.present.add((answer as Verbs['open']['answer']).store.digest);
    return answer as Verbs[Verb]['answer'];
  }

  /** Loads the module for inspection, where this worker has not; it is the worker's own where none is given. */
  async loadInspector(module: () => Promise<InspectorModule | undefined>): Promise<void> {
    if (this.#hasInspector) return;
    const wasm = await module();
    const question: Question = { kind: 'loadInspector', ...(wasm !== undefined && { wasm }) };
    await this.#ask(question, 'inspectorReady', wasm instanceof Uint8Array ? [wasm.buffer] : []);
    this.#hasInspector = true;
  }

  /** Inspects files. Their bytes are given away. */
  async inspect(held: readonly Held[], asked: Asked): Promise<readonly RawInspection[]> {
    const files = held.map(({ data }) => data);
    const buffers = files.map(({ buffer }) => buffer);
    return (await this.#ask({ kind: 'inspect', files, asked }, 'inspected', buffers)).raw;
  }

  /** The tree of an encoding, as JSON. */
  async tree(der: Held['data']): Promise<string> {
    return (await this.#ask({ kind: 'tree', der }, 'tree')).text;
  }

  /** What belongs together, as JSON. */
  async relate(kept: readonly Kept[]): Promise<string> {
    return (await this.#ask({ kind: 'relate', kept }, 'related')).text;
  }

  /** The objects of encodings in another form. */
  async export(all: readonly Held['data'][], form: InspectedForm): Promise<Held['data'] | undefined> {
    // Of a part of a buffer the whole would be copied.
    const encodings = all.map((der) => der.slice());
    const buffers = encodings.map(({ buffer }) => buffer);
    return (await this.#ask({ kind: 'export', encodings, form }, 'exported', buffers)).octets;
  }

  /** Lets go of a file or a store. */
  async close(digest: string): Promise<void> {
    if (this.present.delete(digest)) await this.#ask({ kind: 'close', digest }, 'closed');
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

  async #ask<Kind extends Answer['kind']>(question: Question, kind: Kind, transfer: Transferable[] = []) {
    if (this.#ended) throw this.#ended;
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#worker.postMessage(question, transfer);
    });
    if (answer.kind !== kind) throw this.end(workerFailed('it answered another question'));
    return answer as Extract<Answer, { kind: Kind }>;
  }

  #receive(answer: Answer): void {
    if (this.#ended) return;
    if (answer.kind !== 'failed') {
      this.#pending?.resolve(answer);
      return;
    }
    const error = new AnchorlightError(answer.id, answer.message, undefined, answer.problems);
    // A bad request says nothing about the worker; anything else makes it doubtful.
    if (answer.id.startsWith('request.')) this.#pending?.reject(error);
    else this.end(error);
  }
}
