import { AnchorlightError } from './error.js';
import { type ClientEngine, engineInWorker } from './worker-engine.js';

export * from './api.js';
export type { CheckOptions, ClientEngine } from './worker-engine.js';

export interface ClientOptions {
  /** Starts the worker, `anchorlight/worker`, where the page's Trusted Types ask for more than `new Worker(url)`. */
  readonly worker?: (() => Worker) | undefined;
  /** Where the WebAssembly module is, where it is not beside the worker. */
  readonly wasm?: string | URL | undefined;
  /** The same for the module for inspection. */
  readonly inspectorWasm?: string | URL | undefined;
}

/** Makes an engine in a worker of its own, and waits until it is ready. */
export async function createEngine(options: ClientOptions = {}): Promise<ClientEngine> {
  const [wasm, inspector] = [absolute(options.wasm), absolute(options.inspectorWasm)];
  return engineInWorker(options.worker ?? startWorker, { wasm, inspector: async () => inspector });
}

function startWorker(): Worker {
  if (typeof Worker === 'undefined') {
    const advice = 'import createEngine from "anchorlight" instead of "anchorlight/client"';
    throw new AnchorlightError('worker.failed', `There are no Web Workers here: ${advice}.`);
  }
  // Bundlers look for this expression as it stands.
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'anchorlight' });
}

// The worker's own address is not the page's, and may be a blob: URL, against which nothing can be resolved.
function absolute(wasm: string | URL | undefined): string | undefined {
  return wasm === undefined ? undefined : new URL(wasm, globalThis.location?.href).href;
}
