// Looking at a page in Chromium: it works on the strictest of them, changes none, and leaves nothing attached.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertSeen, settled, stateOf } from './lib/seen.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const TRUSTED = { badge: 'organisation', source: 'verifiedPath' };

/** Runs in a page: all that makes its looks, and the room that it has. */
function drawn() {
  const styles = [...document.styleSheets, ...document.adoptedStyleSheets];
  const elements = [document.documentElement, ...document.body.querySelectorAll('*'), document.body];
  return {
    window: [innerWidth, innerHeight],
    styles: styles.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)),
    elements: elements.map((element) => ({
      markup: element.outerHTML.replace(/<title>.*<\/title>/, ''),
      box: JSON.stringify(element.getBoundingClientRect()),
      style: [...getComputedStyle(element)].map((name) => getComputedStyle(element).getPropertyValue(name)),
    })),
  };
}

describe('looking at a page', { skip: lacking.chromium }, () => {
  let setting;
  before(async () => {
    setting = await startSetting();
  });
  after(() => setting?.stop());
  const visit = (name, where) => setting.browser.visit(setting.page, setting.servers.url(name, where));
  const seen = (expected) => assertSeen(setting.browser, setting.page, setting.document, expected);

  const pages = {
    'with a content security policy that allows nothing': '/csp',
    'in a sandbox': '/sandbox',
    'with sandboxed frames': '/frames',
    'from the cache': '/cached',
  };
  for (const [what, path] of Object.entries(pages))
    test(`works on a page ${what}`, async () => {
      await visit('good', { path });
      await visit('distrusted');
      await visit('good', { path });
      await seen(TRUSTED);
      assert.equal(await setting.browser.attached(setting.page), false);
    });

  test('works over HTTP/2', async () => {
    await visit('http2');
    await seen(TRUSTED);
  });

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

  test('asks the site for one thing, and changes nothing on the page', async () => {
    const { browser, page, servers } = setting;
    await page.addInitScript(() => {
      globalThis.changes = 0;
      addEventListener('DOMContentLoaded', () => {
        const observer = new MutationObserver((records) => {
          globalThis.changes += records.length;
        });
        observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
      });
      addEventListener('resize', () => {
        globalThis.changes += 1;
      });
    });
    await visit('good', { path: '/?before' });
    await settled(browser, page);
    await page.bringToFront();
    const before = await page.evaluate(drawn);
    const globals = await page.evaluate(() => Object.getOwnPropertyNames(globalThis).sort());
    servers.requests('good');
    await visit('good', { path: '/?after' });
    await settled(browser, page, ({ badge }) => badge === 'organisation');
    const asked = servers.requests('good').filter(({ method }) => method !== 'GET');
    assert.deepEqual(
      asked.map(({ method, url }) => `${method} ${url}`),
      ['HEAD /favicon.ico'],
    );
    assert.equal(await page.evaluate(() => globalThis.changes), 0);
    assert.deepEqual(await page.evaluate(() => Object.getOwnPropertyNames(globalThis).sort()), globals);
    assert.deepEqual(await page.evaluate(drawn), before, 'the page looks as it did');
  });

  test('keeps what it knows while a page only changes its address, and looks again at one that comes back', async () => {
    const { browser, page } = setting;
    await visit('good', { path: '/?first' });
    const first = await settled(browser, page, ({ badge }) => badge === 'organisation');
    await page.evaluate(() => history.pushState(0, '', '/?pushed'));
    await page.evaluate(() => {
      location.hash = 'below';
    });
    assert.deepEqual((await stateOf(browser, first.tab)).document, first.document);
    assert.equal((await browser.badge(page)).text, '✓');
    await visit('distrusted');
    await settled(browser, page, ({ badge }) => badge === 'notTrusted');
    await page.evaluate(() => history.back());
    await settled(browser, page, ({ badge }) => badge === 'organisation');
    assert.equal((await browser.badge(page)).text, '✓');
    assert.equal(await browser.attached(page), false);
  });

  test('tells two windows apart, and a tab by what it shows now', async () => {
    const { browser, servers } = setting;
    const bad = servers.url('distrusted');
    const opened = setting.browser.context.waitForEvent('page');
    await browser.ask((url) => chrome.windows.create({ url }).then(() => undefined), bad);
    const other = await opened;
    await visit('good');
    await settled(browser, setting.page, ({ badge }) => badge === 'organisation');
    await settled(browser, other, ({ badge }) => badge === 'notTrusted');
    assert.equal((await browser.badge(other)).text, '✕');
    assert.equal((await browser.badge(setting.page)).text, '✓');
    await other.close();
  });

  test('in a private window leaves no history', async () => {
    const { browser, servers } = setting;
    const { host } = new URL(servers.url('http2', { host: 'wiki.corp.example' }));
    await browser.allowPrivate();
    assert.ok(await browser.ask(() => chrome.extension.isAllowedIncognitoAccess()));
    const opened = browser.context.waitForEvent('page');
    await browser.ask(
      (url) => chrome.windows.create({ url, incognito: true }).then(() => undefined),
      servers.url('http2', { host: 'wiki.corp.example' }),
    );
    const page = await opened;
    const state = await settled(browser, page, ({ badge }) => badge === 'organisation');
    assert.equal(state.private, true);
    const { answer } = await browser.ask((asked) => chrome.runtime.sendMessage(asked), {
      kind: 'history',
      host,
    });
    assert.deepEqual(answer, []);
    await page.close();
  });
});
