// A portal's trust store in the browser: kept, updated safely, and asked.
import type {
  Appointment,
  CalendarAsked,
  CertificateInput,
  CheckRequest,
  DiffAsked,
  EditAsked,
  Engine,
  ExportFormat,
  FirstUse,
  InspectOptions,
  Moment,
  OpenStore,
  SimulateAsked,
  StoreFiles,
} from './api.js';
import { AnchorlightError } from './error.js';
import type {
  Advice,
  Calendar,
  CalendarEvent,
  Difference,
  Document,
  DocumentProblem,
  Export,
  Report,
  Simulation,
  StoreView,
  UpdateReport,
} from './report.js';
import type { KeptDocument, KeptVersion, Shelf } from './shelf.js';
import { includedIn, type StoreContext } from './store-context.js';
import { type ImportAsked, type ImportReport, importAll } from './store-import.js';
import { type Previewed, preview } from './store-preview.js';
import { rfc3339, seconds } from './time.js';

export type { StoreContext } from './store-context.js';
export type { ImportAsked, ImportedStore, ImportReport, RefusedStore } from './store-import.js';
export type { Previewed } from './store-preview.js';

/** Two revisions of the history, and chains to hold against both. */
export type DiffVersions = Pick<DiffAsked, 'chains' | 'time'> & {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** A check without its trust store. */
export type StoreCheck = Omit<CheckRequest, 'anchors' | 'store'>;

/** A document to begin with. */
export interface NewAsked extends Partial<Pick<Document, 'includes' | 'portals' | 'signers'>> {
  /** Without it, now. */
  readonly issued?: Moment | undefined;
  /** Without it, a year after it is issued. */
  readonly expires?: Moment | undefined;
}

/** The next version of a document: when it is issued and expires, and which document it follows. */
export type NextAsked = Pick<EditAsked, 'issued' | 'expires'> & Partial<Pick<EditAsked, 'document'>>;

/** What keeps a document from being used, and what is worth a second look. */
export interface Linted {
  readonly problems: readonly DocumentProblem[];
  readonly advice: readonly Advice[];
}

/** What a calendar says of something that goes out of date. */
export type EventWords = (event: CalendarEvent) => Pick<Appointment, 'summary' | 'description'>;

/** A document that the engine has or is about to have open. */
interface Opening {
  readonly revision: string;
  readonly store: Promise<OpenStore>;
  /** How many checks use it. */
  users: number;
}

/** What a document lasts whose writer does not say. */
const YEAR = 365 * 86_400;

/**
 * One trust store: its current document decides, a new one takes its place only if it may, and every version that
 * was current is kept. What is refused changes nothing.
 *
 * It has the verbs of `anchorlight store` but one: signing takes private keys, which stay with the command line.
 */
export class TrustStore {
  readonly name: string;
  readonly #engine: Engine;
  readonly #shelf: Shelf;
  readonly #context: StoreContext;
  /** What decides. */
  #open: Opening | undefined;
  /** What is to decide, once it is read and found good. */
  #next: Opening | undefined;

  constructor(engine: Engine, shelf: Shelf, name: string, context: StoreContext = {}) {
    this.name = name;
    this.#engine = engine;
    this.#shelf = shelf;
    this.#context = context;
  }

  /**
   * Takes in the stores of a file that `shelf.exportAll()` gave, each as `update` would take its current document;
   * where one is refused, none is taken. A store that is not kept yet needs its reason in `first`, and brings as much
   * of its history as could have led to that document.
   */
  static importAll(
    engine: Engine,
    shelf: Shelf,
    file: Uint8Array | ArrayBuffer,
    asked: ImportAsked = {},
  ): Promise<ImportReport> {
    return importAll(engine, shelf, file, asked);
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
    return this.#engine.describeStore(await this.#files(revision));
  }

  /** Checks a chain by the current document. */
  async check(request: StoreCheck): Promise<Report> {
    const opening = await this.#hold();
    try {
      return await this.#engine.check({ ...request, store: await opening.store });
    } finally {
      opening.users -= 1;
      this.#letGo(opening);
    }
  }

  /** A first document, unsigned, as JSON, with nobody in it yet: nothing is kept until `update` takes it. */
  async new({ issued, expires, ...more }: NewAsked = {}): Promise<string> {
    const begins = seconds(issued);
    const ends = expires === undefined ? begins + YEAR : seconds(expires);
    const document = {
      name: this.name,
      version: 1,
      issued: rfc3339(begins),
      expires: rfc3339(ends),
      ...more,
    };
    const text = `${JSON.stringify(document, null, 2)}\n`;
    await this.#engine.describeStore({ document: text, ...this.#context, now: begins * 1000 });
    return text;
  }

  /** The next version with certificates added, unsigned, as JSON: nothing is kept until `update` takes it. */
  add(add: EditAsked['add'], next: NextAsked = {}): Promise<string> {
    return this.#edit({ ...next, add });
  }

  /** The next version without certificates, by SHA-256, or anything else, by its JSON pointer; as `add` gives it. */
  remove(remove: EditAsked['remove'], next: NextAsked = {}): Promise<string> {
    return this.#edit({ ...next, remove });
  }

  /** What is wrong with the current document or another one, and what is no fault and worth a second look. */
  async lint({ document, time }: { document?: CertificateInput; time?: Moment } = {}): Promise<Linted> {
    const files = document === undefined ? await this.#files() : { document, ...(await this.#known()) };
    try {
      return { problems: [], advice: await this.#engine.adviseStore(files, time) };
    } catch (thrown) {
      if (thrown instanceof AnchorlightError && thrown.problems)
        return { problems: thrown.problems, advice: [] };
      throw thrown;
    }
  }

  /**
   * Who signed the current document or another one, and whether it has expired. Signatures that are wrong or too few
   * reject with `request.store`, as everything does that keeps a document from being read.
   */
  async verify({ document, time }: { document?: CertificateInput; time?: Moment } = {}): Promise<StoreView> {
    const files = document === undefined ? await this.#files() : { document, ...(await this.#known()) };
    return (await this.#engine.describeStore({ ...files, now: time })).store;
  }

  /**
   * Lets a document take the place of the current one, if it may. The first one needs `first`: the signers it is
   * pinned to, or the digest that somebody accepted. A refused one leaves everything as it was. What it includes is
   * kept with it.
   */
  async update(candidate: string | Uint8Array, first?: FirstUse): Promise<UpdateReport> {
    const current = await this.current();
    const context = await this.#known(current);
    const report = await this.#engine.updateStore({
      candidate,
      ...context,
      ...(current ? { current: current.bytes } : { first }),
    });
    if (report.outcome === 'refused' || report.change.kind === 'unchanged') return report;
    const { name, version, digest } = report.store;
    this.#refuseOther(name);
    const included = await includedIn(this.#engine, candidate, context);
    const document = { name, version, digest, bytes: candidate, included };
    await this.#shelf.put(document, { expected: current?.revision ?? null });
    return report;
  }

  /**
   * Lists the certificates of files of any kind that `engine.inspect` opens, seen from the current document. The
   * first call loads the module for inspection.
   */
  async preview(
    files: Parameters<Engine['inspect']>[0],
    { passwords }: Pick<InspectOptions, 'passwords'> = {},
  ): Promise<Previewed> {
    return preview(this.#engine, files, (await this.current())?.bytes, passwords);
  }

  /** In what two versions differ, the current one unless others are named, and which chains would have another verdict. */
  async diff({ from, to, chains, time }: DiffVersions): Promise<Difference> {
    const [before, after] = [await this.#files(from), await this.#files(to)];
    return this.#engine.diffStores({ old: before, new: after, chains, time });
  }

  /** Decides chains by the current document as things are and as they might be. */
  async simulate(asked: Omit<SimulateAsked, 'store'>): Promise<Simulation> {
    return this.#engine.simulate({ ...asked, store: await this.#files() });
  }

  /** Everything in the current document that goes out of date, the next first. */
  calendar(asked?: Omit<CalendarAsked, 'document'>): Promise<Calendar>;
  /** The same as a calendar file (RFC 5545) in the words that `ics` gives, with an alarm at each threshold. */
  calendar(asked: Omit<CalendarAsked, 'document'> & { readonly ics: EventWords }): Promise<string>;
  async calendar({ ics, ...asked }: Omit<CalendarAsked, 'document'> & { readonly ics?: EventWords } = {}) {
    const { bytes } = await this.#version();
    const calendar = await this.#engine.calendar({ ...asked, document: bytes });
    if (!ics) return calendar;
    const { now: stamp, thresholds } = asked;
    const appointments = calendar.events.map((event) => ({ uid: event.uid, at: event.at, ...ics(event) }));
    return this.#engine.calendarFile({ name: calendar.name, appointments, stamp, thresholds });
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
    const [open, next] = [this.#open, this.#next];
    this.#open = undefined;
    this.#next = undefined;
    this.#letGo(open);
    this.#letGo(next);
  }

  async #version(revision?: string): Promise<KeptDocument> {
    const found =
      revision === undefined ? await this.current() : await this.#shelf.version(this.name, revision);
    return found ?? this.#absent();
  }

  #absent(): never {
    throw new AnchorlightError('store.absent', `No document of ${JSON.stringify(this.name)} is kept here.`);
  }

  /** A document of the history with what it includes: what was kept with it, or else what the caller has. */
  async #files(revision?: string): Promise<StoreFiles> {
    const { bytes: document, included } = await this.#version(revision);
    return { document, ...this.#context, ...(included && { included: included.map(({ bytes }) => bytes) }) };
  }

  /** What another document may include: what the caller has, and what was kept with the current one. */
  async #known(current?: KeptDocument): Promise<StoreContext> {
    const kept = (current ?? (await this.current()))?.included ?? [];
    const { included = [], publicWebRoots } = this.#context;
    return { included: [included, kept.map(({ bytes }) => bytes)].flat(), publicWebRoots };
  }

  async #edit(asked: Partial<EditAsked>): Promise<string> {
    const document = asked.document ?? (await this.#version()).bytes;
    return this.#engine.editStore({ ...asked, document });
  }

  #refuseOther(name: string): void {
    if (name === this.name) return;
    const message = `The document is called ${JSON.stringify(name.slice(0, 80))}, and the store ${JSON.stringify(this.name)}.`;
    throw new AnchorlightError('store.name', message);
  }

  /** The current document in the engine, with one more user; another tab may have changed it since. */
  async #hold(): Promise<Opening> {
    const [newest] = await this.history();
    if (!newest) return this.#absent();
    const known = [this.#open, this.#next].find((one) => one?.revision === newest.revision);
    const opening = known ?? this.#begin(newest.revision);
    opening.users += 1;
    return opening;
  }

  /** Opens a document, which takes the place of the one that decides once it is found good. */
  #begin(revision: string): Opening {
    const opening = { revision, store: this.#read(revision), users: 0 };
    const superseded = this.#next;
    this.#next = opening;
    this.#letGo(superseded);
    opening.store.then(
      () => {
        if (this.#next !== opening) return;
        const before = this.#open;
        this.#open = opening;
        this.#next = undefined;
        this.#letGo(before);
      },
      () => {
        if (this.#next === opening) this.#next = undefined;
      },
    );
    return opening;
  }

  async #read(revision: string): Promise<OpenStore> {
    const store = await this.#engine.openStore(await this.#files(revision));
    try {
      this.#refuseOther(store.store.name);
    } catch (thrown) {
      store.close();
      throw thrown;
    }
    return store;
  }

  /** Closes what neither decides nor is used. */
  #letGo(opening: Opening | undefined): void {
    if (!opening || opening === this.#open || opening === this.#next || opening.users > 0) return;
    opening.store.then(
      (store) => store.close(),
      () => {},
    );
  }
}
