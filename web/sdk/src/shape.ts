import { AnchorlightError } from './error.js';

/** Control, bidirectional and line-breaking characters that JSON leaves as they are. */
const ACTING = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A field of the wrong type. */
export function shape(field: string, value: unknown, wanted: string): AnchorlightError {
  const hint =
    typeof Blob === 'function' && value instanceof Blob ? ' (read it with `await file.arrayBuffer()`)' : '';
  return new AnchorlightError('request.shape', `${field}: expected ${wanted}, got ${describe(value)}${hint}`);
}

/** The beginning of a text, in quotes, with nothing in it that acts on the text around it. */
export function quote(text: string): string {
  const escape = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text).replace(ACTING, escape);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'object' && value !== null) return Object.prototype.toString.call(value).slice(8, -1);
  return String(value);
}
