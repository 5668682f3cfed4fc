// IndexedDB. One connection, which gives way to newer versions of this package and is opened again when it was lost.
import { AnchorlightError, type ErrorId, reason } from './error.js';
import {
  type Backing,
  type Contents,
  digestsOf,
  type StoreRecord,
  type Transaction,
} from './shelf-backing.js';

const FORMAT = 1;
/** StoreRecord by name. */
const RECORDS = 'stores';
/** Uint8Array by [name, digest]. */
const CONTENTS = 'contents';
/** How long other tabs may keep the database from being opened. They are asked to give way and usually do at once. */
const PATIENCE_MS = 10_000;

export class DatabaseBacking implements Backing {
  readonly #name: string;
  #connection: Promise<IDBDatabase> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  async transact<Result>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const database = await this.#connect().catch((cause) => {
      throw typed(cause, 'store.refused', 'The browser does not open a database here');
    });
    return transact(database, mode, work).catch((cause) => {
      throw typed(cause, 'store.failed', "The browser's storage failed");
    });
  }

  close(): void {
    this.#connection?.then(
      (database) => database.close(),
      () => {},
    );
    this.#connection = undefined;
  }

  #connect(): Promise<IDBDatabase> {
    if (this.#connection) return this.#connection;
    const connection = open(this.#name);
    const forget = () => {
      if (this.#connection === connection) this.#connection = undefined;
    };
    connection.then((database) => {
      database.onversionchange = () => {
        database.close();
        forget();
      };
      database.onclose = forget;
    }, forget);
    this.#connection = connection;
    return connection;
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, FORMAT);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      const message =
        'Another tab keeps the trust stores busy; close the other tabs of this site and reload.';
      reject(new AnchorlightError('store.blocked', message));
    }, PATIENCE_MS);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(RECORDS, { keyPath: 'name' });
      opening.result.createObjectStore(CONTENTS);
    };
    opening.onerror = () => {
      clearTimeout(timer);
      reject(opening.error);
    };
    opening.onsuccess = () => {
      clearTimeout(timer);
      if (late) opening.result.close();
      else resolve(opening.result);
    };
  });
}

function transact<Result>(
  database: IDBDatabase,
  mode: 'readonly' | 'readwrite',
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction([RECORDS, CONTENTS], mode, { durability: 'strict' });
    let result: Result;
    let thrown: unknown;
    transaction.oncomplete = () => resolve(result);
    // A transaction that the browser gave up tells why itself; one that the work gave up does not.
    transaction.onabort = () => reject(transaction.error ?? thrown);
    work(new DatabaseTransaction(transaction)).then(
      (value) => {
        result = value;
      },
      (error) => {
        thrown = error;
        try {
          transaction.abort();
        } catch {
          // It was given up already.
        }
      },
    );
  });
}

class DatabaseTransaction implements Transaction {
  readonly #records: IDBObjectStore;
  readonly #contents: IDBObjectStore;

  constructor(transaction: IDBTransaction) {
    this.#records = transaction.objectStore(RECORDS);
    this.#contents = transaction.objectStore(CONTENTS);
  }

  records(): Promise<unknown[]> {
    return done(this.#records.getAll());
  }

  record(name: string): Promise<unknown> {
    return done(this.#records.get(name));
  }

  contents(name: string, digest: string): Promise<unknown> {
    return done(this.#contents.get([name, digest]));
  }

  async write(record: StoreRecord, contents: Contents): Promise<void> {
    const named = digestsOf(record.history);
    const present = await done(this.#contents.getAllKeys(all(record.name)));
    const unnamed = present.filter((key) => !named.has((key as string[])[1] as string));
    await Promise.all([
      ...[...contents].map(([digest, bytes]) => done(this.#contents.put(bytes, [record.name, digest]))),
      ...unnamed.map((key) => done(this.#contents.delete(key))),
      done(this.#records.put(record)),
    ]);
  }

  async erase(name: string): Promise<void> {
    await Promise.all([done(this.#contents.delete(all(name))), done(this.#records.delete(name))]);
  }
}

/** The contents of one store: in the order of keys, a list comes after every text. */
function all(name: string): IDBKeyRange {
  return IDBKeyRange.bound([name], [name, []]);
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Browsers name few causes alike: what Firefox calls a SecurityError is an UnknownError in Chromium. */
function typed(cause: unknown, id: ErrorId, what: string): AnchorlightError {
  if (cause instanceof AnchorlightError) return cause;
  const said = reason(cause);
  switch (cause instanceof DOMException ? cause.name : undefined) {
    case 'QuotaExceededError':
      return new AnchorlightError('store.full', `There is no room left for trust stores: ${said}`, cause);
    case 'VersionError':
      return new AnchorlightError(
        'store.newer',
        `A newer version of Anchorlight keeps the trust stores now; reload the page: ${said}`,
        cause,
      );
    default:
      return new AnchorlightError(id, `${what}: ${said}`, cause);
  }
}
