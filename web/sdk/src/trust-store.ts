// A portal's trust store in the browser: kept, updated safely, and asked.
import type {
  CalendarAsked,
  CheckRequest,
  DiffAsked,
  EditAsked,
  Engine,
  ExportFormat,
  FirstUse,
  Moment,
  OpenStore,
  SimulateAsked,
  StoreFiles,
} from './api.js';
import { AnchorlightError } from './error.js';
import type {
  Advice,
  Calendar,
  Difference,
  Document,
  Export,
  Preview,
  Report,
  Simulation,
  StoreView,
  UpdateReport,
} from './report.js';
import type { KeptDocument, KeptVersion, Shelf } from './shelf.js';

/** What a store's documents need beside themselves. */
export type StoreContext = Pick<StoreFiles, 'included' | 'publicWebRoots'>;

/** Two revisions of the history, and chains to hold against both. */
export type DiffVersions = Pick<DiffAsked, 'chains' | 'time'> & {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** A check without its trust store. */
export type StoreCheck = Omit<CheckRequest, 'anchors' | 'store'>;

/**
 * One trust store: its current document decides, a new one takes its place only if it may, and every version that
 * was current is kept. What is refused changes nothing.
 */
export class TrustStore {
  readonly name: string;
  readonly #engine: Engine;
  readonly #shelf: Shelf;
  readonly #context: StoreContext;
  #open: { readonly revision: string; readonly store: OpenStore } | undefined;

  constructor(engine: Engine, shelf: Shelf, name: string, context: StoreContext = {}) {
    this.name = name;
    this.#engine = engine;
    this.#shelf = shelf;
    this.#context = context;
  }

  /** The current document; nothing where none was accepted yet. */
  current(): Promise<KeptDocument | undefined> {
    return this.#shelf.current(this.name);
  }

  /** What was current, newest first. */
  history(): Promise<KeptVersion[]> {
    return this.#shelf.history(this.name);
  }

  /** What the current document says, or one of its history. */
  async describe(revision?: string): Promise<{ store: StoreView; document: Document }> {
    const { bytes } = await this.#version(revision);
    return this.#engine.describeStore({ document: bytes, ...this.#context });
  }

  /** Checks a chain by the current document. */
  async check(request: StoreCheck): Promise<Report> {
    return this.#engine.check({ ...request, store: await this.#opened() });
  }

  /**
   * Lets a document take the place of the current one, if it may. The first one needs `first`: the signers it is
   * pinned to, or the digest that somebody accepted. A refused one leaves everything as it was.
   */
  async update(candidate: string | Uint8Array, first?: FirstUse): Promise<UpdateReport> {
    const current = await this.current();
    const report = await this.#engine.updateStore({
      candidate,
      ...this.#context,
      ...(current ? { current: current.bytes } : { first }),
    });
    if (report.outcome === 'refused' || report.change.kind === 'unchanged') return report;
    const { name, version, digest } = report.store;
    if (name !== this.name) {
      const message = `The document is called ${JSON.stringify(name.slice(0, 80))}, and the store ${JSON.stringify(this.name)}.`;
      throw new AnchorlightError('store.name', message);
    }
    const document = { name, version, digest, bytes: candidate };
    await this.#shelf.put(document, { expected: current?.revision ?? null });
    return report;
  }

  /** Lists the certificates of files, seen from the current document. */
  async preview(files: Parameters<Engine['previewImport']>[0]['files']): Promise<Preview> {
    const current = await this.current();
    return this.#engine.previewImport({ files, document: current?.bytes });
  }

  /** The next version, unsigned, as JSON: nothing is kept until `update` takes it. */
  async edit(asked: Omit<EditAsked, 'document'>): Promise<string> {
    const { bytes } = await this.#version();
    return this.#engine.editStore({ ...asked, document: bytes });
  }

  /** In what two versions differ, the current one unless others are named, and which chains would have another verdict. */
  async diff(asked: DiffVersions): Promise<Difference> {
    const { from, to, chains, time } = asked;
    const files = async (revision?: string) => ({
      document: (await this.#version(revision)).bytes,
      ...this.#context,
    });
    return this.#engine.diffStores({ old: await files(from), new: await files(to), chains, time });
  }

  /** Decides chains by the current document as things are and as they might be. */
  async simulate(asked: Omit<SimulateAsked, 'store'>): Promise<Simulation> {
    const { bytes } = await this.#version();
    return this.#engine.simulate({ ...asked, store: { document: bytes, ...this.#context } });
  }

  /** What is no fault of the current document and worth a second look. */
  async advise(time?: Moment): Promise<Advice[]> {
    const { bytes } = await this.#version();
    return this.#engine.adviseStore({ document: bytes, ...this.#context }, time);
  }

  /** Everything in the current document that goes out of date, the next first. */
  async calendar(asked: Omit<CalendarAsked, 'document'> = {}): Promise<Calendar> {
    const { bytes } = await this.#version();
    return this.#engine.calendar({ ...asked, document: bytes });
  }

  /** The current document in another form. */
  async export(format: ExportFormat): Promise<Export> {
    const { bytes } = await this.#version();
    return this.#engine.exportStore(bytes, format);
  }

  /** Tells of changes, whichever tab made them; what it gives ends that. */
  subscribe(listener: (current: KeptVersion | undefined) => void): () => void {
    return this.#shelf.subscribe(({ name, current }) => {
      if (name === this.name) listener(current);
    });
  }

  /** Lets go of what the engine keeps open. The shelf stays open. */
  close(): void {
    this.#open?.store.close();
    this.#open = undefined;
  }

  async #version(revision?: string): Promise<KeptDocument> {
    const found =
      revision === undefined ? await this.current() : await this.#shelf.version(this.name, revision);
    if (found) return found;
    throw new AnchorlightError('store.absent', `No document of ${JSON.stringify(this.name)} is kept here.`);
  }

  /** The current document in the engine; another tab may have changed it since. */
  async #opened(): Promise<OpenStore> {
    const [newest] = await this.history();
    if (newest && this.#open?.revision === newest.revision) return this.#open.store;
    const { bytes, revision } = await this.#version();
    const store = await this.#engine.openStore({ document: bytes, ...this.#context });
    this.close();
    this.#open = { revision, store };
    return store;
  }
}
