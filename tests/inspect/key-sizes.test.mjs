// Sizes of keys: every named curve (RFC 5480 §2.1.1.1), and those whose algorithm says all: ML-DSA (FIPS 204 table 2), SLH-DSA (FIPS 205 table 2), X25519 and X448.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';

const maker = new Maker();

/** A SubjectPublicKeyInfo of an algorithm under 2.16.840.1.101.3.4.3, without parameters (RFC 9881, RFC 9909). */
function spki(last, octets) {
  const length = (size) => (size < 128 ? [size] : [0x82, size >> 8, size & 0xff]);
  const value = (tag, contents) => Buffer.concat([Buffer.from([tag, ...length(contents.length)]), contents]);
  const oid = value(0x06, Buffer.from([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, last]));
  const bits = value(0x03, Buffer.concat([Buffer.from([0]), Buffer.alloc(octets, 7)]));
  return value(0x30, Buffer.concat([value(0x30, oid), bits]));
}

const sets = [
  [17, 'ML-DSA-44', 2, 1312],
  [18, 'ML-DSA-65', 3, 1952],
  [19, 'ML-DSA-87', 5, 2592],
  ...['SHA2', 'SHAKE'].flatMap((hash, at) =>
    [
      [128, 1, 32],
      [192, 3, 48],
      [256, 5, 64],
    ].flatMap(([bits, category, octets], row) =>
      ['s', 'f'].map((speed, fast) => [
        20 + 6 * at + 2 * row + fast,
        `SLH-DSA-${hash}-${bits}${speed}`,
        category,
        octets,
      ]),
    ),
  ),
];

test('parameter sets of ML-DSA and SLH-DSA with the size of their keys', () => {
  assert.equal(sets.length, 15);
  for (const [last, parameterSet, category, octets] of sets)
    for (const [size, rightSize] of [
      [octets, true],
      [octets - 1, false],
    ]) {
      const [{ content }] = inspectData(spki(last, size)).objects;
      assert.equal(content.kind, 'publicKey');
      assert.deepEqual(content.data.key, { kind: 'postQuantum', parameterSet, category, octets, rightSize });
      assert.equal(content.data.algorithm.name, parameterSet);
    }
});

test('X25519 and X448 (RFC 8410) have the sizes of their curves', () => {
  for (const [kind, bits] of [
    ['X25519', 256],
    ['X448', 448],
  ]) {
    const file = maker.path(`${kind}.key`);
    openssl('genpkey', '-algorithm', kind, '-out', file);
    const [{ content }] = inspectData(openssl('pkey', '-in', file, '-pubout')).objects;
    assert.deepEqual([content.data.algorithm.name, content.data.bits], [kind, bits]);
  }
});

test('every named curve has the size that OpenSSL gives it, and a weakness only below 224 bits', () => {
  // What OpenSSL lists without an identifier cannot stand in a certificate.
  const unnamed = /^Oakley-/;
  const listed = openssl('ecparam', '-list_curves').matchAll(/^ {2}(\S+) *:/gm);
  const curves = [...listed].map(([, name]) => name).filter((name) => !unnamed.test(name));
  assert.ok(curves.includes('SM2') && curves.includes('prime256v1'));
  const keys = curves.map((name) => {
    const file = maker.path(`${name}.key`);
    openssl('ecparam', '-name', name, '-genkey', '-noout', '-param_enc', 'named_curve', '-out', file);
    return openssl('pkey', '-in', file, '-pubout');
  });
  const sizes = curves.map((name) =>
    Number(openssl('pkey', '-in', maker.path(`${name}.key`), '-noout', '-text').match(/\((\d+) bit/)[1]),
  );
  const { objects } = inspectData(keys.join(''));
  const ours = objects.map(({ content }) => content.data);
  assert.deepEqual(
    ours.map(({ bits }, at) => [curves[at], bits]),
    sizes.map((bits, at) => [curves[at], bits]),
  );
  for (const [at, { key, weaknesses }] of ours.entries()) {
    assert.ok(key.curve.name, curves[at]);
    const short = (weaknesses ?? []).filter(({ id }) => id === 'key.short');
    assert.deepEqual(
      short.map(({ bits }) => bits),
      sizes[at] < 224 ? [sizes[at]] : [],
      curves[at],
    );
  }
});
