// Where the browser stores nothing: the shelf works in memory and says why.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers, launch } from './lib/browser.mjs';
import { startSite } from './lib/site.mjs';

/** What makes a browser refuse every site's data. */
const NO_DATA = {
  chromium: { profile: { default_content_setting_values: { cookies: 2 } } },
  firefox: { 'network.cookie.cookieBehavior': 2 },
};

/** What makes this machine answer for another, whose pages over plain HTTP have no WebCrypto. */
const ELSEWHERE = {
  chromium: { args: ['--host-resolver-rules=MAP intranet.test 127.0.0.1'] },
  firefox: { preferences: { 'network.dns.localDomains': 'intranet.test' } },
};

/** Uses a shelf for all that it is for; to be run in a page. */
async function use() {
  const shelf = await keepStores();
  const changes = [];
  shelf.subscribe(({ name, current }) => changes.push([name, current?.version]));
  const one = await shelf.put(await here('a', 1), { expected: null });
  const two = await shelf.put(await here('a', 2), { expected: one.revision });
  const refused = await told(shelf.put(await here('a', 3), { expected: one.revision }));
  const imported = await told(importAll(shelf, await shelf.exportAll()));
  return {
    durable: shelf.durable,
    reason: shelf.reason,
    refused: refused.id,
    history: (await shelf.history('a')).map(({ version }) => version),
    current: (await shelf.current('a')).revision === two.revision,
    changes,
    imported: imported.id ?? imported.value,
  };

  /** A digest cannot be had where there is no WebCrypto. */
  async function here(name, version) {
    if (crypto.subtle) return documentOf(name, version);
    return { name, version, digest: String(version).repeat(64), bytes: bytesOf(version, 1000) };
  }
}

const inMemory = {
  durable: false,
  refused: 'store.conflict',
  history: [2, 1],
  current: true,
  changes: [
    ['a', 1],
    ['a', 2],
  ],
  imported: [{ name: 'a', outcome: 'unchanged' }],
};

for (const { name, skip } of browsers) {
  describe(`refused storage in ${name}`, { skip }, () => {
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

    test('in a page of a sandbox', async () => {
      const page = await browser.open(`${site.origin}/frame.html`);
      const frame = await (await page.$('iframe')).contentFrame();
      await frame.waitForFunction(() => globalThis.ready);
      assert.deepEqual(await frame.evaluate(use), { ...inMemory, reason: 'refused' });
      await page.close();
    });

    test('where there is no WebCrypto, documents are taken as they are named, and files are not taken', async () => {
      const insecure = await launch(name, ELSEWHERE[name]);
      try {
        const page = await insecure.open(`${site.origin.replace('127.0.0.1', 'intranet.test')}/`);
        assert.equal(await page.evaluate(() => isSecureContext), false);
        assert.deepEqual(await page.evaluate(use), {
          ...inMemory,
          reason: 'insecure',
          imported: 'store.import',
        });
      } finally {
        await insecure.close();
      }
    });

    test('where the person lets no site store data', async () => {
      const strict = await launch(name, { preferences: NO_DATA[name] });
      try {
        const page = await strict.open(`${site.origin}/`);
        assert.deepEqual(await page.evaluate(use), { ...inMemory, reason: 'refused' });
      } finally {
        await strict.close();
      }
    });
  });
}
