// What is inspected, and what of it is looked at.
import { batch, computed, signal } from '@preact/signals';
import type { InspectedFile, inspection } from 'anchorlight';
import type { Doors, File } from '../doors.js';
import { type Failure, fault } from '../failure.js';
import type { Notation } from './names.js';

/** A file with what it holds. The file itself is forgotten once it is read; of a private key nothing is left. */
export interface Entry {
  /** Stays the same when the file is read again. */
  id: number;
  file: InspectedFile;
  /** How many bytes it has. */
  length: number;
  /** Kept only while something in it waits for a password. */
  locked?: { data: File['data']; passwords: string[] };
}

/** An object that is looked at. */
export interface Chosen {
  entry: Entry;
  index: number;
}

/** What belongs together among files. */
export interface Together {
  entries: readonly Entry[];
  relations: inspection.Relations;
}

/** Something is encrypted, and none of the passwords opens it. */
export const LOCKED: readonly string[] = ['container.password_needed', 'container.password_wrong'];

export type Inspector = ReturnType<typeof createInspector>;

export function createInspector({
  inspect,
  relate,
  exportObjects,
}: Pick<Doors, 'exportObjects' | 'inspect' | 'relate'>) {
  const entries = signal<Entry[]>([]);
  /** What is looked at: an object, or what belongs together. */
  const chosen = signal<Chosen | 'together'>();
  const related = signal<Together>();
  /** Nothing while one of the files is gone or was read again: positions would be those of others. */
  const together = computed(() => {
    const open = new Set(entries.value);
    return related.value?.entries.every((entry) => open.has(entry)) ? related.value : undefined;
  });
  const failure = signal<Failure>();
  /** How many files are being read. */
  const busy = signal(0);
  const notation = signal<Notation>('rfc4514');
  let lastId = 0;
  /** Passwords are tried one after the other, as each attempt knows those before it. */
  let turn: Promise<unknown> = Promise.resolve();

  /** Work that the page shows as going on; what goes wrong in it is told. */
  async function working<Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> {
    busy.value += 1;
    try {
      return await work();
    } catch (thrown) {
      failure.value = fault(thrown);
      return undefined;
    } finally {
      busy.value -= 1;
    }
  }

  const read = (id: number, { label, data }: File, passwords: string[]) =>
    working(async (): Promise<Entry | undefined> => {
      const { files } = await inspect([{ label, data }], { passwords });
      const [file] = files;
      if (!file) return undefined;
      const entry = { id, file, length: data.length };
      return isLocked(file) ? { ...entry, locked: { data, passwords } } : entry;
    });

  /** Looks anew for what belongs together. Whoever changes the files meanwhile does it again. */
  const look = () =>
    working(async () => {
      const all = entries.value;
      const relations = await relate(all.map(({ file }) => file));
      if (entries.value === all) related.value = { entries: all, relations };
    });

  async function addAll(files: readonly File[]): Promise<void> {
    let isFirst = true;
    for (const given of files) {
      lastId += 1;
      const entry = await read(lastId, given, []);
      if (!entry) continue;
      batch(() => {
        entries.value = [...entries.value, entry];
        if (isFirst) chosen.value = { entry, index: 0 };
      });
      isFirst = false;
    }
    await look();
  }

  async function tryPassword(id: number, password: string): Promise<boolean> {
    const entry = entries.value.find((one) => one.id === id);
    if (!entry?.locked) return false;
    const { file, locked } = entry;
    const given = { label: file.label ?? '', data: locked.data };
    const opened = await read(id, given, [...locked.passwords, password]);
    if (!opened) return false;
    batch(() => {
      entries.value = entries.value.map((one) => (one.id === id ? opened : one));
      const now = chosen.value;
      if (typeof now === 'object' && now.entry.id === id) chosen.value = { entry: opened, index: now.index };
    });
    void look();
    return !opened.locked;
  }

  return {
    entries,
    chosen,
    together,
    failure,
    busy,
    notation,
    working,
    exportObjects,
    /** Reads files and looks at the first object of the first one. */
    async add(files: readonly File[]): Promise<void> {
      failure.value = undefined;
      await working(() => addAll(files));
    },
    /** Reads a file again with one more password. True once nothing in it is closed any more. */
    unlock(id: number, password: string): Promise<boolean> {
      const attempt = turn.then(() => tryPassword(id, password));
      turn = attempt;
      return attempt;
    },
    remove(entry: Entry): void {
      batch(() => {
        entries.value = entries.value.filter((one) => one !== entry);
        const [first] = entries.value;
        const now = chosen.value;
        if (!first || (typeof now === 'object' && now.entry === entry))
          chosen.value = first && { entry: first, index: 0 };
      });
      void look();
    },
  };
}

function isLocked({ objects, problems }: InspectedFile): boolean {
  const all = [...problems, ...objects.flatMap(({ problem }) => problem ?? [])];
  return all.some(({ kind }) => LOCKED.includes(kind.id));
}
