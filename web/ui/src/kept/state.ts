// What is kept on this device: trust stores with their history, and whether what decides may follow it.
import { batch, effect, type Signal, signal } from '@preact/signals';
import type { DamagedStoreError, KeptVersion, Refusal, Shelf } from 'anchorlight';
import { isDocument, type Trust } from '../documents.js';
import type { Doors, File } from '../doors.js';
import { type Failure, fault } from '../failure.js';

/** What is kept of the store whose document decides. */
export interface Held {
  /** Newest first; nothing where the history cannot be read. */
  versions?: readonly KeptVersion[];
  failure?: Failure;
  /** What can be gone back to where the current version is damaged. */
  previous?: KeptVersion | undefined;
  /** Why the document that decides may not follow the current version. */
  refusal?: Refusal;
}

export type Kept = ReturnType<typeof createKept>;

export function createKept(doors: Doors, trust: Signal<Trust | undefined>) {
  const shelf = signal<Shelf>();
  /** The stores that are kept. */
  const names = signal<string[]>([]);
  const held = signal<Held>();
  let opening: Promise<Shelf> | undefined;
  let turn = 0;

  /** Opens the shelf, where there is one and nobody has. */
  function open(): void {
    if (!doors.kept || opening) return;
    opening = doors.kept.shelf();
    void opening.then((opened) => {
      shelf.value = opened;
      opened.subscribe(() => void look());
      void look();
    });
  }

  /** Reads what is kept now. Of several looks the last one counts. */
  async function look(): Promise<void> {
    turn += 1;
    const mine = turn;
    const opened = shelf.peek();
    if (!opened) return;
    const decides = trust.peek();
    const [all, found] = await Promise.all([
      opened.names().catch(() => []),
      decides && read(doors, opened, decides),
    ]);
    if (mine !== turn) return;
    batch(() => {
      names.value = all;
      held.value = found;
    });
  }

  effect(() => {
    held.value = undefined;
    if (!trust.value) return;
    open();
    void look();
  });

  return { shelf, names, held, open, look };
}

async function read(doors: Doors, shelf: Shelf, { open: { store }, files }: Trust): Promise<Held> {
  let versions: readonly KeptVersion[] | undefined;
  try {
    versions = await shelf.history(store.name);
    const [newest] = versions;
    if (!newest) return { versions };
    const current = await shelf.current(store.name);
    if (!current || current.digest === store.digest) return { versions };
    const { document, ...context } = files;
    const report = await doors.updateStore({ current: current.bytes, candidate: document, ...context });
    return { versions, ...(report.outcome === 'refused' && { refusal: report.refusal }) };
  } catch (thrown) {
    const { previous } = thrown as Partial<DamagedStoreError>;
    return { ...(versions && { versions }), failure: fault(thrown), previous };
  }
}

/** A kept version as files: its document, then those that it includes. */
export async function filesOf(shelf: Shelf, { name, revision, version }: KeptVersion): Promise<File[]> {
  const kept = await shelf.version(name, revision);
  if (!kept) return [];
  const included = kept.included ?? [];
  return [
    { label: `kept-version-${version}.json`, data: kept.bytes },
    ...included.map(({ bytes }, index) => ({ label: `kept-included-${index + 1}.json`, data: bytes })),
  ];
}

/** The document that decides, and what it may include. */
export function documentAnd(files: readonly File[]): { document: File | undefined; further: File[] } {
  const [document, ...further] = files.filter(isDocument);
  return { document, further };
}
