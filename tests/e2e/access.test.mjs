// For everybody: axe finds nothing serious, and the keyboard is enough.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { madeCases, revocationCase } from '../engine/cases.mjs';
import { toPem } from '../engine/pem.mjs';
import { noChromium, start } from './lib/browser.mjs';
import { calm, calmEverywhere } from './lib/calm.mjs';
import { tabTo } from './lib/keyboard.mjs';
import { ask, openDetails, openSample, placeOf, startAgain, verdict } from './lib/page.mjs';
import { questionOf } from './lib/question.mjs';

const phone = { width: 390, height: 844 };

describe('for everybody', { skip: noChromium }, () => {
  let site;
  let opened;
  before(async () => {
    site = await start();
    opened = await site.open({ reducedMotion: 'reduce' });
  });
  after(() => site?.stop());

  for (const sample of [
    undefined,
    'trusted',
    'expired',
    'cross-signed',
    'missing-intermediate',
    'revoked',
    'warned',
  ]) {
    const name = sample ?? 'the empty page';
    test(`axe has nothing serious to say of ${name}, in light and dark, wide and narrow`, async () => {
      const { page, breaches } = opened;
      await startAgain(page);
      if (sample) await openSample(page, sample);
      await calmEverywhere(page, name);
      assert.deepEqual(breaches, []);
    });
  }

  test('starting again leaves nothing of a sample behind', async () => {
    const { context, page } = await site.open();
    await openSample(page, 'expired');
    await page.click('text=Start again');
    await page.waitForSelector('.welcome');
    assert.equal(await page.locator('.file-name').count(), 0);
    assert.equal(await page.inputValue('#host'), '');
    assert.equal(await page.inputValue('#time'), '');
    await context.close();
  });

  test('axe has nothing serious to say of a status that is not known, nor of open lists', async () => {
    const { context, page } = await site.open({ viewport: phone, reducedMotion: 'reduce' });
    await ask(page, questionOf(revocationCase('root', 'stale', 'part-2', 'some-reasons')).page);
    await page.selectOption('#revocation-mode', 'require');
    await page.waitForSelector('.verdict .sources');
    await openDetails(page, 'details:has(> [id^=source-])');
    await calm(page, 'a status that is not known');
    await context.close();
  });

  test('the keyboard leads from the verdict to the list that revokes', async () => {
    const { context, page } = await site.open();
    await ask(page, questionOf(revocationCase('root', 'superseded')).page);
    assert.equal(await verdict(page), 'Not trusted.');
    await tabTo(page, (element) => element.id === 'revocation-mode');
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.querySelector('.verdict h2').textContent === 'Trusted.');
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.querySelector('.verdict h2').textContent !== 'Trusted.');
    await tabTo(page, (element) => element.matches('.verdict a'));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.parentElement.open);
    assert.match(
      await page.evaluate(() => document.activeElement.textContent),
      /^Intermediate.*Revocation list.*1 entry, until 30 June 2026/,
    );
    assert.equal(await placeOf(page), '');
    await context.close();
  });

  test('the keyboard leads from the empty page to the verdict', async () => {
    const { context, page } = await site.open();
    const one = madeCases().find(({ id }) => id === 'p256');
    await paste(page, 'of the chain', toPem([one.leaf, ...one.intermediates]));
    await paste(page, 'of the trust store', toPem(one.roots));
    await tabTo(page, (element) => element.id === 'host');
    await page.keyboard.type(one.host);
    await tabTo(page, (element) => element.classList.contains('primary'));
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (host) => document.querySelector('.facts')?.textContent.includes(host),
      one.host,
    );
    assert.equal(await verdict(page), 'Trusted.');
    assert.match(await page.textContent('[role=status]'), /^Trusted\. .* is vouched for by Root\./);
    await tabTo(page, (element) => element.classList.contains('box'));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id.startsWith('certificate-'));
    await context.close();
  });
});

async function paste(page, where, text) {
  await tabTo(page, (element, where) => element.textContent === `Paste text ${where}`, where);
  await page.keyboard.press('Enter');
  await tabTo(page, (element) => element.tagName === 'TEXTAREA');
  await page.keyboard.insertText(text);
  await tabTo(page, (element) => element.textContent === 'Use this text');
  await page.keyboard.press('Enter');
}
