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
  trusted: [true, undefined],
  expired: [false, 'validity.expired'],
  'wrong-host': [false, 'name.mismatch'],
  'missing-intermediate': [false, 'path.issuer_not_found'],
  'cross-signed': [true, 'validity.expired'],
  'unknown-root': [false, 'path.root_not_trusted'],
  sha1: [false, 'signature.algorithm_refused'],
  revoked: [false, 'revocation.revoked'],
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
    const [trusted, finding] = shown[id];
    assert.equal(report.verdict.outcome, trusted ? 'trusted' : 'notTrusted');
    assert.equal(first(report), finding);
    // One sample, one lesson.
    assert.ok(report.findings.length <= 1);
    assert.ok(title.length < 60 && description.endsWith('.'));
    if (id === 'cross-signed') assert.equal(report.paths.length, 2);
  });
}
