// What is worth a second look in what a store leaves free, includes, and shares with other stores; and where no version can follow.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { makeCertificates } from '../cases/certificates.mjs';
import { anchorlight, document, folder, json, written } from './command.mjs';

const made = makeCertificates();
const dir = folder();
const time = '2026-06-01T12:00:00Z';
const anchor = (more) => ({ certificate: made.root.base64, purposes: ['server'], ...more });

let count = 0;
const kept = (value) => {
  count += 1;
  return written(dir, `${count}.json`, value);
};

/** Everything but that nobody signs these. */
function advice(value, ...args) {
  const told = json('lint', kept(value), '--time', time, ...args);
  assert.deepEqual(told.problems, []);
  const rest = told.advice.filter(({ fault }) => fault.id !== 'advice.no_signers');
  return rest.map(({ pointer, fault: { id, ...data } }) => [pointer, id, data]);
}

test('an anchor for names of servers alone is trusted for every address', () => {
  const of = (constraints, more) => advice(document({ anchors: [anchor({ constraints, ...more })] }));
  const told = [['/anchors/0/constraints/permitted/dns', 'advice.addresses_free', {}]];
  const dns = ['partner.example'];
  assert.deepEqual(of({ permitted: { dns } }), told);
  assert.deepEqual(of({ permitted: { dns }, excluded: { ip: ['0.0.0.0/0'] } }), told);
  assert.deepEqual(of({ permitted: { dns }, excluded: { ip: ['0.0.0.0/1', '::/0'] } }), told);
  assert.deepEqual(of({ permitted: { dns }, excluded: { ip: ['0.0.0.0/0', '::/0'] } }), []);
  assert.deepEqual(of({ permitted: { dns, ip: ['192.0.2.0/24'] } }), []);
  assert.deepEqual(of({ excluded: { dns } }), []);
  assert.deepEqual(of({ permitted: { dns } }, { purposes: ['email'] }), []);
  const include = { publicWebRoots: true, constraints: { permitted: { dns } } };
  assert.deepEqual(advice(document({ includes: [include] })), [
    ['/includes/0/constraints/permitted/dns', 'advice.addresses_free', {}],
  ]);
});

test('what of an included document does not count is told', () => {
  const partner = document({
    name: 'partner',
    issued: '2025-01-01T00:00:00Z',
    expires: time,
    anchors: [anchor()],
    rules: { 'name.common_name': { action: 'deny' } },
    hosts: [{ hosts: ['*'], rules: {} }],
    revocation: { mode: 'require' },
  });
  const [text, plain] = [partner, document({ name: 'plain', anchors: [anchor()] })].map((one) =>
    JSON.stringify(one),
  );
  const digest = (text) => createHash('sha256').update(text).digest('hex');
  const files = [partner, document({ name: 'plain', anchors: [anchor()] })].map((one) => kept(one));
  const includes = [{ document: digest(plain) }, { document: digest(text) }];
  const included = files.flatMap((file) => ['--include', file]);
  assert.deepEqual(advice(document({ includes }), ...included), [
    ['/includes/1/document', 'advice.include_expired', { until: time }],
    ['/includes/1/document', 'advice.include_left_behind', { parts: ['rules', 'hosts', 'revocation'] }],
  ]);
  const { stdout } = anchorlight('store', 'lint', kept(document({ includes })), '--time', time, ...included);
  assert.match(stdout, /rules, hosts, revocation/);
});

test('a portal has one store', () => {
  const of = (name, ...portals) =>
    document({ name, anchors: [anchor()], portals: portals.map((id) => ({ id })) });
  const mine = of('corp', 'https://a.example', 'https://b.example');
  const beside = (...others) => others.flatMap((other) => ['--beside', kept(other)]);
  const others = beside(
    of('plain', 'https://c.example'),
    of('partner', 'https://c.example', 'https://b.example'),
  );
  assert.deepEqual(advice(mine, ...others), [
    ['/portals/1/id', 'advice.portal_elsewhere', { store: 'partner', with: '/portals/1/id' }],
  ]);
  assert.deepEqual(advice(mine, ...beside({ ...mine, version: 2 })), []);
  assert.equal(anchorlight('store', 'lint', kept(mine), '--beside', made.root.path).code, 2);
});

test('keys that do not protect any more, whatever they are called', () => {
  const hints = [made.dsa, made.small, made.ed448, made.brainpool].map(({ base64 }) => ({
    certificate: base64,
  }));
  assert.deepEqual(advice(document({ anchors: [anchor()], hints })), [
    ['/hints/0', 'advice.weak_key', { found: 'DSA' }],
    ['/hints/1', 'advice.weak_key', { found: '1.3.132.0.8' }],
  ]);
  const files = [made.dsa, made.small, made.ed448].map(({ path }) => path);
  const dry = anchorlight('store', 'add', kept(document()), ...files, '--dry-run', '--time', time);
  const told = JSON.parse(
    anchorlight('store', 'add', kept(document()), ...files, '--dry-run', '--time', time, '--json').stdout,
  );
  const weak = told.preview.certificates.filter(({ findings }) =>
    findings.some(({ id }) => id === 'import.weak_key'),
  );
  assert.equal(weak.length, 2, dry.stdout);
});

test('after the last version there is none', () => {
  const last = kept(document({ version: 2 ** 32 - 1, anchors: [anchor()] }));
  const before = readFileSync(last, 'utf8');
  for (const args of [
    ['add', last, made.other.path, '--as', 'anchor', '--purpose', 'server'],
    ['remove', last, '--sha256', made.root.sha256],
  ]) {
    const { code, stderr } = anchorlight('store', ...args, '--time', time);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^\/version: .*\[document\.last_version\]$/m);
    assert.equal(readFileSync(last, 'utf8'), before);
  }
});
