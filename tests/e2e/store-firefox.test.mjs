// The page decides by a trust store document in Firefox too: served, and as one file.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chain, documentFile, documentOf, host, json, time } from './lib/documents.mjs';
import { noFirefox, set, startFirefox } from './lib/firefox.mjs';
import { file, single, well } from './lib/page.mjs';

const warns = documentOf({ rules: { 'key.curve': { action: 'warn', allowed: ['P-256'] } } });

describe('a trust store document in Firefox', { skip: noFirefox }, () => {
  let firefox;
  before(async () => {
    firefox = await startFirefox();
  });
  after(() => firefox?.stop());

  for (const which of ['the served page', 'one file'])
    test(`${which}: decides, warns, leads to the rule, and takes changes`, async () => {
      const url = which === 'one file' ? pathToFileURL(single).href : firefox.address;
      const { page, breaches } = await firefox.open(url);
      await set(page, '#host', host);
      await set(page, '#time', time.slice(0, 19));
      await give(page, well('store'), documentFile(warns));
      await give(page, well('chain'), chain[0]);
      await page.waitForSelector('.answer[aria-busy=false] .verdict-trustedWithWarnings');
      assert.match(await text(page, '.facts'), /Corp, version 3.*not signed.*1 November 2027/);
      await page.click('.verdict .clause .pointer');
      await page.waitForFunction(() => document.activeElement.dataset.pointer === '/rules/key.curve');
      assert.equal(await page.evaluate(() => location.hash), '#store/rules/key.curve');
      await page.click('.tabs a[href="#changes"]');
      const stricter = { ...warns.rules['key.curve'], action: 'deny' };
      const other = file('other.json', json({ ...warns, version: 4, rules: { 'key.curve': stricter } }));
      await give(page, 'section[aria-labelledby="compare-title"]', other);
      await page.waitForSelector('.turn');
      assert.match(await text(page, '.differences'), /tightened rule key\.curve/);
      assert.match(await text(page, '.turn'), /Trusted, with warnings.*Not trusted/);
      await give(page, well('store'), file('broken.json', '{ "name": 1 }'));
      await page.click('.files li:last-child .link');
      await page.waitForSelector('.document-problems');
      assert.match(await text(page, '.document-problems'), /\/name/);
      assert.deepEqual(breaches, []);
      await page.close();
    });

  const text = (page, selector) => page.$eval(selector, (element) => element.textContent);

  async function give(page, place, one) {
    await firefox.give(page, place, [one]);
    if (place === well('store'))
      await page.waitForFunction(
        (place, name) => document.querySelector(place)?.textContent.includes(name),
        {},
        `${place} .files`,
        one.name,
      );
  }
});
