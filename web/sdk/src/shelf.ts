// What keepStores() gives: the types that callers see.
import { AnchorlightError } from './error.js';

export interface ShelfOptions {
  /** The name of the IndexedDB database: 'anchorlight-trust-stores' unless another is given. */
  readonly database?: string | undefined;
  /** How many versions of each store are kept, the current one among them: 10 unless another number is given. */
  readonly versions?: number | undefined;
}

/**
 * Trust stores that are kept: of each its current document and those before it. A document is opaque here; whether
 * it may follow the one before it is for the engine to say.
 */
export interface Shelf {
  /** Whether what is put here outlives the page. Otherwise it is held in memory, for this shelf alone. */
  readonly durable: boolean;
  /** Why it does not outlive the page. */
  readonly reason?: NotDurable;
  /** The browser's own words for that, where it has any. */
  readonly detail?: string;

  /** The names of the stores, sorted. */
  names(): Promise<string[]>;
  /** The current document. One that no longer matches its digest rejects with DamagedStoreError. */
  current(name: string): Promise<KeptDocument | undefined>;
  /** What was put under this name, newest first: the first is the current one. */
  history(name: string): Promise<KeptVersion[]>;
  /** One document of the history. One that no longer matches its digest rejects with DamagedStoreError. */
  version(name: string, revision: string): Promise<KeptDocument | undefined>;
  /**
   * Makes a document the current one, in one step: a page that is killed leaves the old one or the new one. What
   * `version()` gives can be put again.
   *
   * `expected` is the revision that the caller believes to be the current one, or null where it believes that there
   * is none. When somebody else was faster, nothing is written and `store.conflict` is thrown.
   */
  put(document: StoreDocument, options: { readonly expected: string | null }): Promise<KeptVersion>;
  /** Removes a store and its history; with 'any' whatever is current, and whether or not it can be read. */
  remove(name: string, options: { readonly expected: string }): Promise<void>;

  /**
   * Every store with its history as one file. A current document that is damaged rejects with DamagedStoreError;
   * a damaged one before it is left out, since nothing of it can be used any more.
   */
  exportAll(): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Reads what `exportAll()` gave, and checks that all of it is there as it was written. Nothing is taken in: whether
   * the documents may follow those that are here is for the engine to say (`TrustStore.importAll`).
   */
  readExport(file: Uint8Array | ArrayBuffer): Promise<ExportedStore[]>;
  /** Puts documents of several stores on top of what is kept of each, in one step: all of them, or none. */
  putAll(stores: readonly StorePut[]): Promise<KeptVersion[]>;

  /**
   * Calls the listener after each change, whichever tab made it; what it gives ends that. Changes that follow each
   * other quickly in another tab may be told as one.
   */
  subscribe(listener: (change: StoreChange) => void): () => void;
  /** Lets go of the database. Later calls reject with `store.closed`. */
  close(): void;
}

/** Why a shelf holds everything in memory. */
export type NotDurable =
  /** There is no IndexedDB here, as in Node. */
  | 'unavailable'
  /** There is no WebCrypto to check digests with: the page came over plain HTTP, for instance. */
  | 'insecure'
  /** The browser does not open a database: the page may store nothing, or its storage is broken. */
  | 'refused'
  /** There is no room for a database. */
  | 'full'
  /** A newer version of this package has been at the database. */
  | 'newer'
  /** Another tab keeps the database busy. */
  | 'blocked'
  /** The database was opened and could not be read. */
  | 'failed';

/** A trust store document. */
export interface StoreDocument {
  readonly name: string;
  /** The version that the document states. */
  readonly version: number;
  /** The SHA-256 of the bytes in lower-case hexadecimal. */
  readonly digest: string;
  /** The document as it is: JSON or a signed envelope. */
  readonly bytes: string | Uint8Array | ArrayBuffer;
  /** The documents that it includes: without them nobody can say later what it said. */
  readonly included?: readonly IncludedDocument[] | undefined;
  /** Whatever belongs with it, as JSON: who signs it, where it came from. */
  readonly settings?: unknown;
}

export interface IncludedDocument {
  /** The SHA-256 of the bytes in lower-case hexadecimal, by which the document names it. */
  readonly digest: string;
  readonly bytes: string | Uint8Array | ArrayBuffer;
}

/** What is known of a document that is kept. */
export interface KeptVersion extends Omit<StoreDocument, 'bytes' | 'included'> {
  /** Names this entry of the history; another for each time that something was put. */
  readonly revision: string;
  /** The number of bytes. */
  readonly size: number;
  /** When it was put, as in `2026-01-31T12:00:00.000Z`. */
  readonly kept: string;
  /** The digests of the documents that it includes. */
  readonly included?: readonly string[];
}

/** A document with the bytes of what it includes. */
interface Read {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly included?: readonly { readonly digest: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

export interface KeptDocument extends Omit<KeptVersion, 'included'>, Read {}

/** A document of a file of trust stores. What the file says of it is not what the document says of itself. */
export interface ExportedDocument extends Omit<KeptDocument, 'revision'> {}

/** A store of a file. */
export interface ExportedStore {
  readonly name: string;
  /** Newest first, and at least one: the first was the current one where the file was written. */
  readonly documents: readonly [ExportedDocument, ...ExportedDocument[]];
}

/** Documents of one store that become its newest ones. */
export interface StorePut {
  /** Newest first: the first becomes the current one. With `kept`, that is when it was put; without, now. */
  readonly documents: readonly (StoreDocument & { readonly kept?: string | undefined })[];
  /** As for `put()`. */
  readonly expected: string | null;
}

export interface StoreChange {
  readonly name: string;
  /** What is current now; nothing when the store was removed, or can no longer be read. */
  readonly current: KeptVersion | undefined;
}

/** `store.damaged`: what is kept no longer matches its digest, or cannot be read at all. */
export class DamagedStoreError extends AnchorlightError {
  /** The entry whose document is damaged; nothing where the store's history cannot be read. */
  readonly damaged: KeptVersion | undefined;
  /** The newest entry before it whose document was checked and is good. It is not used unless somebody puts it. */
  readonly previous: KeptVersion | undefined;

  constructor(message: string, damaged?: KeptVersion, previous?: KeptVersion) {
    super('store.damaged', message);
    this.name = 'DamagedStoreError';
    this.damaged = damaged;
    this.previous = previous;
  }
}
