// `anchorlight store add` and `check` with certificates in containers, made by OpenSSL, keytool, zip, tar and gzip.
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { assertHidden, secretsOf } from '../inspect/secrets.mjs';
import { lacks, run } from '../inspect/tools.mjs';
import { anchorlight, base64, document, folder, Maker, readJson, sha256, written } from './command.mjs';

const dir = folder();
const at = (name) => join(dir, name);
const maker = new Maker(dir);
const time = '2026-06-01T00:00:00Z';
const password = 'pass word';
const passwords = at('passwords');
writeFileSync(passwords, `another\n${password}\n`);
const wrong = at('wrong');
writeFileSync(wrong, 'another\n');

const root = maker.root('root');
const issuing = maker.ca('issuing', root);
const leaf = maker.server('www.corp.example', issuing);
const other = maker.root('other');
const secrets = secretsOf(createPrivateKey(readFileSync(leaf.key)));

const cas = at('cas.pem');
writeFileSync(cas, issuing.pem + root.pem);
openssl('crl2pkcs7', '-nocrl', '-certfile', cas, '-outform', 'DER', '-out', at('cas.p7b'));
openssl('crl2pkcs7', '-nocrl', '-certfile', cas, '-out', at('cas.p7b.pem'));
const chain = ['-in', leaf.path, '-inkey', leaf.key, '-certfile', cas, '-name', 'www'];
openssl('pkcs12', '-export', ...chain, '-passout', `pass:${password}`, '-out', at('server.p12'));

/** A document with nobody in it. */
const store = (name) => written(dir, `${name}.json`, document({ anchors: [] }));

/** What `store add` says and prints, and that no key is in it. */
function add(name, ...args) {
  const result = anchorlight('store', 'add', store(name), ...args, '--time', time);
  assertHidden(secrets, result.stdout + result.stderr, name);
  return result;
}

function preview(name, ...args) {
  const { code, stdout, stderr } = add(name, ...args, '--dry-run', '--json');
  assert.notEqual(code, 2, stderr);
  return JSON.parse(stdout).preview;
}

const ways = ({ certificates }) => certificates.map(({ file, way, sha256 }) => [file, way, sha256]);
const told = ({ problems }) => problems.map(({ file, way, problem }) => [file, way, problem.kind.id]);

test('PKCS #7: each certificate with its number, and the same preview as for PEM', () => {
  for (const name of ['cas.p7b', 'cas.p7b.pem']) {
    const seen = preview('p7b', at(name));
    const file = at(name);
    assert.deepEqual(ways(seen), [
      [0, `${file} › certificate 1`, sha256(issuing)],
      [0, `${file} › certificate 2`, sha256(root)],
    ]);
    assert.deepEqual(told(seen), []);
    const plain = preview('plain', cas);
    const facts = ({ certificates }) => certificates.map(({ way, start, ...rest }) => rest);
    assert.deepEqual(facts(seen), facts(plain));
    assert.deepEqual(
      seen.certificates.map(({ suggestion }) => suggestion.as),
      ['hint', 'anchor'],
    );
  }
});

test('PKCS #12: with the password, without it, and with another', () => {
  const file = at('server.p12');
  const seen = preview('p12', file, '--password-file', passwords);
  assert.deepEqual(
    seen.certificates.map(({ sha256 }) => sha256),
    [leaf, issuing, root].map(sha256),
  );
  assert.ok(
    seen.certificates.every(({ way }) => way.startsWith(`${file} › `)),
    JSON.stringify(ways(seen)),
  );
  assert.deepEqual(
    told(seen).map(([, , id]) => id),
    ['input.private_key'],
  );
  for (const [args, id] of [
    [[], 'container.password_needed'],
    [['--password-file', wrong], 'container.password_wrong'],
  ]) {
    const locked = preview('locked', file, ...args);
    assert.deepEqual(locked.certificates, []);
    assert.ok(
      told(locked).some(([, , found]) => found === id),
      JSON.stringify(locked),
    );
    const { code, stdout } = add('locked', file, ...args);
    assert.equal(code, 1);
    assert.match(stdout, new RegExp(`\\[${id}\\]\\n  in ${file}`));
    assert.match(stdout, /nothing to add\n$/);
  }
});

test('JKS by keytool: by alias', { skip: lacks('keytool', '-help') }, () => {
  const file = at('cacerts.jks');
  const env = { ...process.env, LC_ALL: 'C.UTF-8', STORE: password };
  const to = ['-storetype', 'JKS', '-keystore', file, '-storepass:env', 'STORE', '-noprompt'];
  run('keytool', ['-importcert', '-file', root.path, '-alias', 'corp root', ...to], { env });
  run('keytool', ['-importcert', '-file', other.path, '-alias', 'other', ...to], { env });
  const byWay = (one, another) => (one[1] < another[1] ? -1 : 1);
  for (const args of [[], ['--password-file', passwords]])
    assert.deepEqual(ways(preview('jks', file, ...args)).sort(byWay), [
      [0, `${file} › corp root`, sha256(root)],
      [0, `${file} › other`, sha256(other)],
    ]);
});

test('containers in one another: the whole way, and each certificate once', {
  skip: lacks('zip', '-v'),
}, () => {
  run('tar', ['-czf', 'inner.tar.gz', 'server.p12', 'cas.p7b'], { cwd: dir });
  run('zip', ['-q', 'bundle.zip', 'inner.tar.gz', 'other.pem', 'passwords'], { cwd: dir });
  const file = at('bundle.zip');
  const args = [root.path, file, '--password-file', passwords];
  const seen = preview('zip', ...args);
  assert.deepEqual(
    seen.certificates.map(({ file, sha256 }) => [file, sha256]),
    [
      [0, sha256(root)],
      [1, sha256(leaf)],
      [1, sha256(issuing)],
      [1, sha256(other)],
    ],
  );
  const [, server, , plain] = seen.certificates;
  assert.equal(server.way, `${file} › inner.tar.gz › server.p12 › www › certificate`);
  assert.equal(plain.way, `${file} › other.pem`);
  assert.deepEqual(
    told(seen).map(([number, , id]) => [number, id]),
    [[1, 'input.private_key']],
  );
  // And then the same flow: chosen, added, decided by.
  const path = store('from-zip');
  const chosen = ['--only', sha256(root), '--only', sha256(issuing), '--time', time];
  const { code, stdout, stderr } = anchorlight('store', 'add', path, ...args, ...chosen);
  assert.equal(code, 0, stderr);
  assertHidden(secrets, stdout + stderr, 'added');
  assert.match(stdout, /^note: .*\[input\.private_key\]\n {2}in .*bundle\.zip › inner\.tar\.gz › /m);
  assert.match(stdout, /^CN=issuing,O=Corp\n {2}in .*bundle\.zip › inner\.tar\.gz › .*\n {2}SHA-256 /m);
  const { anchors, hints } = readJson(path);
  assert.deepEqual([anchors[0].certificate, hints[0].certificate], [base64(root), base64(issuing)]);
  const asked = ['--host', 'www.corp.example', '--time', time];
  assert.equal(anchorlight('check', leaf.path, '--store', path, ...asked).code, 0);
});

test('a trust store document and a Kubernetes secret are containers as well', () => {
  const from = written(
    dir,
    'from.json',
    document({ anchors: [{ certificate: base64(other), purposes: ['server'] }] }),
  );
  assert.deepEqual(ways(preview('document', from)), [[0, `${from} › /anchors/0/certificate`, sha256(other)]]);
  const secret = at('secret.yaml');
  const data = Buffer.from(leaf.pem + root.pem).toString('base64');
  const key = readFileSync(leaf.key).toString('base64');
  const lines = ['apiVersion: v1', 'kind: Secret', 'type: kubernetes.io/tls', 'data:'];
  writeFileSync(secret, [...lines, `  tls.crt: ${data}`, `  tls.key: ${key}`, ''].join('\n'));
  const seen = preview('secret', secret);
  assert.deepEqual(
    seen.certificates.map(({ sha256 }) => sha256),
    [leaf, root].map(sha256),
  );
  assert.deepEqual(
    told(seen).map(([, , id]) => id),
    ['input.private_key'],
  );
});

test('what is nothing is told with its way, and so is what is damaged', () => {
  const words = at('words.txt');
  writeFileSync(words, 'nothing of the kind\n');
  const cut = at('cut.p7b');
  writeFileSync(cut, readFileSync(at('cas.p7b')).subarray(0, 300));
  const seen = preview('nothing', words, cut, root.path);
  assert.deepEqual(
    seen.certificates.map(({ file }) => file),
    [2],
  );
  const [first, ...more] = told(seen);
  assert.deepEqual(first, [0, words, 'input.unrecognised']);
  assert.ok(more.length > 0 && more.every(([file]) => file === 1), JSON.stringify(more));
});

test('check takes chain and store from containers too, and names each by its way', () => {
  const asked = ['--host', 'www.corp.example', '--time', time];
  const args = [at('server.p12'), '--store', at('cas.p7b'), ...asked];
  const { code, stdout, stderr } = anchorlight('check', ...args, '--password-file', passwords, '--json');
  assert.equal(code, 0, stderr);
  assertHidden(secrets, stdout + stderr, 'check');
  assert.match(stderr, /\[input\.private_key\]\n {2}in .*server\.p12 › /);
  const { inputs, verdict, certificates } = JSON.parse(stdout);
  assert.equal(certificates[verdict.anchor].sha256, sha256(issuing));
  const labels = (role) => inputs.filter((input) => input.role === role).map(({ label }) => label);
  assert.deepEqual(
    labels('trustStore'),
    [1, 2].map((number) => `${at('cas.p7b')} › certificate ${number}`),
  );
  assert.equal(labels('chain').length, 3);
  // The same verdict as for the same certificates in PEM.
  const plain = anchorlight('check', leaf.path, cas, '--store', cas, ...asked, '--json');
  assert.equal(JSON.parse(plain.stdout).verdict.outcome, verdict.outcome);
  const locked = anchorlight('check', ...args);
  assert.equal(locked.code, 2);
  assert.match(locked.stderr, /\[container\.password_needed\]/);
  assert.match(locked.stdout, /\[input\.no_certificate\]/);
  assert.doesNotMatch(locked.stdout, /\[der\./);
});
