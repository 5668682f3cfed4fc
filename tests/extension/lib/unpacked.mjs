// Chromium with the extension as it was built, loaded from its folder: what works where no policy is set.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root, run } from '../../../scripts/setup.mjs';
import { chromiumArguments, find } from '../../browsers.mjs';

const { path, advice } = find('chromium');
/** The extension as it was built. */
export const folder = join(root, 'web/extension/dist/chromium');

/** Why these tests cannot run here; false where they can. */
export const noChromium = advice ?? false;
if (advice) console.log(advice);

/** A browser with a fresh profile; `prepare` makes another extension of the one that was built. `breaches` fills with everything that a page of the extension should not do. */
export async function start({ extension = folder, prepare, ...options } = {}) {
  if (!existsSync(join(folder, 'manifest.json'))) await run('node', ['scripts/extension.mjs']);
  prepare?.();
  const profile = await mkdtemp(join(tmpdir(), 'anchorlight-options-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: path,
    headless: false,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [...chromiumArguments, `--load-extension=${extension}`, `--disable-extensions-except=${extension}`],
    ...options,
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const address = `chrome-extension://${new URL(worker.url()).host}`;
  const breaches = [];
  context.on('page', (page) => {
    page.on('pageerror', (error) => breaches.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') breaches.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(address) && !url.startsWith('blob:')) breaches.push(`request: ${url}`);
    });
  });
  return {
    ...{ address, breaches, context, worker },
    /** A page of the extension, as soon as it shows something. */
    async open(name) {
      const page = await context.newPage();
      await page.goto(`${address}/${name}`);
      return page;
    },
    async stop() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** What the background answers, asked as the views ask it. */
export async function ask(page, kind, asked = {}) {
  const reply = await page.evaluate((message) => chrome.runtime.sendMessage(message), { ...asked, kind });
  if ('fault' in reply) throw new Error(reply.fault.message);
  return reply.answer;
}
