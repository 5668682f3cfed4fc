// The options page in Firefox: the same steps, and sites that are allowed and taken back, which Firefox does in
// tests without asking a person.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { manifest } from '../../web/extension/manifest.js';
import { find } from '../browsers.mjs';
import { documentFile, documentOf } from '../e2e/lib/documents.mjs';
import { section, sha256 } from './lib/options.mjs';
import { ask, builtExtension } from './lib/unpacked.mjs';

const { path: executablePath, advice } = find('firefox');
if (advice) console.log(advice);

const { browser_specific_settings, permissions, optional_host_permissions } = manifest({
  ...{ browser: 'firefox', version: '1', hosts: [] },
});
const { id } = browser_specific_settings.gecko;
/** Where its pages are: otherwise drawn by chance. */
const PLACE = '6f3c2a52-9d1b-4c58-8a1e-2f7b5d0e4c93';

describe('the options in Firefox', { skip: advice ?? false }, () => {
  const work = mkdtempSync(join(tmpdir(), 'anchorlight-firefox-files-'));
  const breaches = [];
  let browser;
  let page;
  before(async () => {
    const chromium = await builtExtension();
    browser = await puppeteer.launch({
      ...{ browser: 'firefox', executablePath, headless: true },
      // Pages of extensions are not for everybody to go to.
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({ [id]: PLACE }),
        'extensions.webextOptionalPermissionPrompts': false,
      },
    });
    await browser.installExtension(join(chromium, '../firefox'));
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    page.on('console', (message) => message.type() === 'error' && breaches.push(message.text()));
    page.on('pageerror', (error) => breaches.push(error.message));
    // puppeteer waits for events of such a page that never come.
    await browser.connection.send('browsingContext.navigate', {
      ...{ context: page.mainFrame()._id, url: `moz-extension://${PLACE}/options.html`, wait: 'none' },
    });
    await page.waitForSelector(section('privacy'));
  });
  after(async () => {
    await browser?.close();
    rmSync(work, { recursive: true, force: true });
  });

  const text = (selector) => page.$eval(selector, (element) => element.textContent);
  const shows = (selector, words) =>
    page.waitForFunction(
      (selector, words) => document.querySelector(selector)?.textContent.includes(words),
      {},
      ...[selector, words],
    );

  test('a document is imported by its digest, and decides', async () => {
    const given = documentFile(documentOf({ expires: '2999-01-01T00:00:00Z' }));
    const path = join(work, given.name);
    writeFileSync(path, given.buffer);
    await (await page.$(`${section('import')} input[type=file]`)).uploadFile(path);
    await (await page.waitForSelector('.first-use input')).click();
    await page.type('#why-given', sha256(given.buffer));
    await page.click('::-p-text(Let it decide)');
    await shows(section('organisation'), 'Comes from');
    assert.equal((await ask(page, 'settings')).store.digest, sha256(given.buffer));
  });

  test('sites are allowed one by one and all together, and taken back', async () => {
    const granted = () => page.evaluate(() => chrome.permissions.getAll().then(({ origins }) => origins));
    await page.type('#site', 'https://Intranet.Corp.example:8443/path?query');
    await page.click('.site-form button');
    await shows('.sites', 'intranet.corp.example');
    assert.deepEqual(await granted(), ['https://intranet.corp.example/*']);
    await page.type('#site', '*.bücher.example');
    await page.click('.site-form button');
    await shows('.sites', 'xn--bcher-kva.example and everything below it');
    await page.click('::-p-text(Allow every site)');
    await shows('.sites', 'Every site');
    for (let left = (await granted()).length; left > 0; left -= 1) {
      await page.click('.site button');
      await page.waitForFunction((left) => document.querySelectorAll('.site').length < left, {}, left);
    }
    assert.match(await text(section('sites')), /None yet/);
    assert.deepEqual(await granted(), []);
  });

  test('each permission of the build has its reason, and the words are those for this browser', async () => {
    const rows = await page.$$eval('.reasons tbody tr', (all) =>
      all.map(({ cells }) => [...cells].map((cell) => cell.textContent)),
    );
    assert.deepEqual(
      rows.map(([name]) => name),
      [...permissions, ...optional_host_permissions],
    );
    for (const [name, why] of rows) assert.match(why, /^To .{20,}\.$/, name);
    assert.match(await text('#mode'), /stopped before anything of the site is shown/);
    assert.doesNotMatch(await text('#app'), /debugger/);
    assert.deepEqual(breaches, []);
  });
});
