// The page's samples show what their descriptions say.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { writeSamples } from '../chains/make.mjs';
import { checkBoth, first } from './engine.mjs';

const dir = mkdtempSync(join(tmpdir(), 'anchorlight-samples-'));
after(() => rmSync(dir, { recursive: true }));
writeFileSync(join(dir, 'left-over.pem'), '');
writeSamples(dir);
const samples = JSON.parse(readFileSync(join(dir, 'index.json'), 'utf8'));

const shown = {
  trusted: ['trusted', undefined],
  expired: ['notTrusted', 'validity.expired'],
  'wrong-host': ['notTrusted', 'name.mismatch'],
  'missing-intermediate': ['notTrusted', 'path.issuer_not_found'],
  'cross-signed': ['trusted', 'validity.expired'],
  'unknown-root': ['notTrusted', 'path.root_not_trusted'],
  sha1: ['notTrusted', 'signature.algorithm_refused'],
  revoked: ['notTrusted', 'revocation.revoked'],
  warned: ['trustedWithWarnings', 'key.rsa_bits'],
};

test('there are no other samples, and no other files', () => {
  assert.deepEqual(
    samples.map(({ id }) => id),
    Object.keys(shown),
  );
  const files = new Set([
    'index.json',
    ...samples.flatMap(({ chain, lists, store }) => [chain, ...lists, store]),
  ]);
  assert.deepEqual(readdirSync(dir).toSorted(), [...files].toSorted());
});

for (const { id, title, description, chain, lists, store, host, time } of samples) {
  test(`sample ${id}: ${title}`, async () => {
    const read = (name) => readFileSync(join(dir, name));
    const report = await checkBoth({ chain: [chain, ...lists].map(read), store: [read(store)], host, time });
    const [outcome, finding] = shown[id];
    assert.equal(report.verdict.outcome, outcome);
    assert.equal(first(report), finding);
    // One sample, one lesson.
    assert.ok(report.findings.length <= 1);
    assert.ok(title.length < 60 && description.endsWith('.'));
    if (id === 'cross-signed') assert.equal(report.paths.length, 2);
  });
}
