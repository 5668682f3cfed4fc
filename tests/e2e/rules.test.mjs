// The rules of the page hold in the browser, and the tests would see a breach of them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { noChromium, open, start } from './lib/browser.mjs';
import { single, until } from './lib/page.mjs';

describe('the rules of the page', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  for (const name of ['the served page', 'the single file']) {
    test(`${name} refuses markup from text, other scripts, other policies and other servers`, async () => {
      const url = name === 'the single file' ? pathToFileURL(single).href : site.address;
      const { context, page, requests, breaches } = await open(site.browser, url);
      await page.waitForSelector('#host');
      const refused = await page.evaluate(async () => {
        const attempt = async (act) => {
          try {
            await act();
            return 'allowed';
          } catch (error) {
            return error.name;
          }
        };
        return Promise.all([
          attempt(() => document.body.insertAdjacentHTML('beforeend', '<b>x</b>')),
          attempt(() => new Worker('./other.js')),
          attempt(() => trustedTypes.createPolicy('another', {})),
          attempt(() => fetch('https://example.com/')),
        ]);
      });
      assert.deepEqual(refused, ['TypeError', 'TypeError', 'TypeError', 'TypeError']);
      assert.ok(!requests.some((request) => request.url.includes('example.com')));
      const seen = (text) => breaches.some((breach) => breach.includes(text));
      for (const text of ["'TrustedHTML'", "'TrustedScriptURL'", "'another'", 'https://example.com/'])
        await until(() => seen(text), text);
      // The event comes later than the exception.
      await until(() => seen('policy: connect-src https://example.com/'), 'the event');
      await context.close();
    });
  }
});
