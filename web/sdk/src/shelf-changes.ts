// Several tabs agree on what is current. A message says only that something changed; what it is, each reads itself.
import type { StoreChange } from './shelf.js';

type Listener = (change: StoreChange) => void;

/** What is current, by store. */
export type Current = ReadonlyMap<string, StoreChange['current']>;

export class Changes {
  readonly #read: () => Promise<Current>;
  readonly #listeners = new Set<Listener>();
  readonly #channel: BroadcastChannel | undefined;
  #known: Current;
  #closed = false;
  #last: Promise<void> = Promise.resolve();

  /** `channel` is the name under which the tabs hear each other; without one, nobody else is told. */
  constructor(known: Current, read: () => Promise<Current>, channel?: string) {
    this.#known = known;
    this.#read = read;
    if (channel !== undefined && typeof BroadcastChannel !== 'undefined') {
      this.#channel = new BroadcastChannel(channel);
      this.#channel.onmessage = () => void this.#look();
    }
    // A tab that was frozen in the background may have missed messages.
    if (typeof document !== 'undefined') document.addEventListener('visibilitychange', this.#visible);
  }

  /** Tells the other tabs, and the listeners here before it resolves. */
  async announce(): Promise<void> {
    // A shelf can be closed while it writes. The other tabs see the change when they look the next time.
    if (this.#closed) return;
    this.#channel?.postMessage('changed');
    return this.#look();
  }

  subscribe(listener: Listener): () => void {
    // Each subscription is its own, also where the same function is given twice.
    const own: Listener = (change) => listener(change);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  close(): void {
    this.#closed = true;
    this.#listeners.clear();
    this.#channel?.close();
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', this.#visible);
  }

  readonly #visible = () => {
    if (document.visibilityState === 'visible') void this.#look();
  };

  #look(): Promise<void> {
    this.#last = this.#last.then(async () => {
      if (this.#closed) return;
      // Storage that fails here fails the next call as well, which then says so to somebody.
      const current = await this.#read().catch(() => this.#known);
      const before = this.#known;
      this.#known = current;
      for (const name of new Set([...before.keys(), ...current.keys()])) {
        const revisions = [before, current].map((known) => known.has(name) && known.get(name)?.revision);
        if (revisions[0] === revisions[1]) continue;
        const change = { name, current: current.get(name) };
        // A listener that throws must not keep the others from hearing.
        for (const listener of this.#listeners) queueMicrotask(() => listener(change));
      }
    });
    return this.#last;
  }
}
