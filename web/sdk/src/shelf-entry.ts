// Entries of a history: made of what callers put, and recognised in what is found.
import { bytesOf } from './bytes.js';
import { isObject } from './request.js';
import { canDigest, hex, sha256 } from './sha256.js';
import { shape } from './shape.js';
import type { StoreDocument } from './shelf.js';
import type { Entry } from './shelf-backing.js';
import { isDigest, isVersion } from './shelf-file.js';

/** A document with an entry of its own. Everything is copied: it must not change between digest and storage. */
export async function readDocument(document: StoreDocument) {
  if (!isObject(document))
    throw shape('document', document, 'an object with `name`, `version`, `digest` and `bytes`');
  const { name, version, digest } = document;
  if (typeof name !== 'string') throw shape('document.name', name, 'a string');
  if (!isVersion(version)) throw shape('document.version', version, 'a whole number');
  if (!isDigest(digest)) throw shape('document.digest', digest, 'a SHA-256 in lower-case hexadecimal');
  const bytes = bytesOf(document.bytes, true);
  if (!bytes) throw shape('document.bytes', document.bytes, 'a string, a Uint8Array or an ArrayBuffer');
  const settings = document.settings === undefined ? {} : { settings: asJson(document.settings) };
  const actual = canDigest() ? await sha256(bytes) : digest;
  if (actual !== digest) throw shape('document.digest', digest, `the SHA-256 of the bytes, ${actual}`);
  const entry: Entry = {
    revision: newRevision(),
    version,
    digest,
    size: bytes.length,
    kept: new Date().toISOString(),
    ...settings,
  };
  return { name, entry, bytes };
}

/** A copy that holds nothing but what a file can hold. */
function asJson(settings: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(settings));
  } catch {
    throw shape('document.settings', settings, 'a JSON value');
  }
}

export function newRevision(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

/** Whether a shelf wrote it. Everything on a site shares the database. */
export function isHistory(history: unknown): history is readonly [Entry, ...Entry[]] {
  return (
    Array.isArray(history) &&
    history.length > 0 &&
    history.every(
      (entry) =>
        typeof entry?.revision === 'string' &&
        isDigest(entry.digest) &&
        isVersion(entry.version) &&
        isVersion(entry.size) &&
        typeof entry.kept === 'string',
    )
  );
}

/** The bytes, where they are those of the digest. Without WebCrypto everything is in memory, where nothing decays. */
export async function checked(
  content: unknown,
  digest: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!(content instanceof Uint8Array)) return undefined;
  const bytes = content as Uint8Array<ArrayBuffer>;
  return !canDigest() || (await sha256(bytes)) === digest ? bytes : undefined;
}
