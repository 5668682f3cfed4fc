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

/** Back to the empty page, from wherever it is. */
export async function startAgain(page) {
  await page.evaluate(() => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent === 'Start again')?.click();
  });
  await page.waitForSelector('.welcome');
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

/** Opens each folded part that fits, and waits for what is in it: much of it is written only once it is open. */
export async function openDetails(page, selector) {
  const parts = page.locator(selector);
  await parts.first().waitFor();
  for (const part of await parts.all()) {
    await part.locator('> summary').click();
    await part.locator('> .details').waitFor();
  }
}

/** Asks for the trust store to be remembered, and waits until it is kept. */
export async function remember(page) {
  await page.check('text=Remember on this device');
  await page.waitForSelector('.answer[aria-busy=false]', { state: 'attached' });
}

/** What the device holds of the trust store. A write waits for everything that the page has begun before it. */
export function remembered(page) {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('anchorlight');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction('kept', 'readwrite');
          const kept = transaction.objectStore('kept').get('trust-store');
          transaction.onabort = () => reject(transaction.error);
          transaction.oncomplete = () => {
            database.close();
            resolve(kept.result?.map(({ label }) => label) ?? []);
          };
        };
      }),
  );
}

/** Where the page says it is; what the browser tells of its address may come later. */
export const placeOf = (page) => page.evaluate(() => location.hash);

/** Waits for what the browser tells when it gets to it. */
export async function until(condition, what) {
  for (let tries = 0; tries < 1000; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what} never came`);
}
