// The verbs of a shelf, over whatever keeps its things.
import { bytesOf } from './bytes.js';
import { AnchorlightError } from './error.js';
import { canDigest } from './sha256.js';
import { quote, shape } from './shape.js';
import {
  DamagedStoreError,
  type ExportedDocument,
  type ExportedStore,
  type KeptDocument,
  type KeptVersion,
  type NotDurable,
  type Shelf,
  type StoreChange,
  type StoreDocument,
  type StorePut,
} from './shelf.js';
import {
  type Backing,
  type Contents,
  digestsOf,
  type Entry,
  type StoreRecord,
  type Transaction,
} from './shelf-backing.js';
import { Changes, type Current } from './shelf-changes.js';
import { checked, isHistory, readDocument } from './shelf-entry.js';
import { type FiledStore, readFile, writeFile } from './shelf-file.js';

export interface Setting {
  /** How many versions of a store are kept. */
  readonly versions: number;
  /** Where tabs hear each other; none where nothing outlives the page. */
  readonly channel?: string;
  readonly refusal?: { readonly reason: NotDurable; readonly detail?: string };
}

export class KeptShelf implements Shelf {
  readonly durable: boolean;
  declare readonly reason?: NotDurable;
  declare readonly detail?: string;
  readonly #backing: Backing;
  readonly #versions: number;
  readonly #changes: Changes;
  #closed = false;

  constructor(backing: Backing, current: Current, { versions, channel, refusal }: Setting) {
    this.durable = refusal === undefined;
    Object.assign(this, refusal);
    this.#backing = backing;
    this.#versions = versions;
    this.#changes = new Changes(current, () => currentOf(backing), channel);
  }

  async names(): Promise<string[]> {
    const records = await this.#transact('readonly', (transaction) => transaction.records());
    return records.map((record) => (record as StoreRecord).name).sort();
  }

  current(name: string): Promise<KeptDocument | undefined> {
    return this.#read(name, (history) => history[0]);
  }

  version(name: string, revision: string): Promise<KeptDocument | undefined> {
    return this.#read(name, (history) => history.find((entry) => entry.revision === revision));
  }

  async history(name: string): Promise<KeptVersion[]> {
    const history = await this.#transact('readonly', (transaction) => historyOf(transaction, name));
    return history.map((entry) => ({ name, ...entry }));
  }

  async put(document: StoreDocument, options: { readonly expected: string | null }): Promise<KeptVersion> {
    const [kept] = await this.putAll([{ documents: [document], expected: options?.expected }]);
    return kept as KeptVersion;
  }

  async putAll(stores: readonly StorePut[]): Promise<KeptVersion[]> {
    const puts = await Promise.all(stores.map(readPut));
    await this.#transact('readwrite', async (transaction) => {
      for (const { name, expected, entries, contents } of puts) {
        const history = await historyOf(transaction, name);
        agree(name, expected, history[0]);
        await this.#write(transaction, name, [...entries, ...history], contents);
      }
    });
    await this.#changes.announce();
    return puts.map(({ name, entries: [entry] }) => ({ name, ...entry }));
  }

  async remove(name: string, options: { readonly expected: string }): Promise<void> {
    if (typeof name !== 'string') throw shape('name', name, 'a string');
    const expected = options?.expected;
    if (typeof expected !== 'string')
      throw shape('expected', expected, 'the revision that is current, or "any"');
    await this.#transact('readwrite', async (transaction) => {
      if (expected !== 'any') agree(name, expected, (await historyOf(transaction, name))[0]);
      await transaction.erase(name);
    });
    await this.#changes.announce();
  }

  async exportAll(): Promise<Uint8Array<ArrayBuffer>> {
    const found = await this.#transact('readonly', async (transaction) => {
      const records = (await transaction.records()).map(readable).sort(byName);
      const contents: { digest: string; content: unknown }[] = [];
      for (const { name, history } of records)
        for (const digest of digestsOf(history))
          contents.push({ digest, content: await transaction.contents(name, digest) });
      return { records, contents };
    });
    const good = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const { digest, content } of found.contents) {
      const bytes = await checked(content, digest);
      if (bytes) good.set(digest, bytes);
    }
    const isGood = (entry: Entry) => [...digestsOf([entry])].every((digest) => good.has(digest));
    const stores: FiledStore[] = [];
    for (const { name, history } of found.records) {
      if (!isGood(history[0])) throw await this.#damaged(name, history[0], history);
      const versions = history.filter(isGood).map(({ revision, size, ...version }) => version);
      stores.push({ name, versions });
    }
    const named = digestsOf(stores.flatMap(({ versions }) => versions));
    return writeFile(stores, new Map([...good].filter(([digest]) => named.has(digest))));
  }

  async readExport(file: Uint8Array | ArrayBuffer): Promise<ExportedStore[]> {
    const bytes = bytesOf(file, false);
    if (!bytes) throw shape('file', file, 'the bytes of a file as a Uint8Array or ArrayBuffer');
    if (!canDigest()) {
      const message = 'The file cannot be checked, because this page has no WebCrypto: open it over HTTPS.';
      throw new AnchorlightError('store.import', message);
    }
    const { stores, contents } = await readFile(bytes);
    const content = (digest: string) => contents.get(digest) ?? new Uint8Array();
    return stores.map(({ name, versions }) => {
      const [first, ...older] = versions.map(({ included, ...version }): ExportedDocument => {
        const bytes = content(version.digest);
        const documents = included?.map((digest) => ({ digest, bytes: content(digest) }));
        return { name, ...version, size: bytes.length, bytes, ...(documents && { included: documents }) };
      });
      return { name, documents: [first as ExportedDocument, ...older] };
    });
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  close(): void {
    this.#closed = true;
    this.#changes.close();
    this.#backing.close();
  }

  async #transact<Result>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    if (this.#closed)
      throw new AnchorlightError('store.closed', 'The shelf was closed; call keepStores() again.');
    return this.#backing.transact(mode, work);
  }

  /** Writes as much of a history as is kept, with the contents that it names. */
  #write(transaction: Transaction, name: string, history: Entry[], contents: Contents): Promise<void> {
    const kept = history.slice(0, this.#versions);
    const named = digestsOf(kept);
    const needed = new Map([...contents].filter(([digest]) => named.has(digest)));
    return transaction.write({ name, history: kept }, needed);
  }

  async #read(
    name: string,
    choose: (history: readonly Entry[]) => Entry | undefined,
  ): Promise<KeptDocument | undefined> {
    const found = await this.#transact('readonly', async (transaction) => {
      const history = await historyOf(transaction, name);
      const entry = choose(history);
      return entry && { history, entry, contents: await contentsOf(transaction, name, entry) };
    });
    if (!found) return undefined;
    const { history, entry } = found;
    const contents = await goodOf(found.contents);
    if (!contents) throw await this.#damaged(name, entry, history);
    const { included, ...known } = entry;
    const documents = included?.map((digest, index) => ({ digest, bytes: contents[index + 1] as Bytes }));
    return { name, ...known, bytes: contents[0], ...(documents && { included: documents }) };
  }

  /** The error for a damaged entry, which offers the newest good one before it. */
  async #damaged(name: string, entry: Entry, history: readonly Entry[]): Promise<DamagedStoreError> {
    const older = history.slice(history.indexOf(entry) + 1);
    let previous: Entry | undefined;
    for (const one of older) {
      const contents = await this.#transact('readonly', (transaction) => contentsOf(transaction, name, one));
      if (await goodOf(contents)) {
        previous = one;
        break;
      }
    }
    return new DamagedStoreError(
      `The trust store ${quote(name)} is damaged: what is kept of version ${entry.version} does not match its digest ${entry.digest}.`,
      { name, ...entry },
      previous && { name, ...previous },
    );
  }
}

type Bytes = Uint8Array<ArrayBuffer>;
type Found = readonly { readonly digest: string; readonly content: unknown }[];

/** What is found of an entry: its document, then those that it includes. */
async function contentsOf(transaction: Transaction, name: string, entry: Entry): Promise<Found> {
  const found = [];
  for (const digest of [entry.digest, ...(entry.included ?? [])])
    found.push({ digest, content: await transaction.contents(name, digest) });
  return found;
}

/** The bytes in the same order, where all of them are those of their digests. */
async function goodOf(found: Found): Promise<readonly [Bytes, ...Bytes[]] | undefined> {
  const good = await Promise.all(found.map(({ digest, content }) => checked(content, digest)));
  return good.every((bytes) => bytes !== undefined) ? (good as [Bytes, ...Bytes[]]) : undefined;
}

/** Documents of one store, ready to be written. */
async function readPut(put: StorePut) {
  if (!Array.isArray(put?.documents)) throw shape('documents', put?.documents, 'a list of documents');
  const { documents, expected } = put;
  const [first, ...older] = await Promise.all(documents.map(readDocument));
  if (!first) throw shape('documents', documents, 'at least one document');
  if (expected !== null && typeof expected !== 'string')
    throw shape('expected', expected, 'the revision that is current, or null where there is none');
  const { name } = first;
  const stray = older.find((one) => one.name !== name);
  if (stray) throw shape('document.name', stray.name, `the name of the store, ${quote(name)}`);
  const contents = new Map([first, ...older].flatMap((one) => [...one.contents]));
  return {
    name,
    expected,
    contents,
    entries: [first, ...older].map(({ entry }) => entry) as [Entry, ...Entry[]],
  };
}

function byName(one: StoreRecord, other: StoreRecord): number {
  return one.name < other.name ? -1 : 1;
}

/** What is current, by store; nothing for a store that cannot be read. */
export async function currentOf(backing: Backing): Promise<Current> {
  const records = await backing.transact('readonly', (transaction) => transaction.records());
  return new Map(
    records.map((record) => {
      const { name, history } = record as StoreRecord;
      return [name, isHistory(history) ? { name, ...history[0] } : undefined];
    }),
  );
}

/** A store's history; empty where there is no such store. */
async function historyOf(transaction: Transaction, name: string): Promise<readonly Entry[]> {
  if (typeof name !== 'string') throw shape('name', name, 'a string');
  const record = await transaction.record(name);
  return record === undefined ? [] : readable(record).history;
}

/** A record that a shelf wrote; any other is damaged. */
function readable(record: unknown): StoreRecord & { history: readonly [Entry, ...Entry[]] } {
  const { name, history } = record as StoreRecord;
  if (isHistory(history)) return { name, history };
  throw new DamagedStoreError(
    `The trust store ${quote(String(name))} is damaged: its history cannot be read.`,
  );
}

function agree(name: string, expected: string | null, current: Entry | undefined): void {
  if (expected === (current?.revision ?? null)) return;
  const found = current ? `version ${current.version} is current` : 'there is none';
  const message = `The trust store ${quote(name)} was changed by somebody else: now ${found}. Nothing was written.`;
  throw new AnchorlightError('store.conflict', message);
}
