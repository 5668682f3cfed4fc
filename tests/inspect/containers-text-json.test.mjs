// JSON (RFC 8259) of any shape, and JSON Web Keys (RFC 7517); entries are named by JSON pointer (RFC 6901).
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { der, held, keepsSecret, pair, sound } from './held.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';

const maker = new Maker();
const ec = pair(maker, 'ec', '/CN=EC');
const rsa = pair(maker, 'rsa', '/CN=RSA');
const ed = pair(maker, 'ed25519', '/CN=Ed');
const base64 = (data) => Buffer.from(data).toString('base64');
const jwkOf = (keyPem) => createPublicKey(keyPem).export({ format: 'jwk' });

test('strings that hold PEM, base64 of DER, base64 of PEM or JSON are entries by their pointer', () => {
  const document = {
    pem: ec.pem,
    der: [der(ec.pem).toString('base64'), der(ec.pem).toString('base64url')],
    'a/b': { 'm~n': base64(ec.pem) },
    twice: base64(base64(der(ec.pem))),
    inner: JSON.stringify({ ca: ec.pem }),
    number: 1,
    note: 'MIIB is how most certificates begin',
    nothing: null,
  };
  for (const text of [JSON.stringify(document), `\ufeff${JSON.stringify(document, null, 2)}`]) {
    const { format, entries, objects } = sound(text);
    assert.equal(format, 'json');
    assert.deepEqual(entries, {
      '/pem': ['certificate'],
      '/der/0': ['certificate'],
      '/der/1': ['certificate'],
      '/a~1b/m~0n': ['certificate'],
      '/twice': ['certificate'],
      '/inner': ['container'],
    });
    const inner = objects.findIndex(({ entry }) => entry === '/inner');
    assert.equal(objects.find(({ entry }) => entry === '/ca').within, inner);
    const digests = objects.filter(({ content }) => content.kind === 'certificate');
    assert.equal(new Set(digests.map(({ content }) => content.data.fingerprints.sha256)).size, 1);
  }
});

test('JSON in UTF-16 (RFC 2781 §4.2), as Windows writes what commands print, and JSON lines', () => {
  const text = JSON.stringify({ Certificate: ec.pem });
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  assert.deepEqual(sound(utf16).entries, { '/Certificate': ['certificate'] });
  assert.deepEqual(sound(utf16.swap16()).entries, { '/Certificate': ['certificate'] });
  const lines = `${JSON.stringify({ a: ec.pem })}\n${JSON.stringify({ a: rsa.pem })}\n`;
  assert.deepEqual(sound(lines).entries, { '1#/a': ['certificate'], '2#/a': ['certificate'] });
  // What `--query Certificate` prints.
  assert.deepEqual(sound(JSON.stringify(ec.pem)).objects[1].content.kind, 'certificate');
});

test('what stands before a fault is read, and a key that stands twice is told', () => {
  const cut = JSON.stringify({ a: ec.pem, b: rsa.pem }).slice(0, -40);
  const { entries, problem } = held(cut);
  const { '/a': before, ...after } = entries;
  // What follows the fault begins in a certificate that is cut off: it is shown as far as it goes.
  assert.deepEqual([before, Object.values(after)], [['certificate'], [['other']]]);
  assert.equal(problem.kind.id, 'container.json');
  assert.ok(problem.fatal && problem.offset > 500 && problem.offset <= cut.length);
  const twice = `{"a":${JSON.stringify(ec.pem)},"a":${JSON.stringify(rsa.pem)}}`;
  const both = inspectData(twice);
  assert.equal(both.objects.length, 3);
  assert.deepEqual(both.objects[0].content.data.problems[0].kind, {
    id: 'container.duplicate_key',
    entry: '/a',
  });
});

test('text that is no document, and documents that hold nothing, stay what they were', () => {
  for (const text of ['{"name":"package"}', '[1,2,3]', '{', '["a" "b"]', '"text"', 'null']) {
    const { objects, problems } = inspectData(text);
    assert.deepEqual([objects, problems[0].kind.id], [[], 'input.unrecognised'], text);
  }
  // A hash whose digits are base64 of what begins as JSON does, in one of twenty-five.
  for (const first of ['e0', 'e5', 'e9']) {
    const text = JSON.stringify({ alg: 'ES256', kid: first + 'f7'.repeat(31) });
    for (const data of [text, Buffer.from(text).toString('base64url')])
      assert.deepEqual(inspectData(data).objects, [], data);
  }
});

test('public JSON Web Keys of every kind are the keys that OpenSSL writes (RFC 7517 §4, RFC 7518 §6, RFC 8037)', () => {
  const keys = ['rsa', 'ec', 'ed25519', 'ed448'].map((kind) => maker.key(kind));
  for (const options of [
    ['EC', 'ec_paramgen_curve:P-384'],
    ['EC', 'ec_paramgen_curve:P-521'],
  ]) {
    const file = maker.path(`${options[1].slice(-3)}.key`);
    openssl('genpkey', '-algorithm', options[0], '-pkeyopt', options[1], '-out', file);
    keys.push(file);
  }
  for (const kind of ['X25519', 'X448']) {
    const file = maker.path(`${kind}.key`);
    openssl('genpkey', '-algorithm', kind, '-out', file);
    keys.push(file);
  }
  for (const file of keys) {
    const spki = openssl('pkey', '-in', file, '-pubout');
    const jwk = { ...createPublicKey(spki).export({ format: 'jwk' }), kid: 'one', use: 'sig' };
    const { format, entries, objects, details } = sound(JSON.stringify(jwk));
    assert.equal(format, 'jwk');
    assert.deepEqual(Object.values(entries), [['publicKey']]);
    const pin = createHash('sha256').update(der(spki)).digest('base64');
    assert.equal(objects[1].content.data.pin.base64, pin, jwk.kty);
    assert.match(details[0].text, new RegExp(`^kty=${jwk.kty} .*use=sig kid=one$`));
  }
});

test('a key set with chains: the digest and the key are those of the first certificate (RFC 7517 §4.7 to §5)', () => {
  const x5c = (...pems) => pems.map((pem) => der(pem).toString('base64'));
  const digest = (pem, hash) => createHash(hash).update(der(pem)).digest('base64url');
  const good = {
    ...jwkOf(ec.keyPem),
    x5c: x5c(ec.pem, rsa.pem),
    x5t: digest(ec.pem, 'sha1'),
    'x5t#S256': digest(ec.pem, 'sha256'),
  };
  const { format, entries, objects } = sound(JSON.stringify({ keys: [good] }));
  assert.equal(format, 'jwks');
  assert.deepEqual(entries, {
    '/keys/0': ['publicKey'],
    '/keys/0/x5c/0': ['certificate'],
    '/keys/0/x5c/1': ['certificate'],
  });
  assert.equal(objects[0].content.data.problems, undefined);
  const bad = [
    { ...good, 'x5t#S256': digest(rsa.pem, 'sha256') },
    { ...good, x5t: digest(rsa.pem, 'sha1') },
    { ...good, ...jwkOf(rsa.keyPem) },
  ];
  const { problems } = inspectData(JSON.stringify({ keys: [good, ...bad] })).objects[0].content.data;
  assert.deepEqual(
    problems.map(({ kind }) => kind),
    [
      { id: 'container.jwk_thumbprint', entry: '/keys/1', member: 'x5t#S256' },
      { id: 'container.jwk_thumbprint', entry: '/keys/2', member: 'x5t' },
      { id: 'container.jwk_certificate', entry: '/keys/3' },
    ],
  );
});

test('a private JSON Web Key is named, and its numbers are nowhere (RFC 7518 §6.2.2, §6.3.2, §6.4)', () => {
  for (const { keyPem } of [ec, rsa, ed]) {
    const jwk = createPrivateKey(keyPem).export({ format: 'jwk' });
    for (const document of [jwk, { keys: [jwk] }, { credential: { jwk } }]) {
      const text = JSON.stringify(document);
      const { objects } = held(text);
      const kinds = objects.slice(1).map(({ content }) => content.kind);
      assert.deepEqual(kinds, ['privateKey', 'publicKey']);
      keepsSecret(text, keyPem);
    }
  }
  // A secret of a signature by MAC begins as DER does.
  const secret = Buffer.concat([der(ec.pem).subarray(0, 16), Buffer.from('a secret of a MAC')]);
  const text = JSON.stringify({ kty: 'oct', k: secret.toString('base64url'), kid: 'mac' });
  const { entries, objects } = held(text);
  assert.deepEqual(Object.values(entries), [['privateKey']]);
  assert.ok(!JSON.stringify(objects).includes(secret.toString('hex').slice(8)));
});

test('private keys in strings are named, and nothing of them is said', () => {
  for (const { key, keyPem } of [ec, rsa, ed]) {
    const document = {
      pem: keyPem,
      der: der(keyPem).toString('base64'),
      url: der(keyPem).toString('base64url'),
      twice: base64(keyPem),
    };
    const { entries } = held(JSON.stringify(document));
    assert.deepEqual(Object.values(entries).flat(), Array(4).fill('privateKey'), key);
    keepsSecret(JSON.stringify(document), keyPem);
  }
});
