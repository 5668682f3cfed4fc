// Looking at a page works on the strictest of them, asks one thing and changes nothing that the page could see or show.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answerOf, assertSeen, settled, until } from './lib/seen.mjs';
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

/** Runs before anything of a page: writes down what changes in it, and what its policy forbids. */
function follow() {
  globalThis.changes = 0;
  globalThis.forbidden = [];
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    globalThis.forbidden.push(`${effectiveDirective} ${blockedURI}`);
  });
  addEventListener('DOMContentLoaded', () => {
    const observer = new MutationObserver((records) => {
      globalThis.changes += records.length;
    });
    observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
  });
  addEventListener('resize', () => {
    globalThis.changes += 1;
  });
}

for (const kind of ['chromium', 'firefox'])
  describe(`looking at a strict page in ${kind}`, { skip: lacking[kind] }, () => {
    let setting;
    before(async () => {
      setting = await startSetting(kind, { managed: { hosts: ['portal.corp.example'] } });
      const { page } = setting;
      await (page.addInitScript?.(follow) ?? page.evaluateOnNewDocument(follow));
    });
    after(() => setting?.stop());
    const visit = (name, where) => setting.browser.visit(setting.page, setting.servers.url(name, where));
    const seen = (expected) => assertSeen(setting.browser, setting.page, setting.document, expected);
    const reports = () => setting.servers.requests('good').filter(({ url }) => url === '/report');

    const pages = {
      'with a content security policy that allows nothing': '/csp',
      'in a sandbox': '/sandbox',
      'with sandboxed frames': '/frames',
      'from the cache': '/cached',
    };
    for (const [what, path] of Object.entries(pages))
      test(`works on a page ${what}`, async () => {
        const { browser, page } = setting;
        await visit('good', { path });
        await visit('distrusted');
        await visit('good', { path });
        const { tab } = await seen(TRUSTED);
        // In Firefox only another look makes a request.
        await answerOf(browser, 'again', { tab });
        await settled(browser, page, ({ badge }) => badge === 'organisation');
        if (kind === 'chromium') assert.equal(await browser.attached(page), false);
        assert.deepEqual(await page.evaluate(() => globalThis.forbidden), []);
      });

    test('no policy of a page reports anything of it', async () => {
      const { browser, page, servers } = setting;
      servers.requests('good');
      for (const path of ['/csp', '/sandbox']) {
        await visit('good', { path });
        const { tab } = await settled(browser, page, ({ badge }) => badge === 'organisation');
        await answerOf(browser, 'again', { tab });
        await settled(browser, page, ({ badge }) => badge === 'organisation');
      }
      const before = reports();
      // What is forbidden is reported.
      await visit('good', { path: '/forbidden' });
      const told = [];
      await until('a report', () => told.push(...reports()) > 0);
      assert.deepEqual(before, []);
      assert.equal(told.length, 1);
    });

    test('asks the site for one thing, and changes nothing on the page', async () => {
      const { browser, page, servers } = setting;
      await visit('good', { host: 'wiki.corp.example', path: '/' });
      await settled(browser, page, ({ lack }) => lack?.id === 'capture.not_watched');
      await page.bringToFront();
      // Where nothing is looked at, nothing can be changed.
      const before = await page.evaluate(drawn);
      servers.requests('good');
      await visit('good', { path: '/' });
      await settled(browser, page, ({ badge }) => badge === 'organisation');
      const asked = servers.requests('good').filter(({ method }) => method !== 'GET');
      assert.deepEqual(
        asked.map(({ method, url }) => `${method} ${url}`),
        kind === 'chromium' ? ['HEAD /favicon.ico'] : [],
      );
      assert.equal(await page.evaluate(() => globalThis.changes), 0);
      assert.deepEqual(await page.evaluate(drawn), before, 'the page looks as one that is not looked at');
      const globals = () => page.evaluate(() => Object.getOwnPropertyNames(globalThis).sort());
      const looked = await globals();
      await visit('good', { host: 'wiki.corp.example', path: '/' });
      await settled(browser, page, ({ lack }) => lack?.id === 'capture.not_watched');
      assert.deepEqual(await globals(), looked, 'it finds nothing that another page does not');
    });
  });
