// Without a network, after an update, and what is remembered on the device.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { madeCases } from '../engine/cases.mjs';
import { noChromium, start } from './lib/browser.mjs';
import {
  ask,
  built,
  dist,
  download,
  file,
  openSample,
  remember,
  remembered,
  verdict,
  well,
} from './lib/page.mjs';
import { answerOfNode, questionOf } from './lib/question.mjs';

const one = madeCases().find(({ id }) => id === 'p256');

/** Until the service worker holds every file and answers for this page. */
const kept = (page) => page.waitForFunction(() => navigator.serviceWorker.controller);

describe('without a network', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  test('a page that was loaded goes on, and can be loaded again', async () => {
    const { context, page, breaches } = await site.open();
    await kept(page);
    await context.setOffline(true);
    const question = questionOf(one);
    await ask(page, question.page);
    assert.equal(await verdict(page), 'Trusted.');
    await page.reload();
    await ask(page, question.page);
    assert.equal(await verdict(page), 'Trusted.');
    assert.deepEqual(JSON.parse(await download(page)), await answerOfNode(question.node));
    await page.reload();
    assert.equal(await openSample(page, 'expired'), 'Not trusted.');
    await page.check('text=Trust the public web as well');
    await page.waitForFunction(() =>
      document.querySelector('.inputs')?.textContent.includes('Public web roots'),
    );
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('the trust store is remembered when that is asked for, and forgotten again', async () => {
    const { context, page } = await site.open();
    const { store, chain } = questionOf(one).page;
    const key = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n';
    const mixed = file('with-a-key.pem', store[0].buffer + key);
    await ask(page, { store: [...store, mixed], chain });
    await verdict(page);
    await remember(page);
    const files = () => page.locator(`${well('store')} .file-name`).allTextContents();
    await page.reload();
    await page.waitForSelector(`${well('store')} .file-name`);
    assert.deepEqual(await files(), ['store.pem'], 'what holds a private key is not kept');
    await page.uncheck('text=Remember on this device');
    assert.deepEqual(await remembered(page), []);
    await page.reload();
    await page.waitForSelector(`${well('store')} .slot`);
    // The page has looked by then.
    assert.deepEqual(await remembered(page), []);
    assert.deepEqual(await files(), []);
    await context.close();
  });
});

describe('an update of the page', { skip: noChromium }, () => {
  let folder;
  let site;
  before(async () => {
    await built();
    folder = mkdtempSync(join(tmpdir(), 'anchorlight-page-'));
    cpSync(dist, folder, { recursive: true });
    site = await start(folder);
  });
  after(async () => {
    await site?.stop();
    if (folder) rmSync(folder, { recursive: true });
  });

  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const update = (page) =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update().catch(() => {});
      const worker = registration.installing ?? registration.waiting;
      if (!worker) return 'none';
      const settled = () => ['installed', 'activated', 'redundant'].includes(worker.state);
      while (!settled())
        await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
      return worker.state;
    });

  test('is taken as a whole or not at all, and not under an open page', async () => {
    const { context, page } = await site.open();
    await kept(page);
    const [index, worker] = [read('index.html'), read('sw.js')];
    const next = index.replace('<title>Anchorlight', '<title>Next Anchorlight');
    const version = /VERSION = '([0-9a-f]+)'/.exec(worker)[1];
    const nextVersion = worker.replace(version, 'ffffffffffffffff');

    // The new service worker is there already, the page that belongs to it is not.
    writeFileSync(join(folder, 'sw.js'), nextVersion.replace(sha256(index), sha256(next)));
    assert.equal(await update(page), 'redundant');
    await page.reload();
    assert.equal(await page.title(), 'Anchorlight');

    // All of it is there; the open page keeps what it has.
    writeFileSync(join(folder, 'index.html'), next);
    assert.equal(await update(page), 'installed');
    await page.reload();
    assert.equal(await page.title(), 'Anchorlight');

    // No page is open any more, so the next one is of the new version.
    const [nextWorker] = context.serviceWorkers().slice(-1);
    await page.goto('about:blank');
    await nextWorker.evaluate(
      () =>
        new Promise((resolve) => {
          const look = () => serviceWorker.state === 'activated' && resolve();
          serviceWorker.addEventListener('statechange', look);
          look();
        }),
    );
    await page.goto(site.address);
    assert.equal(await page.title(), 'Next Anchorlight');
    await context.close();
  });
});
