// No room left: a clear error, and what was kept is as it was.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers, launch } from './lib/browser.mjs';
import { startSite } from './lib/site.mjs';

const ROOM = 24 * 2 ** 20;
/** Two of them have no room beside each other. */
const LARGE = 14 * 2 ** 20;

for (const { name, skip } of browsers) {
  describe(`full storage in ${name}`, { skip }, () => {
    let site;
    let browser;
    let page;
    before(async () => {
      site = await startSite();
      // Firefox counts in KiB, and gives a site a fifth of all room.
      const preferences = { 'dom.quotaManager.temporaryStorage.fixedLimit': (5 * ROOM) / 1024 };
      browser = await launch(name, name === 'firefox' ? { preferences } : {});
      page = await browser.open(`${site.origin}/`);
      if (name === 'chromium') {
        const session = await page.createCDPSession();
        await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: ROOM });
      }
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    test('a document that has no room is refused, and the one before it stays', async () => {
      const { first, full, message, unchanged, current, small } = await page.evaluate(async (large) => {
        const shelf = await keepStores();
        const first = await shelf.put(await documentOf('a', 1, large), { expected: null });
        const before = JSON.stringify(await inventory());
        const full = await told(shelf.put(await documentOf('a', 2, large), { expected: first.revision }));
        const unchanged = before === JSON.stringify(await inventory());
        const current = await told(shelf.current('a').then(({ version }) => version));
        const small = await told(shelf.put(await documentOf('a', 3), { expected: first.revision }));
        return { first, full: full.id, message: full.message, unchanged, current: current.value, small };
      }, LARGE);
      assert.equal(first.version, 1);
      assert.equal(full, 'store.full', message);
      assert.match(message, /no room/);
      assert.deepEqual([unchanged, current, small.value?.version], [true, 1, 3]);
    });

    test('a file that has no room is refused as a whole', async () => {
      const { full, message, unchanged } = await page.evaluate(async (large) => {
        const shelf = await keepStores();
        const { digest, bytes } = await documentOf('b', 4, large);
        let base64 = '';
        for (let start = 0; start < bytes.length; start += 24_576)
          base64 += btoa(String.fromCharCode(...bytes.subarray(start, start + 24_576)));
        const versions = [{ version: 4, digest, kept: new Date().toISOString() }];
        const file = {
          anchorlightStores: 1,
          stores: [{ name: 'b', versions }],
          contents: { [digest]: base64 },
        };
        const before = JSON.stringify(await inventory());
        const full = await told(importAll(shelf, new TextEncoder().encode(JSON.stringify(file))));
        return { ...full, full: full.id, unchanged: before === JSON.stringify(await inventory()) };
      }, LARGE);
      assert.equal(full, 'store.full', message);
      assert.equal(unchanged, true);
    });
  });
}
