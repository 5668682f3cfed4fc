// What is asked, what was answered, and the steps between.
import { batch, computed, signal } from '@preact/signals';
import type { ChainAsked, CheckRequest, Input, Purpose, Report, RevocationOptions } from 'anchorlight';
import { isSame, readTrust, sort, type Trust, takesPart } from './documents.js';
import type { Doors, File } from './doors.js';
import { type Failure, fault } from './failure.js';
import { createKept } from './kept/state.js';
import { forget, holdsSomething, keep, recall } from './memory.js';
import { EMPTY_PLAN } from './rollout/plan.js';

export type Role = 'chain' | 'store';
/** What it takes to believe a certificate of which nothing is known. */
export type Mode = NonNullable<RevocationOptions['mode']>;
export type Session = ReturnType<typeof createSession>;

/** A question about a server's chain. */
export interface Posed {
  chain: File[];
  store: File[];
  host: string;
  /** RFC 3339, UTC. */
  time: string;
}

export { type Failure, fault };

export function createSession(doors: Doors) {
  const files = { chain: signal<File[]>([]), store: signal<File[]>([]) };
  const publicRoots = signal<File>();
  /** The files of the store by what they are there for. */
  const sorted = computed(() => sort(files.store.value));
  /** The trust store document that decides, once it is read. */
  const trust = signal<Trust>();
  const host = signal('');
  /** As datetime-local inputs have it, in UTC; empty for now. */
  const time = signal('');
  const purpose = signal<Purpose>('serverAuth');
  const revocation = signal<Mode>('prefer');
  /** What is kept on this device of the store that decides. */
  const kept = createKept(doors, trust);
  const remember = signal(false);
  /** Why something could not be kept on this device. */
  const memoryFault = signal('');
  /** How the trust store is to be rolled out. */
  const plan = signal(EMPTY_PLAN);

  const busy = signal(false);
  const report = signal<Report>();
  /** Which of the report's inputs a file is. */
  const inputOf = signal(new Map<File, number>());
  const failure = signal<Failure>();
  const path = signal(0);
  const certificate = signal<number>();
  /** Counts answers, so that the views can start afresh with each. */
  const answers = signal(0);
  const complete = computed(
    () => files.chain.value.length > 0 && (files.store.value.length > 0 || publicRoots.value !== undefined),
  );
  let running = new AbortController();

  const check = () => run(answer);

  /** Reads the trust store document while there is no chain to answer for. */
  const read = () =>
    run(async () => {
      failure.value = undefined;
      await remembered();
    });

  /** What is under way is given up for it. */
  async function run(act: (current: AbortSignal) => Promise<void>): Promise<void> {
    running.abort();
    const { signal: current } = (running = new AbortController());
    busy.value = true;
    try {
      await settle(current);
      if (!current.aborted) await act(current);
    } catch (thrown) {
      if (current.aborted) return;
      report.value = undefined;
      failure.value = fault(thrown);
    } finally {
      if (!current.aborted) busy.value = false;
    }
  }

  /** Reads the trust store document, where it is another one than before. */
  async function settle(current: AbortSignal): Promise<void> {
    const wanted = sorted.value;
    const { document } = wanted;
    const known = trust.value;
    if (known && isSame(known.sorted, wanted)) return;
    trust.value = undefined;
    known?.open.close();
    if (!document) return;
    const read = await readTrust(doors, document, wanted);
    if (current.aborted) read.open.close();
    else trust.value = read;
  }

  async function answer(current: AbortSignal): Promise<void> {
    const answer = await doors.check(
      {
        certificates: files.chain.value,
        ...decider(),
        ...asked(host.value),
        time: timeAsked(),
        purpose: purpose.value,
        endEntity: doors.endEntity,
      },
      current,
    );
    if (current.aborted) return;
    batch(() => {
      report.value = answer;
      inputOf.value = placesOf(answer);
      failure.value = undefined;
      path.value = 0;
      certificate.value = answer.verdict.endEntity;
      answers.value += 1;
    });
    await remembered();
  }

  /** RFC 3339; nothing for now. */
  function timeAsked(): string | undefined {
    return time.value ? `${time.value.length === 16 ? `${time.value}:00` : time.value}Z` : undefined;
  }

  /** A trust store document decides alone; of the other files of the store it takes what they say of revocation. */
  function decider(): Pick<CheckRequest, 'anchors' | 'store' | 'revocation'> {
    if (trust.value) return { store: trust.value.open, revocation: { sources: sorted.value.others } };
    return { anchors: bare(), revocation: { mode: revocation.value } };
  }

  /** Everything that is trusted where no document decides. */
  function bare(): File[] {
    return publicRoots.value ? [...files.store.value, publicRoots.value] : files.store.value;
  }

  /** Which of the report's inputs a file is; included documents are named by the document itself. */
  function placesOf({ inputs }: Report): Map<File, number> {
    const { document, others } = sorted.value;
    const places = new Map<File, number>();
    for (const [role, given] of [
      ['chain', files.chain.value],
      ['trustStore', document ? [document] : bare()],
      ['revocation', document ? others : []],
    ] as const) {
      const indices = inputs.flatMap((input, index) => (input.role === role ? [index] : []));
      given.forEach((file, at) => {
        const index = indices[at];
        if (index !== undefined) places.set(file, index);
      });
    }
    return places;
  }

  /** Once there is something to answer, every change is answered at once, so no answer is ever out of date. */
  function changed(): void {
    const chain = files.chain.value.length > 0;
    if (chain && (complete.value || report.value || failure.value)) void check();
    else if (sorted.value.document || trust.value || failure.value) void read();
  }

  function add(role: Role, more: File[]): void {
    if (more.length === 0) return;
    files[role].value = [...files[role].value, ...more];
    changed();
  }

  function remove(role: Role, index: number): void {
    files[role].value = files[role].value.filter((_, at) => at !== index);
    if (role === 'chain' && files.chain.value.length === 0) clear();
    changed();
    if (role === 'store' && files.store.value.length === 0 && remember.value) void write(forget);
  }

  /** Lets another document decide: the first one does. */
  function prefer(file: File): void {
    files.store.value = [file, ...files.store.value.filter((other) => other !== file)];
    changed();
  }

  /** Puts a file in the place of another one of the store. */
  function replace(old: File, file: File): void {
    files.store.value = files.store.value.map((other) => (other === old ? file : other));
    changed();
  }

  /** Lets a document decide with those that it includes, in the place of the one that does. */
  function decideBy(documents: readonly File[]): void {
    if (documents.length === 0) return;
    const gone = (file: File) =>
      file === sorted.value.document || (trust.value && takesPart(trust.value, file));
    files.store.value = [...documents, ...files.store.value.filter((file) => !gone(file))];
    changed();
  }

  /** The chain at hand, with what is asked of it; nothing while there is none. */
  function chainAsked(): ChainAsked | undefined {
    const certificates = files.chain.value;
    if (certificates.length === 0) return undefined;
    const { others } = sorted.value;
    return { certificates, revocation: others, purpose: purpose.value, ...asked(host.value) };
  }

  /** Back to the empty page, with what is remembered on this device. */
  async function reset(): Promise<void> {
    clear();
    batch(() => {
      files.chain.value = [];
      files.store.value = [];
      publicRoots.value = undefined;
      host.value = '';
      time.value = '';
      purpose.value = 'serverAuth';
      revocation.value = 'prefer';
      remember.value = false;
      plan.value = EMPTY_PLAN;
    });
    changed();
    await restore();
  }

  function clear(): void {
    running.abort();
    batch(() => {
      busy.value = false;
      report.value = undefined;
      failure.value = undefined;
    });
  }

  function set<T>(field: { value: T }, value: T): void {
    if (field.value === value) return;
    field.value = value;
    changed();
  }

  async function usePublicRoots(wanted: boolean): Promise<void> {
    try {
      publicRoots.value = wanted ? await doors.publicRoots() : undefined;
      changed();
    } catch (thrown) {
      failure.value = fault(thrown);
    }
  }

  async function setRemember(wanted: boolean): Promise<void> {
    remember.value = wanted;
    if (!wanted) return write(forget);
    // What is kept is chosen by what the engine found in it, so a check comes first.
    if (files.store.value.length === 0) return;
    await (sorted.value.document && files.chain.value.length === 0 ? read() : check());
  }

  /** Keeps what is worth keeping, as soon as that is known of every file. */
  async function remembered(): Promise<void> {
    if (!remember.value || files.store.value.length === 0) return;
    const { others } = sorted.value;
    if (others.length > 0 && !report.value) return;
    const kept = files.store.value.filter((file) =>
      others.includes(file)
        ? holdsSomething(foundIn(file)?.input)
        : trust.value && takesPart(trust.value, file),
    );
    await write(() => keep(kept));
  }

  async function write(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      memoryFault.value = '';
    } catch (thrown) {
      memoryFault.value = fault(thrown).message;
    }
  }

  async function restore(): Promise<void> {
    await write(async () => {
      const kept = await recall();
      if (kept.length === 0) return;
      files.store.value = [...kept, ...files.store.value];
      remember.value = true;
    });
    if (sorted.value.document) changed();
  }

  /** Puts a whole question in the place of what was there. */
  function pose(question: Posed): Promise<void> {
    batch(() => {
      files.chain.value = question.chain;
      files.store.value = question.store;
      publicRoots.value = undefined;
      host.value = question.host;
      time.value = question.time.replace(/Z$/, '');
      purpose.value = 'serverAuth';
      revocation.value = 'prefer';
      // Another store than the person's own is not kept.
      remember.value = false;
    });
    return check();
  }

  /** What the engine found in a file; nothing before it was asked. */
  function foundIn(file: File): { input: Input; index: number } | undefined {
    const index = inputOf.value.get(file) ?? -1;
    const input = report.value?.inputs[index];
    return input && { input, index };
  }

  function select(index: number): void {
    path.value = index;
  }

  return {
    files,
    publicRoots,
    sorted,
    trust,
    host,
    time,
    purpose,
    revocation,
    remember,
    memoryFault,
    plan,
    busy,
    report,
    failure,
    path,
    certificate,
    answers,
    check,
    add,
    remove,
    prefer,
    replace,
    decideBy,
    kept,
    chainAsked,
    timeAsked,
    set,
    usePublicRoots,
    setRemember,
    reset,
    restore,
    pose,
    select,
    foundIn,
    doors,
  };
}

/** What has an @ in it is no host. */
function asked(name: string): Pick<CheckRequest, 'host' | 'name'> {
  return name.includes('@') ? { name: { kind: 'email', value: name } } : { host: name || undefined };
}
