// Firefox: what a page came with is known while the browser keeps the page, and asked for once more after that: of its own
// origin, without the cookies that it has.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answerOf, settled, words } from './lib/seen.mjs';
import { chainOf, serve } from './lib/serve.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

describe('looking again in firefox', { skip: lacking.firefox }, () => {
  let setting;
  let site;
  before(async () => {
    setting = await startSetting('firefox');
    site = await serve(chainOf(setting.servers.certificates, 'site', 'issuing'), ({ url }, response) => {
      if (url === '/nothing') return response.writeHead(204).end();
      response.setHeader('content-type', 'text/html');
      return response.setHeader('set-cookie', 'who=me; Secure').end(`<title>${url}</title>hello`);
    });
  });
  after(async () => {
    await setting?.stop();
    site?.close();
  });
  const visit = (url) => setting.browser.visit(setting.page, url);
  const trusted = (more = () => true) =>
    settled(
      setting.browser,
      setting.page,
      (state) => state.origin === site.origin && state.badge === 'organisation' && more(state),
    );
  const again = async () => {
    const tab = await setting.browser.tab(setting.page);
    await answerOf(setting.browser, 'again', { tab });
  };
  /** What was asked beside what the browser asks by itself. */
  const probes = () => site.requests.splice(0).filter(({ method }) => method === 'HEAD');

  test('asks for nothing while it is known what came with the page', async () => {
    await visit(`${site.origin}/first`);
    await trusted();
    assert.match(await setting.page.evaluate(() => document.cookie), /who=me/);
    await again();
    const { chain } = await trusted();
    assert.equal(chain.apart, undefined);
    // An answer that becomes no page changes nothing.
    await visit(`${site.origin}/nothing`);
    await again();
    await trusted();
    assert.deepEqual(probes(), []);
  });

  test('asks once, without cookies, where that is not known any more, and says so', async () => {
    const { browser, page } = setting;
    await browser.killWorker();
    await again();
    const { chain, tab } = await trusted(({ chain }) => chain.apart);
    assert.equal(chain.source, 'verifiedPath');
    const asked = probes();
    assert.deepEqual(
      asked.map(({ method, url, headers }) => [method, url, headers.cookie, headers.referer]),
      [['HEAD', '/favicon.ico', undefined, undefined]],
    );
    const popup = await browser.popup(page);
    await popup.waitForFunction(() => document.querySelector('#chain') !== null);
    const text = await popup.evaluate(() => document.body.innerText);
    await popup.close();
    assert.ok(text.includes(words('source.apart')), text);
    assert.equal(typeof tab, 'number');
  });

  test('asks no cookies of a page that is shown again', async () => {
    const { browser, page, servers } = setting;
    await visit(`${site.origin}/kept`);
    await trusted();
    await visit(servers.url('distrusted'));
    await settled(browser, page, ({ badge }) => badge === 'notTrusted');
    site.requests.splice(0);
    await page.evaluate(() => setTimeout(() => history.back()));
    await trusted();
    const all = site.requests.splice(0);
    assert.deepEqual(
      all.filter(({ method, url }) => method === 'GET' && url === '/kept'),
      [],
      'it is shown again without being asked for',
    );
    const asked = all.filter(({ method }) => method === 'HEAD');
    assert.ok(asked.length <= 1);
    for (const { url, headers } of asked)
      assert.deepEqual([url, headers.cookie], ['/favicon.ico', undefined]);
  });
});
