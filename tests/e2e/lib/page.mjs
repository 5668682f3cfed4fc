// The built page, served, and the steps that people take on it, through the same controls.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../../../scripts/setup.mjs';

export const dist = join(root, 'www/dist');
export const single = join(dist, 'anchorlight.html');

/** Builds the page where that was not done before. */
export async function built() {
  if (!existsSync(join(root, 'web/sdk/dist/client.js'))) await run('node', ['scripts/sdk.mjs']);
  if (!existsSync(single)) await run('node', ['scripts/page.mjs']);
}

/** Fills in a question. Files are `{ name, mimeType, buffer }` or paths. */
export async function ask(page, { chain, store, host, time, purpose }) {
  if (host !== undefined) await change(page, '#host', host);
  if (time !== undefined) await change(page, '#time', time);
  if (purpose !== undefined) await page.selectOption('#purpose', purpose);
  if (store) await page.setInputFiles('section[aria-labelledby="store-title"] input[type=file]', store);
  if (chain) await page.setInputFiles('section[aria-labelledby="chain-title"] input[type=file]', chain);
}

async function change(page, selector, value) {
  await page.fill(selector, value);
  await page.dispatchEvent(selector, 'change');
}

/** Waits for the verdict; gives its words. */
export async function verdict(page) {
  await page.waitForSelector('.answer[aria-busy=false] .verdict');
  return page.textContent('.verdict h2');
}

/** The report as the page gives it for download. */
export async function report(page) {
  const waiting = page.waitForEvent('download');
  await page.click('text=Download report');
  const stream = await (await waiting).createReadStream();
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
