// Documents for tests, made alike in Node and in pages, and what a page's database really holds.

/** Bytes that are different for each version, and do not compress. */
export function bytesOf(version, size) {
  const words = new Uint32Array(Math.ceil(size / 4));
  let state = (version * 2654435761 + 88675123) >>> 0 || 1;
  for (let index = 0; index < words.length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return new Uint8Array(words.buffer, 0, size);
}

export async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function documentOf(name, version, size = 1000) {
  const bytes = bytesOf(version, size);
  return { name, version, digest: await digestOf(bytes), bytes, settings: { from: `test ${version}` } };
}

/**
 * Takes in all of a file without asking an engine, whose matter it is: the documents of these tests are opaque.
 * Without `replace`, a store of which another document is current here is a conflict.
 */
export async function importAll(shelf, file, { replace = false } = {}) {
  const puts = [];
  const outcomes = [];
  for (const { name, documents } of await shelf.readExport(file)) {
    const current = await shelf.current(name);
    const same = current?.digest === documents[0].digest;
    outcomes.push({ name, outcome: same ? 'unchanged' : current ? 'updated' : 'added' });
    if (!same) puts.push({ documents, expected: replace ? (current?.revision ?? null) : null });
  }
  await shelf.putAll(puts);
  return outcomes;
}

/** The value of a promise, or what is to be known of its error. */
export async function told(promise) {
  try {
    return { value: await promise };
  } catch ({ id, name, message, damaged, previous }) {
    return { id, name, message, damaged, previous };
  }
}

export const DATABASE = 'anchorlight-trust-stores';

/** A database, past the package. */
export function openRaw(database = DATABASE, version = undefined, upgrade = undefined) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database, version);
    opening.onupgradeneeded = () => upgrade?.(opening.result);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });
}

/** One transaction, past the package; gives the results of the requests that `act` makes. */
export async function raw(mode, act, database = DATABASE) {
  const connection = await openRaw(database);
  const transaction = connection.transaction(['stores', 'contents'], mode);
  const requests = act(transaction.objectStore('stores'), transaction.objectStore('contents'));
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  connection.close();
  return requests.map((request) => request.result);
}

/** Every revision of a store and every document, read and digested past the package. */
export async function inventory(database = DATABASE) {
  const [records, keys, values] = await raw(
    'readonly',
    (stores, contents) => [stores.getAll(), contents.getAllKeys(), contents.getAll()],
    database,
  );
  const documents = [];
  for (const [index, [name, digest]] of keys.entries())
    documents.push({ name, digest, matches: (await digestOf(values[index])) === digest });
  return { records, documents };
}
