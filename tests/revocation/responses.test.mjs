// Responses made by `openssl ocsp`, judged by `openssl ocsp -respin` and by Anchorlight.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openssl, opensslVersion } from '../chains/openssl.mjs';
import { report, status } from './ask.mjs';
import { Authority, moved } from './authority.mjs';
import { opensslResponse } from './judge.mjs';
import { revokedCertificate, ways } from './ways.mjs';

opensslVersion();
const dir = mkdtempSync(join(tmpdir(), 'anchorlight-responses-'));
after(() => rmSync(dir, { recursive: true, force: true }));

const root = new Authority(dir, 'root');
const good = root.issue('good');
const other = new Authority(dir, 'other');
const inter = new Authority(dir, 'inter', { above: root });

/** A responder's certificate; `lines` are its extensions. */
const appoint = (name, lines, { by = root, ...dates } = {}) =>
  by.issue(name, { extensions: ['authorityKeyIdentifier=keyid', ...lines], ...dates });
const purpose = 'extendedKeyUsage=OCSPSigning';
const nocheck = 'noCheck=ignored';
const responder = appoint('responder', [purpose, nocheck]);

/** The response of `root` to a question about one certificate. */
const respond = (certificate, how = {}) => root.response(root.request([certificate]), how);

/**
 * Asks both about one response: they say the same, and Anchorlight has this reason. Where they do not,
 * `openssl` is what OpenSSL says, and the test says why.
 */
function agree(response, expected, { ours = {}, openssl: theirs = expected, ...question } = {}) {
  const { certificate = good, path = [certificate, root.certificate] } = question;
  const { digest, request, lists, options } = question;
  const roots = [path.at(-1)];
  const judged = opensslResponse({
    ...{ certificate: path[0], issuer: path[1], roots, response },
    ...{ digest, request, lists, options },
  });
  assert.equal(judged.status, theirs, judged.text);
  const { others, nonce, grace } = question;
  // The response first: lists come after it only to tell of its responder.
  const known = status({
    ...{ path, responses: [response], lists, others, nonce, grace },
    time: question.time ?? new Date().toISOString(),
  });
  assert.equal(known.status, expected, JSON.stringify(known));
  for (const [field, value] of Object.entries(ours))
    assert.deepEqual(known[field], value, JSON.stringify(known));
  return judged;
}

test('a good certificate, by the issuer itself and by a responder it appointed', () => {
  agree(respond(good), 'good', { ours: { sources: [0] } });
  agree(respond(good, { signer: responder }), 'good');
});

for (const digest of ['-sha1', '-sha224', '-sha256', '-sha384', '-sha512'])
  test(`certificates named by ${digest.slice(1)}`, () => {
    agree(root.response(root.request([good], digest)), 'good', { digest });
  });

for (const way of ways)
  test(`a revoked certificate: ${way.name}`, () => {
    const { certificate, expected: ours } = revokedCertificate(root, way);
    const judged = agree(respond(certificate, { signer: responder }), 'revoked', { certificate, ours });
    assert.equal(judged.date, ours.revocationDate);
    assert.equal(judged.reason?.toLowerCase() ?? 'unspecified', ours.reason.toLowerCase());
  });

test('a certificate that the responder does not know', () => {
  const certificate = root.issue('forgotten');
  root.forget(certificate);
  const ours = { id: 'source.certificate_unknown' };
  const judged = agree(respond(certificate), 'unknown', { certificate, ours });
  assert.equal(judged.said, 'unknown');
});

test('several certificates in one response', () => {
  const revoked = root.issue('one-of-two');
  root.revoke(revoked, '-crl_reason', 'superseded');
  const response = root.response(root.request([revoked, good]), { signer: responder });
  agree(response, 'good');
  agree(response, 'revoked', { certificate: revoked });
  agree(response, 'unknown', { certificate: responder, ours: { why: [] } });
});

test('a certificate below an intermediate, and the intermediate', () => {
  const leaf = inter.issue('below');
  const path = [leaf, inter.certificate, root.certificate];
  const options = ['-verify_other', inter.certificate.path];
  agree(inter.response(inter.request([leaf])), 'good', { path, options });
  const time = new Date(Date.now() + 1000).toISOString();
  const ofInter = root.response(root.request([inter.certificate]));
  assert.equal(status({ path, responses: [ofInter], time, place: 1 }).status, 'good');
  // Whoever may answer for the root's certificates may not for the intermediate's.
  const response = inter.response(inter.request([leaf]), { signer: responder });
  const ours = { id: 'source.responder_not_authorised', fault: undefined };
  agree(response, 'unknown', { path, options, ours });
});

test('a responder named by its key, whose certificate came along or is at hand', () => {
  const byKey = ['-ndays', '7', '-resp_key_id'];
  const alone = [...byKey, '-resp_no_certs'];
  agree(respond(good, { options: alone }), 'good');
  agree(respond(good, { signer: responder, options: byKey }), 'good');
  const response = respond(good, { signer: responder, options: alone });
  agree(response, 'unknown', { ours: { id: 'source.signer_not_found' } });
  agree(response, 'good', { others: [responder], options: ['-verify_other', responder.path] });
  const named = respond(good, { signer: responder, options: ['-ndays', '7', '-resp_no_certs'] });
  agree(named, 'good', { others: [responder], options: ['-verify_other', responder.path] });
});

for (const [what, lines, fault, changes] of [
  ['that has expired', [purpose, nocheck], 'validity.expired', { to: '2026-01-01T00:00:00Z' }],
  ['from the future', [purpose, nocheck], 'validity.not_yet_valid', { from: '2039-01-01T00:00:00Z' }],
  ['for nothing in particular', [], 'extended_key_usage.purpose_missing'],
  ['for something else', ['extendedKeyUsage=serverAuth'], 'extended_key_usage.purpose_missing'],
  ['for anything', ['extendedKeyUsage=anyExtendedKeyUsage'], 'extended_key_usage.purpose_missing'],
  [
    'with an extension that nobody knows',
    [purpose, '1.3.6.1.4.1.55555.1=critical,ASN1:NULL'],
    'critical_extension.unknown',
  ],
  ['of another issuer', [purpose, nocheck], undefined, { by: other }],
])
  test(`a responder ${what}`, () => {
    const signer = appoint(what.replaceAll(' ', '-'), lines, changes);
    const ours = { id: 'source.responder_not_authorised', fault };
    agree(respond(good, { signer }), 'unknown', { ours });
  });

test('a responder whose key may not sign', () => {
  const signer = appoint('not-signing', [purpose, nocheck, 'keyUsage=critical,keyEncipherment']);
  const ours = { id: 'source.responder_not_authorised', fault: 'key_usage.purpose_missing' };
  // OpenSSL looks at the purpose of a responder and not at its key usage (RFC 5280 §4.2.1.3).
  agree(respond(good, { signer }), 'unknown', { openssl: 'good', ours });
});

test('a responder that was revoked', () => {
  const point = 'URI:http://lists.example/responders';
  const lines = [purpose, `crlDistributionPoints=${point}`];
  const [asked, unasked] = [appoint('asked', lines), appoint('unasked', [...lines, nocheck])];
  for (const signer of [asked, unasked]) root.revoke(signer, '-crl_reason', 'keyCompromise');
  // A list that tells of responders only.
  const extensions = ['issuingDistributionPoint=critical,@idp', '[idp]', `fullname=${point}`];
  const lists = [root.list({ from: '2026-01-01T00:00:00Z', to: '2039-01-01T00:00:00Z', extensions })];
  agree(respond(good, { signer: asked }), 'good');
  const ours = { id: 'source.responder_not_authorised', fault: 'revocation.revoked' };
  agree(respond(good, { signer: asked }), 'unknown', { lists, ours });
  agree(respond(good, { signer: unasked }), 'good', { lists });
});

test('a signature that does not match', () => {
  const options = ['-ndays', '7', '-badsig'];
  for (const signer of [root.certificate, responder])
    agree(respond(good, { signer, options }), 'unknown', { ours: { id: 'source.signature_invalid' } });
});

test('a response of another time', () => {
  const response = respond(good);
  const at = (from, to) =>
    moved(response, root.certificate, { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` });
  agree(at('2026-01-01', '2039-01-01'), 'good');
  agree(at('2026-01-01', '2026-01-08'), 'unknown', { ours: { id: 'source.stale' } });
  agree(at('2039-01-01', '2039-01-08'), 'unknown', { ours: { id: 'source.not_yet_valid' } });
  const week = { responses: [at('2026-01-01', '2026-01-08')], path: [good, root.certificate] };
  assert.equal(status({ ...week, time: '2026-01-08T00:01:00Z', grace: 60 }).status, 'good');
  assert.equal(status({ ...week, time: '2026-01-08T00:01:00Z', grace: 59 }).status, 'unknown');
});

test('a response that does not say until when it holds', () => {
  const response = respond(good, { options: [] });
  // RFC 5019 section 4 refuses it; OpenSSL does not ask for a date unless it is told to (-status_age).
  const time = new Date(Date.now() + 60_000).toISOString();
  const ours = { id: 'source.next_update_missing' };
  agree(response, 'unknown', { openssl: 'good', time, ours });
  agree(response, 'good', { time, grace: 3600, options: ['-status_age', '3600'] });
});

test('a nonce', () => {
  const [sent, another] = [root.request([good]), root.request([good])];
  const nonce = /OCSP Nonce:\s+0410([0-9A-F]{32})/.exec(openssl('ocsp', '-reqin', sent, '-req_text'))[1];
  agree(root.response(sent), 'good', { request: sent, nonce });
  const ours = { id: 'source.nonce_mismatch' };
  agree(root.response(another), 'unknown', { request: sent, nonce, ours });
  // OpenSSL warns of a response without a nonce and takes it all the same.
  const without = root.response(root.request([good], '-no_nonce'));
  const judged = agree(without, 'unknown', { openssl: 'good', request: sent, nonce, ours });
  assert.match(judged.text, /no nonce in response/);
});

test('a response about the same serial number of another issuer', () => {
  const response = other.response(other.request([good]));
  agree(response, 'unknown', { ours: { id: 'source.other_issuer' } });
});

test('a response about something else', () => {
  agree(respond(responder), 'unknown', { ours: { why: [] } });
});

for (const [number, said, words] of [
  [1, 'malformedRequest', 'malformedrequest'],
  [2, 'internalError', 'internalerror'],
  [3, 'tryLater', 'trylater'],
  [5, 'sigRequired', 'sigrequired'],
  [6, 'unauthorized', 'unauthorized'],
])
  test(`a responder that does not answer: ${said}`, () => {
    const response = Buffer.from([0x30, 0x03, 0x0a, 0x01, number]);
    const why = [{ source: 0, id: 'source.response_status', status: said }];
    const judged = agree(response, 'unknown', { ours: { why } });
    assert.match(judged.text, new RegExp(`Responder Error: ${words} \\(${number}\\)`));
  });

test('a list and a response that do not agree', () => {
  const lists = (certificate) => {
    const before = root.list({ from: '2026-01-01T00:00:00Z', to: '2039-01-01T00:00:00Z' });
    const said = respond(certificate);
    root.revoke(certificate, '-crl_reason', 'superseded');
    return { before, said };
  };
  const certificate = root.issue('in-doubt');
  const { before, said } = lists(certificate);
  const after = root.list({ from: '2026-01-01T00:00:00Z', to: '2039-01-01T00:00:00Z' });
  const path = [certificate, root.certificate];
  const time = new Date(Date.now() + 1000).toISOString();
  const ask = (list, response) => status({ path, lists: [list], responses: [response], time });
  assert.deepEqual(ask(before, said).sources, [1, 0]);
  assert.equal(ask(after, said).source, 0);
  assert.equal(ask(before, respond(certificate)).source, 1);
});

test('a certificate that must be stapled', () => {
  const stapled = root.issue('stapled', { extensions: ['tlsfeature=critical,status_request'] });
  assert.match(
    openssl('x509', '-in', stapled.path, '-noout', '-text'),
    /TLS Feature: critical\s+status_request/,
  );
  const time = new Date().toISOString();
  const { verdict, certificates } = report({ path: [stapled, root.certificate], time });
  assert.equal(verdict.outcome, 'trusted');
  assert.deepEqual(
    certificates.map(({ mustStaple }) => mustStaple),
    [true, undefined],
  );
});
