// Weak keys: each made by its own definition, and strong ones of OpenSSL, of which nothing may be said.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  checkPrimeSync,
  createPublicKey,
  generateKeyPairSync,
  generatePrimeSync,
  randomBytes,
} from 'node:crypto';
import { test } from 'node:test';
import { rootCertificates } from 'node:tls';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { inspectData, inspectTogether } from './inspect.mjs';
import { Maker } from './made.mjs';

const maker = new Maker();
const prime = (bits) => generatePrimeSync(bits, { bigint: true });
const octets = (number) => {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
};
/** A public key of these numbers, whatever OpenSSL thinks of them. */
const publicKey = (n, e = 65_537n) =>
  createPublicKey({
    key: { kty: 'RSA', n: octets(n).toString('base64url'), e: octets(e).toString('base64url') },
    format: 'jwk',
  }).export({ type: 'spki', format: 'der' });
const weaknesses = (spki) => inspectData(spki).objects[0].content.data.weaknesses ?? [];
const ids = (spki) => weaknesses(spki).map(({ id }) => id);
const strong = prime(1024) * prime(1024);

test('of strong keys nothing is said', () => {
  const none = (type, options) => {
    const { publicKey: key } = generateKeyPairSync(type, options);
    assert.deepEqual(
      weaknesses(key.export({ type: 'spki', format: 'der' })),
      [],
      `${type} ${options.namedCurve}`,
    );
  };
  for (const modulusLength of [2048, 3072, 4096]) none('rsa', { modulusLength });
  for (let count = 0; count < 20; count++) none('rsa', { modulusLength: 2048 });
  for (const namedCurve of ['P-256', 'P-384', 'P-521', 'secp256k1']) none('ec', { namedCurve });
  none('ed25519', {});
  assert.deepEqual(ids(publicKey(strong)), []);
});

test("of the keys of Mozilla's roots nothing is said, but of one that its exponent is 43147", () => {
  const { objects } = inspectData(rootCertificates.join('\n'));
  assert.ok(objects.length > 100);
  for (const { content } of objects) {
    const { publicKey: key, subject } = content.data;
    const isNetLock = subject.openssl.includes('NetLock Arany');
    const said = isNetLock ? [{ id: 'key.exponent_small', exponent: 43_147 }] : undefined;
    assert.deepEqual(key.weaknesses, said, subject.openssl);
  }
});

test('sizes', () => {
  const { publicKey: short } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  assert.deepEqual(weaknesses(short.export({ type: 'spki', format: 'der' })), [
    { id: 'key.short', bits: 1024, least: 2048 },
  ]);
  const { publicKey: curve } = generateKeyPairSync('ec', { namedCurve: 'prime192v1' });
  assert.deepEqual(weaknesses(curve.export({ type: 'spki', format: 'der' })), [
    { id: 'key.short', bits: 192, least: 224 },
  ]);
});

test('exponents', () => {
  assert.deepEqual(weaknesses(publicKey(strong, 1n)), [{ id: 'key.exponent_one' }]);
  assert.deepEqual(weaknesses(publicKey(strong, 65_536n)), [{ id: 'key.exponent_even' }]);
  assert.deepEqual(weaknesses(publicKey(strong, 2n ** 64n)), [{ id: 'key.exponent_even' }]);
  for (const exponent of [3, 17, 65_535])
    assert.deepEqual(weaknesses(publicKey(strong, BigInt(exponent))), [
      { id: 'key.exponent_small', exponent },
    ]);
  for (const exponent of [65_537n, 65_539n, 2n ** 64n + 1n])
    assert.deepEqual(ids(publicKey(strong, exponent)), []);
});

test('small factors', () => {
  for (const factor of [2n, 3n, 7n, 751n])
    assert.deepEqual(weaknesses(publicKey(factor * prime(2047))), [
      { id: 'key.small_factor', factor: Number(factor) },
    ]);
  // Beyond what is divided by.
  assert.deepEqual(ids(publicKey(757n * prime(2047))), []);
});

test('close primes (CVE-2022-26320)', () => {
  const next = (number) => {
    let candidate = number + (number % 2n === 0n ? 1n : 2n);
    while (!checkPrimeSync(candidate)) candidate += 2n;
    return candidate;
  };
  const p = prime(1024);
  for (const q of [next(p), next(p + 2n ** 500n), p]) {
    const [{ id, rounds }, ...more] = weaknesses(publicKey(p * q));
    assert.deepEqual([id, more], ['key.close_primes', []]);
    assert.ok(rounds <= 100);
  }
  // About (p - q)² / 8p rounds: beyond a hundred.
  assert.deepEqual(ids(publicKey(p * next(p + 2n ** 530n))), []);
});

/** The product of the first primes, as many as keys of this size have (Nemec et al., table 1). */
function primorial(count) {
  let [product, found] = [1n, 0];
  for (let number = 2n; found < count; number++)
    if (checkPrimeSync(number)) {
      product *= number;
      found++;
    }
  return product;
}

/** A prime k · M + (65537^a mod M) of so many bits (§2.1). */
function rocaPrime(bits, m) {
  const bound = (2n ** BigInt(bits) - 1n) / m;
  const random = (most) =>
    BigInt(`0x${randomBytes(Math.ceil(most.toString(16).length / 2) + 8).toString('hex')}`) % most;
  for (;;) {
    const k = bound / 2n + random(bound / 2n);
    const candidate = k * m + power(65_537n, random(2n ** 62n), m);
    if (candidate.toString(2).length === bits && checkPrimeSync(candidate)) return candidate;
  }
}

function power(base, exponent, modulus) {
  let [result, square] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

test('ROCA (CVE-2017-15361), by the construction of its primes', () => {
  for (const [bits, primes] of [
    [512, 39],
    [1024, 71],
    [2048, 126],
  ]) {
    const m = primorial(primes);
    const found = ids(publicKey(rocaPrime(bits / 2, m) * rocaPrime(bits / 2, m)));
    assert.ok(found.includes('key.roca'), `${bits} bits: ${found}`);
  }
  // One prime of the form is not the fingerprint. (The product may be a bit short.)
  const half = ids(publicKey(rocaPrime(1024, primorial(126)) * prime(1024)));
  assert.ok(!half.includes('key.roca'), `${half}`);
});

test('two keys that share a prime are found among all inputs, and those that share none are not', () => {
  const [p, q, r] = [prime(1024), prime(1024), prime(1024)];
  const file = (name, contents) => maker.write(name, contents);
  const files = [
    maker.write('strong', maker.certificate({ kind: 'rsa', lines: [] })),
    file('one.pub', publicKey(p * q)),
    file('strong.pub', publicKey(strong)),
    file('other.pub', publicKey(p * r, 3n)),
    file('again.pub', publicKey(p * q, 17n)),
  ];
  const { relations } = inspectTogether(files);
  assert.deepEqual(relations.sharedFactors, [
    {
      id: 'key.shared_factor',
      one: [
        { input: 1, object: 0 },
        { input: 4, object: 0 },
      ],
      other: [{ input: 3, object: 0 }],
    },
  ]);
  const { stdout } = spawnSync(commandLine, ['inspect', ...files], { encoding: 'utf8' });
  assert.match(stdout, /Two keys share a prime \[key\.shared_factor\]/);
  for (const secret of [p, q, r])
    assert.ok(!stdout.includes(secret.toString(16).slice(0, 24)), 'the prime is shown');
  // Both primes of one in two others, and moduli of different sizes.
  const parts = [p * prime(512), q * prime(2048), p * q].map((n, at) => file(`part${at}`, publicKey(n)));
  assert.equal(inspectTogether(parts).relations.sharedFactors.length, 2);
  assert.deepEqual(inspectTogether([files[0], files[2]]).relations.sharedFactors, []);
});

test('more keys than are compared are counted', () => {
  const keys = Array.from({ length: 520 }, () =>
    publicKey((BigInt(`0x${randomBytes(64).toString('hex')}`) | 1n) + 2n ** 511n),
  );
  const { relations } = inspectTogether([maker.write('many', Buffer.concat(keys))]);
  assert.equal(relations.notCompared, 8);
});

test('weaknesses are told in words, of certificates and requests as well', () => {
  const key = maker.path('short.key');
  openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024', '-out', key);
  for (const made of [
    maker.certificate({ key, lines: [] }),
    maker.request({ key, subject: '/CN=a', lines: [] }),
  ]) {
    const { stdout, status } = spawnSync(commandLine, ['inspect', maker.write('short', made)], {
      encoding: 'utf8',
    });
    assert.match(
      stdout,
      /weakness: The key is short \[key\.short\]\n {2}It has 1024 bits; 2048 are asked for/,
    );
    assert.equal(status, 0);
  }
});
