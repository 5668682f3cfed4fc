// What OpenSSL prints and writes: s_client, text dumps around PEM, trusted certificates.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { extensions, openssl } from '../chains/openssl.mjs';
import { pair, sound } from './held.mjs';
import { inspectData } from './inspect.mjs';
import { issuing, Maker } from './made.mjs';

const maker = new Maker();
const { made, list } = issuing(maker);
const ca = made('ca', { extensions: extensions.root });
const leaf = made('leaf', { by: ca, extensions: extensions.server('DNS:localhost') });

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** What s_client says of an s_server with this chain. */
async function asked(...args) {
  const chain = maker.write('chain.pem', leaf.pem + ca.pem);
  const port = String(await freePort());
  const server = spawn(
    'openssl',
    ['s_server', '-accept', port, '-cert', leaf.path, '-key', leaf.key, '-cert_chain', chain, '-www'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  try {
    await once(server.stdout, 'data');
    const run = spawnSync('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, ...args], {
      ...{ input: 'Q\n', encoding: 'utf8', timeout: 30_000 },
    });
    return { stdout: run.stdout, both: run.stderr + run.stdout };
  } finally {
    server.kill();
    await once(server, 'exit');
  }
}

const subjects = ({ objects }) =>
  objects
    .filter(({ content }) => content.kind === 'certificate')
    .map(({ entry, content }) => [entry, content.data.subject.rfc4514]);

test('`openssl s_client -showcerts`: certificates by their depth, and what OpenSSL said', async () => {
  const { stdout, both } = await asked('-showcerts');
  for (const text of [stdout, both, stdout.replaceAll('\n', '\r\n')]) {
    const all = sound(text);
    assert.equal(all.format, 'opensslClient');
    assert.deepEqual(subjects(all), [
      ['depth 0', 'CN=leaf'],
      ['depth 1', 'CN=leaf'],
      ['depth 2', 'CN=ca'],
    ]);
    const told = all.details.map(({ said, text }) => `${said} ${text}`);
    assert.ok(
      told.some((line) => /^openSsl Verify return code: \d+ \(.+\)$/.test(line)),
      told.join('\n'),
    );
    assert.ok(told.some((line) => /^openSsl New, TLSv1\.3, Cipher is /.test(line)));
  }
  // Its secrets are nobody's business.
  const { stdout: older } = await asked('-showcerts', '-tls1_2');
  const [, secret] = older.match(/Master-Key: ([0-9A-F]+)/);
  assert.ok(!JSON.stringify(sound(older).objects).toUpperCase().includes(secret));
});

test('without -showcerts there is the certificate of the server', async () => {
  const { stdout } = await asked('-CAfile', ca.path);
  const all = sound(stdout);
  assert.deepEqual(subjects(all), [['Server certificate', 'CN=leaf']]);
  assert.ok(all.details.some(({ text }) => text === 'Verify return code: 0 (ok)'));
});

test('a block that was cut off does not hide the next (RFC 7468 §3)', () => {
  const [, begin] = leaf.pem.match(/^([\s\S]{200})/);
  const text = `CONNECTED(00000003)\nCertificate chain\n 0 s:CN = leaf\n${begin}\n 1 s:CN = ca\n${ca.pem}---\n`;
  const { objects, problems } = inspectData(text);
  assert.deepEqual(
    objects.map(({ entry, content }) => [entry, content.kind]),
    [
      [undefined, 'container'],
      ['depth 0', 'other'],
      ['depth 1', 'certificate'],
    ],
  );
  assert.equal(problems[0].kind.id, 'pem.unclosed');
});

test('text dumps around PEM (RFC 7468 §2, §5.2), of certificates, requests, lists and keys', () => {
  const revoked = list('list', ca);
  const request = maker.write('request.pem', maker.request({ subject: '/CN=Asks', lines: [] }));
  for (const [kind, text] of [
    ['certificate', openssl('x509', '-in', leaf.path, '-text')],
    ['certificationRequest', openssl('req', '-in', request, '-text')],
    ['revocationList', openssl('crl', '-in', revoked.path, '-text')],
    ['publicKey', openssl('pkey', '-in', leaf.key, '-pubout', '-text_pub')],
  ]) {
    const { objects, problems } = inspectData(text);
    assert.deepEqual([objects.map(({ content }) => content.kind), problems], [[kind], []]);
    assert.equal(text.slice(objects[0].offset, objects[0].offset + 11), '-----BEGIN ');
  }
});

test('UTF-16 (RFC 2781 §3.2, §4.3) with and without Windows line ends, PEM in one line (RFC 7468 §2), base64 and base64url (RFC 4648 §4, §5)', () => {
  const body = leaf.pem.replace(/-----[^-]+-----|\s/g, '');
  const url = Buffer.from(body, 'base64').toString('base64url');
  for (const data of [
    Buffer.from(`\ufeff${leaf.pem.replaceAll('\n', '\r\n')}`, 'utf16le'),
    Buffer.from(`\ufeff${leaf.pem}`, 'utf16le').swap16(),
    `\ufeff${leaf.pem}`,
    leaf.pem.replaceAll('\n', ' '),
    leaf.pem.replaceAll('\n', ''),
    leaf.pem.replaceAll('\n', '\\n'),
    `CERTIFICATE="${leaf.pem.replaceAll('\n', '\\n')}"\n`,
    body,
    url,
    url.replaceAll(/.{76}/g, '$&\n'),
    `-----BEGIN CERTIFICATE-----\n${url}\n-----END CERTIFICATE-----\n`,
  ]) {
    const { objects, problems } = inspectData(data);
    const kinds = objects.map(({ content }) => content.kind);
    assert.deepEqual([kinds, problems], [['certificate'], []], String(data).slice(0, 80));
    assert.ok(objects[0].problem === undefined);
  }
});

test('TRUSTED CERTIFICATE: its uses, those it is refused for, its name and key id (openssl-x509(1), Trust options)', () => {
  const settings = (...args) => {
    const text = openssl('x509', '-in', leaf.path, '-trustout', ...args);
    const { objects, problems } = inspectData(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      objects.map(({ label, content, problem }) => [label, content.kind, problem]),
      [
        ['TRUSTED CERTIFICATE', 'certificate', undefined],
        ['TRUSTED CERTIFICATE', 'trustSettings', undefined],
      ],
    );
    return objects[1].content.data;
  };
  const use = (oid, name) => ({ oid, name });
  const server = use('1.3.6.1.5.5.7.3.1', 'serverAuth');
  const client = use('1.3.6.1.5.5.7.3.2', 'clientAuth');
  const email = use('1.3.6.1.5.5.7.3.4', 'emailProtection');
  assert.deepEqual(settings('-addtrust', 'serverAuth', '-addtrust', 'clientAuth'), {
    trusted: [server, client],
  });
  assert.deepEqual(settings('-addreject', 'emailProtection', '-setalias', 'Corp \u202e root'), {
    rejected: [email],
    alias: 'Corp \\E2\\80\\AE root',
  });
  // Nothing but a certificate is a certificate.
  const bare = inspectData(
    openssl('x509', '-in', leaf.path).replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'),
  );
  assert.deepEqual(
    bare.objects.map(({ content }) => content.kind),
    ['certificate'],
  );
});

test('a PEM bundle of trusted certificates, and one whose settings are cut off', () => {
  const text = openssl('x509', '-in', leaf.path, '-trustout', '-addtrust', 'serverAuth', '-setalias', 'a');
  const { objects } = inspectData(text + ca.pem + text);
  assert.deepEqual(
    objects.map(({ content }) => content.kind),
    ['certificate', 'trustSettings', 'certificate', 'certificate', 'trustSettings'],
  );
  const octets = Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64').subarray(0, -1);
  const cut = `-----BEGIN TRUSTED CERTIFICATE-----\n${octets.toString('base64')}\n-----END TRUSTED CERTIFICATE-----\n`;
  const [first, second] = inspectData(cut).objects;
  assert.equal(first.content.kind, 'certificate');
  assert.ok(second.problem.fatal);
});
