// Prefixes of a certificate, and its bytes changed one by one: always an answer, never trust.
// Not one turned bit may leave a chain trusted: all but the outer lengths and the signature is
// signed, and none of the signatures here has a second form that holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepOf } from '../sampling.mjs';
import { madeCases, onlineCases, request } from './cases.mjs';
import { check } from './engine.mjs';
import { checkNatively } from './native.mjs';
import { flipped } from './pem.mjs';

const cases = madeCases();
const byId = (id) => cases.find((one) => one.id === id);
const [real = byId('p256')] = onlineCases();

/** Bytes that are changed, each in another bit than the one before; and prefixes. */
const STEP = stepOf(5);
/** For each of them the command line is started. */
const STEP_NATIVELY = stepOf(20);

function* bytesOf(certificate) {
  for (let at = 0; at < certificate.length; at += STEP) yield { at, bit: (at / STEP) % 8 };
}

const withLeaf = (one, leaf) => request({ ...one, leaf });
const withIntermediate = (one, intermediate) => request({ ...one, intermediates: [intermediate] });

async function assertNotTrusted(asked, what) {
  const report = await check(asked);
  assert.notEqual(report.verdict.outcome, 'trusted', what);
  assert.ok(report.findings.length > 0, what);
  return report;
}

/** Wherever the file breaks off, this is said with a byte offset inside of it. */
function assertOffset(report, input, length, what) {
  const { problems, unreadable } = report.inputs[input];
  const told = [...problems, ...unreadable.map(({ problem }) => problem)];
  assert.ok(told.length > 0, what);
  for (const { offset } of told) assert.ok(offset >= 0 && offset <= length, `${what}: offset ${offset}`);
}

test('no prefix of a certificate is trusted, and each says where it ends', async () => {
  for (let length = 0; length < real.leaf.length; length += STEP) {
    const what = `the first ${length} of ${real.leaf.length} bytes`;
    const asked = withLeaf(real, real.leaf.subarray(0, length));
    assertOffset(await assertNotTrusted(asked, what), 0, length, what);
  }
});

for (const id of ['p256', 'ed25519', 'rsa-sha256', 'pss-sha256']) {
  const one = byId(id);

  test(`${id}: no byte of the end entity can be changed`, async () => {
    for (const { at, bit } of bytesOf(one.leaf)) {
      // Ed25519 is quick; of the others one bit of each byte will do.
      const bits = id === 'ed25519' ? [0, 1, 2, 3, 4, 5, 6, 7] : [bit];
      for (const bit of bits) {
        await assertNotTrusted(withLeaf(one, flipped(one.leaf, at, bit)), `bit ${bit} of byte ${at}`);
      }
    }
  });

  test(`${id}: no byte of the intermediate can be changed`, async () => {
    const [intermediate] = one.intermediates;
    for (const { at, bit } of bytesOf(intermediate)) {
      await assertNotTrusted(withIntermediate(one, flipped(intermediate, at, bit)), `byte ${at}`);
    }
  });
}

test('a real certificate with any byte changed is not trusted', async () => {
  for (const { at, bit } of bytesOf(real.leaf)) {
    await assertNotTrusted(withLeaf(real, flipped(real.leaf, at, bit)), `byte ${at}`);
  }
});

test('the command line says the same of what is cut off and of what is changed', async () => {
  const { leaf } = byId('p256');
  const places = [...leaf.keys()].filter((at) => at % STEP_NATIVELY === 0);
  const changed = places.map((at, index) => flipped(leaf, at, index % 8));
  const cut = places.map((length) => leaf.subarray(0, length));
  for (const [index, file] of [...cut, ...changed].entries()) {
    const asked = withLeaf(byId('p256'), file);
    const native = checkNatively(asked);
    assert.equal(JSON.stringify(native.report), JSON.stringify(await check(asked)), `file ${index}`);
  }
});
