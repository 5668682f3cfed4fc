// What a shelf needs of the place where it keeps things: IndexedDB (shelf-database.ts) or memory (shelf-memory.ts).
import type { KeptVersion } from './shelf.js';

/** An entry of a store's history. */
export type Entry = Omit<KeptVersion, 'name'>;

/** One store: what was put, newest first. That the first entry is the current one makes pointer and history one value. */
export interface StoreRecord {
  readonly name: string;
  readonly history: readonly Entry[];
}

/** The digests of all that entries name: their documents, and those that these include. */
export function digestsOf(entries: Iterable<Pick<Entry, 'digest' | 'included'>>): Set<string> {
  return new Set([...entries].flatMap(({ digest, included = [] }) => [digest, ...included]));
}

/** Bytes of documents by digest. */
export type Contents = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** A step that happens as a whole or not at all. */
export interface Transaction {
  /** Every record as it was found: another program may have been at it. */
  records(): Promise<unknown[]>;
  record(name: string): Promise<unknown>;
  /** The bytes as they were found. */
  contents(name: string, digest: string): Promise<unknown>;
  /** Puts a record and new contents, and drops contents that its history no longer names. */
  write(record: StoreRecord, contents: Contents): Promise<void>;
  erase(name: string): Promise<void>;
}

export interface Backing {
  /** `work` may wait for nothing but the transaction. When it throws, nothing was written. */
  transact<Result>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result>;
  close(): void;
}
