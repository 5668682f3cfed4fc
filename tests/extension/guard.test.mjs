// Where an administrator wants more than a mark: a page says why before a site is shown, or in its place.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answerOf, assertSeen, settled, until, untilPage, words } from './lib/seen.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const EXPLAIN = 'explain.html';

for (const kind of ['chromium', 'firefox'])
  for (const mode of ['warn', 'block'])
    describe(`${kind} told to ${mode}`, { skip: lacking[kind] }, () => {
      let setting;
      before(async () => {
        setting = await startSetting(kind, { managed: { mode } });
      });
      after(() => setting?.stop());

      const url = (name, path) => setting.servers.url(name, { path });
      /** Waits until a tab shows an address that begins so. */
      const shows = (start) =>
        until(start, async () => {
          const { browser, page } = setting;
          // Not by the page: its process may be about to change.
          const shown = kind === 'chromium' ? page.url() : (await browser.shown(page)).url;
          return shown.startsWith(start);
        });
      const explained = async () => {
        const { browser, page } = setting;
        await shows(`${browser.base}${EXPLAIN}`);
        await untilPage(
          page,
          () => document.querySelector('#badge, h1') !== null && document.querySelector('button') !== null,
        );
        return page.evaluate(() => document.body.innerText);
      };
      const press = async (text) => {
        const { page } = setting;
        await untilPage(
          page,
          (text) =>
            [...document.querySelectorAll('button')].some((button) => button.innerText.startsWith(text)),
          text,
        );
        // What is pressed may take the page away.
        await page.evaluate((text) => {
          const button = [...document.querySelectorAll('button')].find((b) => b.innerText.startsWith(text));
          setTimeout(() => button.click());
        }, text);
      };

      test('leaves a trusted site alone', async () => {
        const { browser, page, document } = setting;
        await browser.visit(page, url('good'));
        await assertSeen(browser, page, document, { badge: 'organisation', source: 'verifiedPath' });
      });

      test('explains in the place of a site that is not trusted, and marks it no longer', async () => {
        const { browser, page, servers } = setting;
        servers.requests('distrusted');
        await browser.visit(page, url('distrusted', '/?first'));
        const text = await explained();
        assert.ok(text.includes(words('badge.notTrusted')), text);
        assert.ok(text.includes(words('path.distrusted')), text);
        assert.ok(text.includes('portal.corp.example'), text);
        assert.equal((await browser.badge(page)).text, '', 'our own page has no badge');
        const visits = await answerOf(browser, 'history', { host: new URL(url('distrusted')).host });
        assert.equal(visits[0].badge, 'notTrusted');
      });

      if (kind === 'firefox')
        test('stops it before anything of it is shown or runs', async () => {
          const { browser, page, servers } = setting;
          servers.requests('distrusted');
          await browser.visit(page, url('distrusted', '/script'));
          await explained();
          // A script that runs asks, and what ran before it has asked before.
          await browser.visit(page, url('good', '/script'));
          const ran = [];
          await until('a script that asks', () => {
            ran.push(...servers.requests('good').map(({ url }) => url));
            return ran.includes('/ran');
          });
          const asked = servers.requests('distrusted').map(({ url }) => url);
          assert.deepEqual(
            asked.filter((path) => path !== '/favicon.ico'),
            ['/script'],
          );
        });

      if (kind === 'chromium')
        test('moves the tab after the fact: until the verdict the page is there, and its script ran', async () => {
          const { browser, page, servers } = setting;
          servers.requests('distrusted');
          const hold = servers.hold('distrusted');
          await browser.visit(page, url('distrusted', '/script'));
          await hold.came;
          const asked = [];
          await until('a script that asks', () => {
            asked.push(...servers.requests('distrusted').map(({ url }) => url));
            return asked.includes('/ran');
          });
          hold.release();
          await explained();
        });

      test('goes back to where the person came from', async () => {
        const { browser, page } = setting;
        await browser.visit(page, url('good', '/?before'));
        await settled(browser, page, ({ badge }) => badge === 'organisation');
        await browser.visit(page, url('distrusted', '/?back'));
        await explained();
        await press('Back');
        await shows(url('good', '/?before'));
      });

      test('says whether it can be passed, and means it', async () => {
        const { browser, page } = setting;
        await browser.visit(page, url('distrusted', '/?passed'));
        const text = await explained();
        if (mode === 'block') {
          assert.doesNotMatch(text, /all the same/);
          const reply = await page.evaluate(() => chrome.runtime.sendMessage({ kind: 'proceed' }));
          assert.match(reply.fault.message, /may not be passed/);
          await shows(`${browser.base}${EXPLAIN}`);
          return;
        }
        await press('Go on');
        await shows(url('distrusted', '/?passed'));
        const state = await settled(browser, page, ({ badge }) => badge === 'notTrusted');
        assert.equal((await browser.badge(page)).text, '✕', 'it is marked all the same');
        assert.equal(state.host, 'portal.corp.example');
        // Another site is asked about again, and this one is not.
        await browser.visit(page, url('expired'));
        await browser.visit(page, url('distrusted', '/?again'));
        await settled(browser, page, ({ badge }) => badge === 'notTrusted');
        await shows(url('distrusted', '/?again'));
      });

      test('has nothing against a page without a chain', async () => {
        const { browser, page } = setting;
        await browser.visit(page, url('plain'));
        await settled(browser, page, ({ lack }) => lack?.id === 'capture.no_tls');
        await shows(url('plain'));
      });
    });
