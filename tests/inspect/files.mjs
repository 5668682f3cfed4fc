// Files that tools make on the spot: what each is, and what is in it.
import { writeFileSync } from 'node:fs';
import { Folder } from './folder.mjs';
import { run } from './tools.mjs';

/** Of whatever is encrypted. */
export const password = 'password';

/** A folder of files by one tool. */
export class Files extends Folder {
  /** `{ what, holds, path }`: `holds` is the kinds of what it holds, each once. */
  rows = [];
  /** What this version of the tool does not make. */
  skipped = [];
  #tool;

  constructor(tool) {
    super();
    this.#tool = tool;
  }

  /** Runs the tool; what it prints is returned. */
  run(...args) {
    return run(this.#tool, args, { cwd: this.dir, maxBuffer: 2 ** 26 });
  }

  /** A file that `make` writes to the path that it gets. */
  add(what, holds, make) {
    const path = this.path(`${this.rows.length}-${what.replace(/\W+/g, '-')}`);
    const printed = make(path);
    if (typeof printed === 'string' && printed !== '') writeFileSync(path, printed, { flag: 'a' });
    this.rows.push({ what, holds, path });
    return path;
  }

  /** The same of what not every version of the tool knows; `undefined` where this one does not. */
  try(what, make) {
    try {
      return make();
    } catch (error) {
      if (error.status === undefined) throw error;
      this.skipped.push(what);
      return undefined;
    }
  }
}
