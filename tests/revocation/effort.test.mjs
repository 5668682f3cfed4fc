// Lists and certificates that name so many distribution points that comparing them would take forever.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { revocationList } from '../chains/long-list.mjs';
import { certificate, extension, isCa, newKey, sequence, tlv } from '../engine/der.mjs';
import { checkBoth } from '../engine/engine.mjs';

const LIMIT = 250_000;
const issuer = 'Issuer of many points';
const key = newKey();
const root = certificate({ subject: issuer, issuer, key, signer: key, extensions: [isCa] });

/** DistributionPointName: fullName of so many URIs, none of which is in the other set. */
const names = (set, count) => {
  const uris = Array.from({ length: count }, (_, index) =>
    tlv(0x86, Buffer.from(`http://${set}.example/${index}`)),
  );
  return tlv(0xa0, tlv(0xa0, ...uris));
};

async function ask(ofCertificate, ofList, lists = 1) {
  const points = extension('2.5.29.31', sequence(sequence(names('certificate', ofCertificate))));
  const leaf = certificate({ subject: 'Leaf', issuer, key: newKey(), signer: key, extensions: [points] });
  const scope = extension('2.5.29.28', sequence(names('list', ofList)), true);
  const sources = Array.from({ length: lists }, () =>
    revocationList([Buffer.of(0x10)], key, { issuer, extensions: [scope] }),
  );
  const report = await checkBoth({
    ...{ chain: [leaf], store: [root], time: '2026-06-01T00:00:00Z', purpose: 'any', endEntity: 'first' },
    revocation: { sources, mode: 'require' },
  });
  return { effort: report.effort, why: report.paths[0].revocation[0].why };
}

test('within the limit all names are compared', async () => {
  const { effort, why } = await ask(400, 600);
  assert.ok(effort.distributionPoints >= 240_000, String(effort.distributionPoints));
  assert.deepEqual(effort.limitsReached, []);
  assert.deepEqual(
    why.map(({ id }) => id),
    ['source.out_of_scope'],
  );
});

test('beyond it the search says that it stopped, and does not go beyond', async () => {
  for (const [ofCertificate, ofList, lists] of [
    [600, 600, 1],
    [400, 600, 3],
  ]) {
    const { effort, why } = await ask(ofCertificate, ofList, lists);
    assert.ok(effort.distributionPoints <= LIMIT, String(effort.distributionPoints));
    assert.deepEqual(effort.limitsReached, ['distributionPoints']);
    assert.ok(why.some(({ id, limit }) => id === 'source.search_stopped' && limit === 'distributionPoints'));
  }
});
