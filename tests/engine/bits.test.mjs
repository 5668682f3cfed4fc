// Every prefix of a certificate, and every one of its bytes changed: always an answer, never trust.
// Not one turned bit may leave a chain trusted: all but the outer lengths and the signature is
// signed, and none of the signatures here has a second form that holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeCases, onlineCases, request } from './cases.mjs';
import { check } from './engine.mjs';
import { checkNatively } from './native.mjs';
import { flipped } from './pem.mjs';

const cases = madeCases();
const byId = (id) => cases.find((one) => one.id === id);
const [real = byId('p256')] = onlineCases();

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
  for (let length = 0; length < real.leaf.length; length += 1) {
    const what = `the first ${length} of ${real.leaf.length} bytes`;
    const asked = withLeaf(real, real.leaf.subarray(0, length));
    assertOffset(await assertNotTrusted(asked, what), 0, length, what);
  }
});

for (const id of ['p256', 'ed25519', 'rsa-sha256', 'pss-sha256']) {
  const one = byId(id);

  test(`${id}: no byte of the end entity can be changed`, async () => {
    for (let at = 0; at < one.leaf.length; at += 1) {
      // Ed25519 is quick; of the others one bit of each byte will do.
      const bits = id === 'ed25519' ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8];
      for (const bit of bits) {
        await assertNotTrusted(withLeaf(one, flipped(one.leaf, at, bit)), `bit ${bit} of byte ${at}`);
      }
    }
  });

  test(`${id}: no byte of the intermediate can be changed`, async () => {
    const [intermediate] = one.intermediates;
    for (let at = 0; at < intermediate.length; at += 1) {
      await assertNotTrusted(withIntermediate(one, flipped(intermediate, at, at % 8)), `byte ${at}`);
    }
  });
}

test('a real certificate with any byte changed is not trusted', async () => {
  for (let at = 0; at < real.leaf.length; at += 1) {
    await assertNotTrusted(withLeaf(real, flipped(real.leaf, at, at % 8)), `byte ${at}`);
  }
});

test('the command line says the same of what is cut off and of what is changed', async () => {
  const { leaf } = byId('p256');
  const changed = [...leaf.keys()].map((at) => flipped(leaf, at, at % 8));
  const cut = [...leaf.keys()].map((length) => leaf.subarray(0, length));
  for (const [index, file] of [...cut, ...changed].entries()) {
    const asked = withLeaf(byId('p256'), file);
    const native = checkNatively(asked);
    assert.equal(JSON.stringify(native.report), JSON.stringify(await check(asked)), `file ${index}`);
  }
});
