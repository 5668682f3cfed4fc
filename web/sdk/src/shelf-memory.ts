// Where nothing can be stored.
import {
  type Backing,
  type Contents,
  digestsOf,
  type StoreRecord,
  type Transaction,
} from './shelf-backing.js';

type Stores = Map<string, { readonly record: StoreRecord; readonly contents: Contents }>;

export class MemoryBacking implements Backing {
  #stores: Stores = new Map();
  #last: Promise<unknown> = Promise.resolve();

  transact<Result>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const turn = this.#last.then(async () => {
      const stores = new Map(this.#stores);
      const result = await work(new MemoryTransaction(stores));
      if (mode === 'readwrite') this.#stores = stores;
      return result;
    });
    this.#last = turn.catch(() => {});
    return turn;
  }

  close(): void {
    this.#stores = new Map();
  }
}

/** Works on a copy of the map, whose values are never changed. What it gives is the caller's own. */
class MemoryTransaction implements Transaction {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  async records(): Promise<unknown[]> {
    return [...this.#stores.values()].map(({ record }) => structuredClone(record));
  }

  async record(name: string): Promise<unknown> {
    return structuredClone(this.#stores.get(name)?.record);
  }

  async contents(name: string, digest: string): Promise<unknown> {
    return this.#stores.get(name)?.contents.get(digest)?.slice();
  }

  async write(record: StoreRecord, contents: Contents): Promise<void> {
    const all = new Map([...(this.#stores.get(record.name)?.contents ?? []), ...contents]);
    const named = digestsOf(record.history);
    const kept = new Map([...all].filter(([digest]) => named.has(digest)));
    this.#stores.set(record.name, { record, contents: kept });
  }

  async erase(name: string): Promise<void> {
    this.#stores.delete(name);
  }
}
