// Looking at a page in Chromium, where it is told of what happens to tabs and windows, and leaves nothing attached.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertSeen, settled, stateOf } from './lib/seen.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const TRUSTED = { badge: 'organisation', source: 'verifiedPath' };

describe('looking at a page', { skip: lacking.chromium }, () => {
  let setting;
  before(async () => {
    setting = await startSetting();
  });
  after(() => setting?.stop());
  const visit = (name, where) => setting.browser.visit(setting.page, setting.servers.url(name, where));
  const seen = (expected) => assertSeen(setting.browser, setting.page, setting.document, expected);

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
