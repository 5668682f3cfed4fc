// Trust store documents: what callers write, what the engine takes, and what is kept open.
import type { OpenStore, StoreFiles, StoreReport } from './api.js';
import type { Held } from './open-files.js';
import type { Document, StoreReport as EngineStoreReport, OpenedStore, StoreView } from './report.js';
import { given, isObject, readFiles, refuseStray } from './request.js';
import { shape } from './shape.js';
import { seconds } from './time.js';

/** A store as the engine takes it (schema/request.schema.json). */
export interface StoreSource {
  readonly document: Held | { readonly label?: string; readonly opened: string };
  readonly included?: Held[];
  readonly publicWebRoots?: Held;
  readonly now?: number;
}

/** What can be asked about documents, and the answers. */
export interface Verbs {
  open: { request: StoreSource; answer: OpenedStore };
  describe: { request: StoreSource; answer: EngineStoreReport };
}

/** Puts one of these questions to an engine. */
export type AskStore = <Verb extends keyof Verbs>(
  verb: Verb,
  request: Verbs[Verb]['request'],
) => Promise<Verbs[Verb]['answer']>;

const FIELDS = ['document', 'included', 'publicWebRoots', 'now'];

/** Reads the files of a store. The bytes are copied, because they are kept or given away. */
export function readStore(field: string, store: StoreFiles): StoreSource {
  if (!isObject(store)) throw shape(field, store, 'an object with `document`, or an open store');
  refuseStray(field, store, FIELDS);
  const { document, included, publicWebRoots, now } = store;
  const one = (name: string, files: Held[]): Held => {
    const [file] = files;
    if (files.length !== 1 || !file) throw shape(`${field}.${name}`, files, 'one file');
    return file;
  };
  return {
    document: one('document', readFiles(document)),
    ...given('included', included === undefined ? undefined : readFiles(included)),
    ...given(
      'publicWebRoots',
      publicWebRoots === undefined ? undefined : one('publicWebRoots', readFiles(publicWebRoots)),
    ),
    ...given('now', now === undefined ? undefined : seconds(now)),
  };
}

/** What callers hold. */
export class StoreHandle implements OpenStore {
  readonly store: StoreView;
  readonly #letGo: (handle: StoreHandle) => void;
  #closed = false;

  constructor({ store }: OpenedStore, letGo: (handle: StoreHandle) => void) {
    this.store = store;
    this.#letGo = letGo;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#letGo(this);
  }
}

/** Open stores by their digests. An instance that failed is replaced, and the new one is given them again. */
export class StoreLibrary {
  readonly #stores = new Map<string, { readonly source: StoreSource; times: number }>();

  add({ store }: OpenedStore, source: StoreSource): void {
    const known = this.#stores.get(store.digest);
    this.#stores.set(store.digest, { source, times: (known?.times ?? 0) + 1 });
  }

  /** Whether nobody else has it open. */
  remove({ store }: StoreHandle): boolean {
    const known = this.#stores.get(store.digest);
    if (!known) return false;
    known.times -= 1;
    return known.times === 0 && this.#stores.delete(store.digest);
  }

  /** The store that is named, where `present` lacks it. */
  missing(named: StoreSource | undefined, present: ReadonlySet<string>): StoreSource | undefined {
    if (!named || !('opened' in named.document) || present.has(named.document.opened)) return undefined;
    return this.#stores.get(named.document.opened)?.source;
  }
}

/** With the document read. */
export function described({ document, ...report }: EngineStoreReport): StoreReport {
  return { ...report, document: JSON.parse(document) as Document };
}
