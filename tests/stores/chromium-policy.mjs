// Chromium's managed policy for a document.
// https://chromeenterprise.google/policies/#CertificateManagement
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { keep } from '../cases/run.mjs';
import { commandLine } from '../engine/command-line.mjs';

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
