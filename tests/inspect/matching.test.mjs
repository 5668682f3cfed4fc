// What belongs together among several files: keys, renewals, cross-signs, duplicates, chains and the bundle.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { pemBlocks } from '../engine/pem.mjs';
import { inspectTogether } from './inspect.mjs';
import { Maker } from './made.mjs';
import { assertHidden, secretsOf } from './secrets.mjs';

const maker = new Maker();
let count = 0;
const CA = ['basicConstraints = critical,CA:TRUE', 'subjectKeyIdentifier = hash'];
const LEAF = ['basicConstraints = CA:FALSE', 'subjectAltName = DNS:a.example'];

/** A certificate with the key of a file, issued by another or by itself, as a file and its text. */
function issue({ subject, key, by, lines = CA, days = ['20240101000000Z', '20340101000000Z'] }) {
  const name = `m${++count}`;
  const own = [
    '[own]',
    ...lines,
    ...(by && by.keyId !== false ? ['authorityKeyIdentifier = keyid'] : []),
  ].join('\n');
  const config = maker.write(
    `${name}.cnf`,
    `${own}\n[ca]\ndefault_ca=c\n[c]\ndatabase=${maker.write(`${name}.db`, '')}
serial=${maker.write(`${name}.srl`, `0${count}`.slice(-2))}\nnew_certs_dir=${maker.path('')}\npolicy=p\ndefault_md=sha256
email_in_dn=no\nunique_subject=no\n[p]\ncommonName=optional\norganizationName=optional\ncountryName=optional\n`,
  );
  const request = maker.write(`${name}.csr`, maker.request({ key, subject, lines: [] }));
  const out = maker.path(`${name}.pem`);
  const signer = by ? ['-cert', by.file, '-keyfile', by.key] : ['-selfsign', '-keyfile', key];
  const period = ['-startdate', days[0], '-enddate', days[1]];
  const args = ['-batch', '-notext', '-preserveDN', '-config', config, '-extensions', 'own', '-in', request];
  openssl('ca', ...args, ...signer, ...period, '-out', out);
  return { file: out, key, request };
}

const key = () => maker.key('ec');
const root = issue({ subject: '/CN=Root', key: key() });
const inner = issue({ subject: '/CN=Inner', key: key(), by: root });
const leaf = issue({ subject: '/CN=a.example', key: key(), by: inner, lines: LEAF });
const der = (file) => Buffer.from(new X509Certificate(readFileSync(file)).raw);
const at = (input, object = 0) => ({ input, object });
const relationsOf = (...files) => inspectTogether(files).relations;
const bundle = (files, ...args) => {
  const out = maker.path('bundle.pem');
  const run = spawnSync(commandLine, ['inspect', '--bundle', out, ...args, '--', ...files], {
    encoding: 'utf8',
  });
  assert.ok(run.status < 2, run.stderr);
  return pemBlocks(readFileSync(out, 'utf8'));
};

test('certificate, private key, request and public key of one key, however it is packed', () => {
  for (const kind of ['rsa', 'ec', 'explicit', 'ed25519']) {
    const own = maker.key(kind);
    const certificate = maker.write(`${kind}.pem`, maker.certificate({ key: own, lines: [] }));
    const request = maker.write(`${kind}.csr`, maker.request({ key: own, subject: '/CN=Asks', lines: [] }));
    const publicKey = maker.write(`${kind}.pub`, openssl('pkey', '-in', own, '-pubout'));
    const { keys } = relationsOf(certificate, maker.key('ec'), own, request, publicKey);
    const spki = openssl('pkey', '-in', own, '-pubout').replace(/-----[^-]+-----|\s/g, '');
    assert.deepEqual(
      keys.map(({ pin, ...places }) => [pin.base64, places]),
      [
        [
          createHash('sha256').update(Buffer.from(spki, 'base64')).digest('base64'),
          {
            privateKeys: [at(2)],
            certificates: [at(0)],
            certificationRequests: [at(3)],
            publicKeys: [at(4)],
          },
        ],
      ],
      kind,
    );
  }
});

test('one key in two encodings: a compressed point, and RSA with the identifier of RSASSA-PSS', () => {
  const ec = maker.key('ec');
  const short = maker.path('short.pub');
  openssl('ec', '-in', ec, '-pubout', '-conv_form', 'compressed', '-out', short);
  const rsa = maker.key('rsa');
  const spki = createPublicKey(readFileSync(rsa)).export({ type: 'spki', format: 'der' });
  // RFC 4055 §1.2: the same key under another identifier, without parameters.
  const octets = spki.subarray(23);
  assert.equal(octets[0], 0);
  const pss = Buffer.from('300b06092a864886f70d01010a', 'hex');
  const bits = Buffer.concat([Buffer.of(3, 0x82, octets.length >> 8, octets.length & 255), octets]);
  const length = pss.length + bits.length;
  const other = Buffer.concat([Buffer.of(0x30, 0x82, length >> 8, length & 255), pss, bits]);
  const { keys } = relationsOf(ec, short, rsa, maker.write('pss.pub', other));
  assert.deepEqual(
    keys.map(({ privateKeys, publicKeys }) => [privateKeys, publicKeys]),
    [
      [[at(0)], [at(1)]],
      [[at(2)], [at(3)]],
    ],
  );
});

test('leaf to root from any order of files, by name and key identifier', () => {
  for (const files of [
    [leaf, inner, root],
    [root, inner, leaf],
    [inner, root, leaf],
  ]) {
    const { chains } = relationsOf(...files.map(({ file }) => file));
    const places = [leaf, inner, root].map((one) => at(files.indexOf(one)));
    assert.deepEqual(chains, [
      { certificates: places, roots: [places[2]], withoutIssuer: [], by: 'nameAndKeyId' },
    ]);
  }
  const { chains } = relationsOf(leaf.file, inner.file);
  assert.deepEqual(chains, [
    { certificates: [at(0), at(1)], roots: [], withoutIssuer: [at(1)], by: 'nameAndKeyId' },
  ]);
});

test('of two CAs with one name, the one with the key', () => {
  const other = issue({ subject: '/CN=Inner', key: key(), by: root });
  const { chains } = relationsOf(other.file, leaf.file, inner.file, root.file);
  assert.deepEqual(
    chains.map(({ certificates }) => certificates.map(({ input }) => input)),
    [
      [1, 2, 3],
      [0, 3],
    ],
  );
});

test('without key identifiers, by name alone', () => {
  const top = issue({
    subject: '/CN=Top',
    key: key(),
    lines: ['basicConstraints = CA:TRUE', 'subjectKeyIdentifier = none'],
  });
  const under = issue({
    subject: '/CN=Under',
    key: key(),
    by: { ...top, keyId: false },
    lines: ['basicConstraints = CA:FALSE'],
  });
  const { chains } = relationsOf(under.file, top.file);
  assert.deepEqual(chains, [{ certificates: [at(0), at(1)], roots: [at(1)], withoutIssuer: [], by: 'name' }]);
});

test('cross-signed: one subject and key, two issuers; both are on the way', () => {
  const elder = issue({ subject: '/CN=Elder', key: key() });
  const crossed = issue({ subject: '/CN=Root', key: root.key, by: elder });
  const files = [leaf, inner, root, crossed, elder].map(({ file }) => file);
  const { crossSigned, renewals, chains, keys } = relationsOf(...files);
  assert.deepEqual(crossSigned, [{ certificates: [at(2), at(3)] }]);
  assert.deepEqual(renewals, []);
  assert.deepEqual(keys[0].certificates, [at(2), at(3)]);
  const [chain] = chains;
  assert.deepEqual(
    chain.certificates.map(({ input }) => input),
    [0, 1, 3, 4, 2],
  );
  assert.deepEqual(chain.roots, [at(4), at(2)]);
  assert.deepEqual(
    bundle(files),
    [leaf, inner, crossed].map(({ file }) => der(file)),
  );
});

test('renewed: the same subject with later dates, with the same key and with another', () => {
  const next = ['20250101000000Z', '20350101000000Z'];
  const same = issue({ subject: '/CN=a.example', key: leaf.key, by: inner, lines: LEAF, days: next });
  const later = ['20260101000000Z', '20360101000000Z'];
  const other = issue({ subject: '/CN=a.example', key: key(), by: root, lines: LEAF, days: later });
  const { renewals } = relationsOf(other.file, same.file, leaf.file);
  assert.deepEqual(renewals, [
    { before: at(2), after: at(1), sameKey: true, sameIssuer: true },
    { before: at(1), after: at(0), sameKey: false, sameIssuer: false },
  ]);
  // The same dates: not one after the other.
  const twin = issue({ subject: '/CN=a.example', key: key(), by: inner, lines: LEAF });
  assert.deepEqual(relationsOf(twin.file, leaf.file).renewals, []);
  // Without a subject, the alternative names tell (RFC 5280 §4.1.2.6); without either, nothing does.
  const nameless = (lines, days) => issue({ subject: '/', key: key(), by: inner, lines, days }).file;
  const named = ['basicConstraints = CA:FALSE', 'subjectAltName = critical,DNS:b.example'];
  assert.equal(relationsOf(nameless(named), nameless(named, next)).renewals.length, 1);
  assert.equal(relationsOf(nameless(LEAF.slice(0, 1)), nameless(LEAF.slice(0, 1), next)).renewals.length, 0);
});

test('duplicates are told with every place, and counted once everywhere else', () => {
  const twice = maker.write('twice.pem', `${readFileSync(leaf.file)}\n${readFileSync(inner.file)}`);
  const raw = maker.write('leaf.der', der(leaf.file));
  const { duplicates, keys, chains } = relationsOf(twice, raw, leaf.file, inner.file);
  assert.deepEqual(duplicates, [
    [at(0, 0), at(1), at(2)],
    [at(0, 1), at(3)],
  ]);
  assert.deepEqual(keys, []);
  assert.deepEqual(chains, [
    { certificates: [at(0, 0), at(0, 1)], roots: [], withoutIssuer: [at(0, 1)], by: 'nameAndKeyId' },
  ]);
});

test('the bundle: leaf first, in order, each once, and no root unless it is asked for', () => {
  const files = [root, inner, leaf, inner].map(({ file }) => file);
  const ordered = [leaf, inner, root].map(({ file }) => der(file));
  assert.deepEqual(bundle(files), ordered.slice(0, 2));
  assert.deepEqual(bundle(files, '--with-roots'), ordered);
  // OpenSSL takes it as a server's certificate file.
  const path = maker.path('bundle.pem');
  const verified = execFileSync('openssl', ['verify', '-CAfile', root.file, '-untrusted', path, path], {
    encoding: 'utf8',
  });
  assert.match(verified, /: OK/);
  assert.deepEqual(bundle([root.file]), [der(root.file)]);
  const own = issue({ subject: '/CN=own', key: key(), lines: LEAF });
  assert.deepEqual(bundle([root.file, own.file]), [der(own.file)]);
});

test('the certificate that somebody has the private key of comes first', () => {
  const other = issue({ subject: '/CN=b.example', key: key(), by: inner, lines: LEAF });
  const files = [leaf.file, inner.file, other.file, other.key];
  assert.deepEqual(
    bundle(files),
    [other, inner, leaf].map(({ file }) => der(file)),
  );
});

test('certificates that issue one another end nowhere and everywhere', () => {
  const [first, second] = [key(), key()];
  const one = issue({ subject: '/CN=One', key: first });
  const two = issue({ subject: '/CN=Two', key: second });
  const oneByTwo = issue({ subject: '/CN=One', key: first, by: two });
  const twoByOne = issue({ subject: '/CN=Two', key: second, by: one });
  const { chains } = relationsOf(oneByTwo.file, twoByOne.file);
  assert.deepEqual(
    chains.map(({ certificates, withoutIssuer }) => [certificates, withoutIssuer]),
    [[[at(0), at(1)], []]],
  );
});

test('the text says it, and of which private key there is no certificate', () => {
  const lonely = key();
  const run = spawnSync(commandLine, ['inspect', leaf.file, inner.file, leaf.key, lonely], {
    encoding: 'utf8',
  });
  const section = run.stdout.slice(run.stdout.indexOf('what belongs together'));
  assert.match(section, /one key, sha256\//);
  assert.ok(section.includes(`private key     ${leaf.key}`), section);
  assert.ok(section.includes(`a private key of none of the certificates\n    ${lonely}\n`), section);
  assert.match(section, /by name and key identifier; no signature was verified/);
  assert.match(section, /CN=Inner\n {6}its issuer is not here: CN=Root\n/);
});

test('the text names the issuer that is missing, also of certificates that are alone', () => {
  const textOf = (...all) =>
    spawnSync(commandLine, ['inspect', ...all.map(({ file }) => file)], { encoding: 'utf8' }).stdout;
  assert.match(
    textOf(leaf, root),
    /from leaf to root\n {4}\S+\n {6}CN=a\.example\n {6}its issuer is not here: CN=Inner\n/,
  );
  assert.doesNotMatch(textOf(leaf), /what belongs together/);
});

test('a key in PKCS #12 belongs to the certificate beside it and to one in another file', () => {
  const out = maker.path('own.p12');
  const args = ['-inkey', leaf.key, '-in', leaf.file, '-certfile', inner.file, '-passout', 'pass:secret'];
  openssl('pkcs12', '-export', ...args, '-out', out);
  const passwords = ['--password-file', maker.write('passwords', 'secret\n')];
  const { inputs, relations } = inspectTogether([out, leaf.request], ...passwords);
  const { privateKeys, certificates, certificationRequests } = relations.keys[0];
  const kinds = [...privateKeys, ...certificates, ...certificationRequests].map(
    ({ input, object }) => inputs[input].objects[object].content.kind,
  );
  assert.deepEqual(kinds, ['privateKey', 'certificate', 'certificationRequest']);
  const secret = secretsOf(createPrivateKey(readFileSync(leaf.key)));
  for (const form of ['json', 'text', 'pem', 'pkcs7']) {
    const run = spawnSync(commandLine, ['inspect', ...passwords, '--as', form, out]);
    assertHidden(secret, Buffer.concat([run.stdout, run.stderr]), form);
  }
});

test('nothing to bundle is an error, and no file is written', () => {
  const out = maker.path('nothing.pem');
  const run = spawnSync(commandLine, ['inspect', '--bundle', out, leaf.key], { encoding: 'utf8' });
  assert.equal(run.status, 2);
  assert.match(run.stderr, /no certificate/);
  assert.ok(!existsSync(out));
});
