import { base64 } from './engine-base64.js';
import { source } from './worker-source.js';

let url: string | undefined;

/**
 * A blob: URL of a classic worker script with the module in it, made once per page.
 * Under Trusted Types, pass it through a policy's createScriptURL.
 */
export function inlineWorkerUrl(): string {
  url ??= URL.createObjectURL(
    new Blob(['globalThis.anchorlightModule="', base64, '";\n', source], { type: 'text/javascript' }),
  );
  return url;
}

/** Starts that worker: for pages opened from disk, and wherever no worker file can be served. */
export function createInlineWorker(): Worker {
  return new Worker(inlineWorkerUrl(), { name: 'anchorlight' });
}
