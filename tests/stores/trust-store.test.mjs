// TrustStore of the package: a store that is kept, updated safely and asked, in Node with a shelf in memory.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createEngine, keepStores, TrustStore } from 'anchorlight';
import { makeCertificates } from './certificates.mjs';

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
  const next = await store.edit({
    add: [{ certificate, placement: { as: 'anchor', purposes: ['server'] } }],
    remove: ['/anchors/0'],
    issued: '2026-06-01T00:00:00Z',
  });
  assert.deepEqual([JSON.parse(next).version, JSON.parse(next).anchors.length], [2, 1]);
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
  const { name, events } = await store.calendar({ now: '2043-12-20T00:00:00Z' });
  assert.deepEqual([name, events[0].state], ['corp', 'soon']);
  const file = await engine.calendarFile({
    name,
    appointments: [{ uid: events[0].uid, at: events[0].at, summary: 'Store expires', description: '' }],
    stamp: '2043-12-20T00:00:00Z',
  });
  assert.match(file, /^BEGIN:VCALENDAR\r\n/);
  const { text, lost } = await store.export({ format: 'chromiumPolicy' });
  assert.ok(JSON.parse(text));
  assert.ok(lost.length > 0);
  const advice = await store.advise('2026-06-01T00:00:00Z');
  assert.ok(advice.length > 0);
  const { document } = await store.describe();
  assert.equal(document.anchors[0].constraints.pathLength, 1);
});
