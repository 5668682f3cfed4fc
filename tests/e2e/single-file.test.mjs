// The page as one file, opened from disk, and the served page, in Chromium and in Firefox.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { madeCases, onlineCases, revocationCase } from '../engine/cases.mjs';
import { noChromium, open, start } from './lib/browser.mjs';
import { noFirefox, set, startFirefox } from './lib/firefox.mjs';
import { ask, download, single, startAgain, verdict, well } from './lib/page.mjs';
import { answerOfNode, questionOf } from './lib/question.mjs';

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

describe('in Firefox', { skip: noFirefox }, () => {
  let firefox;
  const opened = [];
  before(async () => {
    firefox = await startFirefox();
    for (const url of [firefox.address, pathToFileURL(single).href]) opened.push(await firefox.open(url));
  });
  after(() => firefox?.stop());

  for (const one of cases) {
    test(`${one.id}: one file and served page give the same report as Node`, async () => {
      const question = questionOf(one);
      const expected = await answerOfNode(question.node);
      for (const { page, breaches } of opened) {
        await startAgain(page);
        await set(page, '#host', question.page.host);
        await set(page, '#time', question.page.time.slice(0, 19));
        for (const role of ['store', 'chain']) await firefox.give(page, well(role), question.page[role]);
        await page.waitForSelector('.answer[aria-busy=false] .verdict');
        assert.deepEqual(await reportOf(page), expected, page.url());
        const revoked = expected.paths[0].revocation.filter(({ status }) => status === 'revoked');
        assert.equal((await page.$$('.status-revoked')).length, revoked.length);
        assert.deepEqual(breaches, []);
      }
    });
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
