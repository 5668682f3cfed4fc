// What is no ordinary page of a named host: addresses in numbers, documents that are no HTML, and all that comes from no
// server, or of which the browser gives out no certificates.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isExhaustive } from '../sampling.mjs';
import { hosts } from './lib/certificates.mjs';
import { HOSTS } from './lib/extension.mjs';
import { answerOf, assertSeen, assertTold, settled, stateOf, until } from './lib/seen.mjs';
import { chainOf, serve } from './lib/serve.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

/** A page of 200 points with nothing on it. */
const PDF = `%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** The code for another address than the certificate's, what is given out after it, and pages of the browser's own. */
const TOLD = {
  chromium: {
    mismatch: 'net::ERR_CERT_COMMON_NAME_INVALID',
    passed: { source: 'asSent', reason: 'name.mismatch' },
    own: 'chrome://version',
  },
  firefox: {
    mismatch: 'SSL_ERROR_BAD_CERT_DOMAIN',
    // Of the end entity alone, its issuer is what is missing first.
    passed: { source: 'leafOnly', reason: 'path.issuer_not_found' },
    own: 'about:support',
  },
};

/** Of the extension. */
const PAGES = isExhaustive ? ['options', 'popup', 'panel', 'explain'] : ['options'];

const ADDRESS = '::1';
const hasAddress = Object.values(networkInterfaces())
  .flat()
  .some(({ address }) => address === ADDRESS);
const lacksAddress = hasAddress ? false : `skipped: sites at ${ADDRESS}, which this machine does not have`;
if (lacksAddress) console.log(lacksAddress);

/** By path; any other path is a plain page. */
const pages = {
  '/pdf': ['application/pdf', PDF],
  '/embedding': ['text/html', '<title>page</title><embed type="application/pdf" src="/pdf">'],
};

/** Answers to HEAD requests that are held back; nothing where none are. */
let held;

function answer({ method, url }, response) {
  const [type, body] = pages[url] ?? ['text/html', '<title>page</title>hello'];
  const send = () => response.writeHead(200, { 'content-type': type }).end(body);
  if (held && method === 'HEAD') held.push(send);
  else send();
}

for (const [kind, { mismatch, passed, own }] of Object.entries(TOLD))
  describe(`in ${kind}`, { skip: lacking[kind] }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'anchorlight-addresses-'));
    const servers = {};
    let setting;
    before(async () => {
      setting = await startSetting(kind, {
        granted: [...HOSTS, `https://${hosts.address6}/*`],
        managed: { hosts: [hosts.name, ADDRESS] },
      });
      const { certificates } = setting.servers;
      const start = async (name, chain, where = {}) => {
        servers[name] = await serve({ ...chainOf(certificates, ...chain), ...where }, answer);
      };
      await start('good', ['site', 'issuing']);
      await start('distrusted', ['siteOfDistrusted']);
      const there = { host: hosts.address6, address: ADDRESS };
      if (hasAddress) await start('address', ['site', 'issuing'], there);
      if (hasAddress) await start('otherAddress', ['otherAddress', 'issuing'], there);
      writeFileSync(join(folder, 'page.html'), '<title>page</title>hello');
    });
    after(async () => {
      await setting?.stop();
      for (const server of Object.values(servers)) server.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const visit = (url) => setting.browser.visit(setting.page, url);
    const seen = (expected) => assertSeen(setting.browser, setting.page, setting.document, expected);
    const endEntity = (name) => setting.servers.certificates[name].base64;

    test('a site is judged by the address that its certificate names', { skip: lacksAddress }, async () => {
      const { browser, page } = setting;
      await visit(`${servers.address.origin}/`);
      const { host, tab } = await seen({ badge: 'organisation', source: 'verifiedPath' });
      assert.equal(host, ADDRESS);
      assert.ok((await browser.badge(page)).title.startsWith(`${ADDRESS}: `));
      // Firefox asks for it once more where it does not know any more what came with the page.
      if (kind === 'firefox') {
        await browser.killWorker();
        await answerOf(browser, 'again', { tab });
        await settled(browser, page, ({ badge, chain }) => badge === 'organisation' && chain.apart);
      }
    });

    test('a site whose certificate names another address is not trusted', {
      skip: lacksAddress,
    }, async () => {
      await visit(`${servers.otherAddress.origin}/`);
      await seen({ badge: 'cannotSay', lack: 'capture.error_page', code: mismatch });
      await setting.browser.bypass(setting.page);
      const { host, chain } = await seen({ badge: 'notTrusted', ...passed });
      assert.equal(host, ADDRESS);
      assert.equal(chain.certificates[0], endEntity('otherAddress'));
    });

    test('a PDF has the verdict on the server that it came from', async () => {
      await visit(`${servers.distrusted.origin}/pdf`);
      const distrusted = { badge: 'notTrusted', reason: 'path.distrusted', source: 'verifiedPath' };
      assert.equal((await seen(distrusted)).chain.certificates[0], endEntity('siteOfDistrusted'));
      await visit(`${servers.good.origin}/pdf`);
      const trusted = { badge: 'organisation', source: 'verifiedPath' };
      assert.equal((await seen(trusted)).chain.certificates[0], endEntity('site'));
    });

    if (kind === 'chromium')
      test('a page whose viewer of PDF comes while it is looked at has a verdict all the same', async () => {
        const { browser, page } = setting;
        const isViewer = (frame) => frame.url().startsWith('chrome-extension:');
        for (const path of ['/pdf', '/embedding']) {
          await visit(`${servers.distrusted.origin}/`);
          await settled(browser, page, ({ badge }) => badge === 'notTrusted');
          held = [];
          const visited = visit(`${servers.good.origin}${path}`);
          // Where a frame becomes one that no extension may enter, the browser takes the debugger away.
          await until('the viewer', () => page.frames().some(isViewer));
          const answers = held;
          held = undefined;
          for (const send of answers) send();
          await visited;
          // On a machine that is slow the answer may come too late, and the page is looked at again once it is loaded.
          const isLate = ({ lack }) => lack?.id === 'capture.no_answer';
          const { badge, lack } = await settled(browser, page, (state) => !isLate(state));
          assert.equal(badge, 'organisation', JSON.stringify(lack));
          assert.equal(await browser.attached(page), false);
        }
      });

    test('what comes from no site is told of as that, and has no mark', async () => {
      const { browser, page } = setting;
      const pages = PAGES.map((name) => `${browser.base}${name}.html`);
      const file = pathToFileURL(join(folder, 'page.html')).href;
      const sources = ['good', 'distrusted'].map((name) => `view-source:${servers[name].origin}/`);
      // Firefox may give a page the empty document that comes before it, and does not do so each time.
      const data = ['one', 'two', 'three'].map((text) => `data:text/html,${text}`);
      for (const url of [file, ...sources, ...data, 'about:blank', own, ...pages]) {
        // What is said of the page before must not be taken for what is said of this one.
        await visit(`${servers.good.origin}/`);
        await settled(browser, page, ({ badge }) => badge === 'organisation');
        await visit(url);
        const scheme = url.split(':')[0];
        const tab = await browser.tab(page);
        let state;
        await until(`what is known of ${url}`, async () => {
          state = await stateOf(browser, tab);
          return state?.badge && state.lack?.scheme === scheme;
        });
        assert.equal(state.lack.id, 'capture.scheme');
        assert.deepEqual([state.badge, state.chain], ['cannotSay', undefined], url);
        const text = await assertTold(browser, page, state);
        assert.ok(text.includes(`no certificates for ${scheme}: addresses`), text);
        // Letters of a browser's own address, or an extension's id, are no host.
        if (!sources.includes(url)) assert.equal(state.host, '', url);
      }
    });
  });
