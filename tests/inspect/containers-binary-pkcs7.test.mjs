// PKCS #7 and CMS in BER (RFC 2315 §9.1, RFC 5652 §5.1), made by OpenSSL, and from its DER.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { ber, members } from './ber.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';

const maker = new Maker();
const der = (pem) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
const key = maker.key('ec');
const pems = [
  maker.certificate({ key, subject: '/CN=Signer', lines: [] }),
  maker.certificate({ subject: '/CN=Root', lines: [] }),
];
const [signer, root] = pems.map((pem, index) => maker.write(`${index}.pem`, pem));
const certificates = pems.map(der);
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');

function assertCertificates(objects) {
  assert.deepEqual(
    [objects[0].ber, objects[0].content.kind, objects[0].problem],
    [true, 'signedData', undefined],
  );
  const found = objects.filter(({ content }) => content.kind === 'certificate');
  // Not an octet of a certificate is another one.
  assert.deepEqual(
    found.map(({ within, content }) => [within, content.data.fingerprints.sha256]).sort(),
    certificates.map((certificate) => [0, hash(certificate)]).sort(),
  );
}

/** Every octet of the file has its place in the tree, and the headers are those of the file. */
function assertTree({ nodes, unread }, bytes) {
  assert.deepEqual(unread, []);
  let octets = 0;
  for (const {
    offset,
    tagOctets,
    lengthOctets,
    length,
    constructed,
    opened,
    number,
    endOctets = 0,
  } of nodes) {
    assert.equal(bytes[offset] & 0x20, constructed ? 0x20 : 0);
    const header = tagOctets + lengthOctets + endOctets;
    octets += header + (constructed ? 0 : opened ? Number(number === 3) : length);
  }
  assert.equal(octets, bytes.length);
}

test('signed data as it comes out of a stream: indefinite lengths, content in parts (RFC 5652 §5.2)', () => {
  const content = maker.write('content', 'words '.repeat(5_000));
  const [file, plain] = [maker.path('signed.p7m'), maker.path('again')];
  const from = ['-sign', '-stream', '-nodetach', '-binary', '-in', content, '-signer', signer, '-inkey', key];
  openssl('cms', ...from, '-certfile', root, '-outform', 'DER', '-out', file);
  const bytes = readFileSync(file);
  assert.equal(bytes.readUInt16BE(0), 0x3080, 'OpenSSL wrote it in BER');
  const { objects, problems } = inspectData(bytes, '--tree');
  assert.deepEqual(problems, []);
  assertCertificates(objects);
  const { hasContent, signers, contentType } = objects[0].content.data;
  assert.deepEqual([hasContent, signers, contentType.name], [true, 1, 'data']);
  assert.equal(objects[0].length, bytes.length);
  // Its tree is that of the file, which is no DER.
  assertTree(objects[0].tree, bytes);
  assert.ok(objects[0].tree.nodes.some(({ indefinite }) => indefinite));
  const faults = objects[0].tree.nodes.flatMap(({ faults = [] }) => faults.map(({ id }) => id));
  assert.ok(faults.includes('asn1.indefinite_length') || faults.length > 4, String(new Set(faults)));
  openssl('cms', '-verify', '-noverify', '-inform', 'DER', '-in', file, '-out', plain);
  assert.deepEqual(readFileSync(plain), readFileSync(content));
});

test('certificates alone, bare, in PEM, in base64, and two in a row', () => {
  const pem = openssl('crl2pkcs7', '-nocrl', '-certfile', signer, '-certfile', root);
  const kept = (value) => certificates.some((certificate) => certificate.equals(value));
  const bytes = ber(der(pem), { kept });
  const base64 = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  for (const form of [bytes, `-----BEGIN PKCS7-----\n${base64}\n-----END PKCS7-----\n`, base64]) {
    const { objects } = inspectData(form);
    assert.equal(objects.length, 3);
    assertCertificates(objects);
  }
  const twice = inspectData(Buffer.concat([bytes, bytes])).objects;
  assert.deepEqual(
    twice
      .filter(({ content }) => content.kind === 'signedData')
      .map(({ offset, length }) => [offset, length]),
    [
      [0, bytes.length],
      [bytes.length, bytes.length],
    ],
  );
  // Where it was, in the same in DER.
  const whole = der(pem);
  for (const { offset, length, content } of twice.slice(1, 3))
    assert.equal(hash(whole.subarray(offset, offset + length)), content.data.fingerprints.sha256);
  assert.equal(members(whole).length, 2);
  // OpenSSL reads it as well.
  openssl('pkcs7', '-inform', 'DER', '-in', maker.write('ber.p7b', bytes), '-noout');
});

test('cut off, and 5,000 deep, it is shown as it stands', () => {
  const pem = openssl('crl2pkcs7', '-nocrl', '-certfile', signer);
  const bytes = ber(der(pem));
  const [cut] = inspectData(bytes.subarray(0, -3), '--tree').objects;
  assert.deepEqual([cut.ber, cut.content.kind], [undefined, 'other']);
  assert.ok(cut.tree.nodes.length > 20);
  // Certificates before the cut are read.
  const two = der(openssl('crl2pkcs7', '-nocrl', '-certfile', signer, '-certfile', root));
  const kept = (value) => certificates.some((certificate) => certificate.equals(value));
  for (const [whole, found] of [
    [ber(two, { kept }), 2],
    [two, 1],
  ]) {
    const { objects } = inspectData(whole.subarray(0, -3));
    assert.deepEqual(
      objects.map(({ within, content }) => [within, content.kind]),
      [[undefined, 'other'], ...Array(found).fill([0, 'certificate'])],
    );
    for (const { offset, length, content } of objects.slice(1))
      assert.equal(hash(whole.subarray(offset, offset + length)), content.data.fingerprints.sha256);
  }
  const deep = Buffer.concat([
    Buffer.from('308006092a864886f70d010702a080', 'hex'),
    Buffer.from('3080'.repeat(5_000), 'hex'),
    Buffer.alloc(10_004),
  ]);
  const { objects } = inspectData(deep, '--tree');
  assert.equal(objects[0].content.kind, 'other');
  assert.equal(objects[0].tree.unread[0].fault.id, 'asn1.too_deep');
});
