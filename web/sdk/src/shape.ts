import { AnchorlightError } from './error.js';

/** A field of the wrong type. */
export function shape(field: string, value: unknown, wanted: string): AnchorlightError {
  const hint =
    typeof Blob === 'function' && value instanceof Blob ? ' (read it with `await file.arrayBuffer()`)' : '';
  return new AnchorlightError('request.shape', `${field}: expected ${wanted}, got ${describe(value)}${hint}`);
}

function describe(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}...` : value);
  if (typeof value === 'object' && value !== null) return Object.prototype.toString.call(value).slice(8, -1);
  return String(value);
}
