// TrustStore of the package: a store that is kept, updated safely and asked, in Node with a shelf in memory.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createEngine, keepStores, TrustStore } from 'anchorlight';
import { makeCertificates } from './certificates.mjs';
import { anchorlight } from './command.mjs';

const made = makeCertificates();
const engine = await createEngine();
const chain = [made.site.pem, made.issuing.pem];
const asked = { certificates: chain, host: 'www.stores.test', time: '2026-06-01T00:00:00Z' };
const digest = (text) => createHash('sha256').update(text).digest('hex');

const documentOf = (version, more = {}) =>
  JSON.stringify({
    name: 'corp',
    version,
    issued: '2026-01-01T00:00:00Z',
    expires: '2044-01-01T00:00:00Z',
    anchors: [{ certificate: made.root.base64, purposes: ['server'] }],
    ...more,
  });

async function storeWith(first) {
  const shelf = await keepStores();
  const store = new TrustStore(engine, shelf, 'corp');
  const report = await store.update(first, { accepted: { digest: digest(first) } });
  assert.equal(report.outcome, 'accepted');
  return { shelf, store };
}

test('a first document needs a reason, and decides once it is accepted', async () => {
  const shelf = await keepStores();
  const store = new TrustStore(engine, shelf, 'corp');
  await assert.rejects(store.check(asked), { id: 'store.absent' });
  const refused = await store.update(documentOf(1), { accepted: { digest: digest('another') } });
  assert.equal(refused.outcome, 'refused');
  assert.equal(await store.current(), undefined);
  await store.update(documentOf(1), { accepted: { digest: digest(documentOf(1)) } });
  const report = await store.check(asked);
  assert.equal(report.verdict.outcome, 'trusted');
  assert.deepEqual([report.store.name, report.store.version], ['corp', 1]);
});

test('an update decides from the next check on, and an older one changes nothing', async () => {
  const { store } = await storeWith(documentOf(1));
  const denies = documentOf(2, { rules: { 'key.curve': { action: 'deny', allowed: ['P-521'] } } });
  assert.equal((await store.update(denies)).outcome, 'accepted');
  const report = await store.check(asked);
  assert.equal(report.verdict.outcome, 'notTrusted');
  assert.equal(report.findings[0].clause.pointer, '/rules/key.curve');
  const before = (await store.current()).digest;
  const rollback = await store.update(documentOf(1));
  assert.equal(rollback.refusal.id, 'update.rollback');
  assert.equal((await store.current()).digest, before);
  assert.deepEqual(
    (await store.history()).map(({ version }) => version),
    [2, 1],
  );
});

test('what another store is called, and what another tab wrote meanwhile, is refused', async () => {
  const { shelf, store } = await storeWith(documentOf(1));
  const other = new TrustStore(engine, shelf, 'lab');
  const text = documentOf(1);
  await assert.rejects(other.update(text, { accepted: { digest: digest(text) } }), { id: 'store.name' });
  const two = documentOf(2);
  const three = documentOf(3);
  const both = await Promise.allSettled([store.update(two), store.update(three)]);
  const refused = both.filter(({ status }) => status === 'rejected');
  assert.deepEqual(
    refused.map(({ reason }) => reason.id),
    ['store.conflict'],
  );
});

test('the next version is seen before it is taken', async () => {
  const { store } = await storeWith(documentOf(1));
  const preview = await store.preview(made.otherRoot.pem);
  assert.equal(preview.certificates.length, 1);
  const { certificate } = preview.certificates[0];
  const issued = '2026-06-01T00:00:00Z';
  const added = await store.add([{ certificate, placement: { as: 'anchor', purposes: ['server'] } }], {
    issued,
  });
  assert.deepEqual([JSON.parse(added).version, JSON.parse(added).anchors.length], [2, 2]);
  const next = await store.remove(['/anchors/0'], { document: added, issued });
  assert.deepEqual([JSON.parse(next).version, JSON.parse(next).anchors.length], [3, 1]);
  const simulated = await store.simulate({
    chains: [{ certificates: chain, host: asked.host }],
    scenarios: [
      { kind: 'against', store: { document: next } },
      { kind: 'at', time: '2043-01-01T00:00:00Z' },
    ],
    time: asked.time,
  });
  assert.deepEqual(
    simulated.scenarios.map(({ changes }) => changes.map(({ after }) => after.outcome)),
    [['notTrusted'], ['notTrusted']],
  );
  await store.update(next);
  const [, old] = await store.history();
  const { changes, verdicts } = await store.diff({
    from: old.revision,
    chains: [{ certificates: chain, host: asked.host }],
    time: asked.time,
  });
  assert.deepEqual(
    changes
      .filter(({ about }) => about.id.includes('anchor'))
      .map(({ effect }) => effect)
      .toSorted(),
    ['added', 'removed'],
  );
  assert.equal(verdicts.length, 1);
});

test('what goes out of date, what other forms cannot say, and what is worth a second look', async () => {
  const constrained = { certificate: made.root.base64, purposes: ['server'], constraints: { pathLength: 1 } };
  const { store } = await storeWith(documentOf(1, { anchors: [constrained] }));
  const now = '2043-12-20T00:00:00Z';
  const { name, events } = await store.calendar({ now });
  assert.deepEqual([name, events[0].state], ['corp', 'soon']);
  const words = ({ what, days }) => ({ summary: `${what.id} in ${days} days`, description: '' });
  const file = await store.calendar({ now, ics: words });
  assert.match(file, /^BEGIN:VCALENDAR\r\n/);
  assert.equal(file.match(/BEGIN:VEVENT/g).length, events.length);
  assert.ok(file.replaceAll('\r\n ', '').includes(`SUMMARY:${words(events[0]).summary}`), file);
  const { text, lost } = await store.export({ format: 'chromiumPolicy' });
  assert.ok(JSON.parse(text));
  assert.ok(lost.length > 0);
  const { problems, advice } = await store.lint({ time: '2026-06-01T00:00:00Z' });
  assert.equal(problems.length, 0);
  assert.ok(advice.length > 0);
  const { document } = await store.describe();
  assert.equal(document.anchors[0].constraints.pathLength, 1);
});

test('a first document is written, looked at, filled and only then taken', async () => {
  const shelf = await keepStores();
  const store = new TrustStore(engine, shelf, 'corp');
  const issued = '2026-01-01T00:00:00Z';
  const empty = await store.new({ issued, portals: [{ id: 'https://portal.stores.test' }] });
  assert.deepEqual(JSON.parse(empty), {
    ...{ name: 'corp', version: 1, issued, expires: '2027-01-01T00:00:00Z' },
    portals: [{ id: 'https://portal.stores.test' }],
  });
  await assert.rejects(store.new({ issued, portals: [{ id: 'a' }, { id: 'a' }] }), (error) => {
    assert.equal(error.problems[0].pointer, '/portals/1/id');
    return true;
  });
  const choice = { certificate: made.root.base64, placement: { as: 'anchor', purposes: ['server'] } };
  const next = await store.add([choice], { document: empty, issued, expires: '2044-01-01T00:00:00Z' });
  const broken = next.replace('"server"', '"servers"');
  const { problems } = await store.lint({ document: broken });
  assert.deepEqual(
    problems.map(({ pointer }) => pointer),
    ['/anchors/0/purposes/0'],
  );
  assert.equal((await store.verify({ document: next })).signed, undefined);
  assert.deepEqual(await shelf.names(), []);
  await store.update(next, { accepted: { digest: digest(next) } });
  assert.equal((await store.check(asked)).verdict.outcome, 'trusted');
});

test('the class has the verbs of the command line but the one that takes private keys', () => {
  const { stdout } = anchorlight('store', '--help');
  const commands = stdout.slice(stdout.indexOf('Commands:'), stdout.indexOf('Options:'));
  const verbs = [...commands.matchAll(/^ {2}([a-z]+) /gm)].map(([, verb]) => verb);
  assert.ok(verbs.includes('sign') && verbs.length > 8, stdout);
  // What the command line does with other verbs or in other files: checks, and what is kept.
  const others = ['constructor', 'check', 'current', 'history', 'describe', 'preview', 'subscribe', 'close'];
  const methods = Object.getOwnPropertyNames(TrustStore.prototype).filter((name) => !others.includes(name));
  const expected = verbs.filter((verb) => verb !== 'sign' && verb !== 'help');
  assert.deepEqual(methods.toSorted(), expected.toSorted());
});
