// Objects as files: PEM, DER, PKCS #7, OpenSSL's text and JSON, each judged by OpenSSL or by reading it again.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { rootCertificates } from 'node:tls';
import { openssl, opensslVersion } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { pemBlocks } from '../engine/pem.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';
import { assertHidden, secretsOf } from './secrets.mjs';

const maker = new Maker();
const testdata = (name) =>
  new URL(`../../crate/engine/testdata/revocation/${name}.der`, import.meta.url).pathname;
const ocspRequest = new URL('../../crate/inspect/testdata/objects/ocsp-request.der', import.meta.url)
  .pathname;
const der = (pem) => pemBlocks(pem)[0];

/** What `--as` writes of files; octets. */
function written(form, ...files) {
  const run = spawnSync(commandLine, ['inspect', '--as', form, '--', ...files], { maxBuffer: 2 ** 28 });
  assert.ok(run.status < 2, `${run.stderr}`);
  return run.stdout;
}

/** What OpenSSL prints of the same. */
const byOpenssl = (input, ...args) => execFileSync('openssl', [...args, '-text', '-noout'], { input });

test('PEM and DER hold the very octets, and open again', () => {
  const key = maker.key('ec');
  const objects = [
    ['CERTIFICATE', der(maker.certificate({ key, lines: [] }))],
    ['X509 CRL', readFileSync(testdata('list'))],
    ['CERTIFICATE REQUEST', der(maker.request({ key, subject: '/CN=a', lines: [] }))],
    ['PUBLIC KEY', der(openssl('pkey', '-in', key, '-pubout'))],
    ['OCSP RESPONSE', readFileSync(testdata('response'))],
    ['OCSP REQUEST', readFileSync(ocspRequest)],
  ];
  const files = objects.map(([, octets], at) => maker.write(`object${at}`, octets));
  for (const [at, [label, octets]] of objects.entries()) {
    const pem = written('pem', files[at]);
    assert.ok(pem.toString().startsWith(`-----BEGIN ${label}-----\n`));
    assert.ok(
      pem
        .toString()
        .split('\n')
        .every((line) => line.length <= 64),
    );
    assert.deepEqual(der(pem.toString()), octets);
    assert.deepEqual(written('der', files[at]), octets);
    assert.deepEqual(inspectData(pem).objects[0].content, inspectData(octets).objects[0].content);
  }
  assert.deepEqual(
    pemBlocks(written('pem', ...files).toString()),
    objects.map(([, octets]) => octets),
  );
  // OpenSSL writes the same block.
  assert.equal(written('pem', files[0]).toString(), openssl('x509', '-inform', 'DER', '-in', files[0]));
});

test('PKCS #7 without signers, in PEM and DER: OpenSSL finds what was put in, in the same order', () => {
  const certificates = ['One', 'Two', 'Three'].map((name) =>
    maker.certificate({ subject: `/CN=${name}`, lines: [] }),
  );
  const files = [...certificates.map((pem, at) => maker.write(`c${at}.pem`, pem)), testdata('list')];
  const args = ['-print_certs', '-in'];
  const pem = maker.write('all.p7b', written('pkcs7', ...files));
  const raw = maker.write('all.p7c', written('pkcs7-der', ...files));
  for (const form of [openssl('pkcs7', ...args, pem), openssl('pkcs7', '-inform', 'DER', ...args, raw)]) {
    assert.deepEqual(pemBlocks(form).slice(0, 3), certificates.map(der));
    assert.match(form, /BEGIN X509 CRL/);
  }
  assert.deepEqual(der(readFileSync(pem, 'utf8')), readFileSync(raw));
  assert.match(openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', raw), /signerInfos:\s+<EMPTY>/);
  const { objects } = inspectData(readFileSync(raw));
  assert.deepEqual(
    objects.map(({ content }) => content.kind),
    ['signedData', 'certificate', 'certificate', 'certificate', 'revocationList'],
  );
  // And out again, without the box.
  assert.deepEqual(pemBlocks(written('pem', raw).toString()).slice(0, 3), certificates.map(der));
  // The same as crl2pkcs7 makes.
  const theirs = openssl('crl2pkcs7', '-nocrl', ...files.slice(0, 3).flatMap((file) => ['-certfile', file]));
  assert.deepEqual(der(written('pkcs7', ...files.slice(0, 3)).toString()), der(theirs));
});

test("the text is OpenSSL's, byte for byte: Mozilla's roots", (context) => {
  if (!/^OpenSSL 3\.0\./.test(opensslVersion()))
    return context.skip('another OpenSSL than 3.0, whose layout differs');
  assert.ok(rootCertificates.length > 100);
  for (const pem of rootCertificates) {
    const file = maker.write('root.pem', pem);
    assert.equal(written('openssl-text', file).toString(), byOpenssl(pem, 'x509').toString());
  }
});

const everything = `
subjectAltName=email:a@b.c,URI:http://x/,DNS:d.example,IP:192.0.2.1,IP:2001:db8::1,RID:1.2.3.4,dirName:dn1,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:me@x.y,otherName:1.2.3;UTF8:q
issuerAltName=DNS:i.example
extendedKeyUsage=serverAuth,clientAuth,1.2.3.4,OCSPSigning
keyUsage=digitalSignature,keyAgreement,decipherOnly
crlDistributionPoints=p1,p2,p3
freshestCRL=URI:http://f/
certificatePolicies=1.2.3.4,2.5.29.32.0,@pol,@pol2
authorityInfoAccess=OCSP;URI:http://o/,caIssuers;URI:http://c/,1.2.3;email:x@y
subjectInfoAccess=caRepository;URI:http://o/
nameConstraints=permitted;DNS:x.example,permitted;IP:10.0.0.0/255.0.0.0,excluded;IP:2001:db8::/ffff:ffff::,excluded;dirName:dn1,excluded;email:q.z
policyConstraints=requireExplicitPolicy:3,inhibitPolicyMapping:0
inhibitAnyPolicy=2
policyMappings=1.2.3:2.3.4,1.3.6.1.5.5.7.3.1:1.9
tlsfeature=status_request,17
nsCertType=server,objCA
nsComment=hello
noCheck=ignored
basicConstraints=CA:FALSE
1.2.3.4.5=DER:0402e9ff
ct_precert_poison=critical,DER:0500
authorityKeyIdentifier=keyid,issuer:always
subjectKeyIdentifier=hash`
  .trim()
  .split('\n');
const sections = `[dn1]
C=UK
O=My / Org é
OU=x
+CN=y
[p1]
fullname=URI:http://a/,URI:http://b/,dirName:dn1
reasons=keyCompromise, CACompromise
CRLissuer=dirName:dn1
[p2]
relativename=rel
[rel]
CN=relx
[p3]
CRLissuer=dirName:dn1
[pol]
policyIdentifier=1.3.5.8
CPS.1=http://cps/
CPS.2=http://cps2/
userNotice.1=@n
[n]
explicitText="Hi there"
organization=Org
noticeNumbers=1,2
[pol2]
policyIdentifier=1.3.5.9
userNotice.1=@n2
[n2]
explicitText=UTF8:Only é`;

test("the text is OpenSSL's: every extension, every kind of key, RSASSA-PSS, lists", (context) => {
  if (!/^OpenSSL 3\.0\./.test(opensslVersion()))
    return context.skip('another OpenSSL than 3.0, whose layout differs');
  const pss = ['-sha384', '-sigopt', 'rsa_padding_mode:pss'];
  const defaults = ['-sha1', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:20'];
  const all = [
    maker.certificate({ kind: 'rsa', subject: '/CN=é, x', lines: everything, sections, sign: pss }),
    maker.certificate({ kind: 'rsa', lines: [], sign: defaults }),
    ...['ec', 'explicit', 'ed25519', 'ed448'].map((kind) =>
      maker.certificate({ kind, lines: ['keyUsage=critical,keyCertSign'] }),
    ),
    ...[
      '0',
      '1',
      '-1',
      '127',
      '128',
      '9223372036854775807',
      '9223372036854775808',
      '-9223372036854775808',
    ].map((serial) => maker.certificate({ lines: [], sign: ['-set_serial', serial] })),
  ];
  for (const pem of all) {
    const ours = written('openssl-text', maker.write('one.pem', pem)).toString();
    assert.equal(ours, byOpenssl(pem, 'x509').toString());
  }
  const list = readFileSync(testdata('list'));
  assert.equal(
    written('openssl-text', testdata('list')).toString(),
    byOpenssl(list, 'crl', '-inform', 'DER').toString(),
  );
});

test("the text is OpenSSL's: requests with attributes and without, and public keys of every kind", (context) => {
  if (!/^OpenSSL 3\.0\./.test(opensslVersion()))
    return context.skip('another OpenSSL than 3.0, whose layout differs');
  const text = (input) => written('openssl-text', maker.write('one', input)).toString();
  const request = new URL('../../crate/inspect/testdata/objects/request.der', import.meta.url).pathname;
  const requests = [
    openssl('req', '-inform', 'DER', '-in', request),
    maker.request({ subject: '/C=GB/CN=\u00e9, x', lines: [] }),
    maker.request({
      subject: '/CN=a',
      lines: everything.filter((line) => !/^(authority|subject)Key/.test(line)),
      sections,
    }),
    ...['rsa', 'explicit', 'ed25519', 'ed448'].map((kind) =>
      maker.request({ key: maker.key(kind), subject: '/CN=a', lines: ['keyUsage=critical,keyCertSign'] }),
    ),
  ];
  for (const pem of requests) assert.equal(text(pem), byOpenssl(pem, 'req').toString());
  const keys = ['rsa', 'ec', 'explicit', 'ed25519', 'ed448'].map((kind) => maker.key(kind));
  const dsa = [
    '-algorithm',
    'DSA',
    '-pkeyopt',
    'dsa_paramgen_bits:1024',
    '-pkeyopt',
    'dsa_paramgen_q_bits:160',
  ];
  openssl('genpkey', '-genparam', ...dsa, '-out', maker.path('dsa.param'));
  keys.push(maker.path('dsa.key'));
  openssl('genpkey', '-paramfile', maker.path('dsa.param'), '-out', maker.path('dsa.key'));
  for (const key of keys) {
    const pem = openssl('pkey', '-in', key, '-pubout');
    assert.equal(text(pem), byOpenssl(pem, 'pkey', '-pubin').toString(), pem);
  }
});

test('what is of no kind is taken as it stands, where there is nothing else', () => {
  const other = Buffer.from('30030c0161', 'hex');
  const file = maker.write('other.der', other);
  assert.deepEqual(written('der', file), other);
  const certificate = maker.write('one.pem', maker.certificate({ lines: [] }));
  assert.deepEqual(written('der', file, certificate), der(readFileSync(certificate, 'utf8')));
});

test('what is not as OpenSSL prints it: what would steer a terminal', () => {
  const text = 'a\u001b[31m\u202ered';
  const lines = ['certificatePolicies=@p'];
  const policy = `[p]\npolicyIdentifier=1.2.3\nuserNotice.1=@n\n[n]\nexplicitText="UTF8:${text}"`;
  const pem = maker.certificate({ lines, sections: policy });
  const ours = written('openssl-text', maker.write('hostile.pem', pem)).toString();
  assert.match(ours, /Explicit Text: a\.\[31m\.red/);
  assert.doesNotMatch(ours, /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
});

test('JSON and text are what is printed without --as', () => {
  const file = maker.write('one.pem', maker.certificate({ lines: [] }));
  const printed = (...args) => execFileSync(commandLine, ['inspect', ...args, file]);
  assert.deepEqual(written('json', file), printed('--json'));
  assert.deepEqual(written('text', file), printed());
});

test('--out writes a file and prints nothing', () => {
  const file = maker.write('one.pem', maker.certificate({ lines: [] }));
  for (const form of ['pem', 'der', 'pkcs7', 'openssl-text', 'text', 'json']) {
    const out = maker.path(`out.${form}`);
    const run = spawnSync(commandLine, ['inspect', '--as', form, '--out', out, file], { encoding: 'utf8' });
    assert.deepEqual([run.status, run.stdout], [0, '']);
    assert.deepEqual(readFileSync(out), written(form, file));
  }
});

test('of private keys nothing is written in any form', () => {
  const path = maker.key('rsa');
  const key = createPrivateKey(readFileSync(path));
  const certificate = maker.write('own.pem', maker.certificate({ key: path, lines: [] }));
  for (const form of ['pem', 'der', 'pkcs7', 'pkcs7-der', 'openssl-text', 'text', 'json']) {
    const run = spawnSync(commandLine, ['inspect', '--as', form, path, certificate]);
    assert.equal(run.status, 0, `${run.stderr}`);
    assertHidden(secretsOf(key), Buffer.concat([run.stdout, run.stderr]), form);
    if (form === 'pem') assert.match(`${run.stderr}`, /private keys are not written: 1 left out/);
    const alone = spawnSync(commandLine, ['inspect', '--as', form, path]);
    assertHidden(secretsOf(key), Buffer.concat([alone.stdout, alone.stderr]), form);
  }
  const out = maker.path('bundle.pem');
  spawnSync(commandLine, ['inspect', '--bundle', out, path, certificate]);
  assertHidden(secretsOf(key), readFileSync(out), 'bundle');
});

test('what has no such form is an error, and no file is written', () => {
  const two = maker.write('two.pem', rootCertificates.slice(0, 2).join('\n'));
  const request = maker.write('a.csr', maker.request({ subject: '/CN=a', lines: [] }));
  const damaged = maker.write('damaged.der', readFileSync(testdata('issuer')).subarray(0, 200));
  const out = maker.path('none');
  for (const [form, file, message] of [
    ['der', two, /only one object fits/],
    ['pkcs7', request, /nothing here can be written/],
    ['openssl-text', ocspRequest, /nothing here can be written/],
    ['pem', damaged, /nothing here can be written/],
  ]) {
    const run = spawnSync(commandLine, ['inspect', '--as', form, '--out', out, file], { encoding: 'utf8' });
    assert.equal(run.status, 2);
    assert.match(run.stderr, message);
    assert.ok(!existsSync(out));
  }
});

test('fingerprints, pins and key identifiers are those of the written object', () => {
  const pem = maker.certificate({ lines: ['subjectKeyIdentifier = hash'] });
  const file = maker.write('one.pem', pem);
  const { fingerprints, publicKey, subjectHash } = inspectData(pem).objects[0].content.data;
  const octets = written('der', file);
  for (const hash of ['sha1', 'sha256', 'sha512'])
    assert.equal(fingerprints[hash], createHash(hash).update(octets).digest('hex'));
  const spki = der(openssl('x509', '-in', file, '-noout', '-pubkey'));
  const hash = createHash('sha256').update(spki);
  assert.equal(publicKey.pin.hex, hash.copy().digest('hex'));
  assert.equal(publicKey.pin.base64, hash.digest('base64'));
  assert.equal(subjectHash.current, openssl('x509', '-in', file, '-noout', '-subject_hash').trim());
  assert.equal(subjectHash.old, openssl('x509', '-in', file, '-noout', '-subject_hash_old').trim());
  assert.ok(statSync(file).size > 0);
});
