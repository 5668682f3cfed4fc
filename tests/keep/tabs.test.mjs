// Several tabs of one site at the same stores.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers, launch } from './lib/browser.mjs';
import { startSite } from './lib/site.mjs';

/** That each tab brings through. */
const WRITES = 10;

for (const { name, skip } of browsers) {
  describe(`tabs in ${name}`, { skip }, () => {
    let site;
    let browser;
    before(async () => {
      site = await startSite();
      browser = await launch(name);
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    const openTabs = (count) =>
      Promise.all(Array.from({ length: count }, () => browser.open(`${site.origin}/`)));
    const closeTabs = (tabs) => Promise.all(tabs.map((tab) => tab.close()));
    /** Opens a shelf in each tab, as `shelf`, and lists there what it is told, as `changes`. */
    const shelves = (tabs, database) =>
      Promise.all(
        tabs.map((tab) =>
          tab.evaluate(async (database) => {
            globalThis.shelf = await keepStores({ database, versions: 1000 });
            globalThis.changes = [];
            shelf.subscribe(({ name, current }) => changes.push([name, current?.version ?? null]));
          }, database),
        ),
      );

    test('of two that write at once with the same expectation, exactly one is taken', async () => {
      const tabs = await openTabs(2);
      await shelves(tabs, 'race');
      let expected = null;
      for (let round = 0; round < 10; round += 1) {
        const answers = await Promise.all(
          tabs.map((tab, index) =>
            tab.evaluate(
              async (expected, version) =>
                told(shelf.put(await documentOf('a', version, 300_000), { expected })),
              expected,
              2 * round + index,
            ),
          ),
        );
        const taken = answers.filter(({ value }) => value);
        const refused = answers.filter(({ id }) => id === 'store.conflict');
        assert.deepEqual([taken.length, refused.length], [1, 1]);
        expected = taken[0].value.revision;
      }
      await closeTabs(tabs);
    });

    test('of writes at once each is in the history or was refused, and whoever looks again comes to its turn', async (context) => {
      const tabs = await openTabs(3);
      await shelves(tabs, 'writers');
      const answers = await Promise.all(
        tabs.map((tab, index) =>
          tab.evaluate(
            async (writes, first) => {
              const answers = [];
              // Whoever was refused looks again, as people do.
              for (let taken = 0; taken < writes; ) {
                const version = first + answers.length;
                const document = await documentOf('a', version, 50_000);
                const expected = (await shelf.current('a'))?.revision ?? null;
                const answer = await told(shelf.put(document, { expected }));
                answers.push({ version, expected, ...answer });
                if (answer.value) taken += 1;
                else if (answer.id !== 'store.conflict') break;
              }
              return answers;
            },
            WRITES,
            1000 * (index + 1),
          ),
        ),
      );
      const taken = answers.flat().filter(({ value }) => value);
      const refused = answers.flat().filter(({ id }) => id === 'store.conflict');
      context.diagnostic(`${taken.length} taken, ${refused.length} refused`);
      assert.equal(taken.length, tabs.length * WRITES);
      assert.equal(taken.length + refused.length, answers.flat().length);
      assert.ok(refused.length > 0, "the tabs were never in each other's way");

      const history = await tabs[0].evaluate(() => shelf.history('a'));
      const byRevision = new Map(taken.map(({ value, expected }) => [value.revision, { value, expected }]));
      assert.equal(history.length, taken.length);
      for (const [index, entry] of history.entries()) {
        const { value, expected } = byRevision.get(entry.revision);
        assert.deepEqual(entry, value);
        // Each followed the one that its writer had seen.
        assert.equal(expected, history[index + 1]?.revision ?? null);
      }
      const { documents } = await tabs[0].evaluate(() => inventory('writers'));
      assert.ok(documents.length === taken.length && documents.every(({ matches }) => matches));
      await closeTabs(tabs);
    });

    test('each tab is told what the others changed, and what it changed itself', async () => {
      const tabs = await openTabs(2);
      await shelves(tabs, 'told');
      const changed = (count) =>
        Promise.all(
          tabs.map(async (tab) => {
            await tab.waitForFunction((count) => changes.length >= count, {}, count);
            return tab.evaluate(() => changes);
          }),
        );
      await tabs[0].evaluate(async () => shelf.put(await documentOf('a', 1), { expected: null }));
      const one = [['a', 1]];
      assert.deepEqual(await changed(1), [one, one]);
      await tabs[1].evaluate(async () => {
        const { revision } = await shelf.current('a');
        // The same document again, with other settings.
        const document = { ...(await documentOf('a', 1)), settings: 'other' };
        await shelf.put(document, { expected: revision });
      });
      const two = [...one, ['a', 1]];
      assert.deepEqual(await changed(2), [two, two]);
      await tabs[1].evaluate(() => shelf.remove('a', { expected: 'any' }));
      const three = [...two, ['a', null]];
      assert.deepEqual(await changed(3), [three, three]);
      await closeTabs(tabs);
    });

    test('a tab that heard nothing looks again when it becomes visible, and a closed shelf no more', async () => {
      const [quiet, listening] = await openTabs(2);
      await quiet.evaluate(() => {
        delete globalThis.BroadcastChannel;
      });
      await shelves([quiet, listening], 'visible');
      const put = (version) =>
        quiet.evaluate(async (version) => {
          const expected = (await shelf.current('a'))?.revision ?? null;
          await shelf.put(await documentOf('a', version), { expected });
        }, version);
      const see = () =>
        listening.evaluate(async () => {
          document.dispatchEvent(new Event('visibilitychange'));
          // Later than anything that the event set off.
          await inventory('visible');
          await shelf.names().catch(() => {});
          return changes;
        });
      await put(1);
      assert.deepEqual(await listening.evaluate(() => changes), []);
      await listening.bringToFront();
      assert.deepEqual(await see(), [['a', 1]]);
      await listening.evaluate(() => shelf.close());
      await put(2);
      assert.deepEqual(await see(), [['a', 1]]);
      await closeTabs([quiet, listening]);
    });

    test('a tab that is closed while it writes leaves the old or the new document', async (context) => {
      const [watching] = await openTabs(1);
      await shelves([watching], 'closed');
      const outcomes = { old: 0, new: 0 };
      let version = 0;
      for (let round = 0; round < 6; round += 1) {
        const [writing] = await openTabs(1);
        await shelves([writing], 'closed');
        await writing.evaluate(async (next) => {
          const document = await documentOf('a', next, 8_000_000);
          const expected = (await shelf.current('a'))?.revision ?? null;
          shelf.put(document, { expected });
        }, version + 1);
        await new Promise((resolve) => setTimeout(resolve, round * 30));
        await writing.close();
        const found = await watching.evaluate(async () => (await shelf.current('a'))?.version ?? 0);
        assert.ok(found === version || found === version + 1);
        outcomes[found === version ? 'old' : 'new'] += 1;
        version = found;
        const { documents, records } = await watching.evaluate(() => inventory('closed'));
        assert.ok(documents.every(({ matches }) => matches));
        assert.equal(documents.length, records[0]?.history.length ?? 0);
      }
      context.diagnostic(`${outcomes.old} old, ${outcomes.new} new`);
      await watching.close();
    });

    test('an open shelf does not keep newer versions of the package from the database', async () => {
      const [old, newer] = await openTabs(2);
      await shelves([old], 'upgraded');
      await old.evaluate(async () => shelf.put(await documentOf('a', 1), { expected: null }));
      const version = await newer.evaluate(async () => {
        globalThis.connection = await openRaw('upgraded', 2);
        return connection.version;
      });
      assert.equal(version, 2);
      assert.equal((await old.evaluate(() => told(shelf.current('a')))).id, 'store.newer');
      const { durable, reason, names } = await old.evaluate(async () => {
        const { durable, reason, names } = await keepStores({ database: 'upgraded' });
        return { durable, reason };
      });
      assert.deepEqual([durable, reason], [false, 'newer']);
      await closeTabs([old, newer]);
    });

    test('where a tab does not give way to another, the shelf works in memory and says so', async () => {
      const [stubborn, upgrading, waiting] = await openTabs(3);
      await stubborn.evaluate(async () => {
        globalThis.connection = await openRaw('busy', 1, (database) => database.createObjectStore('stores'));
        connection.onversionchange = () => Object.assign(globalThis, { asked: true });
      });
      await upgrading.evaluate(() => {
        openRaw('busy', 2).catch(() => {});
      });
      await stubborn.waitForFunction(() => globalThis.asked);
      const { durable, reason, names } = await waiting.evaluate(async () => {
        const shelf = await keepStores({ database: 'busy' });
        await shelf.put(await documentOf('a', 1), { expected: null });
        return { durable: shelf.durable, reason: shelf.reason, names: await shelf.names() };
      });
      assert.deepEqual({ durable, reason, names }, { durable: false, reason: 'blocked', names: ['a'] });
      await closeTabs([stubborn, upgrading, waiting]);
    });

    test('a database that was deleted is opened anew', async () => {
      const tabs = await openTabs(2);
      await shelves(tabs, 'deleted');
      await tabs[0].evaluate(async () => shelf.put(await documentOf('a', 1), { expected: null }));
      const outcome = await tabs[1].evaluate(
        () =>
          new Promise((resolve) => {
            const deleting = indexedDB.deleteDatabase('deleted');
            deleting.onsuccess = () => resolve('deleted');
            deleting.onerror = () => resolve('failed');
          }),
      );
      assert.equal(outcome, 'deleted');
      const { names, put } = await tabs[0].evaluate(async () => {
        const names = await shelf.names();
        return { names, put: await told(shelf.put(await documentOf('b', 1), { expected: null })) };
      });
      assert.deepEqual(names, []);
      assert.equal(put.value.name, 'b');
      await closeTabs(tabs);
    });
  });
}
