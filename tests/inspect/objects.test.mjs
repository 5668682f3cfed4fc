// Requests, keys, lists and responses; what is damaged; and private keys, of which nothing is shown.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';
import { assertHidden, secretsOf } from './secrets.mjs';

const maker = new Maker();
const testdata = (name) =>
  readFileSync(new URL(`../../crate/engine/testdata/revocation/${name}.der`, import.meta.url));
const only = (data) => {
  const { objects, problems } = inspectData(data, '--tree');
  assert.deepEqual([objects.length, problems], [1, []]);
  return objects[0];
};
const der = (pem) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
const pin = (spki) => createHash('sha256').update(spki).digest('base64');
const spkiOf = (file) =>
  createPublicKey(createPrivateKey(readFileSync(file))).export({ type: 'spki', format: 'der' });

test('a certification request (RFC 2986) with the extensions that it asks for', () => {
  const key = maker.key('ec');
  const pem = maker.request({ key, subject: '/C=GB/CN=Asks', lines: ['subjectAltName = DNS:a.example'] });
  for (const form of [pem, der(pem)]) {
    const { content, tree } = only(form);
    assert.equal(content.kind, 'certificationRequest');
    assert.equal(content.data.subject.openssl, 'C = GB, CN = Asks');
    assert.equal(content.data.publicKey.pin.base64, pin(spkiOf(key)));
    assert.equal(content.data.signatureAlgorithm.name, 'ecdsa-with-SHA256');
    const [extension] = content.data.extensions;
    assert.deepEqual(extension.value.data, [{ form: 'dNSName', text: 'a.example' }]);
    const { tagOctets, lengthOctets, length } = tree.nodes[0];
    assert.equal(tagOctets + lengthOctets + length, der(pem).length);
  }
});

test('public keys of every kind, with their size', () => {
  for (const [kind, size, check] of [
    ['rsa', 2048, ({ key }) => assert.equal(key.exponentDecimal, '65537')],
    ['ec', 256, ({ key }) => assert.deepEqual(key.curve, { oid: '1.2.840.10045.3.1.7', name: 'P-256' })],
    ['explicit', 256, ({ key }) => assert.match(key.explicit.field.prime, /^ffffffff00000001/)],
    ['ed25519', 256, ({ octets }) => assert.equal(octets.length, 64)],
    ['ed448', 456, ({ octets }) => assert.equal(octets.length, 114)],
  ]) {
    const pem = openssl('pkey', '-in', maker.key(kind), '-pubout');
    const { kind: content, data } = only(pem).content;
    assert.equal(content, 'publicKey', kind);
    assert.equal(data.bits, size, kind);
    assert.equal(data.pin.base64, pin(der(pem)), kind);
    check(data);
  }
});

test('RSASSA-PSS parameters (RFC 4055 §3.1) say what they leave out', () => {
  const sign = (...more) => ['-sigopt', 'rsa_padding_mode:pss', ...more];
  const signed = (...more) => only(maker.certificate({ kind: 'rsa', sign: sign(...more) })).content.data;
  const { parameters } = signed('-sha384', '-sigopt', 'rsa_pss_saltlen:40').signatureAlgorithm;
  const sha384 = { oid: '2.16.840.1.101.3.4.2.2', name: 'SHA-384' };
  const mgf1 = { oid: '1.2.840.113549.1.1.8', name: 'MGF1' };
  assert.deepEqual(parameters, {
    kind: 'pss',
    hash: sha384,
    mask: mgf1,
    maskHash: sha384,
    saltLength: '40',
    trailer: '1',
  });
  const defaults = signed('-sha1', '-sigopt', 'rsa_pss_saltlen:20').signatureAlgorithm.parameters;
  assert.deepEqual([defaults.hash.name, defaults.saltLength], ['SHA-1', '20']);
});

test('a revocation list (RFC 5280 §5.1) with its entries', () => {
  const { content } = only(testdata('list'));
  assert.equal(content.kind, 'revocationList');
  const text = execFileSync('openssl', ['crl', '-inform', 'DER', '-noout', '-text'], {
    input: testdata('list'),
    encoding: 'utf8',
  });
  const serials = [...text.matchAll(/Serial Number: ([0-9A-F]+)/g)].map(([, serial]) => serial);
  assert.ok(serials.length > 0);
  assert.deepEqual(
    content.data.first.map(({ serial }) => serial.upper),
    serials,
  );
  assert.equal(content.data.entries, serials.length);
  assert.ok(content.data.extensions.some(({ value }) => value.kind === 'crlNumber'));
});

test('an OCSP response (RFC 6960 §4.2.1) says what `openssl ocsp -resp_text` reads of it', () => {
  for (const [folder, name] of [
    ['engine/testdata/revocation', 'response'],
    ['pki/testdata/ocsp', 'by-key'],
    ['pki/testdata/ocsp', 'several'],
  ]) {
    const file = fileURLToPath(new URL(`../../crate/${folder}/${name}.der`, import.meta.url));
    const text = openssl('ocsp', '-respin', file, '-resp_text', '-noverify');
    const { content } = only(readFileSync(file));
    assert.equal(content.kind, 'ocspResponse');
    const { status, producedAt, responderName, responderKey, responses, certificates } = content.data;
    assert.equal(status, 'successful');
    assert.match(text, /OCSP Response Status: successful/);
    const [own] = text.split('\nCertificate:\n');
    const all = (pattern) => [...own.matchAll(pattern)].map(([, found]) => found.trim());
    const [produced] = all(/Produced At: (.*)/g);
    assert.equal(Date.parse(producedAt), Date.parse(produced));
    const responder = responderName?.openssl ?? responderKey.toUpperCase();
    assert.deepEqual(all(/Responder Id: (.*)/g), [responder], name);
    assert.deepEqual(
      responses.map(({ serial }) => serial.upper),
      all(/Serial Number: ([0-9A-F]+)/g),
    );
    assert.deepEqual(
      responses.map(({ status }) => status.status),
      all(/Cert Status: (.*)/g),
    );
    const times = (key) =>
      responses
        .map((one) => one[key])
        .filter(Boolean)
        .map(Date.parse);
    assert.deepEqual(times('thisUpdate'), all(/This Update: (.*)/g).map(Date.parse));
    assert.deepEqual(times('nextUpdate'), all(/Next Update: (.*)/g).map(Date.parse));
    assert.equal(certificates.length, text.split('\nCertificate:\n').length - 1);
  }
  assert.deepEqual(only(Buffer.from('30030a0103', 'hex')).content.data, {
    status: 'refused',
    reason: 'tryLater',
  });
});

test('a damaged certificate is shown as far as it goes', () => {
  const whole = testdata('issuer');
  for (const length of [3, 40, 200, whole.length - 1]) {
    const { content, problem, tree } = only(whole.subarray(0, length));
    assert.equal(content.kind, 'other');
    assert.equal(tree.unread.length > 0 || tree.nodes[0].faults[0].id === 'asn1.cut', true);
    if (length > 40)
      assert.ok(
        tree.nodes.some(({ name }) => name?.includes('with')),
        'the algorithm can be read',
      );
    assert.ok(problem === undefined || Number.isInteger(problem.offset));
  }
  const run = spawnSync(commandLine, ['inspect', maker.write('cut.der', whole.subarray(0, 200))], {
    encoding: 'utf8',
  });
  assert.match(run.stdout, /The contents end too soon \[asn1\.cut\]\n {2}at byte 0 of it/);
});

test('BER is told from DER, and shown all the same', () => {
  const { tree } = only(Buffer.from('308004020102020100000', 'hex'));
  assert.deepEqual(tree.nodes[0].faults[0], { id: 'asn1.indefinite_length' });
});

test('exit codes: 0 for what is read, 1 for what is not, 2 for a file that is not there', () => {
  const code = (file) => spawnSync(commandLine, ['inspect', file]).status;
  assert.equal(code(maker.write('good.der', testdata('issuer'))), 0);
  assert.equal(
    code(maker.write('damaged.pem', '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----')),
    1,
  );
  assert.equal(code(maker.write('empty', '')), 1);
  assert.equal(code(maker.path('absent')), 2);
});

test('hostile names are shown safely', () => {
  const subject = '/CN=a\u202Eexe.b\u0007<script>';
  const file = maker.write('hostile.pem', maker.certificate({ subject, lines: [] }));
  const { stdout } = spawnSync(commandLine, ['inspect', '--tree', file], { encoding: 'utf8' });
  assert.match(stdout, /CN=a\\E2\\80\\AEexe\.b\\07/);
  assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
});

test('base64 alone, of either alphabet, and UTF-16 as Windows writes it', () => {
  const whole = testdata('issuer');
  const pem = `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`;
  const forms = [
    whole.toString('base64'),
    whole.toString('base64').replace(/.{64}/g, '$&\r\n'),
    whole.toString('base64url'),
    `\ufeff${whole.toString('base64')}`,
    `\ufeff${pem}`,
    Buffer.from(`\ufeff${pem}`, 'utf16le'),
    Buffer.from(`\ufeff${pem}`, 'utf16le').swap16(),
  ];
  for (const form of forms)
    assert.equal(
      only(form).content.data.fingerprints.sha256,
      createHash('sha256').update(whole).digest('hex'),
    );
  for (const text of ['Hello', '0123', 'TUlJ', '{"kty":"RSA"}']) {
    const { objects, problems } = inspectData(text);
    assert.deepEqual([objects, problems.map(({ kind }) => kind.id)], [[], ['input.unrecognised']], text);
  }
});

test('what PKCS #7 carries (RFC 2315 §9.1), with the way to it', () => {
  const first = maker.write('first.pem', maker.certificate({ subject: '/CN=First', lines: [] }));
  const second = maker.write('second.pem', maker.certificate({ subject: '/CN=Second', lines: [] }));
  const crl = maker.write(
    'list.pem',
    openssl('crl', '-inform', 'DER', '-in', maker.write('list', testdata('list'))),
  );
  const pem = openssl('crl2pkcs7', '-in', crl, '-certfile', first, '-certfile', second);
  for (const form of [pem, der(pem)]) {
    const { objects } = inspectData(form);
    assert.deepEqual(
      objects.map(({ within, content }) => [within, content.kind]),
      [
        [undefined, 'signedData'],
        [0, 'certificate'],
        [0, 'certificate'],
        [0, 'revocationList'],
      ],
    );
    const { certificates, lists, signers } = objects[0].content.data;
    assert.deepEqual([certificates, lists, signers], [2, 1, 0]);
    // The offset is that in the container's encoding.
    const [, , , list] = objects;
    assert.deepEqual(der(pem).subarray(list.offset, list.offset + list.length), testdata('list'));
  }
  // And one that signs.
  const key = maker.key('ec');
  const signer = maker.write('signer.pem', maker.certificate({ key, subject: '/CN=Signer', lines: [] }));
  const file = maker.write('text', 'text');
  const args = ['-sign', '-nodetach', '-in', file, '-signer', signer, '-inkey', key, '-outform', 'PEM'];
  const [signed] = inspectData(openssl('cms', ...args)).objects;
  assert.deepEqual(
    [signed.content.data.contentType.name, signed.content.data.hasContent, signed.content.data.signers],
    ['data', true, 1],
  );
});

test('of a private key nothing is shown but its public key', () => {
  const pair = (type, options) => generateKeyPairSync(type, options).privateKey;
  const rsa = pair('rsa', { modulusLength: 2048 });
  const ec = pair('ec', { namedCurve: 'P-256' });
  const dsa = pair('dsa', { modulusLength: 2048, divisorLength: 256 });
  const ed25519 = pair('ed25519');
  const exported = (key, type, format) => key.export({ type, format });
  const pkcs8 = exported(ec, 'pkcs8', 'der');
  const forms = [
    [rsa, exported(rsa, 'pkcs8', 'pem')],
    [rsa, exported(rsa, 'pkcs8', 'der')],
    [rsa, exported(rsa, 'pkcs1', 'pem')],
    [rsa, exported(rsa, 'pkcs1', 'der')],
    [ec, exported(ec, 'pkcs8', 'der')],
    [ec, exported(ec, 'sec1', 'der')],
    [ec, exported(ec, 'sec1', 'pem').replace('EC PRIVATE KEY', 'DATA')],
    [ed25519, exported(ed25519, 'pkcs8', 'der')],
    [dsa, exported(dsa, 'pkcs8', 'der')],
    [dsa, Buffer.from(openssl('dsa', '-in', maker.write('dsa', exported(dsa, 'pkcs8', 'pem'))))],
    [ec, pkcs8.toString('base64')],
    [ec, pkcs8.toString('base64url')],
    [rsa, Buffer.from(`\ufeff${exported(rsa, 'pkcs8', 'pem')}`, 'utf16le')],
    // Cut off, with bytes after it, and inside something else.
    [rsa, exported(rsa, 'pkcs1', 'der').subarray(0, -20)],
    [rsa, exported(rsa, 'pkcs8', 'der').subarray(0, -20)],
    [ec, pkcs8.subarray(0, -3)],
    [ec, Buffer.concat([pkcs8, Buffer.from('trailing')])],
    [ec, Buffer.concat([Buffer.of(0x30, 0x81, pkcs8.length + 2, 0x05, 0x00), pkcs8])],
  ];
  for (const [key, file] of forms) {
    const path = maker.write('key', file);
    const json = spawnSync(commandLine, ['inspect', '--json', '--tree', path], { encoding: 'utf8' }).stdout;
    const text = spawnSync(commandLine, ['inspect', '--tree', path], { encoding: 'utf8' }).stdout;
    assert.match(json, /"kind": "privateKey"/);
    assert.match(text, /private key( 1)?\n/);
    for (const shown of [json, text]) assertHidden(secretsOf(key), shown, key.asymmetricKeyType);
  }
});
