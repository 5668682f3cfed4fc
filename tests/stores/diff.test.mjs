// `anchorlight store diff`: every field of a document, tightened, loosened and changed.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { signing, Workshop } from '../chains/openssl.mjs';
import { base64, document, folder, json, Maker, readJson, sha256, written } from './command.mjs';

const dir = folder();
const maker = new Maker(dir);
const [root, other] = [maker.root('root'), maker.root('other')];
const some = createHash('sha256').update('some').digest('hex');
const hash = (text) => some.slice(0, 64 - text.length) + text;
const signers = [1, 2, 3, 4].map(() => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
});

/** A document that says something of every kind. */
function whole() {
  return document({
    expiryGrace: 60,
    signers: { threshold: 2, keys: signers.slice(0, 3).map((publicKey) => ({ publicKey })) },
    portals: [{ id: 'https://portal.example' }],
    anchors: [{ certificate: base64(root), purposes: ['server', 'client'], constraints: {} }],
    hints: [],
    endEntities: [],
    distrusted: { certificates: [], keys: [], serials: [] },
    revocation: { mode: 'prefer', scope: 'path', grace: 60, sources: [] },
    rules: {
      'anchor.bound': { action: 'warn', anchors: [hash('aa'), hash('bb')] },
      'certificate.problem': { action: 'warn', ids: ['der.malformed', 'der.trailing'] },
      'key.algorithm': { action: 'warn', allowed: ['rsa', 'ec'] },
      'key.curve': { action: 'warn', allowed: ['P-256', 'P-384'] },
      'key.pinned': { action: 'warn', keys: [hash('aa'), hash('bb')] },
      'key.post_quantum': { action: 'warn', validBeyond: '2030-01-01T00:00:00Z' },
      'key.rsa_bits': { action: 'warn', minimum: 2048 },
      'name.form': { action: 'warn', required: ['dns', 'ip'] },
      'path.certificates': { action: 'warn', maximum: 4 },
      'policy.required': { action: 'warn', oneOf: ['1.2.3', '1.2.4'] },
      profile: { action: 'warn', profile: 'private' },
      'purpose.required': { action: 'warn', allOf: ['serverAuth', '1.2.3'] },
      'sct.count': { action: 'warn', minimum: 2 },
      'signature.algorithm': { action: 'warn', allowed: ['ecdsa-with-SHA256', '1.2.3'] },
      'validity.ca': { action: 'warn', maximumDays: 1000 },
      'validity.end_entity': { action: 'warn', maximumDays: 90 },
    },
    hosts: [{ hosts: ['a.example'], rules: { 'key.rsa_bits': { action: 'warn', minimum: 2048 } } }],
    includes: [{ publicWebRoots: true, purposes: ['server', 'client'], constraints: {} }],
  });
}

const withEndEntity = () => ({
  ...whole(),
  anchors: [],
  endEntities: [
    {
      certificate: base64(root),
      purposes: ['server', 'client'],
      hosts: ['*.example', '10.0.0.0/8'],
      useUntil: '2030-01-01T00:00:00Z',
    },
  ],
});

const absent = undefined;
const early = '2028-01-01T00:00:00Z';
const late = '2029-01-01T00:00:00Z';
const anchor = 'diff.anchor';

/** The constraints of an anchor are those of an include. */
const constraints = [
  ['permitted/dns', ['example'], ['a.example'], ['b.test']],
  ['permitted/dns', absent, ['a.example']],
  ['permitted/ip', ['10.0.0.0/8'], ['10.1.0.0/16', '10.2.3.4'], ['11.0.0.0/8']],
  ['permitted/ip', ['10.0.0.0/9', '10.128.0.0/9'], ['10.0.0.0/9'], ['11.0.0.0/8']],
  ['permitted/ip', ['0.0.0.0/0', '::/0'], ['0.0.0.0/0'], absent],
  ['permitted/email', ['a.example'], ['someone@a.example'], ['.a.example']],
  ['permitted/uri', ['.example'], ['a.example'], ['b.test']],
  ['permitted/directory', ['O=Corp,C=SE'], ['OU=PKI,O=Corp,C=SE'], ['O=Other']],
  ['excluded/dns', ['a.example'], ['example'], ['b.test']],
  ['excluded/ip', absent, ['10.0.0.0/8']],
  ['excluded/email', ['a@b.example'], ['b.example'], ['c.example']],
  ['excluded/uri', ['a.example'], ['a.example', 'b.example'], ['b.example', 'c.example']],
  ['excluded/directory', ['OU=PKI,O=Corp'], ['O=Corp'], ['O=Other']],
  ['extendedKeyUsages', ['serverAuth', 'clientAuth'], ['1.3.6.1.5.5.7.3.1'], ['1.2.3']],
  ['extendedKeyUsages', absent, ['1.2.3']],
  ['policies', ['1.2.3', '1.2.4'], ['1.2.3'], ['1.2.5']],
  ['pathLength', absent, 3],
  ['pathLength', 3, 0],
  ['distrustIssuedAfter', absent, late],
  ['distrustIssuedAfter', late, early],
  ['useUntil', absent, late],
  ['useUntil', late, early],
];

/** What it is about, where it stands, and two values of which the second asks more; a third that asks something else. */
const rows = [
  [{ id: 'diff.document' }, '', 'expiryGrace', 60, 0],
  [{ id: 'diff.signers' }, '/signers', 'threshold', 1, 2],
  [anchor, '/anchors/0', 'purposes', ['server', 'client'], ['server'], ['email']],
  [anchor, '/anchors/0', 'enforce/dates', false, true],
  [anchor, '/anchors/0', 'enforce/constraints', false, true],
  [anchor, '/anchors/0', 'enforce/basicConstraints', false, true],
  ...constraints.map(([field, ...values]) => [anchor, '/anchors/0', `constraints/${field}`, ...values]),
  ...constraints.map(([field, ...values]) => [
    { id: 'diff.include_public_web_roots' },
    '/includes/0',
    `constraints/${field}`,
    ...values,
  ]),
  [{ id: 'diff.include_public_web_roots' }, '/includes/0', 'purposes', absent, ['server']],
  [
    { id: 'diff.include_public_web_roots' },
    '/includes/0',
    'purposes',
    ['server', 'email'],
    ['server'],
    ['code'],
  ],
  [{ id: 'diff.revocation' }, '/revocation', 'mode', 'off', 'prefer'],
  [{ id: 'diff.revocation' }, '/revocation', 'mode', 'prefer', 'require'],
  [{ id: 'diff.revocation' }, '/revocation', 'scope', 'endEntity', 'path'],
  [{ id: 'diff.revocation' }, '/revocation', 'grace', 60, 0],
  rule('anchor.bound', 'anchors', [hash('aa'), hash('bb')], [hash('AA')], [hash('cc')]),
  rule(
    'certificate.problem',
    'ids',
    ['der.trailing'],
    ['der.trailing', 'der.malformed'],
    ['extension.duplicate'],
  ),
  rule('certificate.problem', 'ids', ['der.trailing'], absent),
  rule('certificate.problem', 'severities/der.trailing', 'off', 'warn'),
  rule('certificate.problem', 'severities/der.trailing', 'warn', 'deny'),
  rule('key.algorithm', 'allowed', ['rsa', 'ec'], ['ec'], ['ed25519']),
  rule('key.curve', 'allowed', ['P-256', 'P-384'], ['P-384'], ['P-521']),
  rule('key.pinned', 'keys', [hash('aa'), hash('bb')], [hash('bb')], [hash('cc')]),
  rule('key.post_quantum', 'validBeyond', late, early),
  rule('key.post_quantum', 'validBeyond', late, absent),
  rule('key.rsa_bits', 'minimum', 2048, 3072),
  rule('name.form', 'required', ['dns'], ['dns', 'ip'], ['uri', 'email']),
  rule('path.certificates', 'maximum', 4, 3),
  rule('policy.required', 'oneOf', ['1.2.3', '1.2.4'], ['1.2.4'], ['1.2.5']),
  rule('purpose.required', 'allOf', ['1.2.3'], ['1.2.3', 'serverAuth'], ['1.2.4']),
  rule('sct.count', 'minimum', 1, 2),
  rule('signature.algorithm', 'allowed', ['1.2.3', 'ecdsa-with-SHA256'], ['1.2.840.10045.4.3.2'], ['1.2.4']),
  rule('validity.ca', 'maximumDays', 1000, 500),
  rule('validity.end_entity', 'maximumDays', 90, 47),
  rule('key.rsa_bits', 'action', 'off', 'warn'),
  rule('key.rsa_bits', 'action', 'warn', 'deny'),
  [
    { id: 'diff.host_rule', ruleId: 'key.rsa_bits', hosts: ['a.example'] },
    '/hosts/0/rules/key.rsa_bits',
    'minimum',
    2048,
    4096,
  ],
];

const endEntity = [
  ['purposes', ['server', 'client'], ['client'], ['code']],
  ['hosts', ['*.example'], ['a.example', '*.b.example'], ['example']],
  ['hosts', ['*'], ['*.example', '10.0.0.0/8'], absent],
  ['hosts', ['10.0.0.0/8', 'a.example'], ['10.1.2.3'], ['11.0.0.1']],
  ['useUntil', absent, late],
  ['useUntil', late, early],
];

function rule(id, field, ...values) {
  return [{ id: 'diff.rule', ruleId: id }, `/rules/${id}`, field, ...values];
}

function set(value, pointer, to) {
  const keys = pointer.slice(1).split('/');
  const last = keys.pop();
  const place = keys.reduce((at, key) => (at[key] ??= {}), value);
  if (to === absent) delete place[last];
  else place[last] = to;
  return value;
}

let count = 0;
function diff(old, next) {
  count += 1;
  return json('diff', written(dir, `old-${count}.json`, old), written(dir, `new-${count}.json`, next));
}

function judge(make, about, at, field, loose, tight, unlike) {
  const pointer = `${at}/${field}`;
  const place = (value) => (value === absent ? {} : { value, pointer });
  for (const [before, after, effect] of [
    [loose, tight, 'tightened'],
    [tight, loose, 'loosened'],
    [tight, unlike, 'changed'],
  ]) {
    if (after === absent && effect === 'changed') continue;
    const { changes } = diff(set(make(), pointer, before), set(make(), pointer, after));
    const where = `${pointer}: ${JSON.stringify(before)} to ${JSON.stringify(after)}`;
    assert.equal(changes.length, 1, `${where}: ${JSON.stringify(changes)}`);
    assert.equal(changes[0].effect, effect, where);
    assert.equal(changes[0].field, field, where);
    for (const [key, value] of Object.entries(about)) assert.deepEqual(changes[0].about[key], value, where);
    // What is left out where that says the same as a value is not told.
    if (before !== absent && before !== true) assert.deepEqual(changes[0].before ?? {}, place(before), where);
    if (after !== absent && after !== true) assert.deepEqual(changes[0].after ?? {}, place(after), where);
  }
}

for (const [about, at, field, ...values] of rows) {
  const named =
    typeof about === 'string' ? { id: about, sha256: sha256(root), subject: 'CN=root,O=Corp' } : about;
  test(`${named.ruleId ?? named.id} ${field}: ${JSON.stringify(values)}`, () =>
    judge(whole, named, at, field, ...values));
}

for (const [field, ...values] of endEntity)
  test(`end entity ${field}: ${JSON.stringify(values)}`, () =>
    judge(
      withEndEntity,
      { id: 'diff.end_entity', sha256: sha256(root) },
      '/endEntities/0',
      field,
      ...values,
    ));

test('words are changed', () => {
  for (const [pointer, about, one, two] of [
    ['/name', 'diff.document', 'a', 'b'],
    ['/version', 'diff.document', 1, 2],
    ['/issued', 'diff.document', early, late],
    ['/expires', 'diff.document', early, late],
    ['/$schema', 'diff.document', absent, 'schema.json'],
    ['/anchors/0/note', anchor, 'a', 'b'],
    ['/anchors/0/owner', anchor, absent, 'b'],
    ['/portals/0/note', 'diff.portal', absent, 'b'],
    ['/signers/keys/1/note', 'diff.signer', absent, 'b'],
    ['/hosts/0/note', 'diff.hosts', absent, 'b'],
    ['/includes/0/note', 'diff.include_public_web_roots', 'a', 'b'],
    ['/rules/profile/profile', 'diff.rule', 'private', 'webpki'],
  ]) {
    const { changes } = diff(set(whole(), pointer, one), set(whole(), pointer, two));
    assert.deepEqual(
      changes.map(({ effect, about, after }) => [effect, about.id, after.pointer, after.value]),
      [['changed', about, pointer, two]],
      pointer,
    );
  }
});

test('one block for its two halves is the same in other words', () => {
  const permit = (ip) => set(whole(), '/anchors/0/constraints/permitted/ip', ip);
  const { changes } = diff(permit(['10.0.0.0/9', '10.128.0.0/9']), permit(['10.0.0.0/8']));
  assert.deepEqual(
    changes.map(({ effect }) => effect),
    ['changed'],
  );
});

test('what a rule that is off would ask changes nothing', () => {
  const off = (minimum) => set(whole(), '/rules/key.rsa_bits', { action: 'off', minimum });
  const { changes } = diff(off(2048), off(4096));
  assert.deepEqual(
    changes.map(({ effect, field }) => [effect, field]),
    [['changed', 'minimum']],
  );
});

test('entries come and go by what they are', () => {
  const lists = [
    ['anchors', { certificate: base64(other), purposes: ['server'] }, anchor, { sha256: sha256(other) }],
    ['hints', { certificate: base64(other) }, 'diff.hint', { sha256: sha256(other) }],
    [
      'endEntities',
      { certificate: base64(other), purposes: ['server'], hosts: ['a.example'] },
      'diff.end_entity',
    ],
    [
      'distrusted/certificates',
      { sha256: hash('aa') },
      'diff.distrusted_certificate',
      { sha256: hash('aa') },
    ],
    ['distrusted/keys', { sha256: hash('aa') }, 'diff.distrusted_key', { sha256: hash('aa') }],
    ['distrusted/serials', { issuer: 'CN=a', serial: '01' }, 'diff.distrusted_serial', { issuer: 'CN=a' }],
    ['revocation/sources', { name: 'list' }, 'diff.revocation_source', { name: 'list' }],
    ['portals', { id: 'arn:b' }, 'diff.portal', { portal: 'arn:b' }],
    ['signers/keys', { publicKey: signers[3] }, 'diff.signer'],
    ['includes', { document: hash('aa') }, 'diff.include', { document: hash('aa') }],
  ];
  for (const [list, entry, id, named = {}] of lists) {
    const more = whole();
    const entries = list.split('/').reduce((at, key) => at[key], more);
    entries.unshift(entry);
    const pointer = `/${list}/0`;
    const [added] = check(diff(whole(), more).changes, 'added', id, named);
    assert.deepEqual(added.after, { pointer, value: added.after.value });
    assert.equal(added.before, undefined);
    const [removed] = check(diff(more, whole()).changes, 'removed', id, named);
    assert.equal(removed.before.pointer, pointer);
    assert.equal(removed.after, undefined);
  }
  function check(changes, effect, id, named) {
    assert.equal(changes.length, 1, `${id}: ${JSON.stringify(changes)}`);
    assert.deepEqual([changes[0].effect, changes[0].about.id], [effect, id]);
    for (const [key, value] of Object.entries(named)) assert.equal(changes[0].about[key], value);
    return changes;
  }
});

test('rules come and go by their ids and their hosts', () => {
  const less = whole();
  delete less.rules['key.curve'];
  less.hosts.push({
    hosts: ['b.example', '*.c.example'],
    rules: { 'sct.count': { action: 'deny', minimum: 1 } },
  });
  const told = diff(less, whole()).changes.map(({ effect, about }) => [effect, about.ruleId, about.hosts]);
  assert.deepEqual(told, [
    ['added', 'key.curve', undefined],
    ['removed', 'sct.count', ['*.c.example', 'b.example']],
  ]);
});

test('places and ways of writing make no difference', () => {
  const one = whole();
  one.anchors.push({ certificate: base64(other), purposes: ['server'] });
  one.hosts.push({ hosts: ['b.example', 'c.example'], rules: {}, note: 'x' });
  one.distrusted = {
    certificates: [{ sha256: hash('aa') }],
    keys: [],
    serials: [{ issuer: 'CN=A', serial: '0a' }],
  };
  const two = structuredClone(one);
  two.anchors = [
    { certificate: other.pem, purposes: ['server'] },
    { ...two.anchors[0], enforce: { dates: true } },
  ];
  two.anchors[1].purposes.reverse();
  two.hosts.reverse();
  two.hosts[0].hosts.reverse();
  two.signers.keys.reverse();
  const colons = hash('aa').toUpperCase().match(/../g).join(':');
  two.distrusted.certificates[0].sha256 = colons;
  two.distrusted.serials[0] = { issuer: 'cn=a', serial: '00:0A' };
  delete two.revocation.mode;
  assert.deepEqual(diff(one, two).changes, []);
});

test('a list is the same as base64 and as PEM', () => {
  const by = { path: root.path, key: join(dir, 'root.key') };
  const times = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
  const lists = ['01', '02'].map((number) =>
    new Workshop(dir).revocationList({ name: `list-${number}`, by, sign: signing.sha256, number, ...times }),
  );
  const [one, two] = lists.map(({ pem }) => pem);
  const withList = (data) => set(whole(), '/revocation/sources', [{ name: 'list', data }]);
  const bare = one.replaceAll(/-----.*-----|\n/g, '');
  assert.deepEqual(diff(withList(one), withList(bare)).changes, []);
  assert.deepEqual(
    diff(withList(one), withList(two)).changes.map(({ effect, field, about }) => [effect, field, about.name]),
    [['changed', 'data', 'list']],
  );
});

test('the verdicts of chains at hand are told, with the clause that decides', () => {
  const leaf = maker.server('a.example', root);
  const trusts = document({ anchors: [{ certificate: base64(root), purposes: ['server'] }] });
  const bounded = structuredClone(trusts);
  bounded.anchors[0].constraints = { permitted: { dns: ['b.example'] } };
  const [old, next] = [written(dir, 'trusts.json', trusts), written(dir, 'bounded.json', bounded)];
  const chains = ['--chain', leaf.path, '--chain', root.path, '--host', 'a.example'];
  const args = [old, next, ...chains, '--time', '2026-06-01T00:00:00Z'];
  const { verdicts } = json('diff', ...args);
  assert.deepEqual(
    verdicts.map(({ chain, before, after }) => [chain, before.outcome, after.outcome, after.clause.pointer]),
    [[0, 'trusted', 'notTrusted', '/anchors/0/constraints/permitted/dns']],
  );
  assert.equal(verdicts[0].after.finding.id, 'name.not_permitted');
  assert.deepEqual(json('diff', old, old, ...args.slice(2)), { changes: [], verdicts: [] });
  assert.deepEqual(readJson(join(dir, 'trusts.json')), trusts);
});
