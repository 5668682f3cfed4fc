// Private keys in texts of any width, in signed data and in archives: each is named, and no way of showing shows one.
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { keepsSecret, pair, pkcs8 } from './held.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';
import { tar, zip } from './pack.mjs';
import { assertHidden, secretsOf } from './secrets.mjs';

const maker = new Maker();
const { key, pem, keyPem } = pair(maker, 'ec');
const signer = maker.write('signer.pem', pem);
const pin = createHash('sha256')
  .update(createPublicKey(keyPem).export({ type: 'spki', format: 'der' }))
  .digest('base64');
const kinds = ({ objects }) => objects.map(({ content }) => content.kind);
const pins = ({ objects }) =>
  objects.map(({ content }) => content.data?.publicKey?.pin.base64).filter(Boolean);

const little = (text) => Buffer.from(text, 'utf16le');
const big = (text) => little(text).swap16();
const widest = (text) => Buffer.from(new Uint32Array([...text].map((one) => one.codePointAt(0))).buffer);

test('the search for secrets finds them in every width and notation', () => {
  const secrets = secretsOf(createPrivateKey(keyPem));
  const jwk = JSON.stringify(createPrivateKey(keyPem).export({ format: 'jwk' }));
  for (const encode of [Buffer.from, little, big, widest])
    for (const text of [keyPem, jwk]) {
      const octets = encode(text);
      for (const shown of [octets, octets.toString('hex'), octets.toString('hex').replace(/../g, '$& ')])
        assert.throws(() => assertHidden(secrets, shown, 'shown'), /shown: /);
    }
});

const widths = {
  'UTF-16LE (RFC 2781 §4.2)': little,
  'UTF-16BE (RFC 2781 §4.1)': big,
  'UTF-32LE (Unicode 16 §3.10, D100)': widest,
};
for (const [name, encode] of Object.entries(widths)) {
  test(`a key in ${name}: with the mark, without, an octet short, beside other text`, () => {
    const forms = {
      plain: encode(keyPem),
      marked: encode(`\ufeff${keyPem}`),
      'without its first octet': encode(`\ufeff${keyPem}`).subarray(1),
      'without its last octet': encode(keyPem).subarray(0, -1),
      'after text in UTF-8': Buffer.concat([Buffer.from(pem), encode(keyPem)]),
      'after text that is no ASCII': encode(`${'\u7530'.repeat(4_000)}\n${keyPem}`),
      'with half a character': Buffer.concat([encode(`x\n`), Buffer.of(0, 0xd8), encode(keyPem)]),
    };
    for (const [what, data] of Object.entries(forms)) {
      const found = inspectData(data);
      assert.ok(!kinds(found).includes('other'), what);
      assert.ok(kinds(found).includes('privateKey'), `${what}: ${JSON.stringify(found)}`);
      assert.deepEqual(pins(found).includes(pin), true, what);
      keepsSecret(data, keyPem);
    }
  });
}

test('a key without its armour (RFC 4648 §4), or as JSON (RFC 7517 §4), in UTF-16 (RFC 2781 §4) is not shown either', () => {
  const der = createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' });
  const jwk = JSON.stringify(createPrivateKey(keyPem).export({ format: 'jwk' }));
  for (const text of [der.toString('base64'), jwk])
    for (const encode of [little, big]) {
      assert.ok(kinds(inspectData(encode(text))).includes('privateKey'));
      for (const data of [encode(text), encode(`${text}\u0001`), encode(text).subarray(0, -1)])
        keepsSecret(data, keyPem);
    }
  // In UTF-8, and with an octet that is no character.
  for (const data of [`${der.toString('base64')}\u0001`, `x\u0001 ${jwk}`]) keepsSecret(data, keyPem);
});

test('a key that is signed (RFC 5958: an asymmetric key package in CMS) is named, matched, and never shown', () => {
  const one = createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' });
  const length = Buffer.from([one.length]);
  const packaged =
    one.length < 128
      ? Buffer.concat([Buffer.of(0x30), length, one])
      : Buffer.concat([Buffer.of(0x30, 0x81), length, one]);
  const type = ['-econtent_type', '2.16.840.1.101.2.1.2.78.5'];
  for (const [what, content, args] of [
    ['a package', packaged, type],
    ['one key', one, []],
    ['PEM', Buffer.from(keyPem), []],
    ['PEM in UTF-16', little(keyPem), []],
  ])
    for (const stream of [[], ['-stream']]) {
      const file = maker.path('signed.p7m');
      const from = [
        '-sign',
        '-nodetach',
        '-binary',
        '-in',
        maker.write('content', content),
        ...args,
        ...stream,
      ];
      openssl('cms', ...from, '-signer', signer, '-inkey', key, '-outform', 'DER', '-out', file);
      const data = readFileSync(file);
      const found = inspectData(data, '--tree');
      assert.deepEqual(kinds(found), ['signedData', 'certificate', 'privateKey'], what);
      assert.deepEqual(pins(found).includes(pin), true, what);
      assert.equal(found.objects[0].tree, undefined, what);
      keepsSecret(data, keyPem);
      // Also cut off, with an octet of the key in it.
      for (const less of [1, 40, data.length >> 1, data.length >> 2])
        keepsSecret(data.subarray(0, -less), keyPem);
    }
  // What is no key is shown as ever.
  const file = maker.path('signed.p7m');
  const content = maker.write('content', 'words');
  openssl(
    'cms',
    '-sign',
    '-nodetach',
    '-in',
    content,
    '-signer',
    signer,
    '-inkey',
    key,
    '-outform',
    'DER',
    '-out',
    file,
  );
  assert.ok(inspectData(readFileSync(file), '--tree').objects[0].tree.nodes.length > 20);
});

test('keys of Microsoft in archives are named, and what is of no kind has its name and its size', () => {
  const rsa = maker.key('rsa');
  const [pvk, blob] = ['PVK', 'MSBLOB'].map((form) => {
    const [from, to] = [maker.write('rsa', pkcs8(rsa)), maker.path(form)];
    const legacy = form === 'PVK' ? ['-pvk-none'] : [];
    openssl('rsa', '-in', from, '-outform', form, ...legacy, '-out', to);
    return readFileSync(to);
  });
  const certificate = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const damaged = Buffer.concat([Buffer.of(0x31), certificate.subarray(1)]);
  const files = {
    'a.pvk': pvk,
    'b.blob': blob,
    'c.der': damaged,
    'd.txt': Buffer.from('words\n'),
    'e.der': certificate,
  };
  for (const pack of [zip, tar]) {
    const found = inspectData(pack(files), '--tree');
    assert.deepEqual(
      found.objects.slice(1).map(({ entry, content, problem }) => [entry, content.kind, problem?.kind]),
      [
        ['a.pvk', 'privateKey', undefined],
        ['b.blob', 'privateKey', undefined],
        ['c.der', 'unopened', { id: 'container.entry_unrecognised', size: damaged.length }],
        ['d.txt', 'unopened', { id: 'container.entry_unrecognised', size: 6 }],
        ['e.der', 'certificate', undefined],
      ],
    );
    assert.equal(found.objects[3].tree, undefined);
    keepsSecret(pack(files), readFileSync(rsa, 'utf8'));
  }
});

test('base64 (RFC 4648 §4) of PEM, of a key and of an archive is opened once more', () => {
  const archive = zip({ 'a.pem': Buffer.from(pem) });
  for (const [what, data, expected] of [
    ['certificates', Buffer.from(pem + pem), ['certificate', 'certificate']],
    ['a key', Buffer.from(keyPem), ['privateKey']],
    ['an archive', archive, ['container', 'certificate']],
  ]) {
    const base64 = data.toString('base64');
    for (const text of [base64, base64.replace(/.{76}/g, '$&\r\n'), little(base64)]) {
      const found = inspectData(text);
      assert.deepEqual([kinds(found), found.problems], [expected, []], what);
    }
    keepsSecret(base64, keyPem);
  }
});
