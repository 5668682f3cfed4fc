// Makes docs/extension/*.png anew, by the real background: node tests/extension/screenshots.mjs
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup.mjs';
import { hosts } from './lib/certificates.mjs';
import { noChromium } from './lib/unpacked.mjs';
import { startViews } from './lib/views.mjs';

if (noChromium) process.exit(1);
const folder = join(root, 'docs/extension');
mkdirSync(folder, { recursive: true });
const browser = await startViews({ args: ['--hide-scrollbars'] });
const { certificates, url, swap } = browser.servers;
let version = 0;

function decideBy(more = {}) {
  version += 1;
  return browser.decide({
    ...{ name: 'Corp portals', version, issued: '2026-01-01T00:00:00Z', expires: '2999-01-01T00:00:00Z' },
    anchors: [certificates.root, certificates.secondRoot].map(({ base64 }) => ({
      ...{ certificate: base64, purposes: ['server'] },
    })),
    ...more,
  });
}

/** What a view shows of a tab. */
async function take(view, tab, name, { width = 380, height = 600, colorScheme = 'light' } = {}) {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.goto(`${browser.address}/${view}.html?tab=${tab}`);
  await page.waitForSelector('.card[aria-busy=false]');
  if (view === 'panel') await page.waitForSelector('.answer .verdict');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

async function visit(address) {
  const { tab, page, answer } = await browser.visit(address);
  await answer();
  return { tab, page };
}

await take('popup', (await visit(url('good'))).tab, 'no-store');
await decideBy();
const good = await visit(url('good'));
await take('popup', good.tab, 'organisation');
await take('popup', good.tab, 'organisation-dark', { colorScheme: 'dark' });
await take('panel', good.tab, 'report', { height: 900 });
await take('popup', (await visit(url('unknown'))).tab, 'not-trusted');
await take('popup', (await visit(url('plain'))).tab, 'no-tls');
await visit(url('swapped', { host: hosts.other }));
swap('moved');
await take('popup', (await visit(url('swapped', { host: hosts.other }))).tab, 'changed');
await decideBy({ rules: { 'validity.end_entity': { action: 'warn', maximumDays: 398 } } });
await take('popup', (await visit(url('good'))).tab, 'warnings');
await browser.ask('set', { mode: 'warn' });
const { page } = await browser.visit(url('distrusted'));
await page.waitForURL(/explain\.html/);
await page.setViewportSize({ width: 800, height: 900 });
await page.waitForSelector('.card');
await page.screenshot({ path: join(folder, 'explanation.png') });
await browser.stop();
