// `anchorlight store simulate`: chains by OpenSSL and one CA less. A thousand of them are in crate/engine/tests/simulate.rs.
import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import tls from 'node:tls';
import { extensions, openssl } from '../chains/openssl.mjs';
import { anchorlight, base64, document, folder, json, Maker, sha256, written } from './command.mjs';

const dir = folder();
const maker = new Maker(dir);
const time = '2026-06-01T00:00:00Z';
const [a, b] = [maker.root('a'), maker.root('b')];
const key = (name) => join(dir, `${name}.key`);
maker.ca('x', a);
maker.server('leaf', a);
/** One CA, certified by both roots. */
const cross = [a, b].map((by, index) =>
  maker.ca(`x-by-${index}`, by, { key: key('x'), subject: '/O=Corp/CN=x' }),
);
const purposes = ['server'];
const anchors = [a, b].map((root) => ({ certificate: base64(root), purposes }));
const both = written(dir, 'both.json', document({ anchors }));
const without = written(dir, 'without.json', document({ anchors: anchors.slice(1) }));

/** As many certificates for one key, by one run of `openssl ca`: they differ in their serial numbers. */
function leaves(name, by, count) {
  const config = (text, file) => {
    const path = join(dir, `${name}.${file}`);
    writeFileSync(path, text);
    return path;
  };
  const request = join(dir, `${name}.csr`);
  openssl('req', '-new', '-key', key('leaf'), '-subj', '/CN=host.example', '-out', request);
  const args = ['-config', join(dir, 'openssl.cnf'), '-batch', '-notext', '-md', 'sha256'];
  args.push(
    '-cert',
    by.path,
    '-keyfile',
    by.key,
    '-startdate',
    '20260101000000Z',
    '-enddate',
    '20270101000000Z',
  );
  args.push('-extfile', config(extensions.server('DNS:host.example').join('\n'), 'ext'));
  const issued = join(dir, 'issued');
  const before = new Set(readdirSync(issued));
  openssl('ca', ...args, '-out', config('', 'pem'), '-infiles', ...Array(count).fill(request));
  const made = readdirSync(issued).filter((file) => !before.has(file));
  return made.map((file) => readFileSync(join(issued, file), 'utf8'));
}

const groups = [
  { by: a, beside: [], changes: true },
  { by: b, beside: [], changes: false },
  { by: { ...cross[0], key: key('x') }, beside: cross, changes: false },
  { by: { ...cross[0], key: key('x') }, beside: [cross[0]], changes: true },
];
const chains = groups.flatMap(({ by, beside, changes }, group) =>
  leaves(`group-${group}`, by, 60).map((pem, index) => {
    const path = join(dir, `chain-${group}-${index}.pem`);
    writeFileSync(path, pem + beside.map((certificate) => certificate.pem).join(''));
    return { path, changes };
  }),
);

const asked = ['--host', 'host.example', '--time', time];
const named = chains.flatMap(({ path }) => ['--chain', path]);

test('hundreds of chains and one CA less: exactly those change that it alone makes trusted', () => {
  assert.equal(chains.length, 240);
  const { before, scenarios } = json('simulate', both, ...named, ...asked, '--without', sha256(a));
  assert.ok(before.every(({ outcome }) => outcome === 'trusted'));
  const [{ after, changes, problems }] = scenarios;
  assert.deepEqual(problems, []);
  const expected = [...chains.keys()].filter((index) => chains[index].changes);
  assert.equal(expected.length, 120);
  assert.deepEqual(
    changes.map(({ chain }) => chain),
    expected,
  );
  assert.ok(changes.every(({ after }) => after.outcome === 'notTrusted' && after.finding.id));
  // `check`, asked twice, of every eighth: each is a process of its own.
  for (let index = 0; index < chains.length; index += 8) {
    const outcomes = [both, without].map((store) => {
      const { stdout } = anchorlight('check', chains[index].path, '--store', store, ...asked, '--json');
      return JSON.parse(stdout).verdict.outcome;
    });
    assert.deepEqual(outcomes, [before[index].outcome, after[index].outcome], chains[index].path);
  }
});

test('suppositions stand alone, in words', () => {
  const [first] = chains;
  const { code, stdout } = anchorlight(
    ...['store', 'simulate', both, '--chain', first.path, ...asked],
    ...['--at', '2028-01-01T00:00:00Z', '--at', '2026-07-01T00:00:00Z', '--without', sha256(b)],
    ...[
      '--rule',
      'name.common_name={"action":"warn"}',
      '--rule',
      'name.common_name@other.example={"action":"deny"}',
    ],
    ...['--rule', 'no.such=null', '--against', without],
  );
  assert.equal(code, 0);
  const blocks = stdout.split(/^(?=at |without |with |by )/m);
  const changed = blocks.map((block) => /^([01]) of 1 chains change/m.exec(block)?.[1]);
  assert.deepEqual(changed, ['1', '0', '0', '1', '0', '0', '1'], stdout);
  assert.match(blocks[0], /\[validity\.expired\]/);
  assert.match(blocks[3], /\[name\.common_name\], trust store \/rules\/name\.common_name$/m);
});

test('a CA less is one that the store includes as well, and the place of all else stays', () => {
  const [first, second] = [chains[0], chains[60]];
  const bounded = { ...anchors[1], constraints: { permitted: { dns: ['other.example'] } } };
  const included = written(dir, 'included.json', document({ anchors: anchors.slice(0, 1) }));
  const digest = createHash('sha256').update(readFileSync(included)).digest('hex');
  const includes = [{ document: digest }, { publicWebRoots: true }];
  const path = written(dir, 'includes.json', document({ anchors: [anchors[0], bounded], includes }));
  const isrg = tls.rootCertificates.find((pem) => new X509Certificate(pem).subject.includes('ISRG Root X1'));
  const asking = ['--chain', first.path, '--chain', second.path, ...asked, '--include', included];
  const without = [sha256(a), sha256({ pem: isrg }), '00'.repeat(32)].flatMap((hash) => ['--without', hash]);
  const { before, scenarios } = json('simulate', path, ...asking, ...without);
  const outcomes = (decisions) => decisions.map(({ outcome }) => outcome);
  assert.deepEqual(outcomes(before), ['trusted', 'notTrusted']);
  const [less, web, absent] = scenarios;
  assert.deepEqual(outcomes(less.after), ['notTrusted', 'notTrusted']);
  assert.equal(less.after[1].clause.pointer, '/anchors/1/constraints/permitted/dns');
  assert.deepEqual(web, { problems: [], after: before, changes: [] });
  assert.equal(absent.problems[0].fault.id, 'document.absent');
});

test('what cannot be supposed is told, and the exit code says so', () => {
  const chain = ['--chain', chains[0].path, ...asked];
  const wrong = anchorlight('store', 'simulate', both, ...chain, '--rule', 'key.curve={"action":"deny"}');
  assert.equal(wrong.code, 1);
  assert.match(wrong.stdout, /\n\/rules\/key\.curve: .*\[document\.shape\]\n/);
  for (const args of [[], ['--rule', 'key.curve'], ['--rule', 'key.curve={'], ['--at', 'now']])
    assert.equal(anchorlight('store', 'simulate', both, ...chain, ...args).code, 2, args.join(' '));
  const hosts = ['--host', 'a.example', '--host', 'b.example'];
  const mismatched = anchorlight(
    'store',
    'simulate',
    both,
    '--chain',
    chains[0].path,
    ...hosts,
    '--without',
    sha256(a),
  );
  assert.match(mismatched.stderr, /2 hosts for 1 chains/);
});
