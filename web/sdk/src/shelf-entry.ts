// Entries of a history: made of what callers put, and recognised in what is found.
import { bytesOf } from './bytes.js';
import { isObject } from './request.js';
import { canDigest, hex, sha256 } from './sha256.js';
import { shape } from './shape.js';
import type { IncludedDocument, StorePut } from './shelf.js';
import type { Entry } from './shelf-backing.js';
import { isDigest, isTime, isVersion } from './shelf-file.js';

/** A document with an entry of its own. Everything is copied: it must not change between digest and storage. */
export async function readDocument(document: StorePut['documents'][number]) {
  if (!isObject(document))
    throw shape('document', document, 'an object with `name`, `version`, `digest` and `bytes`');
  const { name, version, digest, included, kept } = document;
  if (typeof name !== 'string') throw shape('document.name', name, 'a string');
  if (!isVersion(version)) throw shape('document.version', version, 'a whole number');
  if (included !== undefined && !Array.isArray(included))
    throw shape('document.included', included, 'a list of `digest` and `bytes`');
  if (kept !== undefined && !isTime(kept))
    throw shape('document.kept', kept, 'a time as in 2026-01-31T12:00:00.000Z');
  const settings = document.settings === undefined ? {} : { settings: asJson(document.settings) };
  const contents = new Map([[digest, await readContent('document', document)]]);
  for (const [index, one] of (included ?? []).entries())
    contents.set(one?.digest, await readContent(`document.included[${index}]`, one));
  const entry: Entry = {
    revision: newRevision(),
    version,
    digest,
    size: contents.get(digest)?.length ?? 0,
    kept: kept ?? new Date().toISOString(),
    ...(included?.length && { included: included.map((one) => one.digest) }),
    ...settings,
  };
  return { name, entry, contents };
}

/** Bytes that are those of their digest. */
async function readContent(field: string, content: IncludedDocument): Promise<Uint8Array<ArrayBuffer>> {
  if (!isObject(content)) throw shape(field, content, 'an object with `digest` and `bytes`');
  const { digest } = content;
  if (!isDigest(digest)) throw shape(`${field}.digest`, digest, 'a SHA-256 in lower-case hexadecimal');
  const bytes = bytesOf(content.bytes, true);
  if (!bytes) throw shape(`${field}.bytes`, content.bytes, 'a string, a Uint8Array or an ArrayBuffer');
  const actual = canDigest() ? await sha256(bytes) : digest;
  if (actual !== digest) throw shape(`${field}.digest`, digest, `the SHA-256 of the bytes, ${actual}`);
  return bytes;
}

/** A copy that holds nothing but what a file can hold. */
function asJson(settings: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(settings));
  } catch {
    throw shape('document.settings', settings, 'a JSON value');
  }
}

function newRevision(): string {
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
        typeof entry.kept === 'string' &&
        (entry.included === undefined || isDigests(entry.included)),
    )
  );
}

function isDigests(list: unknown): boolean {
  return Array.isArray(list) && list.every(isDigest);
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
