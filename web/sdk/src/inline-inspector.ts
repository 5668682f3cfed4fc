import { fromBase64 } from './base64.js';

/** The module for inspection, imported when this is called. */
export async function inlineInspector(): Promise<Uint8Array<ArrayBuffer>> {
  const { base64 } = await import('./inspector-base64.js');
  return fromBase64(base64);
}
