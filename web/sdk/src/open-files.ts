// Files that are read once and named by their digest after that.
import type { OpenFile, OpenFiles } from './api.js';
import type { Opened } from './report.js';
import type { Source } from './request.js';

/** One file with its bytes. */
export interface Held {
  readonly label?: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** What callers hold. */
export class Handle implements OpenFiles {
  readonly files: readonly OpenFile[];
  readonly #letGo: (handle: Handle) => void;
  #closed = false;

  constructor(held: readonly Held[], opened: readonly Opened[], letGo: (handle: Handle) => void) {
    this.files = held.map(({ label }, index) => {
      const file = opened[index] as Opened;
      return label === undefined ? file : { label, ...file };
    });
    this.#letGo = letGo;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#letGo(this);
  }
}

/**
 * The bytes of open files, by digest. An instance of the module can fail and be replaced, and what it
 * had read is gone then; the next check that names a file gives it to the new instance.
 */
export class Library {
  readonly #files = new Map<string, { readonly data: Held['data']; times: number }>();

  add(opened: readonly Opened[], held: readonly Held[]): void {
    for (const [index, { data }] of held.entries()) {
      const { digest } = opened[index] as Opened;
      const known = this.#files.get(digest);
      if (known) known.times += 1;
      else this.#files.set(digest, { data, times: 1 });
    }
  }

  /** Gives the digests of those that nobody else has open. */
  remove(files: readonly Opened[]): string[] {
    return files.flatMap(({ digest }) => {
      const known = this.#files.get(digest);
      if (!known) return [];
      known.times -= 1;
      return known.times === 0 && this.#files.delete(digest) ? [digest] : [];
    });
  }

  /** Of the files that are named, those that `present` lacks. */
  missing(sources: readonly Source[], present: ReadonlySet<string>): Held['data'][] {
    const digests = new Set(sources.flatMap((source) => ('opened' in source ? [source.opened] : [])));
    return [...digests].flatMap((digest) => {
      const file = present.has(digest) ? undefined : this.#files.get(digest);
      return file ? [file.data] : [];
    });
  }
}
