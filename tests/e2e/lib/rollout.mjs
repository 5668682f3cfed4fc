// The view that makes policy files, and reading what it made.

import { documentFile } from './documents.mjs';
import { ask } from './page.mjs';

export const extensionId = 'abcdefghijklmnopabcdefghijklmnop';
export const filled = {
  extensionId,
  updateUrl: 'https://intranet.corp.example/anchorlight/updates.xml',
  xpiUrl: 'https://intranet.corp.example/anchorlight/anchorlight.xpi',
};

/** The view, for documents of which the first decides. */
export async function openRollout(page, ...files) {
  await ask(page, { store: files });
  await page.waitForSelector('.tabs');
  await page.click('.tabs >> text=Roll out');
  await page.waitForSelector('#plan-extensionId');
}

export const rolledOut = (page, document) => openRollout(page, documentFile(document));

/** Fills in texts, and sets or takes away ticks. */
export async function choose(page, choices) {
  for (const [name, value] of Object.entries(choices))
    if (typeof value === 'string') await page.fill(`#plan-${name}`, value);
    else await page.setChecked(`#plan-${name}`, value);
}

/** The names of the files that can be had. */
export const offered = (page) => page.locator('.made .row > button').allTextContents();

/** A file by its name, as it is downloaded. */
export const fileOf = (page, name) =>
  fileOn(page, page.locator(`.made .row > button:text-is("Download ${name}")`));

/** The file that a button gives. */
export async function fileOn(page, button) {
  const waiting = page.waitForEvent('download');
  await button.click();
  const taken = await waiting;
  const chunks = [];
  for await (const chunk of await taken.createReadStream()) chunks.push(chunk);
  return { name: taken.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
}

export const jsonOf = async (page, name) => JSON.parse((await fileOf(page, name)).text);
