// Curves whose parameters are written out (RFC 3279 §2.3.5): over prime fields and over binary ones, of every curve that OpenSSL has.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { contents, members, tlv } from './ber.mjs';
import { inspectData, inspectTogether } from './inspect.mjs';
import { Maker } from './made.mjs';

const maker = new Maker();
const derOf = (...args) =>
  execFileSync('openssl', [...args, '-outform', 'DER'], { stdio: ['ignore', 'pipe', 'ignore'] });

/** A private key on a named curve. */
function named(curve) {
  const file = maker.path(`${curve}.key`);
  openssl('ecparam', '-name', curve, '-genkey', '-noout', '-param_enc', 'named_curve', '-out', file);
  return file;
}

const parametersOf = (curve) => derOf('ecparam', '-name', curve, '-param_enc', 'explicit');

/** A SubjectPublicKeyInfo with other parameters: OpenSSL itself writes none out for SM2. */
function withParameters(spki, parameters) {
  const [algorithm, bits] = members(spki);
  return tlv(0x30, tlv(0x30, members(algorithm)[0], parameters), bits);
}

const keyOf = (spki) => inspectData(spki).objects[0].content.data.key;
const explicitOf = (curve) =>
  keyOf(withParameters(derOf('pkey', '-in', named(curve), '-pubout'), parametersOf(curve))).explicit;

/** What OpenSSL says of a field of the parameters, in hexadecimal. */
function said(text, label) {
  const [, inline, octets] = text.match(
    new RegExp(`^${label}(?: +(?:\\d+ \\(0x(\\w+)\\)|0))? *\\n((?: {4}.*\\n)*)`, 'm'),
  );
  return inline ?? octets.replace(/[\s:]/g, '').replace(/^00/, '');
}

test('typed fields: prime, trinomial and pentanomial, the seed and the cofactor (RFC 3279 §2.3.5)', () => {
  for (const [curve, field] of [
    ['prime256v1', undefined],
    ['secp112r2', undefined],
    ['sect233k1', { kind: 'characteristicTwo', m: 233, basis: { kind: 'trinomial', k: 74 } }],
    [
      'sect283r1',
      { kind: 'characteristicTwo', m: 283, basis: { kind: 'pentanomial', k1: 5, k2: 7, k3: 12 } },
    ],
    [
      'c2pnb176v1',
      { kind: 'characteristicTwo', m: 176, basis: { kind: 'pentanomial', k1: 1, k2: 2, k3: 43 } },
    ],
  ]) {
    const text = openssl('ecparam', '-name', curve, '-param_enc', 'explicit', '-noout', '-text');
    const ours = explicitOf(curve);
    assert.deepEqual(ours.field, field ?? { kind: 'prime', prime: said(text, 'Prime:') }, curve);
    assert.equal(ours.base, said(text, 'Generator \\(uncompressed\\):'), curve);
    assert.equal(ours.order, said(text, 'Order:'), curve);
    assert.equal(BigInt(`0x${ours.cofactor}`), BigInt(`0x${said(text, 'Cofactor:')}`), curve);
    assert.equal(BigInt(`0x${ours.a}`), BigInt(`0x${said(text, 'A:') || 0}`), curve);
    assert.equal(BigInt(`0x${ours.b}`), BigInt(`0x${said(text, 'B:') || 0}`), curve);
    const [, seed] = text.match(/^Seed:\n((?: {4}.*\n)*)/m) ?? [];
    assert.equal(ours.seed, seed?.replace(/[\s:]/g, ''), curve);
    assert.equal(ours.seed === undefined, ['sect233k1', 'c2pnb176v1'].includes(curve), curve);
  }
});

test('a Gaussian normal basis, which OpenSSL does not read (RFC 3279 §2.3.5)', () => {
  const spki = derOf('pkey', '-in', named('sect163k1'), '-pubout');
  const [version, , ...rest] = members(parametersOf('sect163k1'));
  const hex = (text) => Buffer.from(text, 'hex');
  const basis = tlv(0x30, tlv(2, Buffer.of(0, 163)), hex('06092a8648ce3d01020301'), hex('0500'));
  const field = tlv(0x30, hex('06072a8648ce3d0102'), basis);
  const own = withParameters(spki, tlv(0x30, version, field, ...rest));
  const { explicit } = keyOf(own);
  assert.deepEqual(explicit.field, { kind: 'characteristicTwo', m: 163, basis: { kind: 'gaussianNormal' } });
  assert.equal(explicit.sameAs, undefined);
  const run = spawnSync(commandLine, ['inspect', maker.write('normal.pub', own)], { encoding: 'utf8' });
  assert.match(run.stdout, /basis: gaussianNormal\n/);
});

test('every named curve is known by its parameters, and a key on it is the same key', () => {
  // What OpenSSL lists without an identifier cannot stand in a certificate.
  const listed = openssl('ecparam', '-list_curves').matchAll(/^ {2}(\S+) *:/gm);
  const curves = [...listed].map(([, name]) => name).filter((name) => !name.startsWith('Oakley-'));
  assert.ok(curves.includes('SM2') && curves.includes('secp256k1') && curves.includes('sect571r1'));
  const files = curves.flatMap((curve) => {
    const spki = derOf('pkey', '-in', named(curve), '-pubout');
    const full = withParameters(spki, parametersOf(curve));
    return [maker.write(`${curve}.pub`, spki), maker.write(`${curve}.full.pub`, full)];
  });
  const { inputs, relations } = inspectTogether(files);
  const places = relations.keys.map(({ publicKeys }) => publicKeys.map(({ input }) => input));
  assert.deepEqual(
    places,
    curves.map((_, at) => [2 * at, 2 * at + 1]),
  );
  const keys = inputs.map(({ objects }) => objects[0].content.data);
  for (const [at, curve] of curves.entries()) {
    const [{ bits, key }, full] = keys.slice(2 * at, 2 * at + 2);
    assert.equal(full.bits, bits, curve);
    assert.equal(full.key.curve, undefined, curve);
    // SEC 2 and X9.62 named some of WAP's curves before.
    if (!curve.startsWith('wap-')) assert.deepEqual(full.key.explicit.sameAs, key.curve, curve);
    assert.ok(full.key.explicit.sameAs, curve);
  }
});

for (const curve of ['prime256v1', 'secp384r1', 'secp521r1', 'secp256k1', 'brainpoolP256r1', 'sect233k1'])
  test(`certificate, request and keys of one key match, whether ${curve} is named or written out`, () => {
    const key = named(curve);
    const full = maker.path(`${curve}.full.key`);
    openssl('ec', '-in', key, '-param_enc', 'explicit', '-out', full);
    const files = [
      maker.write(`${curve}.pem`, maker.certificate({ key: full })),
      maker.write(`${curve}.csr`, maker.request({ key, subject: '/CN=a', lines: [] })),
      key,
      full,
      maker.write(`${curve}.p8`, openssl('pkcs8', '-topk8', '-nocrypt', '-in', full)),
    ];
    const at = (input) => ({ input, object: 0 });
    const all = inspectTogether(files);
    // OpenSSL wrote them as they were asked for.
    const isFull = ({ objects: [{ content }] }) =>
      (content.data.publicKey ?? content.data).key.explicit !== undefined;
    assert.deepEqual(all.inputs.map(isFull), [true, false, false, true, true]);
    assert.deepEqual(
      all.relations.keys.map(({ certificates, certificationRequests, privateKeys }) => [
        certificates,
        certificationRequests,
        privateKeys,
      ]),
      [[[at(0)], [at(1)], [at(2), at(3), at(4)]]],
    );
  });

test('a curve with another base point is another curve (CVE-2020-0601)', () => {
  const spki = derOf('pkey', '-in', named('prime256v1'), '-pubout');
  const [version, field, curve, base, ...rest] = members(parametersOf('prime256v1'));
  const point = spki.subarray(-65);
  const forged = withParameters(spki, tlv(0x30, version, field, curve, tlv(4, point), ...rest));
  const whole = withParameters(spki, tlv(0x30, version, field, curve, base, ...rest));
  const files = [spki, forged, whole].map((one, at) => maker.write(`based-${at}.pub`, one));
  const { inputs, relations } = inspectTogether(files);
  const [{ publicKeys }, ...others] = relations.keys;
  assert.deepEqual([publicKeys.map(({ input }) => input), others], [[0, 2], []]);
  assert.equal(inputs[1].objects[0].content.data.key.explicit.sameAs, undefined);
  assert.equal(inputs[2].objects[0].content.data.key.explicit.sameAs.name, 'P-256');
});

test('the point is that of the private key on a curve that is known by its parameters, whatever stands beside it', () => {
  const [key, other] = ['one', 'two'].map((name) => {
    const file = maker.path(`${name}.full.key`);
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-param_enc', 'explicit', '-out', file);
    return derOf('ec', '-in', file);
  });
  const mixed = Buffer.concat([key.subarray(0, -65), other.subarray(-65)]);
  const point = (der) => inspectData(der).objects[0].content.data.publicKey.key.point;
  assert.equal(point(mixed), key.subarray(-65).toString('hex'));
});

test("the text is OpenSSL's: curves over both kinds of field, points of every form", (context) => {
  if (!openssl('version').startsWith('OpenSSL 3.0.'))
    return context.skip('another OpenSSL than 3.0, whose layout differs');
  const textOf = (file) =>
    execFileSync(commandLine, ['inspect', '--as', 'openssl-text', file], { encoding: 'utf8' });
  for (const curve of [
    'sect233k1',
    'sect283r1',
    'c2pnb176v1',
    'c2pnb163v1',
    'secp112r2',
    'secp256k1',
    'secp521r1',
  ]) {
    const key = named(curve);
    for (const form of ['uncompressed', 'compressed', 'hybrid']) {
      const full = maker.path(`${curve}.${form}.key`);
      openssl('ec', '-in', key, '-param_enc', 'explicit', '-conv_form', form, '-out', full);
      const file = maker.path(`${curve}.${form}.pub`);
      openssl('pkey', '-in', full, '-pubout', '-out', file);
      assert.equal(
        textOf(file),
        openssl('pkey', '-pubin', '-in', file, '-text', '-noout'),
        `${curve}, ${form}`,
      );
    }
  }
  const own = maker.write('binary.pem', maker.certificate({ key: maker.path('sect283r1.uncompressed.key') }));
  assert.match(readFileSync(own, 'utf8'), /BEGIN CERTIFICATE/);
  assert.equal(textOf(own), openssl('x509', '-in', own, '-text', '-noout'));
});

test('parameters that are damaged or out of all proportion are no curve, and nothing breaks', () => {
  const spki = derOf('pkey', '-in', named('sect233k1'), '-pubout');
  const parameters = parametersOf('sect233k1');
  const [version, field, ...rest] = members(parameters);
  const { start } = contents(field);
  for (const m of ['00ffffffff', 'ff', '7fffffff']) {
    const [identifier, basis] = members(field);
    const [, ...kind] = members(basis);
    const own = tlv(0x30, identifier, tlv(0x30, tlv(2, Buffer.from(m, 'hex')), ...kind));
    const file = maker.write('large.pub', withParameters(spki, tlv(0x30, version, own, ...rest)));
    const run = spawnSync(commandLine, ['inspect', '--as', 'openssl-text', file], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    assert.doesNotMatch(run.stdout, /Polynomial/);
  }
  const other = Buffer.from(parameters);
  // An identifier that is none of a field.
  other[contents(parameters).start + version.length + start + 8] ^= 0x40;
  assert.equal(keyOf(withParameters(spki, other)).explicit, undefined);
});
