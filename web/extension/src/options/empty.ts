/** A document that is kept by hand has nobody who would renew it: what ends are the certificates in it. */
const YEARS = 100;

/** A document with nothing in it; its next version is the first. */
export function emptyDocument(name: string, issued: string): string {
  const expires = `${Number(issued.slice(0, 4)) + YEARS}${issued.slice(4)}`;
  return JSON.stringify({ name, version: 0, issued, expires });
}
