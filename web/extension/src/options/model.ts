// What the options page shows: asked of the background, and read by an engine of its own.
import {
  type EditDoors,
  type Failure,
  type File,
  fault,
  type ReadDoors,
  readTrust,
  sayPlainly,
  sort,
  type Trust,
} from '@anchorlight/ui/views';
import { batch, signal } from '@preact/signals';
import type { UpdateReport } from 'anchorlight';
import { type Asked, ask, type Settings, type StoreDocuments } from '../messages.js';
import { filesOf } from '../views/documents.js';

export type Of = 'organisation' | 'own';
export type Model = ReturnType<typeof createModel>;

/** A document that the background has, read; or why it cannot be. */
export interface Read {
  /** Whether it is the same one as before. */
  readonly from: StoreDocuments;
  readonly trust?: Trust;
  readonly failure?: Failure;
}

export function createModel(doors: ReadDoors & EditDoors) {
  const settings = signal<Settings>();
  const stores = { organisation: signal<Read>(), own: signal<Read>() };
  const failure = signal<Failure>();
  /** What was just done, for the ear as well. */
  const done = signal('');
  let turn = 0;

  /** Reads everything again. Of several readings the last one counts. */
  async function refresh(): Promise<void> {
    turn += 1;
    const mine = turn;
    try {
      const [now, organisation, own] = await Promise.all([
        ask('settings', {}),
        current('organisation'),
        current('own'),
      ]);
      if (mine !== turn) return;
      batch(() => {
        settings.value = now;
        stores.organisation.value = organisation;
        stores.own.value = own;
        failure.value = undefined;
      });
    } catch (thrown) {
      if (mine === turn) failure.value = fault(thrown);
    }
  }

  async function current(of: Of): Promise<Read | undefined> {
    const documents = await ask('document', { of });
    if (!documents) return undefined;
    const known = stores[of].value;
    if (known?.trust && isSame(known.from, documents)) return known;
    try {
      return { from: documents, trust: await readFiles(filesOf(documents)) };
    } catch (thrown) {
      return { from: documents, failure: fault(thrown) };
    }
  }

  /** Reads the first document among files, with those that it includes. Nothing is kept open: nothing is checked here. */
  async function readFiles(files: readonly File[]): Promise<Trust> {
    const sorted = sort(files);
    const trust = await readTrust(doors, sorted.document as File, sorted);
    trust.open.close();
    return trust;
  }

  /** Does something in the background, and shows what that changed. */
  async function act<Answer>(step: () => Promise<Answer>, words = ''): Promise<Answer> {
    const answer = await step();
    await refresh();
    done.value = words;
    return answer;
  }

  /** The same, where nothing else shows that it failed. */
  function attempt(step: () => Promise<unknown>, words: string): void {
    act(step, words).catch(async (thrown: unknown) => {
      await refresh();
      failure.value = fault(thrown);
    });
  }

  /** Changes a setting. What was read before the change is out of date, so it is not shown any more. */
  function choose(chosen: Asked['set']['asked'], words: string): void {
    turn += 1;
    if (settings.value) settings.value = { ...settings.value, ...chosen };
    attempt(() => ask('set', chosen), words);
  }

  /** Offers a document to the background, which refuses what may not follow. */
  async function offer(step: () => Promise<UpdateReport>): Promise<UpdateReport> {
    const report = await step();
    if (report.outcome === 'refused') return report;
    const { change, store } = report;
    return act(
      async () => report,
      sayPlainly(`update.kind.${change.kind}`, 'title', { ...store, ...change }),
    );
  }

  /** Reads again whenever the background may have changed something. */
  function follow(): void {
    const again = () => void refresh();
    // What the pages in tabs are is kept for the session, and nothing of it is shown here.
    chrome.storage.onChanged.addListener((_, area) => area !== 'session' && again());
    addEventListener('visibilitychange', () => document.visibilityState === 'visible' && again());
    again();
  }

  return { doors, settings, stores, failure, done, readFiles, attempt, choose, offer, follow };
}

/** The text of a document that was read: it has no byte order mark, so its digest stays the same. */
export function textOf({ data }: File): string {
  return new TextDecoder().decode(data);
}

function isSame(one: StoreDocuments, other: StoreDocuments): boolean {
  return (
    one.document === other.document &&
    one.included.length === other.included.length &&
    one.included.every((json, index) => json === other.included[index])
  );
}
