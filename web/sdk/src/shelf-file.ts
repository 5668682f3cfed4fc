// Every trust store as one file: JSON, with the bytes of each document once, in base64, under their digest;
// `included` has the digests of the documents that a document includes.
//
//   { "anchorlightStores": 1,
//     "stores": [{ "name", "versions": [{ "version", "digest", "kept", "included"?, "settings"? }] }],   newest version first
//     "contents": { "<digest>": "<base64>" } }
import { fromBase64, toBase64 } from './base64.js';
import { AnchorlightError, reason } from './error.js';
import { sha256 } from './sha256.js';
import { quote } from './shape.js';
import { type Contents, digestsOf, type Entry } from './shelf-backing.js';

const FORMAT = 1;
/** A file is read as one string, and V8's longest have 2^29 - 24 characters. */
const MOST_BYTES = 2 ** 29 - 24;

export type FiledVersion = Pick<Entry, 'version' | 'digest' | 'kept' | 'included' | 'settings'>;

export interface FiledStore {
  readonly name: string;
  /** Newest first, and at least one. */
  readonly versions: readonly FiledVersion[];
}

export function writeFile(stores: readonly FiledStore[], contents: Contents): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const encoder = new TextEncoder();
  const write = (text: string) => pieces.push(encoder.encode(text));
  write(`{"anchorlightStores":${FORMAT},"stores":${JSON.stringify(stores)},"contents":{`);
  refuseLarge(pieces[0]?.length ?? 0, contents);
  let comma = '';
  for (const [digest, bytes] of contents) {
    write(`${comma}"${digest}":"`);
    for (const text of toBase64(bytes)) write(text);
    write('"');
    comma = ',';
  }
  write('}}\n');
  const file = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let start = 0;
  for (const piece of pieces) {
    file.set(piece, start);
    start += piece.length;
  }
  return file;
}

/** Refuses what could not be read back, before there are several copies of it. */
function refuseLarge(head: number, contents: Contents): void {
  let length = head;
  for (const [digest, bytes] of contents)
    length += `"${digest}":"",}}\n`.length + Math.ceil(bytes.length / 3) * 4;
  if (length <= MOST_BYTES) return;
  const message = `The trust stores together are too large for one file of ${MOST_BYTES} bytes.`;
  throw new AnchorlightError('store.export', message);
}

/** Reads a file and checks all of it; every digest is that of its bytes. */
export async function readFile(
  file: Uint8Array<ArrayBuffer>,
): Promise<{ stores: FiledStore[]; contents: Contents }> {
  const value = parse(file);
  if (!isObject(value) || !('anchorlightStores' in value))
    throw problem('', 'is no export of trust stores: it has no "anchorlightStores"');
  if (value.anchorlightStores !== FORMAT)
    throw problem('/anchorlightStores', `must be ${FORMAT}, the format that this version reads`);
  const { stores, contents } = fields('', value, ['anchorlightStores', 'stores', 'contents']);
  const read = list('/stores', stores).map((store, index) => readStore(`/stores/${index}`, store));
  refuseTwice(read, ({ name }, index) => [`/stores/${index}/name`, name]);
  const documents = await readContents(contents);
  const named = digestsOf(read.flatMap(({ versions }) => versions));
  for (const digest of named)
    if (!documents.has(digest)) throw problem('/contents', `lacks the document ${digest}`);
  for (const digest of documents.keys())
    if (!named.has(digest)) throw problem(`/contents/${digest}`, 'is named by no version');
  return { stores: read, contents: documents };
}

function parse(file: Uint8Array): unknown {
  if (file.length > MOST_BYTES) throw problem('', `is larger than ${MOST_BYTES} bytes`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw problem('', 'is not text in UTF-8');
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw problem('', `is not JSON, or not all of it is there: ${quote(reason(cause))}`);
  }
}

function readStore(where: string, value: unknown): FiledStore {
  const { name, versions } = fields(where, value, ['name', 'versions']);
  if (typeof name !== 'string') throw problem(`${where}/name`, 'must be a string');
  const read = list(`${where}/versions`, versions);
  if (read.length === 0) throw problem(`${where}/versions`, 'must not be empty');
  return { name, versions: read.map((one, index) => readVersion(`${where}/versions/${index}`, one)) };
}

function readVersion(where: string, value: unknown): FiledVersion {
  const known = fields(where, value, ['version', 'digest', 'kept'], ['included', 'settings']);
  const { version, digest, kept, included } = known;
  if (!isVersion(version)) throw problem(`${where}/version`, 'must be a whole number');
  if (!isDigest(digest)) throw problem(`${where}/digest`, 'must be a SHA-256 in lower-case hexadecimal');
  if (!isTime(kept)) throw problem(`${where}/kept`, 'must be a time as in 2026-01-31T12:00:00.000Z');
  if (included !== undefined && !list(`${where}/included`, included).every(isDigest))
    throw problem(`${where}/included`, 'must be SHA-256s in lower-case hexadecimal');
  return {
    version,
    digest,
    kept,
    ...(included !== undefined && { included: included as string[] }),
    ...('settings' in known && { settings: known.settings }),
  };
}

async function readContents(value: unknown): Promise<Contents> {
  if (!isObject(value)) throw problem('/contents', 'must be an object');
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [digest, text] of Object.entries(value)) {
    if (!isDigest(digest)) throw problem('/contents', `${quote(digest)} is no SHA-256`);
    const bytes = decode(`/contents/${digest}`, text);
    const actual = await sha256(bytes);
    if (actual !== digest) throw problem(`/contents/${digest}`, `is damaged: its SHA-256 is ${actual}`);
    contents.set(digest, bytes);
  }
  return contents;
}

function decode(where: string, text: unknown): Uint8Array<ArrayBuffer> {
  if (typeof text !== 'string') throw problem(where, 'must be a string');
  try {
    return fromBase64(text);
  } catch {
    throw problem(where, 'is not base64');
  }
}

/** The fields of an object that has all of `needed` and no other than these and `optional`. */
function fields(where: string, value: unknown, needed: string[], optional: string[] = []) {
  if (!isObject(value)) throw problem(where, 'must be an object');
  const missing = needed.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) throw problem(where, `lacks "${missing}"`);
  const stray = Object.keys(value).find((name) => ![...needed, ...optional].includes(name));
  if (stray !== undefined) throw problem(where, `has the unknown field ${quote(stray)}`);
  return value;
}

function list(where: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw problem(where, 'must be a list');
  return value;
}

function refuseTwice<Item>(items: Item[], keyOf: (item: Item, index: number) => [string, string]): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const [where, key] = keyOf(item, index);
    if (seen.has(key)) throw problem(where, `${quote(key)} is there twice`);
    seen.add(key);
  }
}

export function isVersion(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

export function isTime(value: unknown): value is string {
  const written = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
  return written && !Number.isNaN(Date.parse(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `where` is a JSON pointer; the empty one is the file itself. */
function problem(where: string, what: string): AnchorlightError {
  const message = `The file cannot be imported: ${where || 'it'} ${what}. Nothing was changed.`;
  return new AnchorlightError('store.import', message);
}
