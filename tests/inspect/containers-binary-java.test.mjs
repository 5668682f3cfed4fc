// JKS and JCEKS, made by keytool. Nobody specified them but the source of Java: sun.security.provider.JavaKeyStore
// and com.sun.crypto.provider.JceKeyStore.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { inspectData, inspectFiles } from './inspect.mjs';
import { Maker } from './made.mjs';
import { lacks, run } from './tools.mjs';

const skip = lacks('keytool', '-help');
const maker = new Maker();
const password = 'pass word';
const passwords = maker.write('passwords', `another\n${password}\n`);
const wrong = maker.write('wrong', 'another\n');
const key = maker.key('ec');
const end = maker.write('end.pem', maker.certificate({ key, subject: '/CN=End', lines: [] }));
const root = maker.write('root.pem', maker.certificate({ subject: '/CN=Root', lines: [] }));

function keytool(...args) {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', STORE: password, BEYOND_ASCII: 'pässwörd' };
  return run('keytool', [...args, '-noprompt'], { env });
}

/** A store with a key and its chain, a trusted certificate, and where it can have them two secret keys. */
function store(type) {
  const path = maker.path(`store.${type.toLowerCase()}`);
  if (existsSync(path)) return path;
  const source = maker.path('source.p12');
  const chain = ['-in', end, '-certfile', root, '-inkey', key, '-name', 'Server'];
  openssl('pkcs12', '-export', ...chain, '-passout', `pass:${password}`, '-out', source);
  const to = ['-storetype', type, '-keystore', path, '-storepass:env', 'STORE'];
  const secret = ['-genseckey', '-keyalg', 'AES', '-keysize', '256', ...to];
  if (type === 'JCEKS') keytool(...secret, '-alias', 'first secret', '-keypass:env', 'STORE');
  const from = ['-srckeystore', source, '-srcstoretype', 'PKCS12', '-srcstorepass:env', 'STORE'];
  const dest = ['-destkeystore', path, '-deststoretype', type, '-deststorepass:env', 'STORE'];
  keytool('-importkeystore', ...from, ...dest);
  keytool('-importcert', '-file', root, '-alias', 'wurzel ü', ...to);
  if (type === 'JCEKS') keytool(...secret, '-alias', 'second secret', '-keypass:env', 'STORE');
  return path;
}

const listed = (objects) =>
  objects
    .slice(1)
    .map(({ entry, content }) => [entry, content.kind, content.data.subject?.rfc4514 ?? content.data.label]);
const inOrder = (list) => list.sort((one, other) => (one.join() < other.join() ? -1 : 1));
const certificates = [
  ['server', 'certificate', 'CN=End'],
  ['server', 'privateKey', 'ENCRYPTED PRIVATE KEY'],
  ['wurzel ü', 'certificate', 'CN=Root'],
];
const secrets = [
  ['first secret', 'privateKey', 'SECRET KEY'],
  ['second secret', 'privateKey', 'SECRET KEY'],
];

for (const [type, entries, expected] of [
  ['JKS', 2, certificates],
  ['JCEKS', 4, [...certificates, ...secrets]],
])
  test(`${type}: its certificates without the password, its keys by name`, { skip }, () => {
    const path = store(type);
    const chain = [...expected, ['server', 'certificate', 'CN=Root']];
    for (const [args, integrity, problem] of [
      [[], 'unchecked', undefined],
      [['--password-file', passwords], 'holds', undefined],
      [['--password-file', wrong], 'unchecked', 'container.not_verified'],
    ]) {
      const [{ objects, problems }] = inspectFiles([path], ...args);
      assert.deepEqual(problems, []);
      assert.deepEqual(objects[0].content.data, { format: type.toLowerCase(), entries, integrity });
      assert.equal(objects[0].problem?.kind.id, problem);
      // What stands first in the chain is the key's own certificate.
      const own = objects.filter(
        ({ entry, content }) => entry === 'server' && content.kind === 'certificate',
      );
      assert.equal(own[0].content.data.subject.rfc4514, 'CN=End');
      assert.deepEqual(inOrder(listed(objects)), inOrder(own.length === 2 ? chain : [...expected]));
      for (const { within } of objects.slice(1)) assert.equal(within, 0);
      const file = readFileSync(path);
      const der = Buffer.from(readFileSync(end, 'utf8').replace(/-----[^-]+-----|\s/g, ''), 'base64');
      assert.ok(file.includes(der));
      assert.equal(own[0].content.data.fingerprints.sha256, createHash('sha256').update(der).digest('hex'));
    }
    const text = run(commandLine, ['inspect', '--password-file', passwords, path]);
    assert.match(text, /integrity {9}as it was written/);
    assert.match(text, / › server › private key\n/);
    // Nothing of what is encrypted is in what is shown.
    const file = readFileSync(path);
    const encrypted = file.subarray(file.indexOf(Buffer.from('2b06010401', 'hex')) + 40).subarray(0, 16);
    assert.ok(!text.includes(encrypted.toString('hex')));
  });

test('base64 of a store (RFC 4648 §4), alone and in a Secret of Kubernetes, is opened like the store', {
  skip,
}, () => {
  for (const type of ['JKS', 'JCEKS']) {
    const data = readFileSync(store(type));
    const base64 = data.toString('base64');
    const expected = listed(inspectData(data, '--password-file', passwords).objects);
    assert.ok(expected.length >= certificates.length);
    for (const text of [base64, `${base64}\n`, base64.replace(/.{76}/g, '$&\n')]) {
      const { objects, problems } = inspectData(text, '--password-file', passwords);
      assert.deepEqual([objects[0].content.data.format, problems], [type.toLowerCase(), []]);
      assert.equal(objects[0].content.data.integrity, 'holds');
      assert.deepEqual(listed(objects), expected);
    }
    for (const secret of [
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: stores\ndata:\n  store.jks: ${base64}\n`,
      JSON.stringify({ apiVersion: 'v1', kind: 'Secret', data: { 'store.jks': base64 } }),
    ]) {
      const { objects } = inspectData(secret, '--password-file', passwords);
      const [outer, inner] = objects;
      assert.equal(outer.content.data.format, 'kubernetes');
      assert.deepEqual(
        [inner.within, inner.entry, inner.content.data.format, inner.content.data.integrity],
        [0, '/data/store.jks', type.toLowerCase(), 'holds'],
      );
      assert.deepEqual(listed(objects.slice(1)), expected);
      const keys = objects.filter(({ content }) => content.data.label === 'ENCRYPTED PRIVATE KEY');
      const end = objects.find(({ content }) => content.data.subject?.rfc4514 === 'CN=End');
      assert.deepEqual(
        keys.map(({ content }) => content.data.publicKey.pin.base64),
        [end.content.data.publicKey.pin.base64],
      );
      // Without the password the certificates are read all the same.
      const [, closed, ...within] = inspectData(secret).objects;
      assert.equal(closed.content.data.integrity, 'unchecked');
      assert.deepEqual(
        within.map(({ content }) => content.kind),
        expected.map(([, kind]) => kind),
      );
    }
  }
});

test('a password beyond ASCII is taken as Java takes it, in UTF-16', { skip }, () => {
  const path = maker.path('beyond.jks');
  const to = ['-storetype', 'JKS', '-keystore', path, '-storepass:env', 'BEYOND_ASCII'];
  keytool('-importcert', '-file', root, '-alias', 'root', ...to);
  const file = maker.write('beyond', 'pässwörd\n');
  const [{ objects }] = inspectFiles([path], '--password-file', file);
  assert.equal(objects[0].content.data.integrity, 'holds');
});

test('a key store that was altered, and one that is cut off', { skip }, () => {
  const file = readFileSync(store('JCEKS'));
  const altered = Buffer.from(file);
  // The date of the first entry, which is within the first octets after its name.
  altered[file.indexOf('secret') + 'secret'.length + 7] ^= 1;
  const { objects } = inspectData(altered, '--password-file', passwords);
  assert.equal(objects[0].problem.kind.id, 'container.not_verified');
  assert.equal(objects[0].content.data.integrity, 'unchecked');
  let most = 0;
  for (const length of [11, 100, 700, 1200, file.length - 21, file.length - 1]) {
    const cut = inspectData(file.subarray(0, length), '--password-file', passwords).objects;
    assert.deepEqual(cut[0].problem.kind, { id: 'container.damaged' });
    assert.ok(cut[0].problem.offset <= length);
    assert.ok(cut.length >= most);
    most = cut.length;
  }
  assert.equal(most, objects.length);
});

test('BKS is named', () => {
  // Version 2; a salt of 20 octets; 1,500 iterations; a certificate comes first.
  const head = Buffer.concat([
    Buffer.from('0000000200000014', 'hex'),
    Buffer.alloc(20, 7),
    Buffer.from('000005dc01', 'hex'),
  ]);
  const [{ content, problem }] = inspectData(head).objects;
  assert.equal(content.data.format, 'bks');
  assert.deepEqual(problem.kind, { id: 'container.method_unsupported', method: 'BKS' });
});
