/**
 * The bytes of what callers hand over, text in UTF-8; undefined for anything else.
 * They are the caller's own unless `copy` is set.
 */
export function bytesOf(data: unknown, copy: boolean): Uint8Array<ArrayBuffer> | undefined {
  if (typeof data === 'string') return new TextEncoder().encode(data);
  // The kind is told by its tag, because `instanceof` fails on what another frame or a test runner's realm made.
  const kind = Object.prototype.toString.call(data).slice(8, -1);
  let view: Uint8Array<ArrayBuffer>;
  if (kind === 'ArrayBuffer') {
    view = new Uint8Array(data as ArrayBuffer);
  } else if (kind === 'Uint8Array' && ArrayBuffer.isView(data)) {
    view = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  } else {
    return undefined;
  }
  return copy ? view.slice() : view;
}
