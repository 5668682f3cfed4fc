// Chromium's managed policy for a document, and the file that it is read from.
// https://chromeenterprise.google/policies/#CertificateManagement
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keep } from '../cases/run.mjs';
import { commandLine } from '../engine/command-line.mjs';

const folder = '/etc/chromium/policies/managed';
const file = join(folder, 'anchorlight-test.json');

/** What a policy cannot say and no question is about: other roots, and when the document expires. */
const beside = /\[export\.others_stay\]$| \/expires: | \/anchors\/\d+\/enforce\/basicConstraints: /;

/** The policy that says the same as a document, as the command line exports it; nothing may be left out. */
export function policyOf(document) {
  const { path } = keep('exported.json', JSON.stringify(document));
  const args = ['store', 'export', '--format', 'chromium-policy', path];
  const run = spawnSync(commandLine, args, { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  const lost = run.stderr.split('\n').filter((line) => line !== '' && !beside.test(line));
  assert.deepEqual(lost, []);
  return JSON.parse(run.stdout);
}

/** Why no policy can be set here; undefined where it can. */
export function hindrance() {
  if (process.platform !== 'linux' || process.getuid() !== 0)
    return 'skipped: Chromium under managed policy (it is read from /etc/chromium, which takes root on Linux)';
  const present = existsSync(folder) ? readdirSync(folder) : [];
  const other = present.find((name) => /CA[A-Z]/.test(readFileSync(join(folder, name), 'utf8')));
  return (
    other && `skipped: Chromium under managed policy (${join(folder, other)} says whom it trusts already)`
  );
}

/** Sets a policy for the time of `work`. What was there before is there afterwards. */
export async function withPolicy(policy, work) {
  const made = [];
  for (let path = folder; !existsSync(path); path = dirname(path)) made.push(path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(policy), { flag: 'wx' });
  const restore = () => {
    rmSync(file);
    for (const path of made) rmdirSync(path);
  };
  const stopped = () => process.exit(1);
  process.once('exit', restore);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stopped);
  try {
    return await work();
  } finally {
    process.off('exit', restore);
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stopped);
    restore();
  }
}
