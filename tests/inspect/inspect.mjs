// What `anchorlight inspect --json` says of files.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../engine/command-line.mjs';

const dir = mkdtempSync(join(tmpdir(), 'anchorlight-inspect-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

/** Each file's objects and problems; `args` come before the files. */
export function inspectFiles(files, ...args) {
  return inspectTogether(files, ...args).inputs;
}

/** The same, with what belongs together. */
export function inspectTogether(files, ...args) {
  const run = spawnSync(commandLine, ['inspect', '--json', ...args, '--', ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (run.error) throw run.error;
  assert.equal(run.signal, null, 'the command line was killed by a signal');
  assert.doesNotMatch(run.stderr, /panicked/);
  assert.ok(run.status < 2, run.stderr);
  return JSON.parse(run.stdout);
}

/** The same of one file's contents. */
export function inspectData(data, ...args) {
  const file = join(dir, 'file');
  writeFileSync(file, data);
  return inspectFiles([file], ...args)[0];
}
