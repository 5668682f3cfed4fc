// A private key that somebody drops is named, and nothing of it is in the report.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { madeCases, request } from './cases.mjs';
import { checkBoth } from './engine.mjs';
import { fromPem, toPem } from './pem.mjs';

const one = madeCases().find(({ id }) => id === 'p256');
const chain = toPem([one.leaf, ...one.intermediates]);
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const encryption = { cipher: 'aes-256-cbc', passphrase: 'correct horse' };

const keys = [
  ['PRIVATE KEY', ec, { type: 'pkcs8' }],
  ['PRIVATE KEY', generateKeyPairSync('ed25519').privateKey, { type: 'pkcs8' }],
  ['PRIVATE KEY', rsa, { type: 'pkcs8' }],
  ['EC PRIVATE KEY', ec, { type: 'sec1' }],
  ['RSA PRIVATE KEY', rsa, { type: 'pkcs1' }],
  ['ENCRYPTED PRIVATE KEY', ec, { type: 'pkcs8', ...encryption }],
];

/** No 16 characters of the key's base64, nor any 8 of its bytes in hexadecimal, occur in the report. */
function assertNotEchoed(report, der) {
  const text = JSON.stringify(report);
  const base64 = der.toString('base64');
  // The first bytes say only what kind of key it is; the key is not long enough to be there without them.
  for (let at = 0; at + 16 <= base64.length; at += 1) assert.ok(!text.includes(base64.slice(at, at + 16)));
  const hex = der.toString('hex');
  for (let at = 64; at + 16 <= hex.length; at += 2) assert.ok(!text.includes(hex.slice(at, at + 16)));
}

for (const [label, key, form] of keys) {
  const pem = key.export({ ...form, format: 'pem' });
  const [der] = fromPem(pem.replaceAll(label, 'CERTIFICATE'));
  const after = Buffer.byteLength(chain);
  const files = [
    ['in a file of its own', pem, 0],
    ['after the chain', chain + pem, after],
    ['before the chain', pem + chain, 0],
    ['with its END line cut off', `${chain}${pem.slice(0, pem.indexOf('-----END'))}`, after],
    ['with a line changed', chain + pem.replace(/\n.{8}/, '\n???? !!!'), after],
    ['under the label CERTIFICATE', chain + pem.replaceAll(label, 'CERTIFICATE'), after],
    ['in DER', der, 0],
  ];
  for (const [how, file, offset] of files) {
    test(`${label} (${key.asymmetricKeyType}, ${form.type}) ${how} is named and not shown`, async () => {
      const report = await checkBoth(request(one, { chain: [Buffer.from(file)] }));
      const kind = { id: 'input.private_key', label };
      const named = report.inputs[0].problems.filter(({ kind: { id } }) => id === kind.id);
      assert.deepEqual(named, [{ kind, offset, fatal: false }]);
      const told = report.findings.find(({ fault }) => fault.problem?.kind.id === kind.id);
      assert.ok(told, 'it is a finding');
      assertNotEchoed(report, der);
      const alone = file === pem || file === der;
      assert.equal(report.verdict.outcome, alone ? 'cannotSay' : 'trusted');
    });
  }
}
