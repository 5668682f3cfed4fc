// Which inspections leave the instance of WebAssembly behind that made them: none in which there may be a secret.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { rootCertificates } from 'node:tls';

let made = 0;
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...parts) {
    super(...parts);
    made += 1;
  }
};
const { createEngine } = await import('anchorlight');
const engine = await createEngine();

/** How many instances are made for the inspection. */
async function fresh(file, options) {
  const before = made;
  await engine.inspect(file, options);
  return made - before;
}

const [root] = rootCertificates;
const key = generateKeyPairSync('ed25519').privateKey;
const pem = (privateKey) => privateKey.export({ type: 'pkcs8', format: 'pem' });
const der = Buffer.from(root.replace(/-----[^-]+-----|\s/g, ''), 'base64');

test('certificates that were read whole leave it', async () => {
  await fresh(root);
  for (const file of [root, rootCertificates.join('\n'), der]) assert.equal(await fresh(file), 0);
});

for (const [what, file, options] of [
  ['a private key', pem(key)],
  ['a private key beside a certificate', `${root}\n${pem(key)}`],
  ['a password', root, { passwords: ['secret'] }],
  ['a text that nobody knows', 'the password is secret'],
  ['something after a certificate', Buffer.concat([der, Buffer.from('secret')])],
  ['a certificate that is cut', der.subarray(0, -1)],
  ['a container', JSON.stringify({ x5c: [der.toString('base64')] })],
  ['more than a megabyte', Buffer.concat(Array(1000).fill(der))],
]) {
  test(`${what} does not`, async () => {
    assert.equal(await fresh(file, options), 1);
    // And it works.
    assert.equal((await engine.inspect(root)).files[0].objects.length, 1);
  });
}
