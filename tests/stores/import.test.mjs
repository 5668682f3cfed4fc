// `anchorlight store new`, `add`, `remove` and `lint`: what files would bring, and what becomes of a document.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openssl, signing } from '../chains/openssl.mjs';
import {
  anchorlight,
  base64,
  der,
  document,
  folder,
  json,
  Maker,
  readJson,
  sha256,
  written,
} from './command.mjs';

const dir = folder();
const maker = new Maker(dir);
const time = '2026-06-01T00:00:00Z';

function keyFile(name, ...options) {
  const path = join(dir, `${name}.key`);
  openssl('genpkey', ...options, '-out', path);
  return path;
}

const shared = keyFile('shared', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256');
const short = keyFile('short', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024');
const root = maker.root('root');
const made = {
  root,
  intermediate: maker.ca('intermediate', root),
  leaf: maker.server('a.example', root),
  alone: maker.make('alone', {
    extensions: ['basicConstraints=CA:FALSE', 'subjectAltName=DNS:alone.example'],
  }),
  bare: maker.make('bare', { by: root, extensions: ['basicConstraints=CA:FALSE'] }),
  expired: maker.root('expired', { from: '2024-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z' }),
  future: maker.root('future', { from: '2027-01-01T00:00:00Z' }),
  weak: maker.root('weak', { key: short }),
  sha1: maker.ca('sha1', root, { sign: signing.sha1 }),
  ownSha1: maker.root('ownSha1', { sign: signing.sha1 }),
  one: maker.root('one', { key: shared }),
  two: maker.root('two', { key: shared }),
};

/** Of each certificate what is found in it beside its own words, and what is suggested with the reason. */
const expected = {
  root: [['import.self_signed'], 'anchor', 'suggestion.root'],
  intermediate: [[], 'hint', 'suggestion.intermediate'],
  leaf: [['import.not_ca', 'import.leaf'], 'none', 'suggestion.end_entity'],
  alone: [['import.not_ca', 'import.leaf', 'import.self_signed'], 'endEntity', 'suggestion.self_signed'],
  bare: [['import.not_ca'], 'none', 'suggestion.end_entity'],
  expired: [['import.expired', 'import.self_signed'], 'none', 'suggestion.expired'],
  future: [['import.not_yet_valid', 'import.self_signed'], 'anchor', 'suggestion.root'],
  weak: [['import.self_signed', 'import.weak_key'], 'none', 'suggestion.weak_key'],
  sha1: [['import.weak_signature'], 'hint', 'suggestion.intermediate'],
  ownSha1: [['import.self_signed'], 'anchor', 'suggestion.root'],
};

/** A new document in a file of its own. */
function store(name, parts) {
  return written(dir, `${name}.json`, document({ anchors: [], ...parts }));
}

for (const [name, [findings, kind, reason]] of Object.entries(expected)) {
  test(`${name}: ${findings.join(', ') || 'nothing'}, ${kind}`, () => {
    const { preview } = json('add', store('preview'), made[name].path, '--dry-run', '--time', time);
    const [found] = preview.certificates;
    assert.deepEqual(
      found.findings.map(({ id }) => id),
      findings,
    );
    assert.deepEqual(found.suggestion, { as: kind, reason });
    assert.equal(found.sha256, sha256(made[name]));
    assert.equal(found.certificate, base64(made[name]));
    assert.equal(found.notAfter, made[name].to);
    assert.deepEqual(preview.problems, []);
  });
}

test('findings carry what they are about', () => {
  const facts = (name, id) => {
    const { preview } = json('add', store('facts'), made[name].path, '--dry-run', '--time', time);
    return preview.certificates[0].findings.find((finding) => finding.id === id);
  };
  assert.equal(facts('expired', 'import.expired').notAfter, '2025-01-01T00:00:00Z');
  assert.equal(facts('future', 'import.not_yet_valid').notBefore, '2027-01-01T00:00:00Z');
  assert.equal(facts('weak', 'import.weak_key').found, 'RSA 1024');
  assert.equal(facts('sha1', 'import.weak_signature').algorithm, 'ecdsa-with-SHA1');
});

test('what is there is told with its place, in whichever list and form it stands', () => {
  const purposes = ['server'];
  const path = store('there', {
    anchors: [{ certificate: made.root.pem, purposes }],
    hints: [{ certificate: base64(made.intermediate) }],
    endEntities: [{ certificate: base64(made.leaf), purposes, hosts: ['a.example'] }],
  });
  const files = [made.root, made.intermediate, made.leaf].map(({ path }) => path);
  const before = readFileSync(path);
  const { preview, added, written } = json('add', path, ...files, '--as', 'hint', '--time', time);
  assert.deepEqual(
    preview.certificates.map(({ findings }) => findings[0]),
    ['/anchors/0', '/hints/0', '/endEntities/0'].map((pointer) => ({ id: 'import.already_there', pointer })),
  );
  assert.deepEqual([added, written], [[], false]);
  assert.deepEqual(readFileSync(path), before);
  assert.equal(anchorlight('store', 'add', path, ...files).code, 1);
});

test('a second certificate with the same key is told, from the store and from the files', () => {
  const duplicates = (path, ...files) =>
    json('add', path, ...files, '--dry-run', '--time', time).preview.certificates.map(({ findings }) =>
      findings.find(({ id }) => id === 'import.duplicate_key'),
    );
  const id = 'import.duplicate_key';
  assert.deepEqual(duplicates(store('none'), made.one.path, made.two.path), [
    { id, other: sha256(made.two) },
    { id, other: sha256(made.one) },
  ]);
  const one = { certificate: base64(made.one), purposes: ['server'] };
  assert.deepEqual(duplicates(store('with-one', { anchors: [one] }), made.two.path), [
    { id, other: sha256(made.one), pointer: '/anchors/0' },
  ]);
});

test('files are opened whatever they hold; private keys are named and never shown', () => {
  const key = readFileSync(shared, 'utf8');
  const mixed = join(dir, 'mixed.pem');
  writeFileSync(mixed, `words\n${made.root.pem}${key}${made.intermediate.pem}${made.root.pem}`);
  const concatenated = join(dir, 'both.der');
  writeFileSync(concatenated, Buffer.concat([der(made.leaf), der(made.one)]));
  const run = anchorlight(
    'store',
    'add',
    store('mixed'),
    mixed,
    concatenated,
    '--dry-run',
    '--json',
    '--time',
    time,
  );
  const { preview } = JSON.parse(run.stdout);
  assert.deepEqual(
    preview.certificates.map(({ file, sha256 }) => [file, sha256]),
    [
      [0, sha256(made.root)],
      [0, sha256(made.intermediate)],
      [1, sha256(made.leaf)],
      [1, sha256(made.one)],
    ],
  );
  assert.deepEqual(
    preview.problems.map(({ file, problem }) => [file, problem.kind.id]),
    [[0, 'input.private_key']],
  );
  const secret = key.split('\n')[1];
  assert.ok(secret.length > 20 && !run.stdout.includes(secret) && !run.stderr.includes(secret));
});

test('a document from nothing to a trusted chain, one version after another', () => {
  const path = join(dir, 'grows.json');
  const run = (...args) => {
    const { code, stderr } = anchorlight('store', ...args);
    assert.equal(code, 0, stderr);
    return readJson(path);
  };
  const first = run('new', path, '--name', 'corp', '--time', time, '--portal', 'https://portal.example');
  assert.deepEqual(first, {
    name: 'corp',
    version: 1,
    issued: time,
    expires: '2027-06-01T00:00:00Z',
    portals: [{ id: 'https://portal.example' }],
    anchors: [],
  });
  const bounds = ['--permit-dns', 'example', '--permit-ip', '10.0.0.0/8', '--exclude-dns', 'b.example'];
  const words = [
    '--note',
    'the root',
    '--owner',
    'PKI',
    '--path-length',
    '0',
    '--use-until',
    '2030-01-01T00:00:00Z',
  ];
  const purposes = ['--purpose', 'server', '--purpose', 'email'];
  const second = run(
    'add',
    path,
    made.root.path,
    '--as',
    'anchor',
    ...purposes,
    ...bounds,
    ...words,
    '--time',
    time,
  );
  assert.deepEqual(second.anchors, [
    {
      certificate: base64(made.root),
      purposes: ['server', 'email'],
      constraints: {
        permitted: { dns: ['example'], ip: ['10.0.0.0/8'] },
        excluded: { dns: ['b.example'] },
        pathLength: 0,
        useUntil: '2030-01-01T00:00:00Z',
      },
      note: 'the root',
      owner: 'PKI',
    },
  ]);
  const later = '2026-07-01T00:00:00Z';
  const third = run('add', path, made.alone.path, '--host', 'alone.example', '--time', later);
  // As long after being issued as the version before.
  assert.deepEqual([third.version, third.issued, third.expires], [3, later, '2027-07-01T00:00:00Z']);
  assert.deepEqual(third.endEntities, [
    { certificate: base64(made.alone), hosts: ['alone.example'], purposes: ['server'] },
  ]);
  for (const [chain, host, code] of [
    [made.leaf, 'a.example', 0],
    [made.alone, 'alone.example', 0],
    [made.alone, 'a.example', 1],
  ]) {
    const args = ['check', '--store', path, chain.path, '--host', host, '--time', later];
    assert.equal(anchorlight(...args).code, code, host);
  }
  const rest = run('remove', path, '--sha256', sha256(made.root), '--pointer', '/portals/0', '--time', later);
  assert.deepEqual([rest.version, rest.anchors, rest.portals], [4, [], undefined]);
  assert.equal(rest.endEntities.length, 1);
  const dated = run('remove', path, '--pointer', '/endEntities', '--expires', '2028-01-01T00:00:00Z');
  assert.deepEqual([dated.expires, dated.endEntities], ['2028-01-01T00:00:00Z', undefined]);
});

test('a document that lasts until the last year goes on to do so', () => {
  const expires = '9999-12-31T23:59:59Z';
  const path = store('long', { expires });
  json('add', path, made.root.path, '--time', time);
  assert.deepEqual([readJson(path).version, readJson(path).expires], [2, expires]);
  assert.equal(anchorlight('store', 'lint', path).code, 0);
});

test('a byte order mark before a document is no part of it (RFC 8259 8.1)', () => {
  const path = store('marked');
  writeFileSync(path, `\u{feff}${readFileSync(path, 'utf8')}`);
  assert.equal(anchorlight('store', 'lint', path).code, 0);
  assert.equal(json('add', path, made.root.path, '--time', time).written, true);
});

test('what an anchor has beside its certificate: every flag, in the words of the document', () => {
  const path = store('bounded');
  const flags = [
    ...['--permit-dns', 'example', '--permit-ip', '10.0.0.0/8', '--permit-email', '.corp.example'],
    ...['--permit-uri', 'corp.example', '--permit-directory', 'O=Corp'],
    ...['--exclude-dns', 'b.example', '--exclude-ip', '10.1.0.0/16', '--exclude-email', 'a@corp.example'],
    ...['--exclude-uri', '.old.example', '--exclude-directory', 'O=Old', '--exclude-directory', 'O=Older'],
    ...['--extended-key-usage', 'serverAuth', '--extended-key-usage', '1.3.6.1.5.5.7.3.2'],
    ...['--policy', '1.2.3', '--policy', '1.2.4', '--path-length', '1'],
    ...['--distrust-issued-after', '2029-01-01T00:00:00Z', '--use-until', '2030-01-01T00:00:00Z'],
    ...['--no-enforce', 'dates', '--no-enforce', 'basic-constraints'],
  ];
  json('add', path, made.root.path, '--as', 'anchor', ...flags, '--time', time);
  const [{ constraints, enforce }] = readJson(path).anchors;
  assert.deepEqual(enforce, { dates: false, basicConstraints: false });
  assert.deepEqual(constraints, {
    permitted: {
      dns: ['example'],
      ip: ['10.0.0.0/8'],
      email: ['.corp.example'],
      uri: ['corp.example'],
      directory: ['O=Corp'],
    },
    excluded: {
      dns: ['b.example'],
      ip: ['10.1.0.0/16'],
      email: ['a@corp.example'],
      uri: ['.old.example'],
      directory: ['O=Old', 'O=Older'],
    },
    extendedKeyUsages: ['serverAuth', '1.3.6.1.5.5.7.3.2'],
    policies: ['1.2.3', '1.2.4'],
    pathLength: 1,
    distrustIssuedAfter: '2029-01-01T00:00:00Z',
    useUntil: '2030-01-01T00:00:00Z',
  });
  assert.equal(anchorlight('store', 'lint', path).code, 0);
  // An anchor whose dates are not in force decides after they have passed.
  const late = store('late');
  json('add', late, made.expired.path, '--as', 'anchor', '--no-enforce', 'dates', '--time', time);
  const under = maker.server('late.example', made.expired);
  const asked = ['--host', 'late.example', '--time', time];
  assert.equal(anchorlight('check', under.path, '--store', late, ...asked).code, 0);
  for (const [flag, value, told] of [
    ['--extended-key-usage', 'noSuch', /\/anchors\/0\/constraints\/extendedKeyUsages\/0/],
    ['--policy', 'x', /\/anchors\/0\/constraints\/policies\/0/],
    ['--exclude-email', 'a b', /\/anchors\/0\/constraints\/excluded\/email\/0/],
    ['--exclude-uri', 'https://a.example', /\/anchors\/0\/constraints\/excluded\/uri\/0/],
    ['--exclude-directory', 'nothing', /\/anchors\/0\/constraints\/excluded\/directory\/0/],
    ['--no-enforce', 'names', /possible values: dates, constraints, basic-constraints/],
  ]) {
    const wrong = anchorlight('store', 'add', store('wrong'), made.root.path, flag, value, '--time', time);
    assert.equal(wrong.code, 2, flag);
    assert.match(wrong.stderr, told);
  }
});

test('only what is chosen is added', () => {
  const path = store('only');
  const files = [made.root, made.one, made.intermediate].map(({ path }) => path);
  const { added } = json('add', path, ...files, '--only', sha256(made.one), '--time', time);
  assert.deepEqual(added, [sha256(made.one)]);
  assert.deepEqual(
    readJson(path).anchors.map(({ certificate }) => certificate),
    [base64(made.one)],
  );
  const wrong = anchorlight('store', 'add', path, made.root.path, '--only', sha256(made.two));
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /no certificate of the files/);
});

test('what cannot be is refused, and the file is left as it was', () => {
  const path = store('refuses');
  const before = readFileSync(path);
  for (const [args, told] of [
    [
      ['add', path, made.leaf.path, '--as', 'anchor'],
      /\n\/anchors\/0\/certificate: .*\[document\.not_a_ca\]\n/,
    ],
    [['add', path, made.alone.path, '--as', 'end-entity'], /--host/],
    [['add', path, made.alone.path, '--as', 'end-entity', '--host', 'a b'], /\/endEntities\/0\/hosts\/0/],
    [
      ['add', path, made.root.path, '--permit-dns', '.example'],
      /\/anchors\/0\/constraints\/permitted\/dns\/0/,
    ],
    [['add', path, join(dir, 'no-such-file')], /cannot read/],
    [['remove', path, '--sha256', sha256(made.root)], /document\.absent/],
    [['remove', path, '--sha256', 'abc'], /64 hexadecimal digits/],
    [['remove', path, '--pointer', '/name'], /document\.shape/],
    [['remove', path, '--pointer', ''], /document\.absent/],
    [['remove', path, '--pointer', '/anchors/0'], /document\.absent/],
    [['new', path, '--name', 'corp'], /--replace/],
  ]) {
    const { code, stderr } = anchorlight('store', ...args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, told);
    assert.deepEqual(readFileSync(path), before, args.join(' '));
  }
  // Nothing that was begun is left beside it.
  assert.deepEqual(
    readdirSync(dir).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test('lint tells problems with their places', () => {
  const path = store('broken', {
    anchors: [
      { certificate: base64(made.root), purposes: [] },
      { certificate: base64(made.root), purposes: ['server'] },
    ],
    rules: { 'key.curve': { action: 'deny', allowed: ['P-1'] } },
  });
  const { problems, advice } = json('lint', path);
  assert.deepEqual(
    problems.map(({ pointer, fault }) => [pointer, fault.id]),
    [
      ['/anchors/0/purposes', 'document.empty'],
      ['/anchors/1/certificate', 'document.duplicate'],
      ['/rules/key.curve/allowed/0', 'document.unknown_value'],
    ],
  );
  assert.deepEqual(advice, []);
  const { code, stdout } = anchorlight('store', 'lint', path);
  assert.equal(code, 1);
  assert.match(stdout, /\n\/anchors\/1\/certificate: .*\[document\.duplicate\]\n/);
  assert.match(stdout, /\n3 problems, 0 pieces of advice\n$/);
});

test('lint gives advice on what is no problem', () => {
  const purposes = ['server'];
  const every = ['server', 'client', 'email', 'code', 'timeStamping'];
  const ending = maker.root('ending', { to: '2026-06-20T00:00:00Z' });
  const path = store('advice', {
    expires: '2026-07-01T00:00:00Z',
    anchors: [
      { certificate: base64(made.one), purposes: every },
      { certificate: base64(made.weak), purposes },
      { certificate: base64(made.expired), purposes },
      { certificate: base64(ending), purposes, constraints: { useUntil: '2026-06-02T00:00:00Z' } },
    ],
    hints: [{ certificate: base64(made.two) }],
    distrusted: { certificates: [{ sha256: sha256(made.one) }] },
    rules: { 'anchor.bound': { action: 'deny', anchors: [sha256(made.one), sha256(made.root)] } },
  });
  const { problems, advice } = json('lint', path, '--time', time);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    advice.map(({ pointer, fault }) => [pointer, fault]),
    [
      ['/expires', { id: 'advice.expires_soon', until: '2026-07-01T00:00:00Z', days: 30 }],
      ['', { id: 'advice.no_signers' }],
      ['/anchors/0', { id: 'advice.distrusted', by: 'certificate', with: '/distrusted/certificates/0' }],
      ['/anchors/0/purposes', { id: 'advice.every_purpose' }],
      ['/anchors/1', { id: 'advice.weak_key', found: 'RSA 1024' }],
      ['/anchors/2/certificate', { id: 'advice.expired', until: '2025-01-01T00:00:00Z' }],
      ['/anchors/3/certificate', { id: 'advice.expires_soon', until: '2026-06-20T00:00:00Z', days: 19 }],
      [
        '/anchors/3/constraints/useUntil',
        { id: 'advice.expires_soon', until: '2026-06-02T00:00:00Z', days: 1 },
      ],
      ['/hints/0', { id: 'advice.hint_of_anchor', with: '/anchors/0' }],
      ['/rules/anchor.bound/anchors/1', { id: 'advice.unknown_anchor', sha256: sha256(made.root) }],
    ],
  );
  const { code, stdout } = anchorlight('store', 'lint', path, '--time', time);
  assert.equal(code, 0);
  // Every id has its sentence.
  assert.doesNotMatch(stdout, /advice: advice\./);
  const empty = json('lint', store('empty'), '--time', time).advice.map(({ fault }) => fault.id);
  assert.deepEqual(empty, ['advice.no_signers', 'advice.no_anchors']);
});

test('hostile words reach the terminal escaped', () => {
  const path = join(dir, 'hostile.json');
  const hostile = 'a\u001b[31m\u202eb';
  const anchors = [{ certificate: base64(made.root), purposes: ['server'], note: hostile }];
  writeFileSync(
    path,
    JSON.stringify(document({ name: hostile, anchors, hosts: [{ hosts: [hostile], rules: {} }] })),
  );
  const plain = store('plain', { anchors });
  for (const args of [
    ['lint', path],
    ['diff', plain, path],
    ['calendar', path],
    ['export', path, '--format', 'chromium-policy'],
  ]) {
    const { stdout, stderr } = anchorlight('store', ...args);
    assert.ok(stdout.length + stderr.length > 20);
    assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/, args[0]);
  }
});
