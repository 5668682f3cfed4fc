// Public keys whose algorithm says all: ML-DSA (FIPS 204 table 2), SLH-DSA (FIPS 205 table 2), X25519 and X448.
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
