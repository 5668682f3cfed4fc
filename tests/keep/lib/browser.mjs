// Chromium and Firefox, each with a profile that outlives it.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromiumArguments, find } from '../../browsers.mjs';

const kinds = {
  chromium: { browser: 'chrome', args: chromiumArguments },
  firefox: { browser: 'firefox', args: [] },
};

/** `{ name, skip }` of both; `skip` says why a browser's tests cannot run here. */
export const browsers = Object.keys(kinds).map((name) => ({ name, skip: find(name).advice ?? false }));
for (const { skip } of browsers) if (skip) console.log(skip);

/**
 * A running browser. `preferences` and `args` are Chromium's or Firefox's own. Closing it removes the profile, unless
 * it was given, as `profile`, by who keeps it.
 */
export async function launch(name, { profile, preferences, args = [] } = {}) {
  const folder = profile ?? makeProfile(name);
  if (name === 'chromium' && preferences) write(join(folder, 'Default'), 'Preferences', preferences);
  const browser = await puppeteer.launch({
    browser: kinds[name].browser,
    args: [...kinds[name].args, ...args],
    executablePath: find(name).path,
    headless: true,
    userDataDir: folder,
    ...(name === 'firefox' && preferences ? { extraPrefsFirefox: preferences } : {}),
  });
  return {
    open: (url) => open(browser, url),
    /** A page that says itself when it is ready. */
    async show(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    async close() {
      await browser.close();
      if (profile) await restored(folder);
      else removeProfile(folder);
    },
    /** Ends every process of the browser at once, and waits until the first of them is gone. */
    async kill() {
      const child = browser.process();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      // The browser leads a process group, in which all its processes are.
      process.kill(-child.pid, 'SIGKILL');
      await gone;
      await restored(folder);
    },
  };
}

/** Puppeteer puts Firefox's own preferences back after it has ended, and must be done before it starts again. */
async function restored(folder) {
  const aside = () => ['prefs.js', 'user.js'].some((file) => existsSync(join(folder, `${file}.puppeteer`)));
  for (let tries = 0; aside(); tries += 1) {
    if (tries > 1000) throw new Error(`the preferences in ${folder} were not put back`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function makeProfile(name) {
  return mkdtempSync(join(tmpdir(), `anchorlight-${name}-`));
}

/** A browser's last processes may still be writing. */
export function removeProfile(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** A page that has loaded its script. */
async function open(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  if (!url.endsWith('/frame.html')) await page.waitForFunction(() => globalThis.ready);
  return page;
}

function write(folder, file, value) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), JSON.stringify(value));
}
