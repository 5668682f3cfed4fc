// Whom the extension asks for what: the page's own origin once for each look, the store's address, and nobody else.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makeCertificates } from './lib/certificates.mjs';
import { sha256 } from './lib/options.mjs';
import { isLocal, startProxy } from './lib/proxy.mjs';
import { settled, until } from './lib/seen.mjs';
import { chainOf, serve } from './lib/serve.mjs';
import { lacking, startSetting } from './lib/setting.mjs';
import { storeOf } from './lib/store.mjs';
import { askedByPages, follow, followed, reload } from './lib/who-asked.mjs';

/** Chromium asks for the extension itself. */
const UPDATES = /\/(update\.xml|extension\.crx)/;

/** What a visit to each is to be seen as. */
const VISITS = {
  good: 'organisation',
  distrusted: 'notTrusted',
  constrained: 'notTrusted',
  http2: 'organisation',
  swapped: 'organisation',
  plain: 'cannotSay',
  expired: 'cannotSay',
};

for (const kind of ['chromium', 'firefox'])
  describe(`the requests in ${kind}`, { skip: lacking[kind] }, () => {
    const certificates = makeCertificates();
    const text = JSON.stringify(storeOf(certificates));
    const site = chainOf(certificates, 'site', 'issuing');
    let address;
    let elsewhere;
    let proxy;
    let setting;
    let leadsOn = false;
    const netLog = mkdtempSync(join(tmpdir(), 'anchorlight-netlog-'));
    const strangers = (asked) => asked.filter(({ url }) => !isLocal(new URL(url).hostname));
    before(async () => {
      proxy = await startProxy();
      elsewhere = await serve(site, (_, response) => response.end(text));
      address = await serve(site, ({ url }, response) => {
        if (url !== '/store.json')
          response.setHeader('set-cookie', 'who=me; Secure; SameSite=None').end('hello');
        else if (leadsOn) response.writeHead(302, { location: `${elsewhere.origin}/store.json` }).end();
        else response.end(text);
      });
      setting = await startSetting(kind, {
        managed: () => ({ trustStoreUrl: `${address.origin}/store.json`, sha256: sha256(text) }),
        proxy: proxy.port,
        ...(kind === 'chromium' && { netLog }),
      });
      if (kind === 'firefox') await setting.browser.chrome(follow);
    });
    after(async () => {
      await setting?.stop();
      for (const one of [address, elsewhere, proxy]) one?.close();
      rmSync(netLog, { recursive: true, force: true });
    });
    const host = (url) => new URL(url).host;
    const stores = () => address.requests.filter(({ url }) => url === '/store.json');
    /** Which of the tests' own hosts the browser turned to since the last time. */
    const asked = () => [
      ...new Set(
        proxy
          .asked()
          .filter((one) => !UPDATES.test(one))
          .map((one) => (one.includes(' ') ? host(one.split(' ')[1]) : one))
          .filter((one) => isLocal(new URL(`https://${one}`).hostname)),
      ),
    ];

    test('fetch the store once, from its address, with nothing that tells who asks', () => {
      const [request, ...more] = stores();
      assert.deepEqual(more, []);
      assert.equal(request.method, 'GET');
      for (const name of ['cookie', 'referer', 'authorization'])
        assert.equal(request.headers[name], undefined, name);
      assert.deepEqual(asked().sort(), [host(address.origin), host(setting.servers.url('good'))].sort());
    });

    test('go to the page’s own origin, once for each look, whatever is opened to read of it', async () => {
      const { browser, page, servers } = setting;
      address.requests.splice(0);
      for (const [name, badge] of Object.entries(VISITS)) {
        asked();
        for (const each of Object.keys(VISITS)) servers.requests(each);
        await browser.visit(page, servers.url(name, { path: '/?page' }));
        await settled(
          browser,
          page,
          (state) => state.badge === badge && state.origin.endsWith(host(servers.url(name))),
        );
        const popup = await browser.popup(page);
        await popup.waitForFunction(() => document.querySelector('#badge') !== null);
        const tab = await browser.tab(page);
        const views = [];
        for (const path of [`panel.html?tab=${tab}`, 'options.html']) {
          const view = await browser.open();
          await browser.visit(view, browser.base + path);
          await view.waitForFunction(() => document.querySelector('main') !== null);
          views.push(view);
        }
        for (const view of [popup, ...views]) await view.close();
        const own = host(servers.url(name));
        // Connections that are there already are seen by the servers alone.
        const others = Object.keys(VISITS).filter(
          (each) => each !== name && servers.requests(each).length > 0,
        );
        const more = asked().filter((one) => one !== own);
        assert.deepEqual({ others, more }, { others: [], more: [] }, name);
        const requests = servers.requests(name).map(({ method, url }) => `${method} ${url}`);
        // The browser itself asks for the icon, and for the page.
        const probes = requests.filter((one) => !['GET /?page', 'GET /favicon.ico'].includes(one));
        const isProbed = kind === 'chromium' && !['plain', 'expired'].includes(name);
        assert.deepEqual(probes, isProbed ? ['HEAD /favicon.ico'] : [], name);
      }
      assert.deepEqual(stores(), []);
    });

    test('ask for the store again with the next start, without the cookie of its site, and follow nowhere', async () => {
      const { page, servers } = setting;
      await setting.browser.visit(page, `${address.origin}/`);
      await settled(setting.browser, page, ({ badge }) => badge === 'organisation');
      assert.match(await page.evaluate(() => document.cookie), /who=me/);
      address.requests.splice(0);
      leadsOn = true;
      // Firefox writes down nothing for us.
      if (kind === 'firefox') assert.deepEqual(strangers(await setting.browser.chrome(followed)), []);
      const browser = await setting.browser.restart();
      setting.browser = browser;
      const next = await browser.open();
      await browser.visit(next, servers.url('good'));
      // The store that was there before goes on deciding.
      await settled(browser, next, ({ badge }) => badge === 'organisation');
      const [request, ...more] = stores();
      assert.deepEqual(more, []);
      assert.equal(request.headers.cookie, undefined);
      assert.equal(request.headers.referer, undefined);
      assert.deepEqual(elsewhere.requests, []);
      const [kept] = Object.values(await browser.ask(() => chrome.storage.local.get('store:organisation')));
      assert.equal(kept.refused.id, 'store.unreachable');
    });

    test('go to nobody else, from the first start of the extension on', async () => {
      if (kind === 'firefox') {
        const { browser } = setting;
        await browser.chrome(follow);
        address.requests.splice(0);
        await browser.chrome(reload, browser.id);
        await until('the question for the store', () => stores().length > 0);
        const asked = await browser.chrome(followed);
        assert.ok(asked.some(({ url }) => url === `${address.origin}/store.json`));
        assert.deepEqual(strangers(asked), []);
        return;
      }
      const { id } = setting.browser;
      await setting.stop();
      setting = undefined;
      const asked = askedByPages(netLog);
      assert.ok(asked.some(({ initiator }) => initiator === `chrome-extension://${id}`));
      assert.deepEqual(strangers(asked), []);
    });
  });
