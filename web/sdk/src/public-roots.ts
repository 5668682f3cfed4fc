import { fromBase64 } from './base64.js';
import { count as certificates } from './public-roots-count.js';

/** How many certificates they are. */
export const count: number = certificates;

/** The public web's root certificates (Mozilla's list), as one trust store. They are loaded when this is called. */
export async function loadPublicRoots(): Promise<{ label: string; data: Uint8Array<ArrayBuffer> }> {
  const { base64 } = await import('./public-roots-data.js');
  return { label: 'Public web roots (Mozilla)', data: fromBase64(base64) };
}
