// PKCS #12 (RFC 7292; PBMAC1, RFC 9579), made by OpenSSL, keytool and certtool.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac, createPrivateKey, createPublicKey, pbkdf2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { ber, contents, members, tlv } from './ber.mjs';
import { inspectData, inspectFiles } from './inspect.mjs';
import { Maker } from './made.mjs';
import { assertHidden, secretsOf } from './secrets.mjs';
import { lacks, python, run } from './tools.mjs';

const maker = new Maker();
const password = 'pass wörd ✓ 𝄞';
const right = maker.write('right', `another\r\n${password}\r\n`);
const wrong = maker.write('wrong', 'another\nPass wörd\n');
const key = maker.key('ec');
const end = maker.write('end.pem', maker.certificate({ key, subject: '/CN=End', lines: [] }));
const root = maker.write('root.pem', maker.certificate({ subject: '/CN=Root', lines: [] }));
const second = maker.write('second.pem', maker.certificate({ subject: '/CN=Second', lines: [] }));
const secret = createPrivateKey(readFileSync(key));
const pin = (privateKey) => {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return execFileSync('openssl', ['dgst', '-sha256', '-binary'], { input: spki }).toString('base64');
};

let count = 0;
/** A key, its certificate and two others, with names. */
function make(...args) {
  const file = maker.path(`${++count}.p12`);
  const others = maker.write('others.pem', readFileSync(root, 'utf8') + readFileSync(second, 'utf8'));
  const named = ['-name', 'Sërver', '-caname', 'The root', '-caname', 'The other one'];
  const from = ['-in', end, '-inkey', key, '-certfile', others, ...named];
  const pass = args.includes('-passout') ? [] : ['-passout', `pass:${password}`];
  openssl('pkcs12', '-export', ...from, ...pass, ...args, '-out', file);
  return file;
}

/** Each object within the file. */
const listed = (objects) =>
  objects
    .filter(({ within }) => within === 0)
    .map(({ entry, content }) => [entry, content.kind, content.data.subject?.rfc4514 ?? content.data.label])
    .sort();
const everything = (label) => [
  ['Sërver', 'certificate', 'CN=End'],
  ['Sërver', 'privateKey', label],
  ['The other one', 'certificate', 'CN=Second'],
  ['The root', 'certificate', 'CN=Root'],
];
const all = everything('ENCRYPTED PRIVATE KEY');
const open = (file, passwords) =>
  inspectFiles([file], ...(passwords ? ['--password-file', passwords] : []))[0].objects;
const state = ([{ content, problem }]) => [content.data.format, content.data.integrity, problem?.kind.id];

for (const [what, args] of [
  ['PBES2 with PBKDF2 and AES-256-CBC (RFC 8018 §6.2), as OpenSSL 3 makes it', []],
  [
    'PBES2 with AES-128-CBC and its code with SHA-1',
    ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'SHA1'],
  ],
  [
    'PBES2 with AES-192-CBC and its code with SHA-384',
    ['-keypbe', 'AES-192-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'SHA384'],
  ],
  [
    'PBES2 with triple DES and its code with SHA-512',
    ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC', '-macalg', 'SHA512'],
  ],
  ['40 bits of RC2 and triple DES (RFC 7292 appendix C), as OpenSSL made it before', ['-legacy']],
  [
    '128 bits of RC2 and triple DES with two keys',
    ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES', '-macalg', 'SHA224'],
  ],
  ['triple DES throughout', ['-legacy', '-descert']],
  [
    '128 bits of RC4, and 40 (RFC 7292 appendix C)',
    ['-legacy', '-certpbe', 'PBE-SHA1-RC4-128', '-keypbe', 'PBE-SHA1-RC4-40'],
  ],
  ['a hundred thousand rounds', ['-iter', '100000']],
])
  test(`${what}: everything is in it, and the key is matched`, () => {
    const file = make(...args);
    const objects = open(file, right);
    assert.deepEqual(state(objects), ['pkcs12', 'holds', undefined]);
    assert.deepEqual([objects[0].content.data.entries, listed(objects)], [4, all]);
    const { data } = objects.find(({ content }) => content.kind === 'privateKey').content;
    assert.equal(data.publicKey.pin.base64, pin(secret));
    assert.deepEqual(state(open(file)), ['pkcs12', 'unchecked', 'container.password_needed']);
    assert.deepEqual(state(open(file, wrong)), ['pkcs12', 'unchecked', 'container.password_wrong']);
    assert.deepEqual(listed(open(file, wrong)), [all[1]]);
    for (const passwords of [right, wrong]) {
      const args = ['inspect', '--tree', '--password-file', passwords, file];
      assertHidden(secretsOf(secret), spawnSync(commandLine, args).stdout, what);
    }
  });

test('what is not encrypted needs no password, and a plain key is told and not shown', () => {
  const plain = ['-keypbe', 'NONE', '-certpbe', 'NONE'];
  for (const [args, integrity] of [
    [['-nomac'], undefined],
    [[], 'unchecked'],
  ]) {
    const file = make(...plain, ...args);
    const objects = open(file);
    assert.deepEqual(state(objects), ['pkcs12', integrity, undefined]);
    assert.deepEqual(listed(objects), everything('PRIVATE KEY'));
    const shown = execFileSync(commandLine, ['inspect', '--json', '--tree', file], { encoding: 'utf8' });
    assertHidden(secretsOf(secret), shown, 'a plain key');
    // Cut anywhere, it is never a tree, in which the key would stand.
    const bytes = readFileSync(file);
    for (let length = 10; length < bytes.length; length += 50)
      assertHidden(
        secretsOf(secret),
        JSON.stringify(inspectData(bytes.subarray(0, length), '--tree')),
        `cut off at ${length}`,
      );
  }
  assert.deepEqual(state(open(make(...plain), wrong)), ['pkcs12', 'unchecked', 'container.not_verified']);
  const keyOnly = make('-certpbe', 'NONE');
  assert.deepEqual(state(open(keyOnly)), ['pkcs12', 'unchecked', undefined]);
  assert.deepEqual(state(open(keyOnly, wrong)), ['pkcs12', 'unchecked', 'container.password_wrong']);
  assert.deepEqual(state(open(keyOnly, right)), ['pkcs12', 'holds', undefined]);
});

test('the empty password, and none, which is another one (RFC 7292 §B.1)', () => {
  for (const args of [[], ['-legacy']]) {
    const file = make('-passout', 'pass:', ...args);
    for (const passwords of [undefined, right]) {
      const objects = open(file, passwords);
      assert.deepEqual(state(objects), ['pkcs12', 'holds', undefined]);
      assert.deepEqual(listed(objects), all);
    }
  }
  // OpenSSL itself takes either; Python's pyca/cryptography is not asked, for it makes neither.
  const none = withMac(make('-nomac', '-keypbe', 'NONE', '-certpbe', 'NONE'), (safe, salt) =>
    pkcs12Mac(Buffer.alloc(0), salt, safe),
  );
  assert.deepEqual(state(inspectData(none).objects), ['pkcs12', 'holds', undefined]);
});

test('without certificates, without a key, and names that are only local (RFC 2985 §5.5.2)', () => {
  const export_ = (...args) => {
    const file = maker.path('some.p12');
    openssl('pkcs12', '-export', ...args, '-passout', `pass:${password}`, '-out', file);
    return listed(open(file, right));
  };
  assert.deepEqual(export_('-nocerts', '-inkey', key, '-in', end, '-name', 'Sërver'), [all[1]]);
  assert.deepEqual(export_('-nokeys', '-in', end), [[undefined, 'certificate', 'CN=End']]);
  const sha1 = openssl('x509', '-in', end, '-noout', '-fingerprint', '-sha1').trim().split('=')[1];
  const local = sha1.replaceAll(':', '').toLowerCase();
  assert.deepEqual(export_('-inkey', key, '-in', end), [
    [local, 'certificate', 'CN=End'],
    [local, 'privateKey', 'ENCRYPTED PRIVATE KEY'],
  ]);
});

test('the way to what is in it', { skip: lacks('python3', '--version') }, () => {
  const zip = maker.path('bundle.zip');
  const program = `import zipfile\nwith zipfile.ZipFile(argv[0], 'w') as z: z.write(argv[1], 'server.p12')`;
  python(program, zip, make('-caname', ''));
  const text = run(commandLine, ['inspect', '--password-file', right, zip]);
  const heads = text.match(/^\/.*bundle\.zip.*$/gm).map((line) => line.slice(line.indexOf('bundle.zip')));
  assert.deepEqual(heads, [
    'bundle.zip: ZIP archive',
    'bundle.zip › server.p12: key store (PKCS #12)',
    'bundle.zip › server.p12 › Sërver › certificate',
    'bundle.zip › server.p12 › The root: certificate',
    'bundle.zip › server.p12 › The other one: certificate',
    'bundle.zip › server.p12 › Sërver › private key',
  ]);
});

/** A file without a code, with one: of the contents of its AuthenticatedSafe and a salt, an algorithm and a code. */
function withMac(file, code, salt = Buffer.from('a salt of some octets')) {
  const [version, safe] = members(readFileSync(file));
  const [, around] = members(safe);
  const [string] = members(around);
  const [algorithm, mac] = code(string.subarray(contents(string).start), salt);
  const data = tlv(0x30, tlv(0x30, algorithm, tlv(4, mac)), tlv(4, salt), tlv(2, Buffer.of(1)));
  return tlv(0x30, version, safe, data);
}

const oid = (hex) => tlv(6, Buffer.from(hex, 'hex'));
const none = Buffer.of(5, 0);

/** RFC 7292 §4 with SHA-1 and one round; Python, for nothing else here derives such a key. */
function pkcs12Mac(wide, salt, safe) {
  const program = `import hashlib
wide, salt = map(bytes.fromhex, argv)
v, fill = 64, lambda s: (s * 64)[:-(-len(s) // 64) * 64] if s else b''
print(hashlib.sha1(bytes([3]) * v + fill(salt) + fill(wide)).hexdigest())`;
  const derived = Buffer.from(python(program, wide.toString('hex'), salt.toString('hex')).trim(), 'hex');
  const code = createHmac('sha1', derived).update(safe).digest();
  return [tlv(0x30, oid('2b0e03021a'), none), code];
}

for (const [prf, hash, octets] of [
  ['sha256', 'sha256', 32],
  ['sha256', 'sha512', 64],
  ['sha512', 'sha512', 64],
  ['sha1', 'sha384', 20],
])
  test(`PBMAC1 (RFC 9579 §4): PBKDF2 with ${prf}, a code with ${hash}`, () => {
    const numbers = { sha1: 7, sha256: 9, sha384: 10, sha512: 11 };
    const hmac = (name) => tlv(0x30, oid(`2a864886f70d02${Buffer.of(numbers[name]).toString('hex')}`), none);
    const plain = make('-nomac');
    const code = (safe, salt) => {
      const derived = pbkdf2Sync(password, salt, 2048, octets, prf);
      const pbkdf2 = tlv(
        0x30,
        oid('2a864886f70d01050c'),
        tlv(0x30, tlv(4, salt), tlv(2, Buffer.of(8, 0)), tlv(2, Buffer.of(octets)), hmac(prf)),
      );
      const algorithm = tlv(0x30, oid('2a864886f70d01050e'), tlv(0x30, pbkdf2, hmac(hash)));
      return [algorithm, createHmac(hash, derived).update(safe).digest()];
    };
    const opened = inspectData(withMac(plain, code), '--password-file', right).objects;
    assert.deepEqual(state(opened), ['pkcs12', 'holds', undefined]);
    assert.deepEqual(listed(opened), all);
    const altered = (safe, salt) => code(Buffer.concat([safe, Buffer.of(0)]), salt);
    const other = inspectData(withMac(plain, altered), '--password-file', right).objects;
    assert.deepEqual(state(other), ['pkcs12', 'broken', 'container.mac_wrong']);
  });

test('a file that was altered is told from a wrong password', () => {
  const bytes = readFileSync(make());
  const code = Buffer.from(bytes);
  // The code itself stands before the salt and the iterations, which are 14 octets.
  code[code.length - 20] ^= 1;
  const one = inspectData(code, '--password-file', right).objects;
  assert.deepEqual(state(one), ['pkcs12', 'broken', 'container.mac_wrong']);
  assert.deepEqual(listed(one), all);
  // What is encrypted: most of it can be read still, and what was hit cannot.
  const content = Buffer.from(bytes);
  content[600] ^= 1;
  const two = inspectData(content, '--password-file', right).objects;
  assert.deepEqual(state(two), ['pkcs12', 'broken', 'container.mac_wrong']);
  assert.deepEqual(
    inspectData(content, '--password-file', wrong).objects[0].problem.kind.id,
    'container.password_wrong',
  );
  const { offset } = one[0].problem;
  assert.equal(bytes[offset], 0x30, 'where the code stands');
});

test('cut off anywhere, it is a damaged file with the place of its damage, and what stands before that is read', () => {
  const bytes = readFileSync(make('-legacy'));
  const kinds = new Set();
  for (let length = 7; length < bytes.length; length += 97) {
    const [file, ...within] = inspectData(bytes.subarray(0, length), '--password-file', right).objects;
    assert.deepEqual(
      [file.content.data.format, file.problem.kind.id],
      ['pkcs12', 'container.damaged'],
      `${length}`,
    );
    assert.equal(file.problem.offset, length);
    for (const { content, problem, within: at } of within) {
      assert.deepEqual([problem, at], [undefined, 0], `${length}`);
      kinds.add(content.kind);
    }
  }
  assert.ok(kinds.has('certificate'), 'no certificate stood before any cut');
});

test('cut off in BER (X.690 §8.1.3.6, §8.7.3), all is read that is read of the same in DER', () => {
  const members = ([, ...within]) => within.map(({ entry, content }) => [entry, content.kind]);
  for (const args of [['-legacy'], [], ['-certpbe', 'NONE', '-nomac'], ['-keypbe', 'NONE', '-nomac']]) {
    const der = readFileSync(make(...args));
    const complete = members(inspectData(der, '--password-file', right).objects);
    const isPlain = args.includes('-keypbe');
    const hidden = secretsOf(secret);
    for (const size of [100, 100_000]) {
      const whole = ber(der, { size, implicit: (value) => value[0] === 0x80 });
      let most = 0;
      for (let length = 12; length < whole.length; length += 61) {
        const data = whole.subarray(0, length);
        const { objects, problems } = inspectData(data, '--tree', '--password-file', right);
        assert.deepEqual(problems, []);
        assert.deepEqual(
          [state(objects).slice(0, 1), state(objects)[2], objects[0].problem.offset, objects[0].ber],
          [['pkcs12'], 'container.damaged', length, true],
        );
        assert.equal(objects[0].tree, undefined);
        const read = members(objects);
        assert.deepEqual(read, complete.slice(0, read.length), `${args} ${length}`);
        assert.ok(read.length >= most, 'the more there is, the more is read');
        most = read.length;
        if (isPlain) assertHidden(hidden, JSON.stringify(objects), `${length}`);
      }
      // Of DER without its last octet, the same is read as of BER without what its lengths take.
      const [short, long] = [der, whole].map((one) => {
        const { objects } = inspectData(one.subarray(0, -1), '--password-file', right);
        return members(objects).length;
      });
      assert.ok(most > 0 && long >= short && long === complete.length, `${args}: ${short}, ${long}`);
    }
  }
});

test('rounds without end are refused', () => {
  const file = make('-iter', '2');
  // Both numbers of rounds, that of the code and that of the encryption, in as many octets as before.
  const bytes = Buffer.from(
    readFileSync(make('-iter', '8388607'))
      .toString('latin1')
      .replaceAll('\x02\x03\x7f\xff\xff', '\x02\x03\x7f\xff\xfe'),
    'latin1',
  );
  assert.equal(state(inspectData(bytes, '--password-file', right).objects)[2], 'container.too_slow');
  assert.deepEqual(state(open(file, right)), ['pkcs12', 'holds', undefined]);
});

test('keytool makes them as well', { skip: lacks('keytool', '-help') }, () => {
  const path = maker.path('java.p12');
  const env = { ...process.env, LC_ALL: 'C.UTF-8', STORE: 'changeit' };
  const keytool = (...args) => run('keytool', [...args, '-noprompt'], { env });
  const to = ['-storetype', 'PKCS12', '-keystore', path, '-storepass:env', 'STORE'];
  keytool(
    '-genkeypair',
    '-alias',
    'own',
    '-dname',
    'CN=Own',
    '-keyalg',
    'EC',
    '-groupname',
    'secp256r1',
    ...to,
  );
  keytool('-importcert', '-file', root, '-alias', 'root', ...to);
  keytool('-genseckey', '-alias', 'shared', '-keyalg', 'AES', '-keysize', '256', ...to);
  const objects = open(path, maker.write('changeit', 'changeit\n'));
  assert.deepEqual(state(objects), ['pkcs12', 'holds', undefined]);
  assert.deepEqual(listed(objects), [
    ['own', 'certificate', 'CN=Own'],
    ['own', 'privateKey', 'ENCRYPTED PRIVATE KEY'],
    ['root', 'certificate', 'CN=Root'],
    ['shared', 'privateKey', 'SECRET KEY'],
  ]);
});

test('certtool makes them as well, with a list', { skip: lacks('certtool', '--version') }, () => {
  const crl = maker.path('list.pem');
  const list = new URL('../../crate/engine/testdata/revocation/list.der', import.meta.url);
  openssl('crl', '-inform', 'DER', '-in', list.pathname, '-out', crl);
  for (const cipher of ['aes-256', 'aes-128', '3des-pkcs12', 'rc2-40']) {
    const path = maker.path(`${cipher}.p12`);
    const from = ['--load-certificate', end, '--load-privkey', key, '--load-crl', crl, '--p12-name', 'gnu'];
    const to = ['--pkcs-cipher', cipher, '--password', password, '--outder', '--outfile', path];
    run('certtool', ['--to-p12', ...from, ...to]);
    const objects = open(path, right);
    assert.deepEqual(state(objects), ['pkcs12', 'holds', undefined], cipher);
    assert.deepEqual(
      listed(objects)
        .map(([, kind]) => kind)
        .sort(),
      ['certificate', 'privateKey', 'revocationList'],
      cipher,
    );
  }
});

test('the same ciphers on a private key alone (RFC 5958 §3)', () => {
  for (const args of [
    ['-v1', 'PBE-SHA1-3DES'],
    ['-v1', 'PBE-SHA1-2DES'],
    ['-v1', 'PBE-SHA1-RC2-40', '-provider', 'legacy', '-provider', 'default'],
    ['-scrypt'],
    ['-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA1'],
  ]) {
    const to = ['-topk8', ...args, '-passout', `pass:${password}`];
    const pem = openssl('pkcs8', '-in', key, ...to);
    const [{ content, problem }] = inspectData(pem, '--password-file', right).objects;
    assert.deepEqual([content.data.publicKey?.pin.base64, problem], [pin(secret), undefined], args.join(' '));
    assert.equal(
      inspectData(pem, '--password-file', wrong).objects[0].problem.kind.id,
      'container.password_wrong',
    );
  }
});

test('BER, as Windows and NSS write it (RFC 7292 §4.1 allows it)', () => {
  for (const args of [[], ['-legacy'], ['-certpbe', 'NONE', '-nomac']]) {
    const der = readFileSync(make(...args));
    // What an OCTET STRING holds may be in BER as well; its code is over just these octets, so only without one.
    const implicit = (value) => value[0] === 0x80;
    const file = maker.write('ber.p12', ber(der, { implicit }));
    const objects = open(file, right);
    assert.deepEqual(state(objects).slice(1), [args.includes('-nomac') ? undefined : 'holds', undefined]);
    assert.deepEqual([objects[0].ber, listed(objects)], [true, all]);
    // OpenSSL reads the same.
    openssl(
      'pkcs12',
      '-in',
      file,
      '-noout',
      '-passin',
      `pass:${password}`,
      ...(args.includes('-legacy') ? args : []),
    );
    assert.match(run(commandLine, ['inspect', '--password-file', right, file]), /encoding {10}BER/);
    const cut = inspectData(readFileSync(file).subarray(0, -1), '--password-file', right).objects;
    assert.equal(cut[0].problem.kind.id, 'container.damaged');
  }
});
