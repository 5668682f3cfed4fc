// Files that tools make on the spot: what each is, and what is in it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './tools.mjs';

/** Of whatever is encrypted. */
export const password = 'password';

/** A folder of files by one tool, gone when the process ends. */
export class Files {
  /** `{ what, holds, path }`: `holds` is the kinds of what it holds, each once. */
  rows = [];
  /** What this version of the tool does not make. */
  skipped = [];
  #dir = mkdtempSync(join(tmpdir(), 'anchorlight-files-'));
  #tool;

  constructor(tool) {
    this.#tool = tool;
    process.on('exit', () => rmSync(this.#dir, { recursive: true, force: true }));
  }

  path(name) {
    return join(this.#dir, name);
  }

  write(name, contents) {
    writeFileSync(this.path(name), contents);
    return this.path(name);
  }

  /** Runs the tool; what it prints is returned. */
  run(...args) {
    return run(this.#tool, args, { cwd: this.#dir, maxBuffer: 2 ** 26 });
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
