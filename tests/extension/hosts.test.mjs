// Chromium, installed without any host: no page is looked at before somebody asks for it, and then that one is.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { makeCertificates } from './lib/certificates.mjs';
import { startChromium } from './lib/chromium.mjs';
import { buildExtension } from './lib/extension.mjs';
import { hostileChain } from './lib/hostile-chain.mjs';
import { settled, words } from './lib/seen.mjs';
import { serve } from './lib/serve.mjs';
import { browserRoots, startServers } from './lib/servers.mjs';
import { lacking, startSetting } from './lib/setting.mjs';
import { storeOf } from './lib/store.mjs';

describe('without hosts', { skip: lacking.chromium }, () => {
  let built;
  let servers;
  let browser;
  let page;
  before(async () => {
    built = await buildExtension([]);
    servers = await startServers();
    const { certificates } = servers;
    browser = await startChromium({
      folder: built.chromium,
      roots: browserRoots.map((name) => certificates[name].base64),
      managed: { trustStore: JSON.stringify(storeOf(certificates)) },
    });
    page = await browser.open();
  });
  after(async () => {
    await browser?.stop();
    servers?.close();
    if (built) rmSync(built.out, { recursive: true, force: true });
  });
  const worker = () => browser.context.serviceWorkers().find((one) => one.url().startsWith(browser.base));
  /** How often the debugger was attached since `count` began; nothing where another worker is there. */
  const attached = () => worker().evaluate(() => globalThis.attached);

  test('nothing is attached, and the popup asks; a click on the toolbar gives the verdict', async () => {
    await worker().evaluate(() => {
      const { attach } = chrome.debugger;
      globalThis.attached = 0;
      chrome.debugger.attach = (...args) => {
        globalThis.attached += 1;
        return attach.apply(chrome.debugger, args);
      };
    });
    servers.requests('distrusted');
    await browser.visit(page, servers.url('distrusted'));
    const { lack } = await settled(browser, page);
    assert.equal(lack.id, 'capture.no_permission');
    assert.equal((await browser.badge(page)).text, '');
    // As a tab of its own the popup has no click behind it.
    const popup = await browser.popup(page);
    await popup.waitForSelector('text=Allow it for this site');
    assert.ok((await popup.textContent('main')).includes(words('capture.no_permission')));
    await popup.close();
    assert.equal(await attached(), 0);
    const asked = servers.requests('distrusted').filter(({ method }) => method === 'HEAD');
    assert.deepEqual(asked, []);
    await browser.click(page);
    await settled(browser, page, ({ badge }) => badge === 'notTrusted');
    assert.equal(await attached(), 1);
    assert.equal(await browser.attached(page), false);
    // For this tab and this site alone.
    const other = await browser.open();
    await browser.visit(other, servers.url('good'));
    assert.equal((await settled(browser, other)).lack.id, 'capture.no_permission');
    assert.equal(await attached(), 1);
  });
});

test('the browser’s own store is told of as what it is, and not blocked', {
  skip: lacking.chromium,
}, async () => {
  const host = 'chromewebstore.google.com';
  const chain = hostileChain(host, 'portal.corp.example');
  const store = await serve(chain, (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>store</title>'),
  );
  const { port } = new URL(store.origin);
  let setting;
  try {
    setting = await startSetting('chromium', {
      managed: { mode: 'block' },
      granted: ['https://*/*'],
      roots: [makeCertificates().root.base64, chain.root],
      args: [`--host-resolver-rules=MAP *.example 127.0.0.1, MAP ${host} 127.0.0.1:${port}`],
    });
    const { browser, page } = setting;
    await browser.visit(page, `https://${host}/`);
    const { lack } = await settled(browser, page);
    assert.equal(lack.id, 'capture.protected');
    assert.equal(page.url(), `https://${host}/`);
    assert.equal((await browser.badge(page)).text, '');
  } finally {
    await setting?.stop();
    store.close();
  }
});
