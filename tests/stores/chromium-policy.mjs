// Chromium's managed policy for a document, and the file that it is read from.
// https://chromeenterprise.google/policies/#CertificateManagement
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keep } from '../cases/run.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { isLeft, policyFile, hindrance as policyHindrance } from '../policies.mjs';

const folder = '/etc/chromium/policies/managed';

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

/** Why no policy can be set here, or would not be all that counts; undefined where it can. */
export function hindrance() {
  const present = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const other = present.find((path) => !isLeft(path) && /CA[A-Z]/.test(readFileSync(path, 'utf8')));
  return (
    policyHindrance() ??
    (other && `skipped: Chromium under managed policy (${other} says whom it trusts already)`)
  );
}

/** Sets a policy for the time of `work`. */
export async function withPolicy(policy, work) {
  const file = policyFile(join(folder, 'anchorlight-test.json'));
  try {
    file.write(policy);
    return await work();
  } finally {
    file.restore();
  }
}
