// What TrustStore keeps: nothing comes into a store by a file that could not come by an update, what is opened is
// opened once, and what a document includes stays with it.
import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createEngine, keepStores, TrustStore } from 'anchorlight';
import { zipSync } from 'fflate';
import { openssl } from '../chains/openssl.mjs';
import { toPem } from '../engine/pem.mjs';
import { makeCertificates } from './certificates.mjs';
import { folder } from './command.mjs';
import { signedBy, signer } from './signing.mjs';

const dir = folder();
const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((name) => signer(dir, name, 'ES256'));
const made = makeCertificates();
const engine = await createEngine();
const asked = {
  certificates: [made.site.pem, made.issuing.pem],
  host: 'www.stores.test',
  time: '2026-12-01T00:00:00Z',
};
const digest = (text) => createHash('sha256').update(text).digest('hex');
const pinned = { pinned: { signers: [ada.kid, bob.kid], threshold: 2 } };
const signers = (...some) => ({
  threshold: some.length,
  keys: some.map(({ spki }) => ({ publicKey: spki })),
});

const documentOf = (version, more = {}) => ({
  name: 'Corp',
  version,
  issued: '2026-01-01T00:00:00Z',
  expires: '2044-01-01T00:00:00Z',
  anchors: [{ certificate: made.root.base64, purposes: ['server'] }],
  ...more,
});
const signed = async (version, more, by = [ada, bob]) =>
  JSON.stringify(await signedBy(documentOf(version, { signers: signers(ada, bob), ...more }), by));

/** A file as `exportAll` writes it, with these documents under these names, newest first. */
async function fileOf(stores) {
  const shelf = await keepStores();
  for (const [name, texts] of Object.entries(stores)) {
    const documents = texts.map((text, index) => ({
      ...{ name, bytes: text, digest: digest(text) },
      // A file may say what it likes.
      version: 900 + index,
      settings: { source: 'https://elsewhere.test' },
    }));
    await shelf.putAll([{ documents, expected: null }]);
  }
  return shelf.exportAll();
}

/** A shelf with version 2 of a store that two sign. */
async function signedStore() {
  const shelf = await keepStores();
  const store = new TrustStore(engine, shelf, 'Corp');
  assert.equal((await store.update(await signed(1), pinned)).outcome, 'accepted');
  assert.equal((await store.update(await signed(2))).outcome, 'accepted');
  return { shelf, store };
}

describe('a file of trust stores', () => {
  const older = () => signed(1);
  const forgedByEve = async () =>
    JSON.stringify(await signedBy(documentOf(3, { signers: signers(eve) }), [eve]));
  const refusals = {
    'an older document': [older, 'update.rollback'],
    'an unsigned document': [() => JSON.stringify(documentOf(3)), 'update.unsigned'],
    'a document that others sign': [forgedByEve, 'update.threshold'],
    'a document that one of two signed': [() => signed(3, {}, [ada]), 'update.unreadable'],
    'a document of another name': [() => signed(3, { name: 'Other' }), 'update.other_store'],
    'an expired document': [() => signed(3, { expires: '2026-02-01T00:00:00Z' }), 'update.expired'],
    'another document of the same version': [
      () => signed(2, { portals: [{ id: 'a' }] }),
      'update.same_version',
    ],
    'bytes that are no document': [() => '{"name":"Corp"', 'update.unreadable'],
  };
  for (const [what, [make, id]] of Object.entries(refusals)) {
    test(`with ${what} over a signed store changes nothing, and nothing else of it is taken`, async () => {
      const { shelf, store } = await signedStore();
      const before = await shelf.exportAll();
      const other = JSON.stringify(documentOf(1, { name: 'Lab' }));
      const file = await fileOf({ Corp: [await make()], Lab: [other] });
      const first = new Map([
        ['Lab', { accepted: { digest: digest(other) } }],
        // Where a store is kept, no other reason counts.
        ['Corp', { accepted: { digest: digest(await make()) } }],
      ]);
      const report = await TrustStore.importAll(engine, shelf, file, { first });
      assert.equal(report.outcome, 'refused');
      assert.deepEqual(
        report.refused.map(({ name, refusal }) => [name, refusal.id]),
        [['Corp', id]],
      );
      assert.deepEqual(await shelf.exportAll(), before);
      assert.equal((await store.check(asked)).store.version, 2);
    });
  }

  test('brings a newer document, on top of what was kept and with no settings of its own', async () => {
    const { shelf, store } = await signedStore();
    const file = await fileOf({ Corp: [await signed(4), await signed(3)] });
    const report = await TrustStore.importAll(engine, shelf, file);
    assert.deepEqual(report, { outcome: 'accepted', stores: [{ name: 'Corp', outcome: 'updated' }] });
    const history = await store.history();
    assert.deepEqual(
      history.map(({ version, settings }) => [version, settings]),
      [
        [4, undefined],
        [2, undefined],
        [1, undefined],
      ],
    );
    const again = await TrustStore.importAll(engine, shelf, file);
    assert.deepEqual(again.stores, [{ name: 'Corp', outcome: 'unchanged' }]);
    assert.deepEqual(await store.history(), history);
  });

  test('needs a reason for a store that is not kept, which names the signers or the digest', async () => {
    const { shelf: source } = await signedStore();
    const file = await source.exportAll();
    const { bytes, digest } = await source.current('Corp');
    for (const [first, id] of [
      [undefined, 'update.first_use'],
      [new Map([['Lab', { accepted: { digest } }]]), 'update.first_use'],
      [new Map([['Corp', { accepted: { digest: '0'.repeat(64) } }]]), 'update.digest'],
      [new Map([['Corp', { pinned: { signers: [eve.kid], threshold: 1 } }]]), 'update.threshold'],
    ]) {
      const shelf = await keepStores();
      const { refused } = await TrustStore.importAll(engine, shelf, file, { first });
      assert.deepEqual([refused[0].name, refused[0].refusal.id], ['Corp', id]);
      assert.deepEqual(await shelf.names(), []);
    }
    for (const first of [pinned, { accepted: { digest } }]) {
      const shelf = await keepStores();
      const report = await TrustStore.importAll(engine, shelf, file, { first: new Map([['Corp', first]]) });
      assert.deepEqual(report.stores, [{ name: 'Corp', outcome: 'added' }]);
      const history = await shelf.history('Corp');
      assert.deepEqual(
        history.map(({ version, digest, kept }) => [version, digest, kept]),
        (await source.history('Corp')).map(({ version, digest, kept }) => [version, digest, kept]),
      );
      assert.deepEqual((await shelf.current('Corp')).bytes, bytes);
    }
  });

  test('under a name that its first document does not have is refused', async () => {
    const text = await signed(1);
    const shelf = await keepStores();
    const first = new Map([['Lab', { accepted: { digest: digest(text) } }]]);
    const { refused } = await TrustStore.importAll(engine, shelf, await fileOf({ Lab: [text] }), { first });
    assert.deepEqual(refused, [
      { name: 'Lab', refusal: { id: 'update.other_store', expected: 'Lab', found: 'Corp' } },
    ]);
    assert.deepEqual(await shelf.names(), []);
  });

  test('brings of a history only what could have led to its current document', async () => {
    const good = [await signed(5), await signed(4)];
    for (const strange of [
      JSON.stringify(documentOf(3)),
      await signed(4, { portals: [{ id: 'a' }] }),
      await signed(3, { name: 'Other' }),
      await signed(6),
      'no document',
    ]) {
      const shelf = await keepStores();
      const file = await fileOf({ Corp: [...good, strange, await signed(1)] });
      await TrustStore.importAll(engine, shelf, file, { first: new Map([['Corp', pinned]]) });
      const versions = (await shelf.history('Corp')).map(({ version }) => version);
      assert.deepEqual(versions, [5, 4], strange.slice(0, 40));
    }
  });

  test('changes nothing where somebody else changes a store meanwhile', async () => {
    const { shelf, store } = await signedStore();
    const file = await fileOf({ Corp: [await signed(4)] });
    const meanwhile = {
      ...engine,
      updateStore: async (question) => {
        const report = await engine.updateStore(question);
        await store.update(await signed(3));
        return report;
      },
    };
    await assert.rejects(TrustStore.importAll(meanwhile, shelf, file), { id: 'store.conflict' });
    assert.equal((await store.current()).version, 3);
  });
});

describe('the current document', () => {
  test('decides only under its own name', async () => {
    const shelf = await keepStores();
    const text = JSON.stringify(documentOf(1, { name: 'Other' }));
    await shelf.put({ name: 'Corp', version: 1, digest: digest(text), bytes: text }, { expected: null });
    const store = new TrustStore(engine, shelf, 'Corp');
    await assert.rejects(store.check(asked), { id: 'store.name' });
    const { refusal } = await store.update(JSON.stringify(documentOf(2)));
    assert.equal(refusal.id, 'update.other_store');
  });

  test('is opened once for checks that begin together, and stays open for those that use it', async () => {
    const opened = [];
    const closed = [];
    let checking = () => {};
    const counting = new Proxy(engine, {
      get(target, key) {
        if (key === 'check') checking();
        if (key !== 'openStore') return target[key].bind?.(target) ?? target[key];
        return async (files) => {
          const store = await target.openStore(files);
          const { close } = store;
          opened.push(store);
          store.close = () => {
            closed.push(store);
            close.call(store);
          };
          return store;
        };
      },
    });
    const shelf = await keepStores();
    const store = new TrustStore(counting, shelf, 'Corp');
    await store.update(await signed(1), pinned);
    const outcomes = async (checks) =>
      (await Promise.all(checks)).map(({ verdict, store }) => [verdict.outcome, store.version]);
    assert.deepEqual(
      await outcomes([store.check(asked), store.check(asked), store.check(asked)]),
      Array(3).fill(['trusted', 1]),
    );
    assert.deepEqual([opened.length, closed.length], [1, 0]);
    // Checks by the old document, the new one and both beginnings at once.
    const [, ...answers] = await Promise.all([
      store.update(await signed(2)),
      ...Array.from({ length: 8 }, () => store.check(asked)),
    ]);
    assert.ok(answers.every(({ verdict }) => verdict.outcome === 'trusted'));
    assert.deepEqual(await outcomes([store.check(asked)]), [['trusted', 2]]);
    assert.deepEqual([opened.length, closed.length], [2, 1]);
    assert.equal(closed[0], opened[0]);
    // Closed just before the engine is asked: the check that is under way still has its document.
    checking = () => {
      store.close();
      assert.equal(closed.length, 1);
    };
    assert.deepEqual(await outcomes([store.check(asked)]), [['trusted', 2]]);
    await new Promise(setImmediate);
    assert.deepEqual([opened.length, closed.length], [2, 2]);
  });
});

describe('what a document includes', () => {
  const partner = ({ base64 }) =>
    JSON.stringify(
      documentOf(1, { name: 'Partner', anchors: [{ certificate: base64, purposes: ['server'] }] }),
    );
  const one = partner(made.root);
  const two = partner(made.otherRoot);
  const outer = (version, included) =>
    JSON.stringify(
      documentOf(version, { anchors: [], includes: [{ document: digest(included), purposes: ['server'] }] }),
    );

  /** Two versions that include different documents, and a store that knows only the second include. */
  async function kept() {
    const shelf = await keepStores();
    const first = new TrustStore(engine, shelf, 'Corp', { included: [one, 'not included'] });
    const text = outer(1, one);
    assert.equal((await first.update(text, { accepted: { digest: digest(text) } })).outcome, 'accepted');
    const second = new TrustStore(engine, shelf, 'Corp', { included: two });
    assert.equal((await second.update(outer(2, two))).outcome, 'accepted');
    return { shelf, store: second };
  }

  test('is kept with it, so that versions before still say what they said', async () => {
    const { shelf, store } = await kept();
    const [, old] = await store.history();
    assert.deepEqual(old.included, [digest(one)]);
    assert.equal((await store.describe(old.revision)).store.version, 1);
    const difference = await store.diff({ from: old.revision, chains: [asked], time: asked.time });
    assert.deepEqual(
      difference.verdicts.map(({ before, after }) => [before.outcome, after.outcome]),
      [['trusted', 'notTrusted']],
    );
    // Nobody has to hand it over again: neither to check nor for the next version with the same one.
    const bare = new TrustStore(engine, shelf, 'Corp');
    assert.equal((await bare.check(asked)).verdict.outcome, 'notTrusted');
    assert.equal((await bare.update(outer(3, two))).outcome, 'accepted');
    assert.deepEqual((await bare.history())[0].included, [digest(two)]);
  });

  test('goes with it into a file and out of it elsewhere', async () => {
    const { shelf, store } = await kept();
    const [, { revision }] = await store.history();
    const old = await shelf.version('Corp', revision);
    await shelf.put(old, { expected: (await store.current()).revision });
    const elsewhere = await keepStores();
    const first = new Map([['Corp', { accepted: { digest: old.digest } }]]);
    const report = await TrustStore.importAll(engine, elsewhere, await shelf.exportAll(), { first });
    assert.equal(report.outcome, 'accepted');
    const there = new TrustStore(engine, elsewhere, 'Corp');
    assert.equal((await there.check(asked)).verdict.outcome, 'trusted');
    assert.deepEqual(
      (await elsewhere.version('Corp', (await there.history())[0].revision)).included,
      old.included,
    );
  });

  test('is let go with the last version that names it', async () => {
    const shelf = await keepStores({ versions: 1 });
    const store = new TrustStore(engine, shelf, 'Corp', { included: [one, two] });
    const text = outer(1, one);
    await store.update(text, { accepted: { digest: digest(text) } });
    await store.update(outer(2, two));
    const file = JSON.parse(new TextDecoder().decode(await shelf.exportAll()));
    assert.deepEqual(Object.keys(file.contents).toSorted(), [digest(outer(2, two)), digest(two)].toSorted());
  });
});

test('certificates are found in whatever they come in, with the way to each and no private key', async () => {
  const path = (name) => join(dir, name);
  const subject = ['-subj', '/CN=Packed', '-addext', 'basicConstraints=critical,CA:TRUE', '-days', '3650'];
  openssl('req', '-x509', '-key', ada.file, '-out', path('packed.pem'), ...subject);
  const pair = ['-inkey', ada.file, '-in', path('packed.pem'), '-name', 'own'];
  openssl('pkcs12', '-export', ...pair, '-passout', 'pass:secret', '-out', path('packed.p12'));
  const chain = toPem([made.root, made.otherRoot].map(({ pem }) => new X509Certificate(pem).raw));
  const bundle = zipSync({ 'chain.pem': Buffer.from(chain), 'packed.p12': readFileSync(path('packed.p12')) });
  const shelf = await keepStores();
  const store = new TrustStore(engine, shelf, 'Corp');
  await store.update(await signed(1), pinned);
  const files = [{ label: 'bundle.zip', data: bundle }];
  const waysTo = ({ certificates, ways }) =>
    certificates.map(({ file, suggestion }) => [ways[file], suggestion.as]);
  const closed = await store.preview(files);
  assert.deepEqual(waysTo(closed), [
    ['bundle.zip › chain.pem › certificate 1', 'none'],
    ['bundle.zip › chain.pem › certificate 2', 'anchor'],
  ]);
  assert.ok(
    closed.unread.some(
      ({ way, problem }) =>
        way.startsWith('bundle.zip › packed.p12') && problem.kind.id === 'container.password_needed',
    ),
    JSON.stringify(closed.unread),
  );
  const open = await store.preview(files, { passwords: ['secret'] });
  assert.deepEqual(waysTo(open).at(-1), ['bundle.zip › packed.p12 › own › certificate', 'anchor']);
  assert.deepEqual([open.unread, open.privateKeys.length], [[], 1]);
  assert.match(open.privateKeys[0], /^bundle\.zip › packed\.p12 › own/);
  const told = JSON.stringify(open);
  assert.ok(!told.includes(readFileSync(ada.file, 'utf8').split('\n')[1].slice(0, 30)));
});
