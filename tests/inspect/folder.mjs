// A folder of files that are made on the spot.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gone when the process ends. */
export class Folder {
  dir = mkdtempSync(join(tmpdir(), 'anchorlight-made-'));

  constructor() {
    process.on('exit', () => rmSync(this.dir, { recursive: true, force: true }));
  }

  path(name) {
    return join(this.dir, name);
  }

  write(name, contents) {
    writeFileSync(this.path(name), contents);
    return this.path(name);
  }
}
