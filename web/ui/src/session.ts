// What is asked, what was answered, and the steps between.
import { batch, computed, signal } from '@preact/signals';
import type { CheckRequest, Input, Purpose, Report, RevocationOptions } from 'anchorlight';
import type { Doors, File, Sample } from './doors.js';
import { forget, keep, keepable, recall } from './memory.js';

export type Role = 'chain' | 'store';
/** What it takes to believe a certificate of which nothing is known. */
export type Mode = NonNullable<RevocationOptions['mode']>;
export type Session = ReturnType<typeof createSession>;

export interface Failure {
  id: string;
  message: string;
}

export function createSession(doors: Doors) {
  const files = { chain: signal<File[]>([]), store: signal<File[]>([]) };
  const publicRoots = signal<File>();
  const host = signal('');
  /** As datetime-local inputs have it, in UTC; empty for now. */
  const time = signal('');
  const purpose = signal<Purpose>('serverAuth');
  const revocation = signal<Mode>('prefer');
  const remember = signal(false);
  /** Why something could not be kept on this device. */
  const memoryFault = signal('');

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

  async function check(): Promise<void> {
    running.abort();
    const { signal: current } = (running = new AbortController());
    busy.value = true;
    const certificates = files.chain.value;
    const anchors = [...files.store.value];
    if (publicRoots.value) anchors.push(publicRoots.value);
    try {
      const answer = await doors.check(
        {
          certificates,
          anchors,
          ...asked(host.value),
          time: time.value ? `${time.value.length === 16 ? `${time.value}:00` : time.value}Z` : undefined,
          purpose: purpose.value,
          revocation: { mode: revocation.value },
        },
        current,
      );
      if (current.aborted) return;
      batch(() => {
        report.value = answer;
        inputOf.value = new Map([...certificates, ...anchors].map((file, index) => [file, index]));
        failure.value = undefined;
        path.value = 0;
        certificate.value = answer.verdict.endEntity;
        answers.value += 1;
      });
      if (remember.value) await write(() => keep(keepable(files.store.value, answer)));
    } catch (thrown) {
      if (current.aborted) return;
      report.value = undefined;
      failure.value = fault(thrown);
    } finally {
      if (!current.aborted) busy.value = false;
    }
  }

  /** Once there is something to answer, every change is answered at once, so no answer is ever out of date. */
  function changed(): void {
    if (complete.value || report.value || failure.value) void check();
  }

  function add(role: Role, more: File[]): void {
    if (more.length === 0) return;
    files[role].value = [...files[role].value, ...more];
    changed();
  }

  function remove(role: Role, index: number): void {
    files[role].value = files[role].value.filter((_, at) => at !== index);
    if (role === 'chain' && files.chain.value.length === 0) clear();
    else changed();
    if (role === 'store' && files.store.value.length === 0 && remember.value) void write(forget);
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
    });
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
    if (files.store.value.length > 0) await check();
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
  }

  function trySample(sample: Sample): Promise<void> {
    batch(() => {
      files.chain.value = [sample.chain, ...sample.lists];
      files.store.value = [sample.store];
      publicRoots.value = undefined;
      host.value = sample.host;
      time.value = sample.time.replace(/Z$/, '');
      purpose.value = 'serverAuth';
      revocation.value = 'prefer';
      // A sample's store is nobody's trust store: it is not kept.
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
    host,
    time,
    purpose,
    revocation,
    remember,
    memoryFault,
    busy,
    report,
    failure,
    path,
    certificate,
    answers,
    check,
    add,
    remove,
    set,
    usePublicRoots,
    setRemember,
    reset,
    restore,
    trySample,
    select,
    foundIn,
    samples: doors.samples,
  };
}

/** What has an @ in it is no host. */
function asked(name: string): Pick<CheckRequest, 'host' | 'name'> {
  return name.includes('@') ? { name: { kind: 'email', value: name } } : { host: name || undefined };
}

function fault(thrown: unknown): Failure {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const id = thrown instanceof Error && 'id' in thrown ? String(thrown.id) : 'engine.load';
  return { id, message };
}
