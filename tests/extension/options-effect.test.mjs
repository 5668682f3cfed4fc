// What is set on the options page counts for the sites that are visited after it.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { json } from '../e2e/lib/documents.mjs';
import { file } from '../e2e/lib/page.mjs';
import { noChromium, startChromium } from './lib/chromium.mjs';
import { buildExtension } from './lib/extension.mjs';
import { decides, giveOwn, importFirst, section } from './lib/options.mjs';
import { settled } from './lib/seen.mjs';
import { browserRoots, startServers } from './lib/servers.mjs';
import { storeOf } from './lib/store.mjs';

describe('what is set on the options page', { skip: noChromium }, () => {
  let built;
  let servers;
  let browser;
  let page;
  let options;
  before(async () => {
    built = await buildExtension();
    servers = await startServers();
    const { certificates } = servers;
    browser = await startChromium({
      folder: built.chromium,
      roots: browserRoots.map((name) => certificates[name].base64),
    });
    page = await browser.open();
    options = await browser.open();
    await options.goto(`${browser.base}options.html`);
    await options.waitForSelector(section('privacy'));
  });
  after(async () => {
    await browser?.stop();
    servers?.close();
    if (built) rmSync(built.out, { recursive: true, force: true });
  });

  const visit = async (name, badge, where) => {
    const url = servers.url(name, where);
    await browser.visit(page, url);
    await settled(browser, page, (state) => state.origin === new URL(url).origin && state.badge === badge);
  };
  const hosts = async () => {
    await options.reload();
    await options.waitForSelector(`${section('history')} :is(.visits, .hint:text("None is kept"))`);
    return options.locator('.visit .host').allTextContents();
  };
  const hostOf = (name, where) => new URL(servers.url(name, where)).host;
  const wiki = { host: 'wiki.corp.example' };

  test('a trust store that was imported decides at once', async () => {
    await visit('good', 'cannotSay');
    await importFirst(options, file('corp.json', json(storeOf(servers.certificates))));
    await decides(options, 'Corp', 1);
    await settled(browser, page, ({ badge }) => badge === 'organisation');
    await visit('distrusted', 'notTrusted');
  });

  test('certificates of one’s own count where the organisation knows no issuer, and never outweigh its distrust', async () => {
    const { unknownRoot, distrustedRoot } = servers.certificates;
    await browser.visit(page, servers.url('unknown'));
    await browser.bypass(page);
    await settled(browser, page, ({ badge }) => badge === 'notTrusted');
    await giveOwn(options, file('mine.pem', unknownRoot.pem + distrustedRoot.pem));
    await options.click('text=Trust them myself');
    await settled(browser, page, ({ badge }) => badge === 'own');
    await visit('distrusted', 'notTrusted');
    await options.click('.own:has-text("unknownRoot") button');
    await browser.visit(page, servers.url('unknown'));
    await settled(browser, page, ({ badge }) => badge === 'notTrusted');
  });

  test('the history is listed, grows no more once it is off, and is forgotten', async () => {
    await visit('good', 'organisation');
    assert.ok((await hosts()).includes(hostOf('good')));
    await options.uncheck('#history input');
    await options.waitForSelector('.reading > [role=status]:has-text("are not kept")', { state: 'attached' });
    await visit('within', 'organisation', wiki);
    assert.ok(!(await hosts()).includes(hostOf('within', wiki)));
    await options.check('#history input');
    await options.waitForSelector('.reading > [role=status]:has-text("are kept")', { state: 'attached' });
    await visit('good', 'organisation', wiki);
    assert.ok((await hosts()).includes(hostOf('good', wiki)));
    await options.click('text=Forget the history');
    await options.click('.sure >> text=Forget the history');
    await options.waitForSelector('text=None is kept');
    assert.deepEqual(await hosts(), []);
  });

  test('what is forgotten decides nothing any more', async () => {
    await visit('good', 'organisation');
    for (const words of ['Forget all of your own', 'Forget this trust store']) {
      await options.click(`text=${words}`);
      await options.click(`.sure >> text=${words}`);
    }
    await options.waitForSelector('text=None is here');
    await visit('good', 'cannotSay');
  });
});
