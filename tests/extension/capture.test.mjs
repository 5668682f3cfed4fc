// Looking at a page, where browsers tell of what happens to tabs and windows; in Chromium nothing stays attached.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answerOf, assertSeen, settled, stateOf, until } from './lib/seen.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const TRUSTED = { badge: 'organisation', source: 'verifiedPath' };

for (const kind of ['chromium', 'firefox'])
  describe(`looking at a page in ${kind}`, { skip: lacking[kind] }, () => {
    let setting;
    before(async () => {
      setting = await startSetting(kind);
    });
    after(() => setting?.stop());
    const visit = (name, where) => setting.browser.visit(setting.page, setting.servers.url(name, where));
    const seen = (expected) => assertSeen(setting.browser, setting.page, setting.document, expected);
    const marked = (page, badge, text) =>
      settled(setting.browser, page, (state) => state.badge === badge).then(async (state) => {
        await until(`the mark ${text}`, async () => (await setting.browser.badge(page)).text === text);
        return state;
      });
    /** What takes the page away must not be waited for in it. */
    const run = (page, work) => page.evaluate(`setTimeout(${work})`);

    test('works over HTTP/2', async () => {
      await visit('http2');
      await seen(TRUSTED);
    });

    test('keeps what it knows while a page only changes its address, and looks again at one that comes back', async () => {
      const { browser, page } = setting;
      await visit('good', { path: '/?first' });
      const first = await marked(page, 'organisation', '✓');
      await page.evaluate(() => history.pushState(0, '', '/?pushed'));
      await page.evaluate(() => {
        location.hash = 'below';
      });
      assert.deepEqual((await stateOf(browser, first.tab)).document, first.document);
      assert.equal((await browser.badge(page)).text, '✓');
      // Within the page, and back again, nothing is another one.
      await run(page, () => history.back());
      await until('the address before', () => page.evaluate(() => location.hash === ''));
      assert.deepEqual((await stateOf(browser, first.tab)).document, first.document);
      assert.equal((await browser.badge(page)).text, '✓');
      await page.evaluate(() => {
        globalThis.isKept = true;
      });
      await visit('distrusted');
      await marked(page, 'notTrusted', '✕');
      await run(page, () => history.back());
      await marked(page, 'organisation', '✓');
      assert.equal(await page.evaluate(() => globalThis.isKept), true, 'the browser kept the page');
      await run(page, () => history.forward());
      await marked(page, 'notTrusted', '✕');
      if (kind === 'chromium') assert.equal(await browser.attached(page), false);
    });

    test('tells two windows apart, and a tab by what it shows now', async () => {
      const { browser, page, servers } = setting;
      const other = await browser.openWindow(servers.url('distrusted'));
      await visit('good');
      await marked(page, 'organisation', '✓');
      await marked(other, 'notTrusted', '✕');
      // The other way round, while both are loaded.
      await Promise.all([
        browser.visit(page, servers.url('distrusted', { path: '/?other' })),
        browser.visit(other, servers.url('good', { path: '/?other' })),
      ]);
      await marked(page, 'notTrusted', '✕');
      await marked(other, 'organisation', '✓');
      await other.close();
    });

    if (kind === 'chromium') {
      test('works where the address of the icon leads elsewhere, and does not follow', async () => {
        const { servers } = setting;
        servers.requests('distrusted');
        servers.redirectIcons('good', servers.url('distrusted', { path: '/icon' }));
        try {
          await visit('good');
          await seen(TRUSTED);
        } finally {
          servers.redirectIcons('good', undefined);
        }
        const asked = servers.requests('distrusted').filter(({ method }) => method === 'HEAD');
        assert.deepEqual(asked, []);
      });

      test('in a private window leaves no history', async () => {
        const { browser, servers } = setting;
        const url = servers.url('http2', { host: 'wiki.corp.example' });
        await browser.allowPrivate();
        assert.ok(await browser.ask(() => chrome.extension.isAllowedIncognitoAccess()));
        const page = await browser.openWindow(url, { incognito: true });
        const state = await settled(browser, page, ({ badge }) => badge === 'organisation');
        assert.equal(state.private, true);
        assert.deepEqual(await answerOf(browser, 'history', { host: new URL(url).host }), []);
        await page.close();
      });
    }
  });
