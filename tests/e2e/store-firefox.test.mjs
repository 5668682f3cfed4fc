// The page decides by a trust store document in Firefox too: served, and as one file.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { servePage } from '../../scripts/serve.mjs';
import { find } from '../browsers.mjs';
import { chain, documentFile, documentOf, host, json, time } from './lib/documents.mjs';
import { built, dist, file, single, well } from './lib/page.mjs';

const firefox = find('firefox');
if (firefox.advice) console.log(firefox.advice);

const warns = documentOf({ rules: { 'key.curve': { action: 'warn', allowed: ['P-256'] } } });

describe('a trust store document in Firefox', { skip: firefox.advice ?? false }, () => {
  let browser;
  let server;
  let folder;
  before(async () => {
    await built();
    server = await servePage(dist);
    folder = mkdtempSync(join(tmpdir(), 'anchorlight-documents-'));
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox.path, headless: true });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  for (const which of ['the served page', 'one file'])
    test(`${which}: decides, warns, leads to the rule, and takes changes`, async () => {
      const page = await browser.newPage();
      // On a narrow one the verdict comes into sight by itself, and a click misses what moves.
      await page.setViewport({ width: 1280, height: 900 });
      const breaches = [];
      page.on('console', (message) => message.type() === 'error' && breaches.push(message.text()));
      page.on('pageerror', (error) => breaches.push(error.message));
      await page.goto(which === 'one file' ? pathToFileURL(single).href : server.address);
      await page.waitForSelector('#host');
      await set(page, '#host', host);
      await set(page, '#time', time.slice(0, 19));
      await give(page, well('store'), documentFile(warns));
      await give(page, well('chain'), chain[0]);
      await page.waitForSelector('.answer[aria-busy=false] .verdict-trustedWithWarnings');
      assert.match(await text(page, '.facts'), /Corp, version 3.*not signed.*1 November 2027/);
      await page.click('.verdict .pointer');
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

  const set = (page, selector, value) =>
    page.$eval(
      selector,
      (field, value) => {
        field.value = value;
        field.dispatchEvent(new Event('change', { bubbles: true }));
      },
      value,
    );

  async function give(page, place, { name, buffer }) {
    const path = join(folder, name);
    writeFileSync(path, buffer);
    await (await page.waitForSelector(`${place} input[type=file]`)).uploadFile(path);
    if (place === well('store'))
      await page.waitForFunction(
        (place, name) => document.querySelector(place).textContent.includes(name),
        {},
        `${place} .files`,
        name,
      );
  }
});
