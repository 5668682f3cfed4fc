// Files that every browser of the machine reads, written for the time of a test and taken away again.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Why no policy can be set here; undefined where it can. */
export function hindrance() {
  if (process.platform === 'linux' && process.getuid() === 0) return undefined;
  return 'skipped: browsers under managed policy (it is read from /etc, which takes root on Linux)';
}

const open = new Set();
const restoreAll = () => {
  for (const file of open) file.restore();
};
const stopped = () => process.exit(1);

/**
 * A policy file at `path`: `{ write(value), restore() }`. It is taken away when the process ends, however that
 * comes; with it go the folders that had to be made.
 */
export function policyFile(path) {
  if (existsSync(path) && !isLeft(path)) throw new Error(`${path} is there already: no test may change it`);
  const made = [];
  for (let folder = dirname(path); !existsSync(folder); folder = dirname(folder)) made.push(folder);
  mkdirSync(dirname(path), { recursive: true });
  const file = {
    /** In one step, as a browser that runs may read at any time. */
    write(value) {
      // A name that no browser reads: Chromium takes every file of the folder.
      const aside = `${dirname(dirname(path))}/.anchorlight-policy-${process.pid}`;
      writeFileSync(aside, JSON.stringify({ ...value, [writer]: process.pid }));
      renameSync(aside, path);
    },
    restore() {
      if (!open.delete(file)) return;
      rmSync(path, { force: true });
      for (const folder of made) if (readdirSync(folder).length === 0) rmdirSync(folder);
      if (open.size === 0) watch('off');
    },
  };
  if (open.size === 0) watch('once');
  open.add(file);
  return file;
}

/** Which process wrote a file; browsers pass over what they do not know. */
const writer = 'anchorlightTest';

/** Whether a test that was killed left it. */
export function isLeft(path) {
  let pid;
  try {
    pid = JSON.parse(readFileSync(path, 'utf8'))[writer];
  } catch {}
  return pid !== undefined && !existsSync(`/proc/${pid}`);
}

function watch(how) {
  process[how]('exit', restoreAll);
  for (const signal of ['SIGINT', 'SIGTERM']) process[how](signal, stopped);
}
