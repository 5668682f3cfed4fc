// Chromium with the extension as it was built, loaded from its folder: what works where no policy is set.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root, run } from '../../../scripts/setup.mjs';
import { chromiumArguments, find } from '../../browsers.mjs';

const { path, advice } = find('chromium');
const folder = join(root, 'web/extension/dist/chromium');

/** Why these tests cannot run here; false where they can. */
export const noChromium = advice ?? false;
if (advice) console.log(advice);

/** Builds it where that was not done before; gives its folder. */
export async function builtExtension() {
  if (!existsSync(join(folder, 'manifest.json'))) await run('node', ['scripts/extension.mjs']);
  return folder;
}

/**
 * A browser with a fresh profile; `prepare` makes another extension of the one that was built, `args` are more
 * arguments; `ignoreDefaultArgs` may be true, as playwright's own do away with bars. `breaches` fills with everything that a page of the extension should not do.
 */
export async function start({ extension, prepare, args = [], ...options } = {}) {
  const built = await builtExtension();
  prepare?.();
  const unpacked = extension ?? built;
  const profile = await mkdtemp(join(tmpdir(), 'anchorlight-options-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: path,
    headless: false,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...[...chromiumArguments, ...args],
      ...(options.ignoreDefaultArgs === true
        ? [`--user-data-dir=${profile}`, '--remote-debugging-pipe']
        : []),
      ...[`--load-extension=${unpacked}`, `--disable-extensions-except=${unpacked}`],
      ...(options.ignoreDefaultArgs === true ? ['about:blank'] : []),
    ],
    ...options,
  });
  const stop = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  };
  const started = context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
  const worker = await Promise.resolve(started).catch(async (error) => {
    await stop();
    throw error;
  });
  const address = `chrome-extension://${new URL(worker.url()).host}`;
  const breaches = [];
  context.on('page', (page) => {
    page.on('pageerror', (error) => breaches.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') breaches.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const url = request.url();
      const isOurs = page.url().startsWith(address) && !request.isNavigationRequest();
      if (isOurs && !url.startsWith(address) && !url.startsWith('blob:')) breaches.push(`request: ${url}`);
    });
  });
  return {
    ...{ address, breaches, context, stop },
    /** A page of the extension, as soon as it shows something. */
    async open(name) {
      const page = await context.newPage();
      await page.goto(`${address}/${name}`);
      return page;
    },
  };
}

/** What the background answers, asked as the views ask it. */
export async function ask(page, kind, asked = {}) {
  const reply = await page.evaluate((message) => chrome.runtime.sendMessage(message), { ...asked, kind });
  if ('fault' in reply) throw new Error(reply.fault.message);
  return reply.answer;
}
