// The policy files that the page writes, where browsers read them: the browser has no fault to find with them, installs
// the extension, and the extension has the settings and the store that they name.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { chromiumArguments, find } from '../browsers.mjs';
import { start } from '../e2e/lib/browser.mjs';
import { anchor, base64, otherRoot, root } from '../e2e/lib/documents.mjs';
import { file } from '../e2e/lib/page.mjs';
import { choose, fileOf, fileOn, openRollout } from '../e2e/lib/rollout.mjs';
import { hindrance, withPolicies } from '../policies.mjs';
import { document as signable, signedBy, signer } from '../stores/signing.mjs';
import { configured } from './lib/chromium.mjs';
import { buildExtension } from './lib/extension.mjs';
import { pack, serveUpdates } from './lib/pack.mjs';

const browsers = { chromium: find('chromium'), firefox: find('firefox') };
const skip = browsers.chromium.advice ?? hindrance() ?? false;
if (skip) console.log(skip);
if (browsers.firefox.advice) console.log(browsers.firefox.advice);
const addOn = 'anchorlight@anchorlight.dev';
const uuid = '5d2f6b52-3f0c-4a7e-9a39-6f0a3c0a54b1';
/** A policy takes its time: it is read, the extension comes, and then its settings. */
const TRIES = 120;

describe('rolled out', { skip }, () => {
  let built;
  let folder;
  let site;
  let store;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'anchorlight-rollout-'));
    built = await buildExtension();
    site = await start();
    const signers = ['ada', 'bob', 'eve'].map((name) => signer(folder, name, 'ES256'));
    const bounded = {
      certificate: base64(otherRoot('Bounded')),
      constraints: { permitted: { dns: ['corp.example'] } },
      note: 'Gr\u00fc\u00dfe \u202e "\\"',
    };
    const document = signable(base64(root), signers, 2, {
      expires: '2999-01-01T00:00:00Z',
      anchors: [anchor(), anchor(bounded)],
      hints: [{ certificate: base64(otherRoot('Hint')) }],
    });
    store = file('store.json', JSON.stringify(await signedBy(document, signers.slice(1)), null, 2));
  });
  after(async () => {
    await site?.stop();
    for (const made of [folder, built?.out]) if (made) rmSync(made, { recursive: true, force: true });
  });

  /** The view with everything chosen. */
  async function filledIn(choices) {
    const { context, page } = await site.open();
    await openRollout(page, store);
    await choose(page, { 'mode-warn': true, hosts: '*.corp.example\n192.0.2.1', allowOwnCertificates: true });
    await choose(page, { history: false, browserTrust: true, ...choices });
    await page.waitForSelector('.lost');
    return { context, page };
  }

  test('Chromium finds no fault with its file, and the extension has the store', async () => {
    const packed = pack(browsers.chromium.path, built.chromium, join(folder, 'pack'));
    const updates = await serveUpdates(packed);
    const view = await filledIn({ extensionId: packed.id, updateUrl: updates.url });
    const { name, text } = await fileOf(view.page, 'anchorlight-chrome.json');
    await view.context.close();
    const policy = JSON.parse(text);
    const policies = withPolicies('chromium', browsers.chromium.path);
    let context;
    try {
      policies.write(name, text);
      // Otherwise nobody may look into the pages of an extension that policy installed.
      policies.write('test.json', JSON.stringify({ DeveloperToolsAvailability: 1 }));
      context = await chromium.launchPersistentContext(join(folder, 'chromium'), {
        executablePath: policies.program,
        // With these two the browser fetches no extension.
        args: chromiumArguments.filter((one) => !/background-networking|component-update/.test(one)),
        ignoreDefaultArgs: [
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-extensions',
        ],
      });
      const isOurs = (worker) => worker.url().includes(packed.id);
      const worker =
        context.serviceWorkers().find(isOurs) ??
        (await context.waitForEvent('serviceworker', { predicate: isOurs }));
      await worker.evaluate(configured);
      const page = await context.newPage();
      await page.goto(`chrome-extension://${packed.id}/options.html`);
      const told = await settled(() => page.evaluate(asked));
      const settings = policy['3rdparty'].extensions[packed.id];
      holds(told, settings);
      await page.goto('chrome://policy');
      const names = [...Object.keys(policy).filter((one) => one !== '3rdparty'), ...Object.keys(settings)];
      await page.waitForFunction(statuses);
      const rows = await page.evaluate(statuses);
      assert.deepEqual(
        names.filter((name) => rows[name] !== 'OK'),
        [],
        JSON.stringify(rows),
      );
    } finally {
      await context?.close();
      policies.remove();
      updates.close();
    }
  });

  const noFirefox = browsers.firefox.advice ?? false;
  test('Firefox finds no fault with its file, and the extension has the store', {
    skip: noFirefox,
  }, async () => {
    const [xpi, certificates] = ['anchorlight.xpi', 'certificates'].map((name) => join(folder, name));
    copyFileSync(
      join(
        built.out,
        readdirSync(built.out).find((name) => name.endsWith('.xpi')),
      ),
      xpi,
    );
    mkdirSync(certificates);
    const xpiUrl = pathToFileURL(xpi).href;
    const { context, page: view } = await filledIn({ xpiUrl, xpiUnsigned: true, folder: certificates });
    const { text } = await fileOf(view, 'policies.json');
    await view.click('summary:has-text("for the folder")');
    for (const button of await view.locator('.beside button').all()) {
      const { name, text: pem } = await fileOn(view, button);
      writeFileSync(join(certificates, name), pem);
    }
    await context.close();
    const { policies } = JSON.parse(text);
    assert.equal(policies.Certificates.Install.length, 2);
    const files = withPolicies('firefox', browsers.firefox.path);
    let browser;
    try {
      files.write('policies.json', text);
      browser = await puppeteer.launch({
        browser: 'firefox',
        executablePath: files.program,
        headless: true,
        // The pages of an extension are not for everybody.
        args: ['--remote-allow-system-access'],
        extraPrefsFirefox: { 'extensions.webextensions.uuids': JSON.stringify({ [addOn]: uuid }) },
      });
      const page = await browser.newPage();
      // These pages are in another process than the one before: the end of loading is not told.
      const go = (url) => page.goto(url, { waitUntil: [] });
      const told = await settled(async () => {
        await go(`moz-extension://${uuid}/options.html`);
        return await page.evaluate(asked);
      });
      holds(told, policies['3rdparty'].Extensions[addOn]);
      await go('about:policies');
      await page.waitForSelector('#activeContent tr');
      const faults = await page.$$eval('#errorsContent tr', (rows) => rows.map((row) => row.textContent));
      assert.deepEqual(faults, []);
    } finally {
      await browser?.close();
      files.remove();
    }
  });
});

/** What the extension has made of its policy, once it has. */
async function settled(ask) {
  for (let tries = TRIES; ; tries--) {
    const told = await ask().catch((error) => ({ error: String(error) }));
    const { from, version, refused } = told.answer?.store ?? {};
    if (from && (version !== undefined || refused)) return told;
    assert.ok(tries > 0, `no store: ${JSON.stringify(told)}`);
    await setTimeout(500);
  }
}

function holds({ answer, settings }, policy) {
  assert.deepEqual(settings, policy);
  assert.deepEqual(answer.managed.toSorted(), Object.keys(policy).toSorted());
  const { mode, hosts, history, allowOwnCertificates, store } = answer;
  assert.deepEqual(
    [mode, hosts, history, allowOwnCertificates],
    ['warn', ['*.corp.example', '192.0.2.1'], false, true],
  );
  assert.deepEqual(
    [store.name, store.from, store.signed, store.refused],
    ['Corp', 'policy', true, undefined],
  );
}

/** Runs in a page of the extension. */
async function asked() {
  const { answer, fault } = await chrome.runtime.sendMessage({ kind: 'settings' });
  if (fault) throw new Error(fault.message);
  return { answer, settings: await chrome.storage.managed.get() };
}

/** Runs in chrome://policy: the status of each policy by its name; nothing before there are any. */
function statuses() {
  const all = (root, selector) =>
    [...root.querySelectorAll('*')].flatMap((one) => [
      ...(one.matches(selector) ? [one] : []),
      ...(one.shadowRoot ? all(one.shadowRoot, selector) : []),
    ]);
  const rows = all(document, 'policy-row').map(({ shadowRoot }) => {
    const text = (part) => shadowRoot.querySelector(`.policy.row ${part}`)?.textContent.trim();
    return [text('.name span'), text('.messages')];
  });
  return rows.length > 0 && Object.fromEntries(rows);
}
