// Private keys of every form: the public key that belongs to each, passwords, and nothing of the key itself.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pythonWithCryptography, withoutPyca } from '../../scripts/python.mjs';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { contents, members, tlv } from './ber.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';
import { assertHidden, secretsOf } from './secrets.mjs';

const maker = new Maker();
const pinOf = (key) => {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
};
const pair = (type, options) => generateKeyPairSync(type, options).privateKey;
const keys = {
  rsa: pair('rsa', { modulusLength: 2048 }),
  'rsa-pss': pair('rsa-pss', { modulusLength: 2048, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256' }),
  'P-256': pair('ec', { namedCurve: 'P-256' }),
  'P-384': pair('ec', { namedCurve: 'P-384' }),
  'P-521': pair('ec', { namedCurve: 'P-521' }),
  secp256k1: pair('ec', { namedCurve: 'secp256k1' }),
  brainpool: pair('ec', { namedCurve: 'brainpoolP384r1' }),
  dsa: pair('dsa', { modulusLength: 2048, divisorLength: 256 }),
  ed25519: pair('ed25519'),
  x25519: pair('x25519'),
};
const password = 'correct horse\u00e9';
const passwords = maker.write('passwords', `wrong\n${password}\n`);
const withPasswords = ['--password-file', passwords];

/** The one object of a file, and that no way of showing it shows the key. */
function only(key, file, ...args) {
  const { objects, problems } = inspectData(file, '--tree', ...args);
  assert.deepEqual([objects.length, problems], [1, []]);
  const path = maker.write('shown', file);
  for (const form of [['--json'], ['--json', '--tree'], ['--tree']]) {
    const run = spawnSync(commandLine, ['inspect', ...form, ...args, path]);
    assert.equal(run.signal, null);
    assertHidden(secretsOf(key), Buffer.concat([run.stdout, run.stderr]), form.join(' '));
    assert.ok(!run.stdout.includes('correct horse'), 'the password is shown');
  }
  const [{ content, problem }] = objects;
  assert.equal(content.kind, 'privateKey');
  return { ...content.data, problem };
}

for (const [name, key] of Object.entries(keys)) {
  test(`PKCS #8 (RFC 5958), PEM and DER: ${name}`, () => {
    for (const format of ['pem', 'der']) {
      const told = only(key, key.export({ type: 'pkcs8', format }));
      assert.deepEqual([told.label, told.encrypted, told.problem], ['PRIVATE KEY', false, undefined]);
      assert.equal(told.publicKey.pin.base64, pinOf(key));
    }
  });

  test(`encrypted PKCS #8 (RFC 8018 §6.2): ${name}`, () => {
    for (const cipher of ['aes-128-cbc', 'aes-256-cbc', 'des-ede3-cbc']) {
      const file = key.export({ type: 'pkcs8', format: 'pem', cipher, passphrase: password });
      const opened = only(key, file, ...withPasswords);
      assert.deepEqual([opened.label, opened.encrypted], ['ENCRYPTED PRIVATE KEY', true]);
      assert.equal(opened.publicKey.pin.base64, pinOf(key));
      assert.equal(opened.problem, undefined);
    }
  });
}

test('a password that is missing, and one that is wrong', () => {
  const key = keys['P-256'];
  for (const format of ['pem', 'der']) {
    const file = key.export({ type: 'pkcs8', format, cipher: 'aes-256-cbc', passphrase: password });
    for (const [args, id] of [
      [[], 'container.password_needed'],
      [['--password-file', maker.write('wrong', 'wrong\nWrong\n')], 'container.password_wrong'],
    ]) {
      const told = only(key, file, ...args);
      assert.deepEqual([told.encrypted, told.publicKey, told.problem.kind.id], [true, undefined, id]);
      const run = spawnSync(commandLine, ['inspect', ...args, maker.write('key', file)], {
        encoding: 'utf8',
      });
      assert.equal(run.status, 1);
      assert.match(run.stdout, new RegExp(`\\[${id.replace('.', '\\.')}\\]`));
    }
  }
});

test('no wrong password is taken for the right one because its padding fits', () => {
  const key = keys.ed25519;
  const file = key.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: password });
  const wrong = Array.from({ length: 1_000 }, (_, index) => `wrong ${index}`).join('\n');
  const told = only(key, file, '--password-file', maker.write('many', wrong));
  assert.equal(told.problem.kind.id, 'container.password_wrong');
});

test('every way of PBES2 that OpenSSL writes', () => {
  const key = keys['P-384'];
  const plain = maker.write('plain', key.export({ type: 'pkcs8', format: 'pem' }));
  const pass = ['-passout', `pass:${password}`];
  for (const way of [
    ['-v2', 'aes-192-cbc'],
    ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA1'],
    ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA384'],
    ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512', '-iter', '100000'],
    ['-v2', 'des3'],
    ['-scrypt'],
  ]) {
    const file = openssl('pkcs8', '-topk8', '-in', plain, ...way, ...pass);
    assert.equal(only(key, file, ...withPasswords).publicKey?.pin.base64, pinOf(key), way.join(' '));
  }
});

const legacy = ['-provider', 'legacy', '-provider', 'default'];

test('every way before PBES2 that OpenSSL writes: PBES1 (RFC 8018 §6.1) and those of PKCS #12 (RFC 7292 appendix C)', () => {
  const key = keys['P-256'];
  const plain = maker.write('plain', key.export({ type: 'pkcs8', format: 'pem' }));
  const pass = ['-passout', `pass:${password}`];
  const wrong = ['--password-file', maker.write('wrong', 'wrong\nWrong\n')];
  for (const way of [
    'PBE-MD5-DES',
    'PBE-MD5-RC2-64',
    'PBE-SHA1-DES',
    'PBE-SHA1-RC2-64',
    'PBE-SHA1-RC4-128',
    'PBE-SHA1-RC4-40',
    'PBE-SHA1-3DES',
    'PBE-SHA1-2DES',
    'PBE-SHA1-RC2-128',
    'PBE-SHA1-RC2-40',
  ])
    for (const more of way === 'PBE-MD5-DES' ? [[], ['-iter', '1'], ['-outform', 'DER']] : [[]]) {
      const to = maker.path('legacy.key');
      openssl('pkcs8', '-topk8', '-in', plain, '-v1', way, ...more, ...legacy, ...pass, '-out', to);
      const file = readFileSync(to);
      const opened = only(key, file, ...withPasswords);
      assert.deepEqual([opened.encrypted, opened.problem], [true, undefined], way);
      assert.equal(opened.publicKey.pin.base64, pinOf(key), way);
      const id = (...args) => only(key, file, ...args).problem.kind.id;
      assert.deepEqual([id(), id(...wrong)], ['container.password_needed', 'container.password_wrong'], way);
    }
});

test('the empty password is tried as well, whatever is encrypted with it', () => {
  const key = keys.ed25519;
  const plain = maker.write('plain', key.export({ type: 'pkcs8', format: 'pem' }));
  for (const way of ['PBE-MD5-DES', 'PBE-SHA1-RC4-128', 'PBE-SHA1-3DES']) {
    const file = openssl('pkcs8', '-topk8', '-in', plain, '-v1', way, ...legacy, '-passout', 'pass:');
    assert.equal(only(key, file).publicKey?.pin.base64, pinOf(key), way);
  }
});

test('damage is told from a wrong password: octets that no cipher of blocks writes (RFC 8018 §6.1.1, §6.2.1)', () => {
  const key = keys['P-256'];
  const plain = maker.write('plain', key.export({ type: 'pkcs8', format: 'pem' }));
  for (const way of [
    ['-v1', 'PBE-MD5-DES'],
    ['-v1', 'PBE-SHA1-RC2-64'],
    ['-v1', 'PBE-SHA1-3DES'],
    ['-v2', 'des3'],
    ['-v2', 'aes-256-cbc'],
  ]) {
    const to = maker.path('whole.der');
    const args = [
      '-topk8',
      '-in',
      plain,
      ...way,
      ...legacy,
      '-passout',
      `pass:${password}`,
      '-outform',
      'DER',
    ];
    openssl('pkcs8', ...args, '-out', to);
    const [algorithm, octets] = members(readFileSync(to));
    const shorter = contents(octets);
    for (const less of [1, 7, shorter.end - shorter.start]) {
      const cut = tlv(0x30, algorithm, tlv(4, octets.subarray(shorter.start, shorter.end - less)));
      for (const args of [withPasswords, ['--password-file', maker.write('wrong', 'wrong\n')], []]) {
        const { encrypted, problem } = only(key, cut, ...args);
        assert.deepEqual([encrypted, problem.kind.id], [true, 'container.damaged'], `${way} ${less}`);
      }
    }
  }
});

test('a way that is not read is named', () => {
  const key = keys['P-256'];
  const plain = maker.write('plain', key.export({ type: 'pkcs8', format: 'pem' }));
  const pass = ['-passout', `pass:${password}`];
  const file = openssl('pkcs8', '-topk8', '-in', plain, '-v2', 'aria-256-cbc', ...pass);
  const { problem } = only(key, file, ...withPasswords);
  assert.deepEqual(problem.kind, { id: 'container.method_unsupported', method: 'PBES2' });
});

test('no file asks for more work, or more memory, than a person waits for', () => {
  const hex = (text) => Buffer.from(text, 'hex');
  const id = (contents) => tlv(6, hex(contents));
  const cipher = tlv(0x30, id('60864801650304012a'), tlv(4, Buffer.alloc(16)));
  const salt = tlv(4, Buffer.alloc(8));
  const file = (derivation) => {
    const pbes2 = tlv(0x30, id('2a864886f70d01050d'), tlv(0x30, derivation, cipher));
    return tlv(0x30, pbes2, tlv(4, Buffer.alloc(64)));
  };
  const pbkdf2 = (rounds) => tlv(0x30, id('2a864886f70d01050c'), tlv(0x30, salt, tlv(2, hex(rounds))));
  const scrypt = (n, r, p) =>
    tlv(0x30, id('2b06010401da47040b'), tlv(0x30, salt, ...[n, r, p].map((one) => tlv(2, hex(one)))));
  for (const [derivation, problem] of [
    [pbkdf2('05f5e100'), 'container.too_slow'],
    [scrypt('00ffffffffffffff', '08', '01'), 'container.too_large'],
    [scrypt('010000', '08', '7fff'), 'container.too_slow'],
  ])
    assert.equal(inspectData(file(derivation), ...withPasswords).objects[0].problem.kind.id, problem);
});

test('PKCS #1 (RFC 8017 A.1.2), SEC 1 (RFC 5915 §3) and the DSA keys of OpenSSL, PEM and DER', () => {
  for (const [name, type, label] of [
    ['rsa', 'pkcs1', 'RSA PRIVATE KEY'],
    ['P-256', 'sec1', 'EC PRIVATE KEY'],
    ['P-384', 'sec1', 'EC PRIVATE KEY'],
    ['P-521', 'sec1', 'EC PRIVATE KEY'],
    ['secp256k1', 'sec1', 'EC PRIVATE KEY'],
  ])
    for (const format of ['pem', 'der']) {
      const told = only(keys[name], keys[name].export({ type, format }));
      assert.equal(told.label, label);
      assert.equal(told.publicKey.pin.base64, pinOf(keys[name]), name);
    }
  const plain = maker.write('plain', keys.dsa.export({ type: 'pkcs8', format: 'pem' }));
  const pem = openssl('dsa', '-in', plain);
  assert.match(pem, /BEGIN (DSA )?PRIVATE KEY/);
  assert.equal(only(keys.dsa, pem).publicKey.pin.base64, pinOf(keys.dsa));
  const der = execFileSync('openssl', ['dsa', '-in', plain, '-outform', 'DER'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  assert.equal(only(keys.dsa, der).publicKey.pin.base64, pinOf(keys.dsa));
});

test('a key on a curve whose parameters stand in full', () => {
  const file = maker.key('explicit');
  const key = createPrivateKey(readFileSync(file));
  const told = only(key, readFileSync(file));
  const spki = openssl('pkey', '-in', file, '-pubout').replace(/-----[^-]+-----|\s/g, '');
  const pin = createHash('sha256').update(Buffer.from(spki, 'base64')).digest('base64');
  assert.equal(told.publicKey.pin.base64, pin);
});

test('the point is that of the private key, whatever stands beside it', () => {
  const [key, other] = [keys['P-256'], pair('ec', { namedCurve: 'P-256' })];
  const [der, theirs] = [key, other].map((one) => one.export({ type: 'sec1', format: 'der' }));
  const point = 65;
  const mixed = Buffer.concat([der.subarray(0, -point), theirs.subarray(-point)]);
  assert.equal(only(key, mixed).publicKey.pin.base64, pinOf(key));
});

test('a public key beside a private one that nobody derives (RFC 5958 §2)', () => {
  const key = pair('ed448');
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  assert.equal(only(key, pkcs8).publicKey, undefined);
  const octets = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-57);
  const inside = Buffer.concat([pkcs8.subarray(2), Buffer.of(0x81, 58, 0), octets]);
  // OneAsymmetricKey is version 1.
  inside[2] = 1;
  const v2 = Buffer.concat([Buffer.of(0x30, 0x81, inside.length), inside]);
  assert.equal(only(key, v2).publicKey.pin.base64, pinOf(key));
});

test('encryption as before PKCS #8 (RFC 1421 headers)', () => {
  for (const [name, type] of [
    ['rsa', 'pkcs1'],
    ['P-256', 'sec1'],
  ])
    for (const cipher of ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc']) {
      const key = keys[name];
      const file = key.export({ type, format: 'pem', cipher, passphrase: password });
      assert.match(file, /Proc-Type: 4,ENCRYPTED/);
      const opened = only(key, file, ...withPasswords);
      assert.deepEqual([opened.encrypted, opened.problem], [true, undefined]);
      assert.equal(opened.publicKey.pin.base64, pinOf(key), cipher);
      assert.equal(only(key, file).problem.kind.id, 'container.password_needed');
      const wrong = ['--password-file', maker.write('wrong', 'wrong\n')];
      assert.equal(only(key, file, ...wrong).problem.kind.id, 'container.password_wrong');
      assert.equal(
        only(key, file.replace(/DEK-Info: [^,]+/, 'DEK-Info: ODD'), ...wrong).problem.kind.method,
        'ODD',
      );
    }
  const plain = maker.write('dsa', keys.dsa.export({ type: 'pkcs8', format: 'pem' }));
  const args = ['-in', plain, '-traditional', '-aes256', '-passout', `pass:${password}`];
  const dsa = openssl('pkey', ...args);
  assert.match(dsa, /BEGIN DSA PRIVATE KEY[^]*Proc-Type: 4,ENCRYPTED/);
  assert.equal(only(keys.dsa, dsa, ...withPasswords).publicKey.pin.base64, pinOf(keys.dsa));
});

test('a block that is no base64 (RFC 7468 §3) says where, and still shows nothing', () => {
  const key = keys['P-256'];
  const file = key.export({ type: 'pkcs8', format: 'pem' }).replace(/\n(....)/, '\n$1!');
  const { problem } = only(key, `text\n${file}`);
  assert.equal(problem.kind.id, 'pem.base64');
  assert.equal(file[problem.offset], '!');
});

test("OpenSSH's own keys are named with their public key, and whether they are encrypted", (context) => {
  const make = (name, passphrase) => {
    const path = maker.path(name);
    const args = ['-q', '-t', 'ed25519', '-N', passphrase, '-C', '', '-f', path];
    return { run: spawnSync('ssh-keygen', args), path };
  };
  const plain = make('ssh-plain', '');
  if (plain.run.error) return context.skip('no ssh-keygen');
  const locked = make('ssh-locked', password);
  for (const [{ path }, encrypted] of [
    [plain, false],
    [locked, true],
  ]) {
    const file = readFileSync(path);
    const [{ content }] = inspectData(file).objects;
    const { publicKey, ...about } = content.data;
    assert.equal(content.kind, 'privateKey');
    assert.deepEqual(about, { label: 'OPENSSH PRIVATE KEY', encrypted });
    // RFC 8709 §4: the public key stands at the end. RFC 8410 §10.1 has what stands before it in an SPKI.
    const key = Buffer.from(readFileSync(`${path}.pub`, 'utf8').split(' ')[1], 'base64').subarray(-32);
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
    assert.equal(publicKey.pin.base64, createHash('sha256').update(spki).digest('base64'));
    // The private key stands before the public one, or what is encrypted near the end.
    const body = Buffer.from(file.toString().replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const at = body.lastIndexOf(key);
    const secret = encrypted ? body.subarray(-100, -20) : body.subarray(at - 32, at);
    const shown = spawnSync(commandLine, ['inspect', '--json', '--tree', path]).stdout;
    assertHidden([secret], shown, path);
  }
});

const python = pythonWithCryptography();
test('ML-DSA (RFC 9881 §6): the seed gives the public key', { skip: !python && withoutPyca }, () => {
  const script = [
    'from cryptography.hazmat.primitives import serialization as s',
    'from cryptography.hazmat.primitives.asymmetric import mldsa',
    'import sys',
    "key = getattr(mldsa, f'MLDSA{sys.argv[1]}PrivateKey').from_seed_bytes(bytes(range(7, 39)))",
    'private = key.private_bytes(s.Encoding.DER, s.PrivateFormat.PKCS8, s.NoEncryption())',
    'public = key.public_key().public_bytes(s.Encoding.DER, s.PublicFormat.SubjectPublicKeyInfo)',
    "print(private.hex(), public.hex(), sep='\\n')",
  ].join('\n');
  for (const size of ['44', '65', '87']) {
    const stdout = execFileSync(python, ['-c', script, size], { encoding: 'utf8' });
    const [key, spki] = stdout.split('\n').map((line) => Buffer.from(line, 'hex'));
    const [{ content }] = inspectData(key).objects;
    assert.equal(content.data.publicKey.algorithm.name, `ML-DSA-${size}`);
    assert.equal(content.data.publicKey.pin.base64, createHash('sha256').update(spki).digest('base64'));
    const shown = spawnSync(commandLine, ['inspect', '--json', '--tree', maker.write('key', key)]).stdout;
    assertHidden([Buffer.from(Array.from({ length: 32 }, (_, at) => at + 7))], shown, size);
  }
});

test('the master key in a TLS session that OpenSSL wrote is named and not shown', () => {
  const secret = randomBytes(48);
  const octets = (value) => Buffer.concat([Buffer.of(4, value.length), value]);
  // SSL_SESSION_ASN1 of OpenSSL: version, TLS version, cipher, session id, master key.
  const fields = [Buffer.of(2, 1, 1, 2, 2, 3, 3), octets(Buffer.of(0xc0, 0x2b)), octets(randomBytes(32))];
  const body = Buffer.concat([...fields, octets(secret)]);
  const der = Buffer.concat([Buffer.of(0x30, body.length), body]);
  const pem = `-----BEGIN SSL SESSION PARAMETERS-----\n${der.toString('base64')}\n-----END SSL SESSION PARAMETERS-----\n`;
  const path = maker.write('session.pem', pem);
  const { stdout } = spawnSync(commandLine, ['inspect', '--json', '--tree', path]);
  assert.equal(JSON.parse(stdout).inputs[0].objects[0].content.kind, 'privateKey');
  assertHidden([secret], stdout, 'the session');
});
