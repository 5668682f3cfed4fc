// Revocation lists in WebAssembly as natively: each with its status and our reason, in every mode.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRevocationLists } from '../chains/make.mjs';
import { revocationCase } from './cases.mjs';
import { checkBoth } from './engine.mjs';
import { flipped } from './pem.mjs';

const { lists } = makeRevocationLists();
const chain = revocationCase();
const { leaf, intermediates, roots, host, time } = chain;
const revoked = '2026-05-20T08:30:00Z';
const flippedList = flipPem(lists.issuing.pem);
const pems = (names) => names.map((name) => (name === 'flipped' ? flippedList : lists[name].pem));

/** The status of leaf and issuing CA; of an unknown one, the ids of why. */
const good = 'good';
const because = (reason) => `revoked ${revoked}: ${reason}`;
const unknown = (...why) => ['unknown', ...why].join(' ');
const rows = {
  'nothing on the lists': [['root', 'issuing'], good, good],
  'no list': [[], unknown(), unknown()],
  'the list of the root alone': [['root'], unknown(), good],
  'a list without a reason': [['root', 'no-reason'], because('unspecified'), good],
  'a key that was unsafe earlier': [['root', 'key-time'], because('keyCompromise'), good],
  hold: [['root', 'hold'], because('certificateHold'), good],
  'a revoked CA': [['root-revokes', 'issuing'], good, because('cACompromise')],
  'an old list': [['root', 'stale'], unknown('source.stale'), good],
  'a list from the future': [['root', 'future'], unknown('source.not_yet_valid'), good],
  'a list of somebody else': [['root', 'stranger'], unknown(), good],
  'a list with a bit turned': [['root', 'flipped'], unknown('source.signature_invalid'), good],
  'the part of the certificate': [['root', 'part-1'], good, good],
  'another part': [['root', 'part-2'], unknown('source.out_of_scope'), good],
  'both parts, one revokes': [['root', 'part-2', 'part-1-revokes'], because('superseded'), good],
  'a list for CAs alone': [['root', 'only-ca'], unknown('source.out_of_scope'), good],
  'a list for end entities alone': [['root', 'only-user'], good, good],
  'a list for some reasons': [['root', 'some-reasons'], unknown(), good],
  'an old list and a current one': [['root', 'stale', 'issuing'], good, good],
  'a delta list': [['root', 'issuing', 'delta'], because('keyCompromise'), good],
  'a delta list alone': [['root', 'delta'], unknown('source.delta_without_base'), good],
  'a critical extension that nobody knows': [
    ['root', 'unknown-critical'],
    unknown('source.critical_extension_unknown'),
    good,
  ],
};
for (const [what, [names, ofLeaf, ofIssuing]] of Object.entries(rows)) {
  test(`${what}: leaf ${ofLeaf}, CA ${ofIssuing}`, async () => {
    const report = await ask(names, { mode: 'require' });
    assert.deepEqual(report.paths[0].revocation.map(brief), [ofLeaf, ofIssuing]);
    const known = [ofLeaf, ofIssuing].every((status) => status === good);
    assert.equal(report.verdict.outcome, known ? 'trusted' : 'notTrusted');

    // What is not known counts only where it is required; what is revoked counts always, unless nobody looks.
    const revoked = [ofLeaf, ofIssuing].some((status) => status.startsWith('revoked'));
    const preferred = await ask(names, { mode: 'prefer' });
    assert.equal(preferred.verdict.outcome, revoked ? 'notTrusted' : 'trusted');
    const off = await ask(names, { mode: 'off' });
    assert.equal(off.verdict.outcome, 'trusted');
    assert.deepEqual(off.paths[0].revocation, []);
  });
}

test('a revoked CA and a revoked end entity are different findings, with the list that says so', async () => {
  const ofLeaf = (await ask(['root', 'keyCompromise'])).findings[0];
  assert.equal(ofLeaf.fault.id, 'revocation.revoked');
  assert.equal(ofLeaf.certificate, 0);
  const report = await ask(['root-revokes', 'issuing']);
  const [{ fault, certificate }] = report.findings;
  assert.deepEqual(
    [fault.id, fault.reason, fault.revocationDate, certificate],
    ['revocation.issuer_revoked', 'cACompromise', revoked, 1],
  );
  const source = report.revocationSources[fault.source];
  assert.equal(source.issuer.short, 'Root');
  assert.match(report.inputs[source.input].label, /revocation-0$/);
});

test('reasons that no list covers are named', async () => {
  const [status] = (await ask(['root', 'some-reasons'])).paths[0].revocation;
  assert.deepEqual(status.why, []);
  assert.ok(status.uncovered.includes('superseded'));
  assert.ok(!status.uncovered.includes('keyCompromise'));
});

test('when the key became unsafe is told', async () => {
  const [status] = (await ask(['root', 'key-time'])).paths[0].revocation;
  assert.equal(status.invalidityDate, '2026-05-01T00:00:00Z');
});

test('grace takes a list that is a little old', async () => {
  const days = (count) => count * 86_400;
  const statusOf = async (grace) => (await ask(['root', 'stale'], { grace })).paths[0].revocation[0].status;
  assert.equal(await statusOf(days(31)), 'unknown');
  assert.equal(await statusOf(days(32)), 'good');
});

test('for the end entity alone, the CA is not looked at', async () => {
  const report = await ask(['root-revokes', 'issuing'], { mode: 'require', scope: 'endEntity' });
  assert.equal(report.verdict.outcome, 'trusted');
  assert.equal(report.paths[0].revocation.length, 1);
});

test('a list counts wherever it was given', async () => {
  const [rootList, ofLeaf] = pems(['root', 'keyCompromise']).map((pem) => Buffer.from(pem));
  const given = [
    { chain: [leaf, ...intermediates, rootList, ofLeaf], store: roots },
    { chain: [leaf, ...intermediates], store: [...roots, rootList, ofLeaf] },
  ];
  for (const files of given) {
    const report = await checkBoth({ ...files, host, time });
    assert.equal(brief(report.paths[0].revocation[0]), because('keyCompromise'));
    assert.deepEqual(
      report.inputs.map(({ revocationSources }) => revocationSources).toSorted(),
      [0, 0, 0, 1, 1],
    );
  }
});

function ask(names, revocation = {}) {
  const sources = pems(names).map((pem) => Buffer.from(pem));
  return checkBoth({
    ...{ chain: [leaf, ...intermediates], store: roots, host, time },
    revocation: { sources, ...revocation },
  });
}

function brief({ status, why, reason, revocationDate }) {
  if (status === 'unknown') return unknown(...why.map(({ id }) => id));
  return status === 'revoked' ? `revoked ${revocationDate}: ${reason}` : status;
}

function flipPem(pem) {
  const body = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
  const text = flipped(body, body.length - 1).toString('base64');
  return `-----BEGIN X509 CRL-----\n${text.match(/.{1,64}/g).join('\n')}\n-----END X509 CRL-----\n`;
}
