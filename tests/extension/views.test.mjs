// What people see of one page, by the real background: the popup, the report beside the page, the page in its place.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { until } from '../e2e/lib/page.mjs';
import { hosts } from './lib/certificates.mjs';
import { shown } from './lib/shown.mjs';
import { noChromium } from './lib/unpacked.mjs';
import { faultsOf, startViews } from './lib/views.mjs';

const image = '<img src=x onerror=alert(1)>';
const CONTROLS = /[\u0000-\u0008\u202A-\u202E\u2066-\u2069]/;

describe('the views of a page', { skip: noChromium }, () => {
  let browser;
  let version = 0;
  before(async () => {
    browser = await startViews();
  });
  after(() => browser?.stop());
  afterEach(async () => {
    await browser.ask('set', { mode: 'inform' });
    await browser.ask('forgetHistory');
    assert.deepEqual(browser.breaches, []);
  });

  /** A document that trusts the root, as the next version. */
  function decideBy(more = {}) {
    version += 1;
    return browser.decide({
      ...{ name: 'Corp', version, issued: '2026-01-01T00:00:00Z', expires: '2999-01-01T00:00:00Z' },
      anchors: [{ certificate: browser.servers.certificates.root.base64, purposes: ['server'] }],
      ...more,
    });
  }

  const forbidding = { rules: { 'validity.end_entity': { action: 'deny', maximumDays: 1 } } };

  /** A view of a tab, of this width, once it says something of it. */
  async function view(name, tab, { width = 400, colorScheme = 'light' } = {}) {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width, height: 600 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${browser.address}/${name}.html?tab=${tab}`);
    await page.waitForSelector('.card[aria-busy=false]');
    if (name === 'panel') await page.waitForSelector('#visits');
    return page;
  }

  const words = (page) => page.textContent('main');

  test('the popup says who vouches, by which entry of which store, and what the chain is', async () => {
    await decideBy();
    const { tab, answer } = await browser.visit(browser.servers.url('good'));
    assert.equal((await answer()).state.badge, 'organisation');
    for (const colorScheme of ['light', 'dark']) {
      const popup = await view('popup', tab, { colorScheme });
      assert.equal(await popup.textContent('.card h2'), 'Trusted by your organisation');
      assert.match(await popup.textContent('.lead'), /^site is vouched for by root, .*\/anchors\/0\)\.$/);
      const links = await popup.locator('.links li').allTextContents();
      assert.equal(links.length, 3);
      assert.match(links[0], /^site End entityuntil 1 January 2035$/);
      assert.match(links[2], /^root Trust anchoruntil 1 January 2035, entry \/anchors\/0$/);
      assert.match(
        await popup.textContent('[aria-labelledby=store]'),
        /Corp, version \d+Not signed, imported/,
      );
      assert.deepEqual(await faultsOf(popup), []);
      for (const button of [
        'Full report',
        'Look again',
        'Settings',
        'Copy report for the helpdesk',
        'Copy as JSON',
      ])
        await tabTo(popup, button);
      await popup.close();
    }
  });

  test('what is copied for the helpdesk names the host, and no path, query or other tab', async () => {
    await decideBy();
    await browser.visit(browser.servers.url('plain', { host: hosts.other, path: '/other-secret' }));
    const { tab, answer } = await browser.visit(browser.servers.url('good', { path: '/secret?token=1' }));
    const { report } = await answer();
    const popup = await view('popup', tab);
    const copied = async (button) => {
      // A page has the clipboard only while it has the focus, which another tab may have taken.
      await until(async () => {
        await popup.bringToFront();
        await popup.click(`text=${button}`);
        const said = popup.locator(`.copy:has-text("${button}") [role=status]:not(:empty)`);
        return (await said.textContent({ timeout: 5000 }).catch(() => '')) === 'Copied';
      }, `"Copied" of ${button}`);
      return popup.evaluate(() => navigator.clipboard.readText());
    };
    const [text, json] = [await copied('Copy report for the helpdesk'), await copied('Copy as JSON')];
    for (const one of [text, json]) {
      assert.ok(one.includes(hosts.name));
      assert.doesNotMatch(one, /secret|token/);
    }
    assert.match(text, /^Shown: Trusted by your organisation$/m);
    assert.match(text, /^The anchor is in your trust store, at \/anchors\/0$/m);
    assert.deepEqual(JSON.parse(json).report, report);
    await popup.close();
  });

  test('a page without encryption is told of as that, and something else as what it is', async () => {
    await decideBy();
    const plain = await browser.visit(browser.servers.url('plain'));
    await plain.answer();
    const popup = await view('popup', plain.tab);
    assert.equal(await popup.textContent('.card h2'), 'Cannot say');
    assert.match(await words(popup), /This page came without encryption/);
    assert.deepEqual(await faultsOf(popup), []);
    const panel = await view('panel', plain.tab, { width: 320 });
    assert.match(await words(panel), /This page came without encryption/);
    assert.equal(await panel.locator('.answer').count(), 0);
    assert.deepEqual(await faultsOf(panel), []);
    await Promise.all([popup.close(), panel.close()]);
  });

  test('a host in another script is shown in both', async () => {
    await decideBy();
    const { tab, answer } = await browser.visit(browser.servers.url('good', { host: hosts.international }));
    await answer();
    const popup = await view('popup', tab);
    assert.equal(
      await popup.textContent('.host'),
      `${hosts.international} in Unicode: b\u00fccher.corp.example`,
    );
    await popup.close();
  });

  test('the report beside the page is that of the background, and all of it can be looked into', async () => {
    await decideBy(forbidding);
    const { tab, answer } = await browser.visit(browser.servers.url('good'));
    const { report } = await answer();
    assert.equal(report.verdict.outcome, 'notTrusted');
    for (const [width, colorScheme] of [
      [320, 'light'],
      [400, 'dark'],
      [1280, 'light'],
    ]) {
      const panel = await view('panel', tab, { width, colorScheme });
      await panel.waitForSelector('.answer .verdict');
      assert.equal(await panel.locator('[role=alert]').count(), 0);
      assert.deepEqual(await faultsOf(panel), []);
      await panel.close();
    }
    const panel = await view('panel', tab);
    await panel.waitForSelector('.answer .verdict');
    const waiting = panel.waitForEvent('download');
    await panel.click('text=Download report');
    const chunks = [];
    for await (const chunk of await (await waiting).createReadStream()) chunks.push(chunk);
    const own = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const unlabelled = ({ inputs, ...rest }) => ({ ...rest, inputs: inputs.map(({ label, ...one }) => one) });
    assert.deepEqual(unlabelled(own), unlabelled(report));
    await panel.focus('.answer .clause .pointer');
    await panel.keyboard.press('Enter');
    await panel.waitForFunction(
      () => document.activeElement?.dataset.pointer === '/rules/validity.end_entity',
    );
    assert.deepEqual(await faultsOf(panel), []);
    await panel.click('.tabs >> text=Changes');
    assert.match(await words(panel), /What would change the verdict/);
    assert.doesNotMatch(await words(panel), /Kept on this device|Roll out/);
    assert.deepEqual(await faultsOf(panel), []);
    await panel.close();
  });

  test('another key and another verdict than last time are shown, and kept per host', async () => {
    await decideBy();
    const { servers } = browser;
    const first = await browser.visit(servers.url('swapped'));
    await first.answer();
    servers.swap('renewed');
    const second = await browser.visit(servers.url('swapped'));
    await second.answer();
    const popup = await view('popup', second.tab);
    assert.match(await popup.textContent('.changed'), /^Another key than last time\./);
    const panel = await view('panel', second.tab, { width: 360 });
    await panel.waitForSelector('.visits');
    assert.equal(await panel.locator('.visits li').count(), 2);
    assert.deepEqual([...(await faultsOf(popup)), ...(await faultsOf(panel))], []);
    servers.swap('good');
    await Promise.all([popup.close(), panel.close()]);
  });

  test('the popup follows what becomes known of the page', async () => {
    await decideBy();
    const { tab, answer } = await browser.visit(browser.servers.url('good'));
    await answer();
    const popup = await view('popup', tab);
    assert.equal(await popup.textContent('.card h2'), 'Trusted by your organisation');
    await decideBy(forbidding);
    await popup.waitForSelector('.card.verdict-notTrusted');
    assert.match(await words(popup), /The certificate is valid for too long/);
    await popup.close();
  });

  test('a page that is kept from somebody explains why, and can be passed where that is allowed', async () => {
    await decideBy(forbidding);
    await browser.ask('set', { mode: 'warn' });
    const address = browser.servers.url('good', { path: '/kept' });
    const { page } = await browser.visit(address);
    await page.waitForURL(/explain\.html/);
    await page.waitForSelector('.clause .pointer');
    await page.waitForFunction(() => document.activeElement.textContent === 'Back');
    assert.match(await words(page), /The certificate is valid for too long/);
    assert.match(await words(page), /The end entity is valid for at most 1 days/);
    for (const [width, colorScheme] of [
      [390, 'dark'],
      [1280, 'light'],
    ]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      assert.deepEqual(await faultsOf(page), []);
    }
    await tabTo(page, `Go on to ${hosts.name} all the same`);
    await page.keyboard.press('Enter');
    await page.waitForURL(address);
    assert.match(await page.textContent('body'), /hello/);
  });

  test('what is blocked cannot be passed, and the way back leads before it', async () => {
    await decideBy(forbidding);
    await browser.ask('set', { mode: 'block' });
    const start = browser.servers.url('plain', { path: '/start' });
    const { page } = await browser.visit(start);
    await page.goto(browser.servers.url('good', { host: hosts.other })).catch(() => {});
    await page.waitForURL(/explain\.html/);
    await page.waitForSelector('.clause .pointer');
    assert.doesNotMatch(await words(page), /Go on to/);
    await page.focus('.clause .pointer');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-pointer="/rules/validity.end_entity"]');
    await page.click('text=Back to why');
    await page.click('button:text-is("Back")');
    await page.waitForURL(start);
  });

  test('the report opens beside the page, and follows the tab that is shown', async () => {
    await decideBy();
    const { page, answer } = await browser.visit(browser.servers.url('good'));
    await answer();
    const popup = await browser.context.newPage();
    await popup.goto(`${browser.address}/popup.html`);
    await popup.click('text=Full report');
    const session = await browser.context.browser().newBrowserCDPSession();
    const panel = await shown(session, `${browser.address}/panel.html`);
    await page.bringToFront();
    const told = () =>
      panel.evaluate(async () => {
        for (let tries = 0; tries < 100; tries++) {
          const host = document.querySelector('.card .host')?.textContent;
          if (host && document.querySelector('.answer .verdict')) return host;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return document.body.textContent;
      });
    assert.equal(await told(), hosts.name);
    await panel.close();
  });

  test('hostile names are text in every view', async () => {
    await decideBy({ rules: forbidding.rules });
    await browser.ask('set', { mode: 'warn' });
    const kept = await browser.visit(browser.servers.url('hostile'));
    await kept.page.waitForURL(/explain\.html/);
    await kept.page.waitForSelector('.clause .pointer');
    await browser.ask('set', { mode: 'inform' });
    const { tab, answer } = await browser.visit(browser.servers.url('hostile'));
    await answer();
    const popup = await view('popup', tab);
    const panel = await view('panel', tab, { width: 320 });
    await panel.waitForSelector('.answer .verdict');
    await kept.page.setViewportSize({ width: 390, height: 800 });
    for (const page of [kept.page, popup, panel]) {
      const text = await page.textContent('#app');
      assert.ok(text.includes(image));
      assert.match(text, /U\+202E|\\E2\\80\\AE/);
      assert.doesNotMatch(text, CONTROLS);
      assert.equal(await page.locator('#app img, #app script, #app iframe').count(), 0);
      assert.deepEqual(await faultsOf(page), []);
    }
    await Promise.all([popup.close(), panel.close()]);
  });
});

/** Presses Tab until what says this has the focus, which can be seen on the way. */
async function tabTo(page, words) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const { text, isSeen } = await page.evaluate(() => {
      const { activeElement: element } = document;
      const isSeen = element === document.body || getComputedStyle(element).outlineStyle !== 'none';
      return { text: element.textContent, isSeen };
    });
    assert.ok(isSeen, `the focus is not visible on ${text}`);
    if (text === words) return;
  }
  assert.fail(`Tab never came to ${words}`);
}
