/** RFC 5280 §4.1.2.5 has this for what has no end: the certificates in a document that is kept by hand have their own. */
const NEVER = '9999-12-31T23:59:59Z';

/** A document with nothing in it; its next version is the first. */
export function emptyDocument(name: string, issued: string): string {
  return JSON.stringify({ name, version: 0, issued, expires: NEVER });
}
