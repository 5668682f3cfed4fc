// The page as one file, opened from disk, and the served page, in Chromium and in Firefox.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { servePage } from '../../scripts/serve.mjs';
import { find } from '../browsers.mjs';
import { madeCases, onlineCases, revocationCase } from '../engine/cases.mjs';
import { noChromium, open, start } from './lib/browser.mjs';
import { ask, built, dist, download, single, verdict, well } from './lib/page.mjs';
import { answerOfNode, questionOf } from './lib/question.mjs';

const firefox = find('firefox');
if (firefox.advice) console.log(firefox.advice);

const cases = [
  ...madeCases().filter(({ id }) => ['cross-signed', 'rsa-sha256', 'ed25519'].includes(id)),
  revocationCase('root-revokes', 'superseded'),
  ...onlineCases().slice(0, 3),
];

describe('one file in Chromium', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  for (const one of cases) {
    test(`${one.id}: the same report as in Node`, async () => {
      const { context, page, requests, breaches } = await open(site.browser, pathToFileURL(single).href);
      const question = questionOf(one);
      await ask(page, question.page);
      await verdict(page);
      assert.deepEqual(JSON.parse(await download(page)), await answerOfNode(question.node));
      assert.deepEqual(breaches, []);
      const others = requests.map(({ url }) => url).filter((url) => !/^(blob|data):/.test(url));
      assert.deepEqual(others, [pathToFileURL(single).href]);
      await context.close();
    });
  }

  test('the samples and the public roots are inside', async () => {
    const { context, page, breaches } = await open(site.browser, pathToFileURL(single).href);
    await page.click('text=Show sample chains');
    await page.click('.samples button >> nth=0');
    assert.equal(await verdict(page), 'Trusted.');
    await page.check('text=Trust the public web as well');
    await page.waitForFunction(() =>
      document.querySelector('.inputs')?.textContent.includes('Public web roots'),
    );
    assert.deepEqual(breaches, []);
    await context.close();
  });
});

describe('in Firefox', { skip: firefox.advice ?? false }, () => {
  let browser;
  let server;
  let folder;
  before(async () => {
    await built();
    server = await servePage(dist);
    folder = mkdtempSync(join(tmpdir(), 'anchorlight-files-'));
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox.path, headless: true });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  for (const one of cases) {
    test(`${one.id}: one file and served page give the same report as Node`, async () => {
      const question = questionOf(one);
      const expected = await answerOfNode(question.node);
      for (const url of [server.address, pathToFileURL(single).href]) {
        const page = await browser.newPage();
        const breaches = [];
        page.on('console', (message) => message.type() === 'error' && breaches.push(message.text()));
        page.on('pageerror', (error) => breaches.push(error.message));
        await page.goto(url);
        await fill(page, question.page);
        await page.waitForSelector('.answer[aria-busy=false] .verdict');
        assert.deepEqual(await reportOf(page), expected, url);
        const revoked = expected.paths[0].revocation.filter(({ status }) => status === 'revoked');
        assert.equal((await page.$$('.status-revoked')).length, revoked.length);
        assert.deepEqual(breaches, []);
        await page.close();
      }
    });
  }

  async function fill(page, { host, time, ...files }) {
    await page.waitForSelector('#host');
    const set = (selector, value) =>
      page.$eval(
        selector,
        (field, value) => {
          field.value = value;
          field.dispatchEvent(new Event('change', { bubbles: true }));
        },
        value,
      );
    await set('#host', host);
    await set('#time', time.slice(0, 19));
    for (const role of ['store', 'chain']) {
      const paths = files[role].map(({ name, buffer }) => {
        const path = join(folder, name);
        writeFileSync(path, buffer);
        return path;
      });
      await (await page.$(`${well(role)} input[type=file]`)).uploadFile(...paths);
    }
  }

  /** What the download button hands to the browser, taken before it is saved anywhere. */
  function reportOf(page) {
    return page.evaluate(async () => {
      const { createObjectURL } = URL;
      const { click } = HTMLAnchorElement.prototype;
      let blob;
      URL.createObjectURL = (given) => {
        blob = given;
        return createObjectURL.call(URL, given);
      };
      HTMLAnchorElement.prototype.click = () => {};
      [...document.querySelectorAll('button')].find((one) => one.textContent === 'Download report').click();
      Object.assign(URL, { createObjectURL });
      HTMLAnchorElement.prototype.click = click;
      return JSON.parse(await blob.text());
    });
  }
});
