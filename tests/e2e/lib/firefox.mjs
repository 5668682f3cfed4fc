// Firefox with the served page, watched for what it complains of.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { servePage } from '../../../scripts/serve.mjs';
import { find } from '../../browsers.mjs';
import { built, dist } from './page.mjs';

const { path, advice } = find('firefox');

/** Why these tests cannot run here; false where they can. */
export const noFirefox = advice ?? false;
if (advice) console.log(advice);

/** A browser and a server, and pages in it. */
export async function startFirefox() {
  await built();
  const server = await servePage(dist);
  const folder = mkdtempSync(join(tmpdir(), 'anchorlight-files-'));
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: path, headless: true });
  return {
    address: server.address,
    /** A page at `url`, with the list `breaches`, which fills as things happen. */
    async open(url) {
      const page = await browser.newPage();
      // On a narrow one the verdict comes into sight by itself, and a click misses what moves.
      await page.setViewport({ width: 1280, height: 900 });
      const breaches = [];
      page.on('console', (message) => message.type() === 'error' && breaches.push(message.text()));
      page.on('pageerror', (error) => breaches.push(error.message));
      await page.goto(url);
      await page.waitForSelector('#host');
      return { page, breaches };
    },
    /** Gives files to the picker of a place. */
    async give(page, place, files) {
      const picker = await page.waitForSelector(`${place} input[type=file]`);
      const paths = files.map(({ name, buffer }) => {
        const path = join(folder, name);
        writeFileSync(path, buffer);
        return path;
      });
      await picker.uploadFile(...paths);
    },
    async stop() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Sets a field as a person who leaves it. */
export function set(page, selector, value) {
  return page.$eval(
    selector,
    (field, value) => {
      field.value = value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    value,
  );
}
