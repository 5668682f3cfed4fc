// `anchorlight store export`: what is written is read back, and what cannot be said is told.
import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { test } from 'node:test';
import { anchorlight, base64, der, document, folder, json, Maker, sha256, written } from './command.mjs';

const dir = folder();
const maker = new Maker(dir);
const [plain, bounded, client, distrusted] = ['plain', 'bounded', 'client', 'distrusted'].map((name) =>
  maker.root(name),
);
const hint = maker.ca('hint', plain);
const itself = maker.make('itself', { extensions: ['subjectAltName=DNS:a.example'] });
const spki = (certificate) =>
  createHash('sha256')
    .update(new X509Certificate(certificate.pem).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
const nobody = 'ab'.repeat(32);

const whole = document({
  anchors: [
    { certificate: base64(plain), purposes: ['server'] },
    {
      certificate: bounded.pem,
      purposes: ['server', 'email'],
      enforce: { dates: false },
      constraints: {
        permitted: { dns: ['corp.example'], ip: ['10.0.0.0/8', '127.0.0.1'], email: ['corp.example'] },
        excluded: { dns: ['x.corp.example'] },
        pathLength: 1,
        useUntil: '2029-01-01T00:00:00Z',
      },
    },
    { certificate: base64(client), purposes: ['client'] },
  ],
  hints: [{ certificate: base64(hint) }, { certificate: base64(distrusted) }],
  endEntities: [{ certificate: base64(itself), purposes: ['server'], hosts: ['a.example'] }],
  distrusted: {
    certificates: [{ sha256: sha256(distrusted) }, { sha256: nobody }],
    keys: [{ sha256: spki(client) }],
    serials: [{ issuer: 'CN=plain,O=Corp', serial: new X509Certificate(hint.pem).serialNumber }],
  },
  revocation: { mode: 'require', sources: [{ name: 'list' }] },
  rules: { 'key.rsa_bits': { action: 'deny', minimum: 3072 } },
  hosts: [{ hosts: ['a.example'], rules: { 'sct.count': { action: 'deny', minimum: 1 } } }],
});
const store = written(dir, 'store.json', whole);

/** What is printed, and each warning as its pointer and id. */
function exported(format, ...args) {
  const { code, stdout, stderr } = anchorlight('store', 'export', store, '--format', format, ...args);
  assert.equal(code, 0, stderr);
  const lost = stderr
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, pointer = '', id] = /^warning:(?: at (\S*):)? .* \[(.*)\]$/.exec(line);
      return `${pointer} ${id}`;
    });
  return { text: stdout, lost };
}

const everywhere = [
  '/expires export.condition_lost',
  '/revocation/mode export.condition_lost',
  '/revocation/sources/0 export.left_out',
  '/rules/key.rsa_bits export.condition_lost',
  '/hosts/0 export.condition_lost',
];
const conditions = [
  'enforce/dates',
  'constraints/permitted/email',
  'constraints/excluded/dns',
  'constraints/pathLength',
  'constraints/useUntil',
].map((key) => `/anchors/1/${key} export.condition_lost`);
const names = ['dns', 'ip'].map((form) => `/anchors/1/constraints/permitted/${form} export.condition_lost`);
const unsaid = ['certificates/0', 'certificates/1', 'keys/0', 'serials/0'].map(
  (entry) => `/distrusted/${entry} export.left_out`,
);
const purposes = (index, id) => `/anchors/${index}/purposes export.${id}`;

const assertLost = (actual, expected) => assert.deepEqual(actual.toSorted(), expected.toSorted());

test('PEM: the anchors, and nothing of what is said of them', () => {
  const { text, lost } = exported('pem');
  const blocks = text.split(/(?<=-----END CERTIFICATE-----\n)/);
  assert.deepEqual(
    blocks.map((pem) => new X509Certificate(pem).raw),
    [plain, bounded, client].map(der),
  );
  assert.ok(text.split('\n').every((line) => line.length <= 64));
  const all = [0, 1, 2].map((index) => purposes(index, 'condition_lost'));
  const rest = ['/hints/0', '/hints/1', '/endEntities/0'].map((pointer) => `${pointer} export.left_out`);
  assertLost(lost, [...all, ...conditions, ...names, ...rest, ...unsaid, ...everywhere]);
});

test('JSON: the document itself', () => {
  const { text, lost } = exported('json');
  assert.deepEqual(lost, []);
  assert.deepEqual(Object.keys(JSON.parse(text)).slice(0, 5), [
    'name',
    'version',
    'issued',
    'expires',
    'anchors',
  ]);
  const { changes } = json('diff', store, written(dir, 'again.json', JSON.parse(text)));
  assert.deepEqual(changes, []);
  const output = join(dir, 'output.json');
  assert.equal(exported('json', '--output', output).text, '');
  assert.equal(readFileSync(output, 'utf8'), text);
});

test('Chromium: anchors for servers, hints, and what is distrusted and known', () => {
  const { text, lost } = exported('chromium-policy');
  const policy = JSON.parse(text);
  assert.deepEqual(policy, {
    CACertificates: [base64(plain)],
    CACertificatesWithConstraints: [
      {
        certificate: base64(bounded),
        constraints: {
          permitted_dns_names: ['corp.example'],
          permitted_cidrs: ['10.0.0.0/8', '127.0.0.1/32'],
        },
      },
    ],
    CADistrustedCertificates: [distrusted, client, hint].map(base64),
    CAHintCertificates: [hint, distrusted].map(base64),
  });
  assertLost(lost, [
    purposes(1, 'left_out'),
    ...conditions,
    '/anchors/2 export.left_out',
    '/endEntities/0 export.left_out',
    // Chromium goes by the key.
    '/distrusted/certificates/0 export.widened',
    '/distrusted/serials/0 export.widened',
    '/distrusted/certificates/1 export.left_out',
    ...everywhere,
    ' export.others_stay',
  ]);
});

test('Firefox: anchors for TLS and mail, each in a file that the policy names', () => {
  const folder = join(dir, 'firefox');
  const { text, lost } = exported('firefox-policy', '--folder', folder);
  const { Install: install } = JSON.parse(text).policies.Certificates;
  assert.ok(install.every(isAbsolute));
  assert.deepEqual(
    install.map((path) => new X509Certificate(readFileSync(path)).raw),
    [plain, bounded, client].map(der),
  );
  assert.equal(readdirSync(folder).length, 3);
  const rest = ['/hints/0', '/hints/1', '/endEntities/0'].map((pointer) => `${pointer} export.left_out`);
  assertLost(lost, [
    ...[0, 1, 2].map((index) => purposes(index, 'widened')),
    ...conditions,
    ...names,
    ...rest,
    ...unsaid,
    ...everywhere,
    ' export.others_stay',
  ]);
  assert.equal(anchorlight('store', 'export', store, '--format', 'firefox-policy').code, 2);
});

test('a store that includes the public web loses nothing by the target trusting it', () => {
  const path = written(dir, 'public.json', document({ includes: [{ publicWebRoots: true }] }));
  const { stderr, stdout } = anchorlight('store', 'export', path, '--format', 'chromium-policy');
  assert.deepEqual(JSON.parse(stdout), {});
  assert.doesNotMatch(stderr, /others_stay/);
});
