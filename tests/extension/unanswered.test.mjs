// Sites that let their pages be loaded, and then say nothing when they are looked at.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { settled, stateOf } from './lib/seen.mjs';
import { chainOf, serve } from './lib/serve.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const TABS = 4;

describe('sites that do not answer', { skip: lacking.chromium }, () => {
  let setting;
  let silent;
  before(async () => {
    setting = await startSetting('chromium');
    const chain = chainOf(setting.servers.certificates, 'siteOfDistrusted');
    // A page that has come, and all else never.
    silent = await serve(chain, ({ method }, response) => {
      if (method === 'GET')
        response.writeHead(200, { 'content-type': 'text/html' }).end('<title>silent</title>');
    });
  });
  after(async () => {
    await setting?.stop();
    silent?.close();
  });

  test('keep neither other tabs nor a new policy waiting, and are let go of', async () => {
    const { browser, page, servers, document } = setting;
    const tabs = await Promise.all(Array.from({ length: TABS }, () => browser.open()));
    await Promise.all(tabs.map((tab, index) => browser.visit(tab, `${silent.origin}/?tab-${index}`)));
    const probed = () => silent.requests.filter(({ method }) => method === 'HEAD').length;
    while (probed() < TABS) await new Promise((resolve) => setTimeout(resolve, 20));
    await browser.visit(page, servers.url('distrusted'));
    await settled(browser, page, ({ badge }) => badge === 'notTrusted');

    const [first] = tabs;
    await Promise.all(tabs.map((tab) => settled(browser, tab)));
    const numbers = await Promise.all(tabs.map((tab) => browser.tab(tab)));
    // All of them are being looked at once more when the policy comes.
    await browser.ask((all) => {
      for (const tab of all) void chrome.runtime.sendMessage({ kind: 'again', tab });
    }, numbers);
    browser.setManaged({ trustStore: JSON.stringify({ ...document, version: 2, distrusted: {} }) });
    await settled(browser, page, ({ badge }) => badge === 'organisation');

    for (const [index, tab] of tabs.entries()) {
      const { lack } = await settled(browser, tab);
      assert.equal(lack?.id, 'capture.no_answer');
      assert.equal(await browser.attached(tab), false, `tab ${index}`);
    }
    assert.equal((await stateOf(browser, await browser.tab(first))).badge, 'cannotSay');
    assert.equal((await browser.badge(first)).text, '?');
  });
});
