// Files that are read once and named after that, on the calling thread.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createEngine } from 'anchorlight';
import { trusted } from './chains.mjs';

const engine = await createEngine();
const expected = await engine.check(trusted);
const store = trusted.anchors.data;
const split = (pem) => pem.split(/(?<=-----END CERTIFICATE-----\n)/);
const outcome = async (request, by = engine) => (await by.check(request)).verdict.outcome;
const notOpen = { name: 'AnchorlightError', id: 'request.source', message: /none is open/ };

test('open files give the report that their bytes give', async () => {
  const [certificates, anchors] = await Promise.all([
    engine.open(trusted.certificates),
    engine.open([trusted.anchors]),
  ]);
  assert.deepEqual(await engine.check({ ...trusted, anchors }), expected);
  assert.deepEqual(await engine.check({ ...trusted, certificates, anchors: [anchors] }), expected);
});

test('open files stand beside others, in the order given', async () => {
  const opened = await engine.open([{ label: 'a', data: store }, store]);
  const report = await engine.check({ ...trusted, anchors: [{ label: 'first', data: '' }, opened, store] });
  const stores = report.inputs.filter(({ role }) => role === 'trustStore');
  assert.deepEqual(
    stores.map(({ label, certificates }) => [label, certificates]),
    [
      ['first', 0],
      ['a', 1],
      [undefined, 1],
      [undefined, 1],
    ],
  );
  assert.equal(report.verdict.outcome, 'trusted');
});

test('what an open file holds is told at once', async () => {
  const data = `${store}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`;
  const { files } = await engine.open([{ label: 'store.pem', data }, '']);
  const [{ label, digest, certificates, problems, unreadable }, empty] = files;
  assert.deepEqual([label, certificates, problems.length, unreadable.length], ['store.pem', 1, 0, 1]);
  assert.equal(digest, createHash('sha256').update(data).digest('hex'));
  assert.deepEqual([empty.label, empty.certificates], [undefined, 0]);
  assert.equal(empty.problems[0].kind.id, 'input.empty');
});

test('intermediates are used where a path needs them, open or not', async () => {
  const [leaf, intermediate] = split(trusted.certificates.data);
  assert.equal(await outcome({ ...trusted, certificates: leaf }), 'notTrusted');
  for (const intermediates of [intermediate, await engine.open(intermediate)]) {
    const report = await engine.check({ ...trusted, certificates: leaf, intermediates });
    assert.equal(report.verdict.outcome, 'trusted');
    assert.deepEqual(
      report.inputs.map(({ role }) => role),
      ['chain', 'trustStore', 'intermediates'],
    );
  }
  assert.equal(await outcome({ ...trusted, anchors: [], intermediates: store }), 'notTrusted');
});

test('closed files are not found; what somebody else has open is', async () => {
  const alone = `${store}\n`;
  const [first, second] = [await engine.open(alone), await engine.open(alone)];
  first.close();
  first.close();
  assert.equal(await outcome({ ...trusted, anchors: second }), 'trusted');
  second.close();
  await assert.rejects(engine.check({ ...trusted, anchors: second }), notOpen);
  assert.equal(await outcome(trusted), 'trusted');
});

test('an engine that is closed lets go of its files', async () => {
  const other = await createEngine();
  const anchors = await other.open(`${store}\n\n`);
  assert.equal(await outcome({ ...trusted, anchors }, other), 'trusted');
  other.close();
  anchors.close();
  await assert.rejects(engine.check({ ...trusted, anchors }), notOpen);
  await assert.rejects(other.open(store), { id: 'engine.closed' });
});

test('after a trap the files are read again from bytes that nobody can change', async (t) => {
  t.mock.method(console, 'error', () => {});
  const bytes = new TextEncoder().encode(store);
  const anchors = await engine.open(bytes);
  bytes.fill(0);
  const closed = await engine.open(`${store}\n\n\n`);
  closed.close();
  const tooLong = new Uint8Array(2 ** 31);
  await assert.rejects(engine.check({ ...trusted, certificates: tooLong }), { id: 'engine.trap' });
  assert.equal(await outcome({ ...trusted, anchors }), 'trusted');
  await assert.rejects(engine.check({ ...trusted, anchors: closed }), notOpen);
});

const shapes = [
  [undefined, /^files: .*got undefined/],
  [[store, 7], /^files\[1\]: .*got 7/],
  [{ label: 'x' }, /^files: /],
  [{ label: 7, data: store }, /^files\.label: /],
  [await engine.open(store), /^files: /],
];
for (const [files, message] of shapes) {
  test(`what cannot be opened is told ${message}`, async () => {
    await assert.rejects(engine.open(files), { name: 'AnchorlightError', id: 'request.shape', message });
  });
}

test('what only looks like open files is not taken', async () => {
  const { files } = await engine.open(store);
  const anchors = { files, close() {} };
  await assert.rejects(engine.check({ ...trusted, anchors }), { id: 'request.shape', message: /^anchors: / });
  const intermediates = 7;
  await assert.rejects(engine.check({ ...trusted, intermediates }), { message: /^intermediates: .*got 7/ });
});
