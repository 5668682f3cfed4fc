import { base64 } from './engine-base64.js';
import { inlineInspector } from './inline-inspector.js';
import { type ClientEngine, engineInWorker } from './worker-engine.js';
import { source } from './worker-source.js';

export * from './api.js';
export type { CheckOptions, ClientEngine } from './worker-engine.js';

export interface InlineWorkerOptions {
  /** Starts the worker at `inlineWorkerUrl()`, where the page's Trusted Types ask for more than `new Worker(url)`. */
  readonly worker?: (() => Worker) | undefined;
}

/** As in `anchorlight/client`, for pages opened from disk and wherever no worker file can be served. */
export function createEngine(options: InlineWorkerOptions = {}): Promise<ClientEngine> {
  return engineInWorker(options.worker ?? createInlineWorker, { inspector: inlineInspector });
}

/** Starts a classic worker from a Blob; the module is in it. */
export function createInlineWorker(): Worker {
  return new Worker(inlineWorkerUrl(), { name: 'anchorlight' });
}

let url: string | undefined;

/** The blob: URL of that worker's script, made once per page. The page's policy must allow `worker-src blob:`. */
export function inlineWorkerUrl(): string {
  url ??= URL.createObjectURL(
    new Blob(['globalThis.anchorlightModule="', base64, '";\n', source], { type: 'text/javascript' }),
  );
  return url;
}
