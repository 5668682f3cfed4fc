// The built page, and the steps that people take on it, through the same controls.
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

export const well = (role) => `section[aria-labelledby="${role}-title"]`;

/** A file as a file picker gives it. */
export function file(name, content) {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
}

/** Fills in a question: files by the pickers, the rest by its fields. */
export async function ask(page, { chain, store, host, time }) {
  if (host !== undefined) await change(page, '#host', host);
  if (time !== undefined) await change(page, '#time', time.slice(0, 19));
  if (store) await page.setInputFiles(`${well('store')} input[type=file]`, store);
  if (chain) await page.setInputFiles(`${well('chain')} input[type=file]`, chain);
}

async function change(page, selector, value) {
  await page.fill(selector, value);
  await page.dispatchEvent(selector, 'change');
}

/** Waits for the answer; gives its first words. */
export async function verdict(page) {
  await page.waitForSelector('.answer[aria-busy=false] .verdict');
  return page.textContent('.verdict h2');
}

/** The text that the page gives for download. */
export async function download(page) {
  const waiting = page.waitForEvent('download');
  await page.click('text=Download report');
  const chunks = [];
  for await (const chunk of await (await waiting).createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Opens a sample by its id; gives the first words of the answer. */
export async function openSample(page, id) {
  const list = await page.evaluate(async () => (await fetch('./samples/index.json')).json());
  await page.click('text=Show sample chains');
  await page.click(`.samples button:has-text("${list.find((sample) => sample.id === id).title}")`);
  return verdict(page);
}
