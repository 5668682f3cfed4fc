// OCSP requests (RFC 6960 §4.1) that OpenSSL makes, as it prints them.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { extensions, openssl } from '../chains/openssl.mjs';
import { inspectData } from './inspect.mjs';
import { issuing, Maker } from './made.mjs';

const maker = new Maker();
const { made } = issuing(maker);
const ca = made('ca', { extensions: extensions.root });
const leaf = made('leaf', { by: ca, extensions: extensions.server('DNS:a.example') });
const other = made('other', { by: ca, extensions: extensions.server('DNS:b.example') });
const serial = ({ pem }) => new X509Certificate(pem).serialNumber;

/** A request and what OpenSSL prints of it. */
function request(...args) {
  const file = maker.path('request.der');
  openssl('ocsp', '-issuer', ca.path, ...args, '-reqout', file);
  const text = openssl('ocsp', '-reqin', file, '-req_text');
  const { objects, problems } = inspectData(readFileSync(file));
  assert.deepEqual([objects.length, problems, objects[0].problem], [1, [], undefined]);
  assert.equal(objects[0].content.kind, 'ocspRequest');
  return [objects[0].content.data, text];
}

test('what is asked about, each certificate by its hashes and number, and the nonce', () => {
  const [data, text] = request('-sha256', '-cert', leaf.path, '-sha1', '-cert', other.path);
  assert.equal(data.version, 1);
  const told = (name) => [...text.matchAll(new RegExp(`${name}: (\\S+)`, 'g'))].map(([, value]) => value);
  assert.deepEqual(
    data.requests.map((one) => one.issuerNameHash.toUpperCase()),
    told('Issuer Name Hash'),
  );
  assert.deepEqual(
    data.requests.map((one) => one.issuerKeyHash.toUpperCase()),
    told('Issuer Key Hash'),
  );
  assert.deepEqual(
    data.requests.map((one) => one.serial.upper),
    [serial(leaf), serial(other)],
  );
  assert.deepEqual(
    data.requests.map((one) => one.hashAlgorithm.name),
    ['SHA-256', 'SHA-1'],
  );
  const [nonce] = data.extensions;
  assert.equal(nonce.oid, '1.3.6.1.5.5.7.48.1.2');
  assert.equal(nonce.value.kind, 'octets');
  assert.deepEqual([data.signature, data.requestor, data.certificates], [undefined, undefined, 0]);
});

test('without a nonce; signed, with the requestor and certificates', () => {
  assert.deepEqual(request('-cert', leaf.path, '-no_nonce')[0].extensions, []);
  const signer = ['-signer', leaf.path, '-signkey', leaf.key];
  const [data] = request('-cert', leaf.path, ...signer);
  assert.equal(data.requestor.form, 'directoryName');
  assert.equal(data.requestor.text, 'CN=leaf');
  assert.equal(data.signatureAlgorithm.name, 'ecdsa-with-SHA256');
  assert.equal(data.certificates, 1);
});

test('as PEM and as base64; and one that was cut off', () => {
  request('-cert', leaf.path);
  const octets = readFileSync(maker.path('request.der'));
  const pem = `-----BEGIN OCSP REQUEST-----\n${octets.toString('base64')}\n-----END OCSP REQUEST-----\n`;
  for (const form of [pem, octets.toString('base64')])
    assert.equal(inspectData(form).objects[0].content.kind, 'ocspRequest');
  for (let length = 1; length < octets.length; length += 7) {
    const { objects, problems } = inspectData(octets.subarray(0, length));
    assert.ok(problems.length > 0 || objects.every(({ content }) => content.kind === 'other'), length);
  }
});
