// Lists made by `openssl ca -gencrl`, judged by `openssl verify -crl_check` and by Anchorlight.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { opensslVersion } from '../chains/openssl.mjs';
import { flipped } from '../engine/pem.mjs';
import { report, status } from './ask.mjs';
import { Authority } from './authority.mjs';
import { opensslLists } from './judge.mjs';
import { revokedCertificate, ways } from './ways.mjs';

opensslVersion();
const dir = mkdtempSync(join(tmpdir(), 'anchorlight-lists-'));
after(() => rmSync(dir, { recursive: true, force: true }));

const time = '2026-06-01T12:00:00Z';
const current = { from: '2026-05-01T00:00:00Z', to: '2026-07-01T00:00:00Z' };

const root = new Authority(dir, 'root');
const good = root.issue('good');
const anchored = (certificate) => [certificate, root.certificate];

/** Asks both; OpenSSL is expected to say `[status, error]`, Anchorlight the same status and this reason. */
function agree(question, [expected, error], ours = {}) {
  const { lists, options, place, path } = { path: anchored(good), ...question };
  const judged = opensslLists({ path, sources: lists, time, place, options });
  assert.deepEqual([judged.status, judged.error], [expected, error], judged.text);
  const known = status({ path, lists, time, place });
  assert.equal(known.status, expected, JSON.stringify(known));
  for (const [field, value] of Object.entries(ours)) assert.deepEqual(known[field], value, field);
}

test('a certificate that is not on the list', () => {
  agree({ lists: [root.list(current)] }, ['good', undefined], { sources: [0] });
});

for (const way of ways)
  test(`a revoked certificate: ${way.name}`, () => {
    const { certificate, expected } = revokedCertificate(root, way);
    agree({ path: anchored(certificate), lists: [root.list(current)] }, ['revoked', 23], expected);
  });

test('no list', () => {
  agree({ lists: [] }, ['unknown', 3], { why: [] });
  const other = new Authority(dir, 'other');
  agree({ lists: [other.list(current)] }, ['unknown', 3], { why: [] });
});

test('a list of another time', () => {
  const list = (from, to) => root.list({ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` });
  agree({ lists: [list('2026-04-01', '2026-05-01')] }, ['unknown', 12], { id: 'source.stale' });
  agree({ lists: [list('2026-07-01', '2026-08-01')] }, ['unknown', 11], { id: 'source.not_yet_valid' });
});

test('a list that a grace allows', () => {
  const lists = [root.list({ ...current, to: '2026-06-01T11:59:00Z' })];
  assert.equal(status({ path: anchored(good), lists, time, grace: 59 }).id, 'source.stale');
  assert.equal(status({ path: anchored(good), lists, time, grace: 60 }).status, 'good');
});

test('a list that somebody else signed', () => {
  const impostor = new Authority(dir, 'impostor', { subject: '/CN=root' });
  const id = 'source.signature_invalid';
  // OpenSSL does not look at a list whose key identifier is another one.
  agree({ lists: [impostor.list(current)] }, ['unknown', 3], { id });
  const list = root.list(current);
  agree({ lists: [flipped(list, list.length - 1)] }, ['unknown', 8], { id });
});

test('a CA that may not sign lists', () => {
  const extensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'];
  const ca = new Authority(dir, 'mute', { extensions: [...extensions, 'subjectKeyIdentifier=hash'] });
  const path = [ca.issue('of-mute'), ca.certificate];
  agree({ path, lists: [ca.list(current)] }, ['unknown', 35], { id: 'source.signer_key_usage' });
});

test('a list with a critical extension that nobody knows', () => {
  const lists = [root.list({ ...current, extensions: ['1.3.6.1.4.1.55555.1=critical,ASN1:NULL'] })];
  agree({ lists }, ['unknown', 36], { id: 'source.critical_extension_unknown' });
});

/** A list with an issuing distribution point. */
const partition = (...lines) =>
  root.list({ ...current, extensions: ['issuingDistributionPoint=critical,@idp', '[idp]', ...lines] });
const outOfScope = { id: 'source.out_of_scope' };

test('a list for some kinds of certificates', () => {
  agree({ lists: [partition('onlyuser=TRUE')] }, ['good', undefined]);
  agree({ lists: [partition('onlyCA=TRUE')] }, ['unknown', 44], outOfScope);
  agree({ lists: [partition('onlyAA=TRUE')] }, ['unknown', 44], outOfScope);
});

test('lists of two distribution points', () => {
  const [a, b] = ['a', 'b'].map((point) => {
    const extensions = [`crlDistributionPoints=URI:http://lists.example/${point}`];
    return root.issue(`of-${point}`, { extensions });
  });
  root.revoke(b, '-crl_reason', 'superseded');
  const lists = ['a', 'b'].map((point) => partition(`fullname=URI:http://lists.example/${point}`));
  agree({ path: anchored(a), lists }, ['good', undefined], { sources: [0] });
  agree({ path: anchored(b), lists }, ['revoked', 23], { reason: 'superseded', source: 1 });
  agree({ path: anchored(a), lists: lists.slice(1) }, ['unknown', 44], outOfScope);
  // One that names no point is on the list of neither.
  agree({ lists }, ['unknown', 44], outOfScope);
});

test('a delta list', () => {
  const [revoked, released] = [root.issue('revoked-since'), root.issue('released-since')];
  root.revoke(released, '-crl_reason', 'certificateHold');
  const freshest = 'freshestCRL=URI:http://lists.example/delta';
  const base = root.list({ ...current, extensions: [freshest] });
  const { revocationSources } = report({ path: anchored(good), lists: [base], time });
  const baseNumber = Number.parseInt(revocationSources[0].number, 16);
  root.revoke(revoked, '-crl_reason', 'affiliationChanged');
  root.release(released);
  const delta = root.list({ ...current, extensions: [`deltaCRL=critical,ASN1:INTEGER:${baseNumber}`] });
  const options = ['-use_deltas', '-extended_crl'];
  agree({ path: anchored(revoked), lists: [base], options }, ['good', undefined]);
  agree({ path: anchored(released), lists: [base], options }, ['revoked', 23], { reason: 'certificateHold' });
  const both = { lists: [base, delta], options };
  agree({ path: anchored(revoked), ...both }, ['revoked', 23], { reason: 'affiliationChanged', source: 1 });
  agree({ path: anchored(released), ...both }, ['good', undefined]);
  agree({ lists: [delta], options }, ['unknown', 3], { id: 'source.delta_without_base' });
});

test('a revoked intermediate', () => {
  const inter = new Authority(dir, 'inter', { above: root });
  const path = [inter.issue('below'), inter.certificate, root.certificate];
  const before = [root.list(current), inter.list(current)];
  agree({ path, lists: before, place: 1 }, ['good', undefined]);
  const revocationDate = root.revoke(inter.certificate, '-crl_reason', 'CACompromise');
  const lists = [root.list(current), inter.list(current)];
  agree({ path, lists, place: 1 }, ['revoked', 23], { reason: 'cACompromise', revocationDate, source: 0 });
  const { verdict, findings } = report({ path, lists, time });
  assert.equal(verdict.outcome, 'notTrusted');
  assert.equal(findings[0].fault.id, 'revocation.issuer_revoked');
});

test('what nothing is known of is refused where a status is required', () => {
  const path = anchored(good);
  assert.equal(report({ path, time }).verdict.outcome, 'trusted');
  const { verdict, findings } = report({ path, time, mode: 'require' });
  assert.equal(verdict.outcome, 'notTrusted');
  assert.equal(findings[0].fault.id, 'revocation.unknown');
  const lists = [root.list(current)];
  assert.equal(report({ path, lists, time, mode: 'require' }).verdict.outcome, 'trusted');
});
