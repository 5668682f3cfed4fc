// rustls-webpki as the second judge: where it agrees, where it abstains and why, where it vetoes.
// One test for each row of `reason_to_abstain` in crate/engine/src/second_opinion.rs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { makeSecondJudgeChains } from '../chains/make.mjs';
import { madeCases, request } from './cases.mjs';
import { certificate, extension, isCa, newKey, sequence, subjectAltNames, tlv } from './der.mjs';
import { checkBoth, first } from './engine.mjs';
import { opensslVerify } from './openssl-judge.mjs';

const made = madeCases(makeSecondJudgeChains());
const own = [versionOne(), uniqueIdentifiers(), anchorOfTwoAlgorithms(), withAddress()];
const chains = new Map([...made, ...own].map((one) => [one.id, one]));

/** OpenSSL 3.2 and later make none. It has no extensions, and so no name that could be asked for. */
function versionOne() {
  const [rootKey, key] = [newKey(), newKey()];
  const by = { issuer: 'Root', signer: rootKey };
  const root = certificate({ subject: 'Root', key: rootKey, extensions: [isCa], ...by });
  const leaf = certificate({ subject: 'Leaf', key, version: 1, ...by });
  return { id: 'version-1', leaf, intermediates: [], roots: [root], time: '2026-06-01T00:00:00Z' };
}

/** Nothing makes them any more. */
function uniqueIdentifiers() {
  const [rootKey, key] = [newKey(), newKey()];
  const by = { issuer: 'Root', signer: rootKey };
  const root = certificate({ subject: 'Root', key: rootKey, extensions: [isCa], ...by });
  const uniqueIds = tlv(0x81, Buffer.of(0, 1));
  const leaf = certificate({ subject: 'Leaf', key, uniqueIds, ...by });
  return { id: 'unique-identifiers', leaf, intermediates: [], roots: [root], time: '2026-06-01T00:00:00Z' };
}

/** The root was signed by itself, which nobody verifies, and says two things of how. */
function anchorOfTwoAlgorithms() {
  const [rootKey, key] = [newKey(), newKey()];
  const by = { issuer: 'Root', signer: rootKey };
  // ecdsa-with-SHA256 inside, Ed25519 outside.
  const algorithmInside = Buffer.from('300a06082a8648ce3d040302', 'hex');
  const root = certificate({ subject: 'Root', key: rootKey, extensions: [isCa], algorithmInside, ...by });
  const leaf = certificate({ subject: 'Leaf', key, ...by });
  const time = '2026-06-01T00:00:00Z';
  return { id: 'anchor-of-two-algorithms', leaf, intermediates: [], roots: [root], time };
}

/** Asked for by an address of mail, which webpki does not compare. */
function withAddress() {
  const [rootKey, key] = [newKey(), newKey()];
  const by = { issuer: 'Root', signer: rootKey };
  const root = certificate({ subject: 'Root', key: rootKey, extensions: [isCa], ...by });
  const address = 'desk@chains.example';
  const names = extension('2.5.29.17', sequence(tlv(0x81, Buffer.from(address))));
  const leaf = certificate({ subject: 'Leaf', key, extensions: [names], ...by });
  const [name, time] = [{ kind: 'email', value: address }, '2026-06-01T00:00:00Z'];
  return { id: 'asked-for-by-address', leaf, intermediates: [], roots: [root], name, time };
}

/** Chain, the reason the report gives, what webpki itself said. */
const abstentions = [
  ['ca-as-end-entity', 'caAsEndEntity', /^CaUsedAsEndEntity$/],
  ['leaf-in-store', 'directlyTrusted', undefined],
  ['name-in-capitals', 'nameComparison', /^UnknownIssuer$/],
  ['seven-intermediates', 'pathTooLong', /^MaximumPathDepthExceeded$/],
  ['self-issued', 'selfIssued', /^InvalidSignatureForPublicKey$/],
  ['self-issued-other-kind', 'selfIssued', /^PathLenConstraintViolated$/],
  ['asked-for-by-address', 'nameForm', undefined],
  ['pss-short-salt', 'signatureAlgorithm', /^UnsupportedSignatureAlgorithmContext\b/],
  ['pss-only-key', 'signatureAlgorithm', /^UnsupportedSignatureAlgorithmForPublicKeyContext\b/],
  ['anchor-of-two-algorithms', 'signatureAlgorithm', /^SignatureAlgorithmMismatch$/],
  ['version-1', 'version', /^UnsupportedCertVersion$/],
  ['critical-policies', 'criticalExtension', /^UnsupportedCriticalExtension$/],
  ['email-constraint', 'nameConstraintForm', /^NameConstraintViolation$/],
  ['before-1970', 'time', /^BadDerTime$/],
  ['unique-identifiers', 'uniqueIdentifiers', /^TrailingData\b/],
];

for (const [id, reason, error] of abstentions) {
  test(`${id}: trusted, and webpki abstains with the reason ${reason}`, async () => {
    const one = chains.get(id);
    const report = await checkBoth(request(one, one.name && { name: one.name }));
    assert.equal(report.verdict.outcome, 'trusted');
    assert.equal(opensslVerify(one).trusted, true, 'OpenSSL trusts it too');
    const opinion = report.paths[0].secondOpinion;
    assert.equal(opinion.judgement, 'abstains');
    assert.equal(opinion.reason, reason);
    if (error) assert.match(opinion.error, error);
    else assert.equal(opinion.error, undefined);
  });
}

test('every reason to abstain has a chain above', () => {
  const file = new URL('../../web/sdk/schema/report.schema.json', import.meta.url);
  const reasons = JSON.parse(readFileSync(file, 'utf8')).$defs.AbstainReason.oneOf.map((one) => one.const);
  assert.deepEqual([...new Set(abstentions.map(([, reason]) => reason))].sort(), reasons.sort());
});

function assertVetoed(report, error) {
  assert.equal(report.verdict.outcome, 'notTrusted');
  assert.equal(report.paths[0].trusted, false);
  assert.ok(report.paths[0].checks.every(({ passed }) => passed));
  assert.equal(report.paths[0].secondOpinion.judgement, 'vetoes');
  assert.match(report.paths[0].secondOpinion.error, error);
  assert.equal(first(report), 'second_opinion.veto');
  assert.match(report.findings[0].fault.error, error);
  assert.equal(report.findings[0].severity, 'error');
}

test('webpki is not asked about a name outside the name constraints, which ours refuses', async () => {
  const one = chains.get('name-constraints');
  const report = await checkBoth(request(one));
  assert.equal(first(report), 'name.not_permitted');
  assert.equal(report.paths[0].secondOpinion, undefined);
  assert.equal(opensslVerify(one).trusted, false);
});

test('webpki vetoes a certificate over 64 KiB, which it does not read', async () => {
  const [rootKey, key] = [newKey(), newKey()];
  const root = certificate({
    ...{ subject: 'Root', issuer: 'Root', key: rootKey, signer: rootKey },
    extensions: [isCa],
  });
  const withNames = (count) => {
    const names = Array.from({ length: count }, (_, index) => `host-${index}.example`);
    const extensions = [subjectAltNames(...names)];
    const leaf = certificate({ subject: 'Leaf', issuer: 'Root', key, signer: rootKey, extensions });
    return { chain: [leaf], store: [root], host: names.at(-1), time: '2026-06-01T00:00:00Z' };
  };
  const below = withNames(3000);
  assert.ok(below.chain[0].length < 65_536);
  assert.equal((await checkBoth(below)).paths[0].secondOpinion.judgement, 'agrees');
  const above = withNames(4000);
  assert.ok(above.chain[0].length > 65_536);
  assertVetoed(await checkBoth(above), /^TrailingData/);
});

test('webpki is not asked about a path that does not hold', async () => {
  const report = await checkBoth(request(chains.get('name-in-capitals'), { host: 'other.invalid' }));
  assert.equal(report.paths[0].secondOpinion, undefined);
});
