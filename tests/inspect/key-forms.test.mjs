// The public key of private keys in the forms of other worlds: OpenSSH, Microsoft, Java, JSON. Each is matched with
// its certificate, and no way of showing shows the key.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { keepsSecret, pair } from './held.mjs';
import { inspectData, inspectTogether } from './inspect.mjs';
import { Maker } from './made.mjs';
import { lacks } from './tools.mjs';

const maker = new Maker();
const password = 'correct horse';
const withPassword = ['--password-file', maker.write('passwords', `wrong\n${password}\n`)];
const pinOf = (key) =>
  createHash('sha256')
    .update(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .digest('base64');

/** The one private key of a file. */
function only(data, ...args) {
  const keys = inspectData(data, ...args).objects.filter(({ content }) => content.kind === 'privateKey');
  assert.equal(keys.length, 1);
  return { ...keys[0].content.data, problem: keys[0].problem };
}

/** The certificate and the key of two files belong together. */
function assertMatched(pem, data, ...args) {
  const files = [maker.write('certificate.pem', pem), maker.write('key', data)];
  const { relations } = inspectTogether(files, ...args);
  assert.equal(relations.keys.length, 1, JSON.stringify(relations));
}

const noSsh = lacks('ssh-keygen', '-?');
test('OpenSSH (PROTOCOL.key): the public key stands in clear, also of one that is encrypted', {
  skip: noSsh,
}, () => {
  for (const [type, ...bits] of [
    ['ed25519'],
    ['rsa', '-b', '2048'],
    ['ecdsa', '-b', '256'],
    ['ecdsa', '-b', '384'],
    ['ecdsa', '-b', '521'],
  ])
    for (const phrase of ['', password]) {
      const path = maker.path('ssh');
      for (const file of [path, `${path}.pub`]) rmSync(file, { force: true });
      execFileSync('ssh-keygen', ['-q', '-t', type, ...bits, '-N', phrase, '-C', '', '-f', path]);
      const [data, line] = [readFileSync(path), readFileSync(`${path}.pub`, 'utf8')];
      const told = only(data);
      assert.deepEqual(
        [told.label, told.encrypted, told.problem],
        ['OPENSSH PRIVATE KEY', phrase !== '', undefined],
      );
      if (type === 'ed25519') {
        const point = Buffer.from(line.split(' ')[1], 'base64').subarray(-32);
        assert.deepEqual(Buffer.from(told.publicKey.octets.replace(/[^0-9a-f]/gi, ''), 'hex'), point);
      } else {
        const args = ['-e', '-m', 'PKCS8', '-f', `${path}.pub`];
        assert.equal(
          told.publicKey.pin.base64,
          pinOf(execFileSync('ssh-keygen', args, { encoding: 'utf8' })),
        );
      }
    }
});

test('PVK and PRIVATEKEYBLOB (wincrypt.h): the numbers of RSA, and what DSA calculates', () => {
  const dsa = maker.path('dsa.pem');
  openssl(
    'genpkey',
    '-genparam',
    '-algorithm',
    'DSA',
    '-pkeyopt',
    'dsa_paramgen_bits:1024',
    '-pkeyopt',
    'dsa_paramgen_q_bits:160',
    '-out',
    maker.path('group'),
  );
  openssl('genpkey', '-paramfile', maker.path('group'), '-out', dsa);
  for (const from of [maker.key('rsa'), dsa])
    for (const [form, ...more] of [['MSBLOB'], ['PVK', '-pvk-none']]) {
      const to = maker.path('key.bin');
      openssl(from === dsa ? 'dsa' : 'rsa', '-in', from, '-outform', form, ...more, '-out', to);
      const [told, keyPem] = [only(readFileSync(to)), readFileSync(from, 'utf8')];
      assert.equal(told.publicKey?.pin.base64, pinOf(keyPem), `${form} of ${from}`);
      if (from !== dsa) keepsSecret(readFileSync(to), keyPem);
      for (let cut = 1; cut < 60; cut++) only(readFileSync(to).subarray(0, -cut));
    }
});

test('an encrypted PVK (wincrypt.h, RC4 with 128 and with 40 bits): with the password the key is matched', () => {
  const from = maker.key('rsa');
  const keyPem = readFileSync(from, 'utf8');
  const wrong = ['--password-file', maker.write('wrong', 'wrong\nWrong\n')];
  for (const strength of ['-pvk-strong', '-pvk-weak']) {
    const to = maker.path('sealed.pvk');
    const legacy = ['-provider', 'legacy', '-provider', 'default'];
    const pass = ['-passout', `pass:${password}`];
    openssl('rsa', '-in', from, '-outform', 'PVK', strength, ...pass, ...legacy, '-out', to);
    const data = readFileSync(to);
    const told = only(data, ...withPassword);
    assert.deepEqual(
      [told.label, told.encrypted, told.problem, told.publicKey.pin.base64],
      ['PVK PRIVATE KEY', true, undefined, pinOf(keyPem)],
      strength,
    );
    assertMatched(maker.certificate({ key: from }), data, ...withPassword);
    keepsSecret(data, keyPem, ...withPassword);
    const id = (octets, ...args) => only(octets, ...args).problem.kind.id;
    assert.equal(id(data), 'container.password_needed');
    assert.equal(id(data, ...wrong), 'container.password_wrong');
    // Damage is told from it: an end that is missing, no salt, another header, and a size that the numbers have not.
    const without = (change) => {
      const copy = Buffer.from(data);
      change(copy);
      return copy;
    };
    for (const [what, damaged] of [
      ['cut', data.subarray(0, -1)],
      ['cut in its header', data.subarray(0, 30)],
      ['no salt', without((copy) => copy.writeUInt32LE(0, 16))],
      ['a salt without an end', without((copy) => copy.writeUInt32LE(0xffffffff, 16))],
      ['a key without an end', without((copy) => copy.writeUInt32LE(0xffffffff, 20))],
      ['another version', without((copy) => copy.writeUInt8(9, 24 + 16 + 1))],
    ])
      for (const args of [withPassword, wrong, []])
        assert.equal(id(damaged, ...args), 'container.damaged', `${strength}, ${what}`);
    // The size stands behind the magic.
    const size = without((copy) => copy.writeUInt8(copy[24 + 16 + 8 + 7] ^ 0x40, 24 + 16 + 8 + 7));
    assert.equal(id(size, ...withPassword), 'container.damaged');
  }
});

test('a private JWK (RFC 7517) has its public key, and one that is symmetric has none', () => {
  for (const kind of ['ec', 'rsa', 'ed25519']) {
    const { pem, keyPem } = pair(maker, kind);
    const jwk = JSON.stringify(createPrivateKey(keyPem).export({ format: 'jwk' }));
    assert.equal(only(jwk).publicKey.pin.base64, pinOf(keyPem), kind);
    assertMatched(pem, jwk);
    keepsSecret(jwk, keyPem);
  }
  const told = only(JSON.stringify({ kty: 'oct', k: 'c2VjcmV0IG51bWJlciBvZiBzb21lIGxlbmd0aA' }));
  assert.deepEqual([told.publicKey, told.problem], [undefined, undefined]);
});

const noKeytool = lacks('keytool', '-help');
test('JKS and JCEKS: with the password the key is matched, without it one is asked for', {
  skip: noKeytool,
}, () => {
  for (const type of ['JKS', 'JCEKS'])
    for (const algorithm of [
      ['RSA', '-keysize', '2048'],
      ['EC', '-groupname', 'secp256r1'],
    ]) {
      const path = maker.path(`store-${type}-${algorithm[0]}`);
      const [pass, as] = [
        ['-storepass', password, '-keypass', password],
        ['-storetype', type, '-keystore', path],
      ];
      const args = [
        '-genkeypair',
        '-alias',
        'one',
        '-dname',
        'CN=Java',
        '-keyalg',
        ...algorithm,
        ...pass,
        ...as,
      ];
      assert.equal(spawnSync('keytool', args).status, 0);
      const data = readFileSync(path);
      const { objects } = inspectData(data, ...withPassword);
      const certificate = objects.find(({ content }) => content.kind === 'certificate').content.data;
      const told = only(data, ...withPassword);
      assert.deepEqual([told.encrypted, told.problem], [true, undefined], type);
      assert.equal(told.publicKey.pin.base64, certificate.publicKey.pin.base64, type);
      // The key itself, as keytool gives it out.
      const [p12, keyPem] = [maker.path('out.p12'), maker.path('out.pem')];
      rmSync(p12, { force: true });
      const to = ['-destkeystore', p12, '-deststoretype', 'PKCS12', '-deststorepass', password];
      const from = [
        '-importkeystore',
        '-srckeystore',
        path,
        '-srcstoretype',
        type,
        '-srcstorepass',
        password,
      ];
      assert.equal(spawnSync('keytool', [...from, ...to]).status, 0);
      openssl('pkcs12', '-in', p12, '-nocerts', '-nodes', '-passin', `pass:${password}`, '-out', keyPem);
      keepsSecret(data, readFileSync(keyPem, 'utf8'));
      assert.equal(only(data).problem.kind.id, 'container.password_needed');
      const wrong = ['--password-file', maker.write('wrong', 'wrong\n')];
      assert.equal(only(data, ...wrong).problem.kind.id, 'container.password_wrong');
    }
});

test('a key whose public key nobody here calculates says so', () => {
  const told = only(readFileSync(maker.key('ed448')));
  assert.deepEqual(
    [told.publicKey, told.problem.kind.id, told.problem.fatal],
    [undefined, 'container.public_key_unknown', false],
  );
  // A curve of others, without the point.
  const file = maker.path('k1.pem');
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1', '-out', file);
  const bare = openssl('ec', '-in', file, '-no_public');
  assert.equal(only(bare).problem.kind.id, 'container.public_key_unknown');
});

test('PKCS #12 has the tree of its file, but where a key stands in it without encryption', () => {
  const { key, pem, keyPem } = pair(maker, 'ec');
  const make = (...args) => {
    const file = maker.path('made.p12');
    const from = ['-export', '-in', maker.write('c.pem', pem), '-inkey', key, '-passout', `pass:${password}`];
    openssl('pkcs12', ...from, ...args, '-out', file);
    return readFileSync(file);
  };
  for (const [what, data, args] of [
    ['encrypted', make(), withPassword],
    ['encrypted, and no password', make(), []],
    ['certificates in clear', make('-certpbe', 'NONE'), withPassword],
  ]) {
    const [{ tree, content }] = inspectData(data, '--tree', ...args).objects;
    assert.equal(content.data.problems, undefined, what);
    const last = tree.nodes.at(-1);
    assert.equal(last.offset + last.tagOctets + last.lengthOctets + last.length, data.length, what);
    keepsSecret(data, keyPem);
  }
  for (const data of [
    make('-keypbe', 'NONE'),
    make('-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac'),
    make().subarray(0, -2),
  ]) {
    const [{ tree, content }] = inspectData(data, '--tree', ...withPassword).objects;
    assert.equal(tree, undefined);
    assert.deepEqual(
      content.data.problems.map(({ kind }) => kind.id),
      ['container.tree_withheld'],
    );
    keepsSecret(data, keyPem);
  }
});

test('PKCS #12 that is cut off gives the bags before the cut', () => {
  const { key, pem, keyPem } = pair(maker, 'ec');
  const file = maker.path('made.p12');
  const from = ['-export', '-in', maker.write('c.pem', pem), '-inkey', key, '-passout', `pass:${password}`];
  for (const [what, args, expected, less] of [
    ['in its code', [], ['certificate', 'privateKey'], 5],
    ['in its code, in clear', ['-certpbe', 'NONE', '-keypbe', 'NONE'], ['certificate', 'privateKey'], 5],
    ['in its key', ['-certpbe', 'NONE', '-keypbe', 'NONE', '-nomac'], ['certificate'], 60],
    ['in its encrypted key', ['-nomac'], ['certificate'], 60],
  ]) {
    openssl('pkcs12', ...from, ...args, '-out', file);
    const data = readFileSync(file).subarray(0, -less);
    const { objects } = inspectData(data, ...withPassword);
    assert.deepEqual(
      objects.slice(1).map(({ content }) => content.kind),
      expected,
      what,
    );
    assert.equal(objects[0].problem.kind.id, 'container.damaged', what);
    keepsSecret(data, keyPem);
  }
});
