// The verbs of a shelf on real IndexedDB.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers, launch } from './lib/browser.mjs';
import { startSite } from './lib/site.mjs';

for (const { name, skip } of browsers) {
  describe(`a shelf in ${name}`, { skip }, () => {
    let site;
    let browser;
    let page;
    before(async () => {
      site = await startSite();
      browser = await launch(name);
      page = await browser.open(`${site.origin}/`);
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    test('a document that was put is there for other pages, byte for byte, with its settings', async () => {
      const put = await page.evaluate(async () => {
        const shelf = await keepStores();
        const durabilities = [];
        const { transaction } = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function (...given) {
          const made = transaction.apply(this, given);
          if (made.mode === 'readwrite') durabilities.push(made.durability);
          return made;
        };
        // A view into a larger buffer, which must not be kept, and which changes as soon as put() was called.
        const document = await documentOf('first', 7, 5_000_000);
        const buffer = new Uint8Array(document.bytes.length + 100);
        buffer.set(document.bytes, 50);
        const bytes = buffer.subarray(50, -50);
        const putting = shelf.put({ ...document, bytes }, { expected: null });
        bytes.fill(0);
        const kept = await putting;
        const { durable, reason } = shelf;
        shelf.close();
        return { kept, durable, reason, durabilities, closed: (await told(shelf.names())).id };
      });
      assert.deepEqual([put.durable, put.reason, put.closed], [true, undefined, 'store.closed']);
      assert.deepEqual(put.durabilities, ['strict']);
      const other = await browser.open(`${site.origin}/`);
      const { bytes, found, history, names } = await other.evaluate(async () => {
        const shelf = await keepStores();
        const { bytes, ...found } = await shelf.current('first');
        const same = (await digestOf(bytes)) === (await documentOf('first', 7, 5_000_000)).digest;
        const history = await shelf.history('first');
        return { bytes: [same, bytes.buffer.byteLength], found, history, names: await shelf.names() };
      });
      assert.deepEqual(bytes, [true, 5_000_000]);
      assert.deepEqual(found, put.kept);
      assert.deepEqual(history, [put.kept]);
      assert.deepEqual(names, ['first']);
      assert.deepEqual(
        { version: found.version, size: found.size, settings: found.settings },
        { version: 7, size: 5_000_000, settings: { from: 'test 7' } },
      );
      await other.close();
    });

    test('the history keeps as many versions as asked for, newest first, and nothing is left of others', async () => {
      const { history, bytes, lost, held } = await page.evaluate(async () => {
        const shelf = await keepStores({ database: 'pruned', versions: 3 });
        let expected = null;
        const revisions = [];
        for (const version of [1, 2, 3, 4, 2]) {
          ({ revision: expected } = await shelf.put(await documentOf('a', version), { expected }));
          revisions.push(expected);
        }
        const history = await shelf.history('a');
        const bytes = [];
        for (const { revision } of history) {
          const { bytes: found, digest } = await shelf.version('a', revision);
          bytes.push((await digestOf(found)) === digest);
        }
        return {
          history,
          bytes,
          lost: await shelf.version('a', revisions[0]),
          held: await inventory('pruned'),
        };
      });
      assert.deepEqual(
        history.map(({ version }) => version),
        [2, 4, 3],
      );
      assert.deepEqual(bytes, [true, true, true]);
      assert.equal(lost, undefined);
      assert.deepEqual(
        held.documents.map(({ digest }) => digest).sort(),
        history.map(({ digest }) => digest).sort(),
      );
    });

    test('a write that expects something else is refused and changes nothing', async () => {
      const { refused, before, now } = await page.evaluate(async () => {
        const shelf = await keepStores({ database: 'conflict' });
        const first = await shelf.put(await documentOf('a', 1), { expected: null });
        const second = await shelf.put(await documentOf('a', 2), { expected: first.revision });
        const before = JSON.stringify(await inventory('conflict'));
        const refused = [];
        for (const expected of [null, first.revision, 'any', ''])
          refused.push((await told(shelf.put(await documentOf('a', 3), { expected }))).id);
        // The same document with other settings is a write like any other.
        const again = { ...(await documentOf('a', 2)), settings: { from: 'elsewhere' } };
        refused.push((await told(shelf.put(again, { expected: first.revision }))).id);
        refused.push((await told(shelf.remove('a', { expected: first.revision }))).id);
        refused.push((await told(shelf.put(await documentOf('none', 3), { expected: second.revision }))).id);
        return { refused, before, now: JSON.stringify(await inventory('conflict')) };
      });
      assert.deepEqual(refused, Array(7).fill('store.conflict'));
      assert.equal(now, before);
    });

    test('a store that was removed is gone, and others stay', async () => {
      const { names, found, held } = await page.evaluate(async () => {
        const shelf = await keepStores({ database: 'removed' });
        const a = await shelf.put(await documentOf('a', 1), { expected: null });
        await shelf.put(await documentOf('a b', 2), { expected: null });
        await shelf.remove('a', { expected: a.revision });
        const found = [
          await shelf.current('a'),
          await shelf.history('a'),
          await shelf.version('a', a.revision),
        ];
        return { names: await shelf.names(), found, held: await inventory('removed') };
      });
      assert.deepEqual(names, ['a b']);
      assert.deepEqual(
        found.map((one) => one ?? 'none'),
        ['none', [], 'none'],
      );
      assert.deepEqual(
        held.documents.map(({ name, matches }) => [name, matches]),
        [['a b', true]],
      );
    });

    test('a damaged document is never handed out; the good one before it is offered and can be put', async () => {
      const result = await page.evaluate(async () => {
        const shelf = await keepStores({ database: 'damaged' });
        const kept = [];
        for (const version of [1, 2, 3])
          kept.push(
            await shelf.put(await documentOf('a', version), { expected: kept.at(-1)?.revision ?? null }),
          );
        const damage = (index, change) =>
          raw('readwrite', (_, contents) => [change(contents, ['a', kept[index].digest])], 'damaged');
        const flipped = bytesOf(3, 1000);
        flipped[500] ^= 1;
        await damage(2, (contents, key) => contents.put(flipped, key));
        const one = await told(shelf.current('a'));
        await damage(1, (contents, key) => contents.delete(key));
        const two = await told(shelf.current('a'));
        const middle = await told(shelf.version('a', kept[1].revision));
        const exported = await told(shelf.exportAll());
        const previous = await shelf.version('a', two.previous.revision);
        const repaired = await shelf.put(previous, { expected: two.damaged.revision });
        const { version } = await shelf.current('a');
        // The damaged ones before the current one are not worth a file.
        const other = await keepStores({ database: 'rescued' });
        await importAll(other, await shelf.exportAll());
        const rescued = (await other.history('a')).map(({ version }) => version);
        return { kept, one, two, middle, exported: exported.id, repaired, version, rescued };
      });
      const { kept, one, two, middle } = result;
      assert.deepEqual([one.id, one.name], ['store.damaged', 'DamagedStoreError']);
      assert.deepEqual([one.damaged, one.previous], [kept[2], kept[1]]);
      assert.deepEqual([two.damaged, two.previous], [kept[2], kept[0]]);
      assert.deepEqual([middle.id, middle.damaged, middle.previous], ['store.damaged', kept[1], kept[0]]);
      assert.equal(result.exported, 'store.damaged');
      assert.equal(result.version, 1);
      assert.deepEqual(result.rescued, [1, 1]);
    });

    test('what a document includes is kept with it, checked with it and let go with it', async () => {
      const result = await page.evaluate(async () => {
        const shelf = await keepStores({ database: 'included', versions: 2 });
        const [one, two] = [await documentOf('', 11), await documentOf('', 12)];
        const including = async (version, ...included) => ({ ...(await documentOf('a', version)), included });
        let expected = null;
        for (const document of [
          await including(1, one),
          await including(2, one, two),
          await including(3, two),
        ])
          ({ revision: expected } = await shelf.put(document, { expected }));
        const held = (await inventory('included')).documents.map(({ digest }) => digest);
        const { included } = await shelf.current('a');
        const same = included[0].digest === two.digest && (await digestOf(included[0].bytes)) === two.digest;
        await raw(
          'readwrite',
          (_, contents) => [contents.put(new Uint8Array(3), ['a', two.digest])],
          'included',
        );
        const damaged = await told(shelf.current('a'));
        await shelf.put(await including(4, one), { expected });
        const file = JSON.parse(new TextDecoder().decode(await shelf.exportAll()));
        return {
          held: held.toSorted(),
          wanted: [
            two.digest,
            one.digest,
            ...(await Promise.all([2, 3].map(async (version) => (await documentOf('a', version)).digest))),
          ].toSorted(),
          same,
          damaged: damaged.id,
          previous: damaged.previous ?? 'none',
          exported: file.stores[0].versions.map(({ version }) => version),
        };
      });
      assert.deepEqual(result.held, result.wanted);
      assert.deepEqual([result.same, result.damaged, result.previous], [true, 'store.damaged', 'none']);
      // A version of which something is damaged is of no use to anybody.
      assert.deepEqual(result.exported, [4]);
    });

    test('a history that cannot be read is told, and can be removed and replaced', async () => {
      const { ids, offered, names, after } = await page.evaluate(async () => {
        const good = await keepStores({ database: 'source' });
        await good.put(await documentOf('a', 1), { expected: null });
        const file = await good.exportAll();
        const shelf = await keepStores({ database: 'unreadable' });
        const spoil = () =>
          raw('readwrite', (stores) => [stores.put({ name: 'a', history: [{ digest: 7 }] })], 'unreadable');
        await spoil();
        const errors = [
          await told(shelf.current('a')),
          await told(shelf.history('a')),
          await told(shelf.put(await documentOf('a', 1), { expected: null })),
          await told(shelf.exportAll()),
          await told(importAll(shelf, file)),
        ];
        const names = await shelf.names();
        await shelf.remove('a', { expected: 'any' });
        const after = [await shelf.names()];
        after.push(await importAll(shelf, file), (await shelf.current('a')).version);
        return { ids: errors.map(({ id }) => id), offered: errors[0].previous ?? 'none', names, after };
      });
      assert.deepEqual(ids, Array(5).fill('store.damaged'));
      assert.equal(offered, 'none');
      assert.deepEqual(names, ['a']);
      assert.deepEqual(after, [[], [{ name: 'a', outcome: 'added' }], 1]);
    });

    test('everything goes into one file and comes back, all of it or nothing', async () => {
      const result = await page.evaluate(async () => {
        const source = await keepStores({ database: 'exported' });
        let expected = null;
        for (const version of [1, 2, 3])
          ({ revision: expected } = await source.put(await documentOf('\u202Ename', version, 30_001), {
            expected,
          }));
        await source.put(await documentOf('other', 9, 0), { expected: null });
        const file = await source.exportAll();
        const plain = async (shelf, name) =>
          (await shelf.history(name)).map(({ version, digest, kept, size, settings }) =>
            JSON.stringify({ version, digest, kept, size, settings }),
          );
        const histories = async (shelf) => [await plain(shelf, '\u202Ename'), await plain(shelf, 'other')];

        const target = await keepStores({ database: 'imported' });
        const outcomes = [await importAll(target, file), await importAll(target, file.buffer)];
        const same = [await histories(source), await histories(target)];
        const held = await inventory('imported');

        // Another version is current now, so the file is refused, also the store that would be new.
        const { revision } = await target.current('other');
        await target.put(await documentOf('other', 10), { expected: revision });
        await target.remove('\u202Ename', { expected: 'any' });
        const before = JSON.stringify(await inventory('imported'));
        const refused = await told(importAll(target, file));
        const unchanged = before === JSON.stringify(await inventory('imported'));
        outcomes.push(await importAll(target, file, { replace: true }));
        const replaced = await histories(target);

        // A damaged file changes nothing either.
        const now = JSON.stringify(await inventory('imported'));
        const truncated = await told(importAll(target, file.subarray(0, file.length / 2), { replace: true }));
        const untouched = now === JSON.stringify(await inventory('imported'));

        const small = await keepStores({ database: 'small', versions: 2 });
        await importAll(small, file);
        const pruned = [
          (await small.history('\u202Ename')).length,
          (await inventory('small')).documents.length,
        ];
        return { outcomes, same, held, refused, unchanged, replaced, truncated, untouched, pruned };
      });
      const both = (outcome) => [
        { name: 'other', outcome },
        { name: '\u202Ename', outcome },
      ];
      assert.deepEqual(result.outcomes, [
        both('added'),
        both('unchanged'),
        [
          { name: 'other', outcome: 'updated' },
          { name: '\u202Ename', outcome: 'added' },
        ],
      ]);
      assert.equal(result.same[0][0].length, 3);
      assert.deepEqual(result.same[1], result.same[0]);
      // What came with the file is on top of what was kept here.
      assert.deepEqual(result.replaced[0], result.same[0][0]);
      assert.deepEqual(result.replaced[1].slice(0, 1), result.same[0][1]);
      assert.deepEqual(
        result.replaced[1].map((one) => JSON.parse(one).version),
        [9, 10, 9],
      );
      assert.ok(result.held.documents.length === 4 && result.held.documents.every(({ matches }) => matches));
      assert.equal(result.refused.id, 'store.conflict');
      assert.match(result.refused.message, /"other"/);
      assert.equal(result.truncated.id, 'store.import');
      assert.deepEqual([result.unchanged, result.untouched], [true, true]);
      assert.deepEqual(result.pruned, [2, 3]);
    });

    test('a listener that throws keeps nobody else from hearing, and one that ended its subscription hears nothing', async () => {
      const heard = await page.evaluate(async () => {
        const shelf = await keepStores({ database: 'listeners' });
        const heard = [];
        const end = [
          shelf.subscribe(() => {
            throw new Error('mine');
          }),
          shelf.subscribe(({ name, current }) => heard.push([name, current.version])),
        ];
        const { revision } = await shelf.put(await documentOf('a', 1), { expected: null });
        for (const one of end) one();
        await shelf.put(await documentOf('a', 2), { expected: revision });
        return heard;
      });
      assert.deepEqual(heard, [['a', 1]]);
    });

    test('a shelf that is closed while it writes has written, and is closed', async () => {
      const { put, closed, version } = await page.evaluate(async () => {
        const shelf = await keepStores({ database: 'closing' });
        const { transaction } = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function (...given) {
          const made = transaction.apply(this, given);
          if (made.mode === 'readwrite') shelf.close();
          return made;
        };
        const put = await told(shelf.put(await documentOf('a', 1), { expected: null }));
        IDBDatabase.prototype.transaction = transaction;
        const closed = await told(shelf.current('a'));
        const { version } = await (await keepStores({ database: 'closing' })).current('a');
        return { put, closed: closed.id, version };
      });
      assert.deepEqual([put.value?.version, closed, version], [1, 'store.closed', 1]);
    });

    test('a mistake of the caller is named by its field, and nothing is written', async () => {
      const { messages, names } = await page.evaluate(async () => {
        const shelf = await keepStores({ database: 'mistakes' });
        const good = await documentOf('a', 1);
        const messages = [];
        for (const change of [
          { name: 7 },
          { version: 1.5 },
          { digest: 'AB' },
          { digest: '0'.repeat(64) },
          { bytes: [1, 2] },
          { settings: 1n },
        ])
          messages.push((await told(shelf.put({ ...good, ...change }, { expected: null }))).message);
        messages.push((await told(shelf.put(good, {}))).message);
        messages.push((await told(shelf.put())).message);
        messages.push((await told(shelf.remove('a'))).message);
        messages.push((await told(shelf.remove(7, { expected: 'any' }))).message);
        messages.push((await told(shelf.current(7))).message);
        messages.push((await told(importAll(shelf, new Blob(['x'])))).message);
        messages.push((await told(keepStores({ versions: 0 }))).message);
        return { messages, names: await shelf.names() };
      });
      const fields = messages.map((message) => message.split(':')[0]);
      assert.deepEqual(fields, [
        ...['document.name', 'document.version', 'document.digest', 'document.digest', 'document.bytes'],
        ...['document.settings', 'expected', 'document', 'expected', 'name', 'name', 'file', 'versions'],
      ]);
      assert.deepEqual(names, []);
    });
  });
}
