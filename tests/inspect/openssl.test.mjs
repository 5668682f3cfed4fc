// Two outside judges of Mozilla's roots: OpenSSL's reading and that of Node's X509Certificate.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { rootCertificates } from 'node:tls';
import { opensslVersion } from '../chains/openssl.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';

opensslVersion();
/** The number of a long name, as OpenSSL lists them; it prints numbers that it has no name for. */
const numbers = new Map(
  openssl('', 'list', '-objects').map((line) => {
    const [names, number] = line.split(/(?: = |, )(?=[0-9.]+$)/);
    return [names.split(' = ').at(-1), number];
  }),
);
const dotted = (name) => numbers.get(name) ?? name;
const maker = new Maker();
const subject = '/C=GB/O=North, Moor + "Sons"/OU= spaced  out /CN=#1;<ä>/emailAddress=Ann@A.Example/UID=7';
const lines = [
  'basicConstraints = critical,CA:TRUE',
  'subjectAltName = DNS:a.example,email:ann@a.example,URI:https://a.example/x,IP:192.0.2.1,IP:2001:db8::1',
  'noCheck = ignored',
  '1.2.3.4 = critical,ASN1:NULL',
];
const pss = ['-sha384', '-sigopt', 'rsa_padding_mode:pss'];
const made = [
  maker.certificate({ subject, lines }),
  maker.certificate({ subject: '/CN=a+OU=b/O=c', kind: 'rsa', lines: [], sign: [...pss, '-multivalue-rdn'] }),
  maker.certificate({ kind: 'ed25519', lines }),
];
const pems = [...rootCertificates, ...made];
const inspected = inspectData(pems.join('\n')).objects;
const pairs = pems.map((pem, index) => [pem, inspected[index].content.data, new X509Certificate(pem)]);
const each = (name, judge) =>
  test(name, () => {
    assert.ok(pairs.length > 100, `${pairs.length} certificates`);
    for (const [pem, ours, node] of pairs) judge(ours, node, pem);
  });

const colons = (hex) => hex.toUpperCase().match(/../g).join(':');
const time = (text) => new Date(text).getTime();

test('every certificate is read', () => {
  assert.equal(inspected.length, pems.length);
  for (const { content, problem } of inspected) {
    assert.equal(problem, undefined);
    assert.equal(content.kind, 'certificate');
    for (const extension of content.data.extensions) assert.equal(extension.problem, undefined);
  }
});

each('serial numbers', (ours, node) => assert.equal(ours.serial.upper, node.serialNumber.padStart(2, '0')));

each('dates', (ours, node) => {
  assert.equal(time(ours.notBefore), time(node.validFrom));
  assert.equal(time(ours.notAfter), time(node.validTo));
});

each('fingerprints', (ours, node) => {
  assert.equal(colons(ours.fingerprints.sha1), node.fingerprint);
  assert.equal(colons(ours.fingerprints.sha256), node.fingerprint256);
  assert.equal(colons(ours.fingerprints.sha512), node.fingerprint512);
});

each('keys and their hashes', (ours, node) => {
  const spki = node.publicKey.export({ type: 'spki', format: 'der' });
  assert.equal(ours.publicKey.pin.base64, createHash('sha256').update(spki).digest('base64'));
  const { modulusLength, publicExponent, namedCurve } = node.publicKey.asymmetricKeyDetails;
  const { key, bits } = ours.publicKey;
  if (modulusLength) {
    assert.equal(bits, modulusLength);
    assert.equal(key.exponentDecimal, String(publicExponent));
    const legacy = node.toLegacyObject();
    if (legacy.modulus) assert.equal(key.modulus.toUpperCase(), legacy.modulus);
  } else if (namedCurve) {
    const { nistCurve, bits: size, pubkey } = node.toLegacyObject();
    assert.equal(key.curve.name, nistCurve);
    assert.equal(bits, size);
    assert.equal(key.point, pubkey.toString('hex'));
  } else assert.equal(ours.publicKey.algorithm.name, 'Ed25519');
});

each('alternative names', (ours, node) => {
  const extension = ours.extensions.find(({ oid }) => oid === '2.5.29.17');
  const shown = {
    dNSName: 'DNS',
    rfc822Name: 'email',
    uniformResourceIdentifier: 'URI',
    iPAddress: 'IP Address',
  };
  const names = extension?.value.data.filter(({ form }) => form in shown) ?? [];
  const theirs = (node.subjectAltName ?? '')
    .split(', ')
    .filter((name) => /^(DNS|email|URI|IP Address):/.test(name));
  // Node writes IPv6 addresses in capitals and without ::.
  const plain = (name) => name.toLowerCase().replace(/(^|:)(0(:|$))+/, '::');
  assert.deepEqual(
    names.map(({ form, text }) => plain(`${shown[form]}:${text}`)),
    theirs.map(plain),
  );
});

each('subject, issuer and hashes as OpenSSL prints them', (ours, _, pem) => {
  const lines = openssl(
    pem,
    'x509',
    '-noout',
    '-nameopt',
    'oneline',
    '-subject',
    '-issuer',
    '-subject_hash',
    '-issuer_hash',
    '-subject_hash_old',
    '-issuer_hash_old',
  );
  assert.deepEqual(lines, [
    `subject=${ours.subject.openssl}`,
    `issuer=${ours.issuer.openssl}`,
    ours.subjectHash.current,
    ours.issuerHash.current,
    ours.subjectHash.old,
    ours.issuerHash.old,
  ]);
});

each('extension identifiers and criticality', (ours, _, pem) => {
  assert.deepEqual(
    ours.extensions.map(({ oid, critical }) => [oid, critical]),
    extensionsByOpenssl(pem),
  );
});

function openssl(pem, ...args) {
  return execFileSync('openssl', args, { input: pem, encoding: 'utf8' }).trimEnd().split('\n');
}

/** Identifier and criticality of each extension, from `asn1parse`: what is at depth 5 inside the [3] at depth 2. */
function extensionsByOpenssl(pem) {
  const lines = openssl(pem, 'asn1parse');
  const at = lines.findIndex((line) => /d=2 .*cont \[ 3 \]/.test(line));
  const found = [];
  for (const line of at < 0 ? [] : lines.slice(at + 1)) {
    if (/:d=[01] /.test(line)) break;
    if (/d=5 .*OBJECT/.test(line)) found.push([dotted(line.split(':').at(-1).trim()), false]);
    if (/d=5 .*BOOLEAN/.test(line)) found.at(-1)[1] = !line.endsWith(':0');
  }
  return found;
}
