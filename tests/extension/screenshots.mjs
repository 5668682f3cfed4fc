// Makes docs/extension/*.png anew, in browsers under policy that trust the tests' CA: node tests/extension/screenshots.mjs
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup.mjs';
import { hosts } from './lib/certificates.mjs';
import { PICTURES } from './lib/pictures.mjs';
import { answerOf, settled, until } from './lib/seen.mjs';
import { chainOf, serve } from './lib/serve.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

if (lacking.chromium || lacking.firefox) process.exit(1);
const folder = join(root, 'docs/extension');
mkdirSync(folder, { recursive: true });
const pathOf = (name) => {
  if (!(name in PICTURES)) throw new Error(`${name} is none of the pictures`);
  return join(folder, `${name}.png`);
};
/** What the administrator says, but of hosts: `localhost` is watched and not granted. */
const policy = { allowOwnCertificates: true, hosts: ['*.corp.example', 'localhost', '127.0.0.1'] };
const storeOf = (document, more) => JSON.stringify({ ...document, name: 'Corp portals', ...more });
const first = {
  version: 2,
  includes: [{ publicWebRoots: true }],
  rules: { 'validity.end_entity': { action: 'warn', maximumDays: 5000 } },
};

await inChromium();
await inFirefox();
const made = readdirSync(folder).map((file) => file.replace(/\.png$/, ''));
console.log(
  `${made.length} pictures; not made by this: ${made.filter((name) => !(name in PICTURES)).join(' ')}`,
);

async function inChromium() {
  const setting = await startSetting('chromium', {
    publicRoot: 'publicRoot',
    granted: ['https://*.example/*', 'http://*.example/*', 'https://127.0.0.1/*'],
    args: ['--hide-scrollbars'],
    managed: ({ document }) => ({ ...policy, trustStore: storeOf(document, first) }),
  });
  const { browser, page, servers, document } = setting;
  /** A view of the tab. */
  const take = async (name, { view = 'popup', width = 380, height = 600, colorScheme = 'light' } = {}) => {
    const shot = await browser.open();
    await shot.setViewportSize({ width, height });
    await shot.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await shot.goto(`${browser.base}${view}.html?tab=${await browser.tab(page)}`);
    await shot.waitForSelector(view === 'options' ? '#privacy' : '.card[aria-busy=false]');
    if (view === 'panel') await shot.waitForSelector('.answer .verdict');
    await shot.screenshot({ path: pathOf(name) });
    await shot.close();
  };
  const visit = async (url, is) => {
    await browser.visit(page, url);
    await settled(browser, page, is);
  };
  const marked = (badge) => (state) => state.badge === badge;
  const lacks = (id) => (state) => state.lack?.id === id;
  const set = async (more, is) => {
    browser.setManaged({ ...policy, trustStore: storeOf(document, first), ...more });
    await until('the policy', async () => is(await answerOf(browser, 'settings')));
  };
  try {
    await visit(servers.url('good'), marked('organisation'));
    await take('organisation');
    await take('organisation-dark', { colorScheme: 'dark' });
    await take('report', { view: 'panel', height: 900 });
    await take('report-dark', { view: 'panel', height: 900, colorScheme: 'dark' });
    await take('options', { view: 'options', width: 1000, height: 900 });
    await visit(servers.url('public'), marked('publicRoots'));
    await take('public-roots');
    await visit(servers.url('lasting'), marked('warnings'));
    await take('warnings');
    await visit(servers.url('distrusted'), marked('notTrusted'));
    await take('not-trusted');
    await visit(servers.url('own'), marked('notTrusted'));
    const own = {
      ...{ name: 'Mine', version: 1, issued: '2026-01-01T00:00:00Z', expires: '2999-01-01T00:00:00Z' },
      anchors: [{ certificate: servers.certificates.ownRoot.base64, purposes: ['server'] }],
    };
    await answerOf(browser, 'own', { document: JSON.stringify(own) });
    await settled(browser, page, marked('own'));
    await take('own');
    await visit(servers.url('swapped', { host: hosts.other }), marked('organisation'));
    servers.swap('moved');
    await visit(servers.url('swapped', { host: hosts.other }), ({ changes }) => changes?.length === 2);
    await take('changed');
    await visit(servers.url('unknown'), lacks('capture.error_page'));
    await take('error-page');
    await browser.bypass(page);
    await settled(browser, page, marked('notTrusted'));
    await take('passed-error', { height: 900 });
    await visit(servers.url('plain'), lacks('capture.no_tls'));
    await take('no-tls');
    await visit(servers.url('good', { host: 'localhost' }), lacks('capture.no_permission'));
    await take('no-permission');
    await visit(servers.url('good', { host: hosts.outside }), lacks('capture.not_watched'));
    await take('not-watched');
    const silent = await serve(chainOf(servers.certificates, 'site', 'issuing'), ({ method }, response) => {
      if (method !== 'HEAD')
        response.writeHead(200, { 'content-type': 'text/html' }).end('<title>site</title>');
    });
    await visit(`https://${hosts.name}:${new URL(silent.origin).port}/`, lacks('capture.no_answer'));
    await take('no-answer');
    silent.close();
    await visit('chrome://version', lacks('capture.scheme'));
    await take('other-scheme');
    await visit(servers.url('good'), marked('organisation'));
    await set({ trustStore: storeOf(document, { ...first, version: 1 }) }, ({ store }) => store.refused);
    await take('refused-update', { height: 1000 });
    for (const [name, mode] of [
      ['explanation', 'warn'],
      ['block', 'block'],
    ]) {
      await set({ mode }, (settings) => settings.mode === mode);
      await browser.visit(page, servers.url('distrusted'));
      await page.waitForURL(/explain\.html/);
      await page.bringToFront();
      await page.setViewportSize({ width: 800, height: 900 });
      await page.waitForSelector('.card');
      await page.screenshot({ path: pathOf(name) });
    }
    browser.setManaged({ mode: 'inform' });
    await until('no store', async () => (await answerOf(browser, 'settings')).store.version === undefined);
    await visit(servers.url('good'), lacks('capture.no_store'));
    await take('no-store');
  } finally {
    await setting.stop();
  }
}

/** Where it gives out less than Chromium. */
async function inFirefox() {
  const setting = await startSetting('firefox');
  const { browser, page, servers } = setting;
  try {
    await browser.visit(page, servers.url('unknown'));
    await settled(browser, page, ({ lack }) => lack?.id === 'capture.error_page');
    await browser.bypass(page);
    await settled(browser, page, ({ chain }) => chain?.source === 'leafOnly');
    const popup = await browser.popup(page);
    await popup.setViewport({ width: 380, height: 600 });
    await popup.waitForFunction(() => document.querySelector('.card[aria-busy=false]') !== null);
    await popup.screenshot({ path: pathOf('leaf-only') });
  } finally {
    await setting.stop();
  }
}
