// Where an administrator wants more than a mark, saying nothing is no way past it: not for a site that does not let
// itself be looked at, nor for one that no store decides on any more.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { answerOf, settled, stateOf, untilPage, words } from './lib/seen.mjs';
import { chainOf, serve } from './lib/serve.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const EXPLAIN = 'explain.html';
const PATIENCE = 20_000;

/** Waits until a tab shows an address that begins so. */
async function shows(browser, page, start) {
  const url = async () => (browser.kind === 'chromium' ? page.url() : (await browser.shown(page)).url);
  await until(
    async () => (await url()).startsWith(start),
    async () => `the tab shows ${await url()}, not ${start}`,
  );
}

async function until(holds, words = async () => `never so: ${holds}`) {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(await words());
    await wait(50);
  }
}

/** What our page says in the place of another. */
async function explained(browser, page) {
  await shows(browser, page, `${browser.base}${EXPLAIN}`);
  await untilPage(page, () => document.querySelector('#why') !== null);
  return page.evaluate(() => document.body.innerText);
}

/** What is pressed may take the page away. */
async function press(page, text) {
  const find = (text) =>
    [...document.querySelectorAll('button')].find((button) => button.innerText.startsWith(text));
  await untilPage(page, `(${find})(${JSON.stringify(text)}) !== undefined`);
  await page.evaluate(`setTimeout(() => (${find})(${JSON.stringify(text)}).click())`);
}

/** What a server does with the request that a look makes. */
const SILENCES = {
  'breaks it off': (request) => request.socket.destroy(),
  'never answers it': () => {},
};

for (const mode of ['warn', 'block'])
  describe(`chromium told to ${mode}`, { skip: lacking.chromium }, () => {
    let setting;
    let server;
    let silence;
    before(async () => {
      setting = await startSetting('chromium', { managed: { mode } });
      server = await serve(chainOf(setting.servers.certificates, 'siteOfDistrusted'), (request, response) => {
        if (request.method === 'HEAD' && silence) silence(request);
        else response.writeHead(200, { 'content-type': 'text/html' }).end('<title>site</title>');
      });
    });
    after(async () => {
      await setting?.stop();
      server?.close();
    });

    for (const [index, [what, act]] of Object.entries(SILENCES).entries())
      test(`a site that is asked to show its chain, and ${what}`, async () => {
        const { browser, page } = setting;
        silence = act;
        // What was gone on to is one origin.
        const host = ['portal.corp.example', 'wiki.corp.example'][index];
        const url = `https://${host}:${new URL(server.origin).port}/`;
        await browser.visit(page, url);
        const text = await explained(browser, page);
        assert.ok(text.includes(words('badge.cannotSay')), text);
        assert.ok(text.includes(words('capture.no_answer')), text);
        if (mode === 'block') {
          assert.match(text, /lets sites be opened that its trust store trusts/);
          assert.doesNotMatch(text, /all the same/);
          const reply = await page.evaluate(() => chrome.runtime.sendMessage({ kind: 'proceed' }));
          assert.match(reply.fault.message, /may not be passed/);
          await shows(browser, page, `${browser.base}${EXPLAIN}`);
        } else {
          await press(page, 'Go on');
          await shows(browser, page, url);
          const { lack } = await settled(browser, page, ({ badge }) => badge === 'cannotSay');
          assert.equal(lack.id, 'capture.no_answer');
          await shows(browser, page, url);
        }
        // What was passed unseen is asked about again once something is seen, and is looked at again on a click.
        silence = undefined;
        if (mode === 'warn') await browser.visit(page, url);
        else await press(page, 'Look again');
        await untilPage(page, (words) => document.body.innerText.includes(words), words('path.distrusted'));
        assert.ok((await explained(browser, page)).includes(words('badge.notTrusted')));
      });

    test('what has no chain at all is let be', async () => {
      const { browser, page, servers } = setting;
      for (const [url, id] of [
        [servers.url('plain'), 'capture.no_tls'],
        [servers.url('expired'), 'capture.error_page'],
        ['data:text/html,hello', 'capture.scheme'],
      ]) {
        await browser.visit(page, url);
        await settled(browser, page, ({ lack }) => lack?.id === id);
        assert.ok(!page.url().startsWith(browser.base), page.url());
      }
    });
  });

for (const kind of ['chromium', 'firefox'])
  describe(`${kind} told to block`, { skip: lacking[kind] }, () => {
    let setting;
    before(async () => {
      setting = await startSetting(kind, { managed: { mode: 'block' } });
    });
    after(() => setting?.stop());

    test('nothing is opened by a trust store that has expired', async () => {
      const { servers, document } = setting;
      // It has to be accepted before it expires, however slow this machine is.
      let version = 1;
      let expires;
      for (let lasts = 20_000; ; lasts *= 2) {
        version += 1;
        expires = new Date(Date.now() + lasts);
        const text = JSON.stringify({
          ...document,
          version,
          expires: `${expires.toISOString().slice(0, 19)}Z`,
        });
        setting.browser.setManaged({ trustStore: text, mode: 'block' });
        if (kind === 'firefox') setting.browser = await setting.browser.restart();
        let store;
        await until(async () => {
          ({ store } = await answerOf(setting.browser, 'settings'));
          return store.version === version || store.refused;
        });
        if (store.version === version) break;
        assert.equal(store.refused.id, 'update.expired');
      }
      while (Date.now() < expires.getTime() + 1000) await wait(200);
      const { browser } = setting;
      const page = await browser.open();
      await browser.visit(page, servers.url('good', { path: '/?late' }));
      const text = await explained(browser, page);
      assert.ok(text.includes(words('store.expired')), text);
      assert.ok(text.includes(words('badge.cannotSay')), text);
      assert.doesNotMatch(text, /all the same/);
    });
  });

const PRIVATE = { chromium: {}, firefox: { privateWindows: true } };

for (const [kind, options] of Object.entries(PRIVATE))
  describe(`a private window of ${kind} told to warn`, { skip: lacking[kind] }, () => {
    let setting;
    before(async () => {
      setting = await startSetting(kind, { managed: { mode: 'warn' }, ...options });
      if (kind === 'chromium') await setting.browser.allowPrivate();
    });
    after(() => setting?.stop());

    test('says why a site is not shown, and lets somebody go on to it', async () => {
      const { browser, servers } = setting;
      const url = servers.url('distrusted', { path: '/?private' });
      const page = await browser.openWindow(url, { incognito: true });
      let way = page;
      if (kind === 'chromium') {
        // Pages of extensions are not for such windows: it is the popup that says it.
        await shows(browser, page, 'about:blank#not-shown');
        await until(async () => (await browser.badge(page)).title.endsWith(words('badge.notTrusted')));
        way = await browser.popup(page);
        await way.waitForSelector('#why');
      } else await explained(browser, page);
      const text = await way.evaluate(() => document.body.innerText);
      assert.ok(text.includes(words('badge.notTrusted')), text);
      assert.ok(text.includes(words('path.distrusted')), text);
      await press(way, 'Go on');
      await shows(browser, page, url);
      const number = await browser.ask(async () => {
        const tabs = await chrome.tabs.query({});
        return tabs.find(({ incognito }) => incognito).id;
      });
      await until(async () => {
        const { badge, private: isPrivate } = (await stateOf(browser, number)) ?? {};
        return badge === 'notTrusted' && isPrivate;
      });
      await shows(browser, page, url);
      const { host } = new URL(url);
      assert.deepEqual(await answerOf(browser, 'history', { host }), []);
    });
  });
