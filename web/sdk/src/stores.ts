// Trust store documents: what callers write, what the engine takes, and what is kept open.
import type {
  CalendarAsked,
  CalendarFileAsked,
  CertificateInput,
  ChainAsked,
  DiffAsked,
  EditAsked,
  Moment,
  OpenStore,
  PreviewAsked,
  SimulateAsked,
  StoreFiles,
  StoreReport,
  UpdateAsked,
} from './api.js';
import type {
  CalendarRequest,
  Chain,
  DiffRequest,
  EditRequest,
  Scenario as EngineSupposed,
  ExportFormat,
  ExportRequest,
  IcsRequest,
  PreviewRequest,
  SimulateRequest,
  UpdateRequest,
} from './engine-request.js';
import { asciiHost, asciiName } from './host.js';
import type { Held } from './open-files.js';
import type {
  Advice,
  Calendar,
  Difference,
  Document,
  Edited,
  StoreReport as EngineStoreReport,
  Export,
  OpenedStore,
  Preview,
  Simulation,
  StoreView,
  UpdateReport,
} from './report.js';
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

type Sourced<Question, Fields extends string> = Omit<Question, Fields>;

/** What can be asked about documents, and the answers. */
export interface Verbs {
  open: { request: StoreSource; answer: OpenedStore };
  describe: { request: StoreSource; answer: EngineStoreReport };
  advise: { request: { store: StoreSource; time: number }; answer: Advice[] };
  calendar: {
    request: Sourced<CalendarRequest, 'document' | 'chains'> & { document: Held; chains?: Held[] };
    answer: Calendar;
  };
  export: { request: Sourced<ExportRequest, 'document'> & { document: Held }; answer: Export };
  ics: { request: IcsRequest; answer: string };
  diff: {
    request: Sourced<DiffRequest, 'old' | 'new' | 'chains'> & {
      old: StoreSource;
      new: StoreSource;
      chains: EngineChain[];
    };
    answer: Difference;
  };
  edit: { request: Sourced<EditRequest, 'document'> & { document: Held }; answer: Edited };
  preview: {
    request: Sourced<PreviewRequest, 'document' | 'files'> & { document?: Held; files: Held[] };
    answer: Preview;
  };
  simulate: {
    request: Sourced<SimulateRequest, 'store' | 'chains' | 'scenarios'> & {
      store: StoreSource;
      chains: EngineChain[];
      scenarios: EngineScenario[];
    };
    answer: Simulation;
  };
  update: {
    request: Sourced<UpdateRequest, 'current' | 'candidate' | 'included' | 'publicWebRoots'> & {
      current?: Held;
      candidate: Held;
      included?: Held[];
      publicWebRoots?: Held;
    };
    answer: UpdateReport;
  };
}

type EngineChain = Sourced<Chain, 'certificates' | 'revocation'> & {
  certificates: Held[];
  revocation?: Held[];
};
type EngineScenario =
  | Exclude<EngineSupposed, { kind: 'against' | 'at' }>
  | { kind: 'at'; time: number }
  | { kind: 'against'; store: StoreSource };

/** An engine's answers about documents, however its module is asked. */
export abstract class StoreEngine {
  protected abstract ask<Verb extends keyof Verbs>(
    verb: Verb,
    request: Verbs[Verb]['request'],
  ): Promise<Verbs[Verb]['answer']>;

  async describeStore(store: StoreFiles): Promise<StoreReport> {
    const { document, ...report } = await this.ask('describe', readStore('store', store));
    return { ...report, document: JSON.parse(document) as Document };
  }

  async previewImport(asked: PreviewAsked): Promise<Preview> {
    fields('preview', asked, ['document', 'files', 'time']);
    const { document, files, time } = asked;
    return this.ask('preview', {
      files: readFiles(files),
      ...given('document', document === undefined ? undefined : one('document', document)),
      time: seconds(time),
    });
  }

  async adviseStore(store: StoreFiles, time?: Moment): Promise<Advice[]> {
    return this.ask('advise', { store: readStore('store', store), time: seconds(time) });
  }

  async calendar(asked: CalendarAsked): Promise<Calendar> {
    fields('calendar', asked, ['document', 'chains', 'now', 'thresholds']);
    const { document, chains, now, thresholds } = asked;
    return this.ask('calendar', {
      document: one('document', document),
      ...given('chains', chains === undefined ? undefined : readFiles(chains)),
      now: seconds(now),
      ...given('thresholds', thresholds),
    });
  }

  async calendarFile(asked: CalendarFileAsked): Promise<string> {
    fields('calendarFile', asked, ['name', 'appointments', 'stamp', 'thresholds']);
    const { name, appointments, stamp, thresholds } = asked;
    return this.ask('ics', {
      name,
      appointments: [...appointments],
      stamp: seconds(stamp),
      ...given('thresholds', thresholds),
    });
  }

  async exportStore(document: CertificateInput, format: ExportFormat): Promise<Export> {
    return this.ask('export', { document: one('document', document), format });
  }

  async diffStores(asked: DiffAsked): Promise<Difference> {
    fields('diff', asked, ['old', 'new', 'chains', 'time']);
    return this.ask('diff', {
      old: readStore('old', asked.old),
      new: readStore('new', asked.new),
      chains: (asked.chains ?? []).map(chain),
      time: seconds(asked.time),
    });
  }

  async simulate(asked: SimulateAsked): Promise<Simulation> {
    fields('simulate', asked, ['store', 'chains', 'scenarios', 'time']);
    return this.ask('simulate', {
      store: readStore('store', asked.store),
      chains: asked.chains.map(chain),
      scenarios: asked.scenarios.map((scenario): EngineScenario => {
        if (scenario.kind === 'at') return { kind: 'at', time: seconds(scenario.time) };
        if (scenario.kind === 'against')
          return { kind: 'against', store: readStore('scenario.store', scenario.store) };
        return scenario;
      }),
      time: seconds(asked.time),
    });
  }

  async editStore(asked: EditAsked): Promise<string> {
    fields('edit', asked, ['document', 'add', 'remove', 'issued', 'expires']);
    const { document, add, remove, issued, expires } = asked;
    const edited = await this.ask('edit', {
      document: one('document', document),
      ...given('add', add && [...add]),
      ...given('remove', remove && [...remove]),
      issued: seconds(issued),
      ...given('expires', expires === undefined ? undefined : seconds(expires)),
    });
    return edited.document;
  }

  async updateStore(asked: UpdateAsked): Promise<UpdateReport> {
    fields('update', asked, ['current', 'candidate', 'included', 'publicWebRoots', 'first', 'now']);
    const { current, candidate, included, publicWebRoots, first, now } = asked;
    return this.ask('update', {
      ...given('current', current === undefined ? undefined : one('current', current)),
      candidate: one('candidate', candidate),
      ...given('included', included === undefined ? undefined : readFiles(included)),
      ...given(
        'publicWebRoots',
        publicWebRoots === undefined ? undefined : one('publicWebRoots', publicWebRoots),
      ),
      ...given('first', first),
      now: seconds(now),
    });
  }
}

function chain({ certificates, revocation, host, name, purpose }: ChainAsked): EngineChain {
  return {
    certificates: readFiles(certificates),
    ...given('revocation', revocation === undefined ? undefined : readFiles(revocation)),
    ...given('host', asciiHost(host)),
    ...given('name', asciiName(name)),
    ...given('purpose', purpose),
  };
}

function fields(what: string, asked: object, known: string[]): void {
  if (!isObject(asked)) throw shape(what, asked, 'an object');
  refuseStray(what, asked, known);
}

/** One file, by its bytes. */
function one(field: string, input: CertificateInput): Held {
  const [file, another] = readFiles(input);
  if (!file || another) throw shape(field, input, 'one file');
  return file;
}

const FIELDS = ['document', 'included', 'publicWebRoots', 'now'];

/** Reads the files of a store. The bytes are copied, because they are kept or given away. */
export function readStore(field: string, store: StoreFiles): StoreSource {
  if (!isObject(store)) throw shape(field, store, 'an object with `document`, or an open store');
  refuseStray(field, store, FIELDS);
  const { document, included, publicWebRoots, now } = store;
  return {
    document: one(`${field}.document`, document),
    ...given('included', included === undefined ? undefined : readFiles(included)),
    ...given(
      'publicWebRoots',
      publicWebRoots === undefined ? undefined : one(`${field}.publicWebRoots`, publicWebRoots),
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
