// The options page for everybody: by keyboard, for axe, on a phone, with hostile text, and what it says of permissions.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { manifest } from '../../web/extension/manifest.js';
import { calm } from '../e2e/lib/calm.mjs';
import { documentFile, documentOf, json, otherRoot } from '../e2e/lib/documents.mjs';
import { file } from '../e2e/lib/page.mjs';
import { toPem } from '../engine/pem.mjs';
import { LOOKS } from '../sampling.mjs';
import { buildExtension } from './lib/extension.mjs';
import {
  because,
  decides,
  giveOwn,
  giveStore,
  importFirst,
  letDecide,
  openOptions,
  refusal,
  section,
} from './lib/options.mjs';
import { ask, noChromium, start } from './lib/unpacked.mjs';

const lasting = (more) => documentOf({ expires: '2999-01-01T00:00:00Z', ...more });
const roots = (...names) => file('roots.pem', toPem(names.map(otherRoot)));

for (const { colorScheme, viewport } of LOOKS)
  test(`axe has nothing serious to say, ${colorScheme}, ${viewport.width} wide`, {
    skip: noChromium,
  }, async () => {
    const browser = await start({ colorScheme, viewport, reducedMotion: 'reduce' });
    try {
      const page = await openOptions(browser);
      await calm(page, 'with nothing in it');
      await giveStore(page, documentFile(lasting()));
      await because(page, 'The SHA-256 of the file');
      await calm(page, 'with a document that was given');
      await letDecide(page);
      await decides(page, 'Corp', 3);
      await giveOwn(page, roots('Mine', 'Also mine'));
      await page.waitForSelector('.imports');
      await calm(page, 'with certificates to choose among');
      await page.click('text=Trust them myself');
      await page.waitForSelector('.own');
      await giveStore(page, documentFile(lasting({ version: 2 })));
      await letDecide(page);
      await refusal(page);
      await page.click('text=Forget the history');
      await page.click('.own summary >> nth=0');
      await calm(page, 'with everything in it');
      await page.click('text=Look at all that is in it');
      await page.waitForSelector('[data-pointer="/anchors"]');
      await calm(page, 'with the whole store');
      assert.deepEqual(browser.breaches, []);
    } finally {
      await browser.stop();
    }
  });

/** Waits until it has the focus, which follows what is shown. */
async function focusOn(page, selector) {
  const element = await page.waitForSelector(selector);
  await page.waitForFunction((element) => document.activeElement === element, element);
}

describe('the options', { skip: noChromium }, () => {
  let browser;
  before(async () => {
    browser = await start();
  });
  after(() => browser?.stop());

  test('need no more than a keyboard', async () => {
    const page = await openOptions(browser);
    await tabTo(page, 'Paste text of the trust store');
    await page.keyboard.press('Enter');
    await tabTo(page, 'A document, or certificates as PEM text');
    await page.keyboard.insertText(json(lasting()));
    await tabTo(page, 'Use this text');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.first-use');
    await tabTo(page, /^The SHA-256 of the file is/);
    await page.keyboard.press('Space');
    await tabTo(page, 'Let it decide');
    await page.keyboard.press('Enter');
    await decides(page, 'Corp', 3);
    await focusOn(page, '#organisation');
    await tabTo(page, 'Forget this trust store');
    await page.keyboard.press('Enter');
    // The harmless answer.
    await focusOn(page, 'text="Leave it as it is"');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await focusOn(page, '#organisation');
    await page.waitForSelector('text=None is here');
    await tabTo(page, /^Inform/);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(
      () =>
        document.querySelector('.reading > [role=status]').textContent ===
        'On a site that is not trusted: Warn.',
    );
    assert.equal((await ask(page, 'settings')).mode, 'warn');
    await page.close();
  });

  test('lead to the part that an address names', async () => {
    const page = await openOptions(browser, '#permissions');
    await focusOn(page, '#permissions');
    await page.close();
  });

  test('show hostile text as text and nothing else', async () => {
    const image = '<img src=x onerror=alert(1)>';
    const page = await openOptions(browser);
    const portals = [{ id: 'https://a.example', note: `${image}\u202E` }];
    const name = `${image}${'A'.repeat(5000)}`;
    await giveStore(page, documentFile(lasting({ name: `${name}\u202E` }), `${image}.json`));
    await page.waitForSelector(`${section('import')} .document-problems`);
    await page.click('text=Start again');
    await importFirst(page, documentFile(lasting({ name, portals })));
    await page.waitForSelector('text=Comes from');
    await giveOwn(page, roots(`${image}\u202Eenim`));
    await page.click('text=Trust them myself');
    await page.waitForSelector('.own');
    await page.fill('#site', image);
    await page.click('text=Allow this one');
    assert.match(await page.textContent(`${section('sites')} [role=status]`), /This is no host/);
    const text = await page.textContent('#app');
    assert.ok(text.includes(image) && text.includes('U+202E'));
    assert.doesNotMatch(text, /\u202E/);
    assert.equal(await page.locator('#app img').count(), 0);
    assert.deepEqual(browser.breaches, []);
    await page.close();
  });

  test('tell of each permission of the build why it is there', async () => {
    const page = await openOptions(browser);
    const rows = await page
      .locator('.reasons tbody tr')
      .evaluateAll((all) => all.map(({ cells }) => [...cells].map((cell) => cell.textContent)));
    const { permissions, optional_host_permissions: optional } = manifest({
      ...{ browser: 'chromium', version: '1', hosts: [] },
    });
    assert.deepEqual(
      rows.map(([name, , given]) => [name, given]),
      [
        ...permissions.map((name) => [name, 'by the installation']),
        ...optional.map((name) => [name, 'when you allow it']),
      ],
    );
    for (const [name, why] of rows) assert.match(why, /^To .{20,}\.$/, name);
    assert.match(await page.textContent(section('permissions')), /HEAD request.*carries its cookies/);
    await page.close();
  });
});

test('hosts that came with the installation cannot be taken back on the page', {
  skip: noChromium,
}, async () => {
  const { out, chromium } = await buildExtension(['https://*.corp.example/*']);
  const browser = await start({ extension: chromium });
  try {
    const page = await openOptions(browser);
    await page.waitForSelector('.site');
    assert.equal(
      await page.textContent('.sites'),
      'corp.example and everything below itcame with the installation',
    );
    assert.equal(await page.locator('.site button').count(), 0);
    assert.match(
      await page.textContent('.reasons'),
      /https:\/\/\*\.corp\.example\/\*To look at .*by the installation/,
    );
  } finally {
    await browser.stop();
    rmSync(out, { recursive: true, force: true });
  }
});

/** Presses Tab until the control of that name has the focus, and makes sure that the focus can be seen on the way. */
async function tabTo(page, name, backwards = false) {
  const wanted = typeof name === 'string' ? { text: name } : { pattern: name.source };
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab');
    const { seen, called } = await page.evaluate(() => {
      const element = document.activeElement;
      const outlined = [element, element.parentElement].some(
        (one) => getComputedStyle(one).outlineStyle !== 'none',
      );
      const label = element.labels?.[0] ?? element;
      return { seen: outlined || element === document.body, called: label.textContent.trim() };
    });
    assert.ok(seen, `the focus is not visible on ${called}`);
    if (wanted.text === called || (wanted.pattern && new RegExp(wanted.pattern).test(called))) return;
  }
  assert.fail(`Tab never came to ${name}`);
}
