// What the page keeps of trust stores: it decides by signed documents, says what may not follow them, tells of
// storage that fails, and takes certificates out of whatever they come in.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { zipSync } from 'fflate';
import { openssl } from '../chains/openssl.mjs';
import { toPem } from '../engine/pem.mjs';
import { launch } from '../keep/lib/browser.mjs';
import { folder } from '../stores/command.mjs';
import { signer, store } from '../stores/signing.mjs';
import { noChromium, start } from './lib/browser.mjs';
import { calmEverywhere } from './lib/calm.mjs';
import {
  anchor,
  base64,
  chain,
  documentFile,
  documentOf,
  host,
  json,
  otherRoot,
  question,
  root,
  time,
} from './lib/documents.mjs';
import { tabTo } from './lib/keyboard.mjs';
import { ask, file, verdict, well } from './lib/page.mjs';

const part = (name) => `section[aria-labelledby="${name}-title"]`;
/** What is kept must not have expired, and that is looked at with the clock. */
const lasting = (more) => documentOf({ expires: '2999-01-01T00:00:00Z', ...more });
const dir = folder();
const path = (name) => join(dir, name);

/** A signed document by the command line, as the guide makes one. */
function published() {
  const keys = ['ada', 'bob'].map((name) => {
    const { file } = signer(dir, name, 'ES256');
    openssl('pkey', '-in', file, '-pubout', '-out', path(`${name}.pub`));
    return file;
  });
  writeFileSync(path('root.pem'), toPem([root]));
  const run = (...args) => {
    const { status, stderr } = store(...args);
    assert.equal(status, 0, stderr);
  };
  const dates = ['--time', '2026-11-01T00:00:00Z', '--expires', '2999-01-01T00:00:00Z'];
  const signers = ['--signer', path('ada.pub'), '--signer', path('bob.pub'), '--threshold', '2'];
  run('new', path('corp.json'), '--name', 'Corp', ...signers, ...dates);
  run('add', path('corp.json'), path('root.pem'), '--as', 'anchor', '--purpose', 'server', ...dates);
  run('sign', path('corp.json'), '--key', keys[0], '--key', keys[1], '--out', path('published.json'));
  return readFileSync(path('published.json'));
}

describe('a trust store that is kept', { skip: noChromium }, () => {
  let site;
  let signed;
  before(async () => {
    site = await start();
    signed = published();
  });
  after(() => site?.stop());

  async function opened(given, options) {
    const found = await site.open(options);
    await ask(found.page, given);
    await verdict(found.page);
    return found;
  }
  const keptCount = (page, count) =>
    page.waitForFunction((count) => document.querySelectorAll('.kept-words').length === count, count);
  const toChanges = async (page) => {
    await page.click('.tabs >> text=Changes');
    await page.waitForSelector('.kept h3');
  };

  test('may be signed by the command line: the page decides by it, says who signed, and refuses a changed copy', async () => {
    const asked = { chain, store: [file('published.json', signed)], host, time };
    const { context, page, breaches } = await opened(asked);
    assert.equal(await verdict(page), 'Trusted.');
    assert.match(await page.textContent('.facts'), /Signedby 2 signers/);
    assert.match(await page.textContent('.verdict .lead .pointer'), /: \/anchors\/0$/);
    await page.click(`${well('store')} .remove`);
    const envelope = JSON.parse(signed);
    const payload = Buffer.from(envelope.payload, 'base64url').toString().replace('"server"', '"client"');
    assert.ok(payload.includes('"client"'));
    const changed = { ...envelope, payload: Buffer.from(payload).toString('base64url') };
    await ask(page, { store: [file('changed.json', JSON.stringify(changed))] });
    await page.waitForSelector('.document-problems');
    assert.equal(await verdict(page), 'The trust store document cannot be read');
    assert.match(await page.textContent('.document-problems'), /signature/i);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('is what others are held against: a document that may not follow decides with a notice', async () => {
    const asked = { chain, store: [file('published.json', signed)], host, time };
    const { context, page, breaches } = await opened(asked);
    assert.equal(await page.locator('.refused').count(), 0);
    await toChanges(page);
    const { version } = JSON.parse(Buffer.from(JSON.parse(signed).payload, 'base64url').toString());
    await page.click(`text=Keep version ${version}`);
    await page.waitForSelector('.kept-words:has-text("decides now")');
    await page.click('.tabs >> text=Answer');
    await page.click(`${well('store')} .remove`);
    // Newer, and signed by nobody.
    await ask(page, { store: [documentFile(lasting({ version: 9 }), 'unsigned.json')] });
    await page.waitForSelector('.refused');
    const words = await page.textContent('.refused');
    assert.match(words, new RegExp(`may not follow version ${version} of Corp.*kept on this device`));
    assert.match(words, /not signed/i);
    assert.match(await page.textContent('.facts'), /version 9/);
    await page.click(`text=Decide by version ${version}`);
    await page.waitForSelector('.facts:has-text("by 2 signers")', { state: 'attached' });
    await page.waitForSelector('.refused', { state: 'detached' });
    const files = await page.locator(`${well('store')} .file-name`).allTextContents();
    assert.deepEqual(files, [`kept-version-${version}.json`]);
    // Another store is another matter.
    await page.click(`${well('store')} .remove`);
    await ask(page, { store: [documentFile(lasting({ name: 'Lab' }))] });
    await page.waitForSelector('.facts:has-text("Lab, version 3")', { state: 'attached' });
    assert.equal(await page.locator('.refused').count(), 0);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('keeps what it includes, and decides by an older version with it', async () => {
    const inner = lasting({ name: 'Inner' });
    const sha256 = createHash('sha256').update(json(inner)).digest('hex');
    const outer = lasting({ anchors: [], includes: [{ document: sha256, purposes: ['server'] }] });
    const stores = [documentFile(outer), documentFile(inner, 'inner.json')];
    const { context, page } = await opened({ chain, store: stores, host, time });
    await toChanges(page);
    await page.click('text=Keep version 3');
    await page.waitForSelector('.kept-words:has-text("with 1 included document")');
    await page.reload();
    const next = lasting({ version: 4, anchors: [anchor({ certificate: base64(otherRoot('Other')) })] });
    await ask(page, question(next));
    await page.waitForSelector('.verdict-notTrusted', { state: 'attached' });
    await page.click('.kept-versions >> text=Compare');
    await page.waitForSelector('.differences');
    assert.match(await page.textContent(`${part('compare')} .turn`), /Trusted.*Not trusted/s);
    await page.click(`${part('compare')} .kept-versions >> text=Decide by it`);
    await page.click('.tabs >> text=Answer');
    await page.waitForSelector('.verdict-trusted');
    await context.close();
  });

  test('is forgotten after a question only, and can be left as it is', async () => {
    const { context, page } = await opened(question(lasting()));
    await toChanges(page);
    await page.click('text=Keep version 3');
    await page.waitForSelector('.kept-words:has-text("decides now")');
    await tabTo(page, (element) => element.textContent === 'Forget all of them');
    await page.keyboard.press('Enter');
    // The way that loses nothing has the focus.
    await page.waitForFunction(() => document.activeElement.textContent === 'Leave them');
    assert.match(await page.textContent('.sure'), /1 version of this store would be gone/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.textContent === 'Forget all of them');
    assert.equal(await page.locator('.sure').count(), 0);
    assert.equal(await page.locator(`${part('compare')} .kept-words`).count(), 1);
    await page.click('text=Forget all of them');
    await page.click('.sure >> text=Forget all of them');
    await keptCount(page, 0);
    await context.close();
  });

  test('that is damaged is said to be, and the version before it can be taken back', async () => {
    const { context, page } = await opened(question(lasting()));
    await toChanges(page);
    await page.click('text=Keep version 3');
    await page.waitForSelector('.kept-words:has-text("decides now")');
    await ask(page, { store: [documentFile(lasting({ version: 4 }), 'newer.json')] });
    await page.click('.files li:has-text("newer.json") >> text=Let this one decide');
    await page.click('text=Keep version 4');
    await page.waitForSelector('.kept-words:has-text("Version 4"):has-text("decides now")');
    await spoil(page, 'document');
    await page.reload();
    await ask(page, question(lasting({ version: 5 })));
    await page.waitForSelector('.kept .verdict-cannotSay');
    const words = await page.textContent('.kept');
    assert.match(words, /What is kept of the trust store is damaged.*version 4/);
    assert.doesNotMatch(words, /No version of this store yet/);
    // Nobody can say what may follow it.
    assert.equal(await page.locator('text=Keep version 5').count(), 0);
    await page.click('text=Go back to version 3');
    await page.waitForSelector('.kept-words:has-text("Version 3"):has-text("the current one")');
    await page.click('text=Keep version 5');
    await page.waitForSelector('.kept-words:has-text("Version 5"):has-text("decides now")');
    // The damaged one is still listed, and whoever takes it is told.
    await page.click('li:has-text("Version 4") >> text=Compare');
    await page.waitForSelector('.kept .verdict-cannotSay:has-text("damaged")');
    await context.close();
  });

  test('of which the history cannot be read is no empty one', async () => {
    const { context, page } = await opened(question(lasting()));
    await toChanges(page);
    await page.click('text=Keep version 3');
    await page.waitForSelector('.kept-words:has-text("decides now")');
    await spoil(page, 'history');
    await page.reload();
    await ask(page, question(lasting()));
    await page.waitForSelector('.kept .verdict-cannotSay');
    const words = await page.textContent(`${part('compare')} .kept`);
    assert.match(words, /its history cannot be read/);
    assert.doesNotMatch(words, /No version of this store yet/);
    await page.click('text=Forget all of them');
    await page.click('.sure >> text=Forget all of them');
    await page.waitForSelector('.kept:has-text("No version of this store yet")');
    await context.close();
  });

  test('goes with all others into one file, and is taken in elsewhere only when somebody says so', async () => {
    const { context, page, breaches } = await opened({
      ...{ chain, host, time },
      store: [file('published.json', signed)],
    });
    await toChanges(page);
    await page.click('text=/^Keep version/');
    await page.waitForSelector('.kept-words:has-text("decides now")');
    const waiting = page.waitForEvent('download');
    await page.click('text=Export all of them');
    const taken = await waiting;
    assert.equal(taken.suggestedFilename(), 'anchorlight-trust-stores.json');
    await taken.saveAs(path('all.json'));
    // Over what is kept, the same file changes nothing, and one with an unsigned document is refused.
    const input = `${part('everything')} input[type=file]`;
    await page.setInputFiles(input, path('all.json'));
    await page.waitForSelector(`${part('everything')} [role=status]:has-text("1 is here already")`);
    const forged = JSON.parse(readFileSync(path('all.json'), 'utf8'));
    const text = json(lasting({ version: 9 }));
    const digest = createHash('sha256').update(text).digest('hex');
    forged.stores[0].versions[0].digest = digest;
    forged.contents = { [digest]: Buffer.from(text).toString('base64') };
    await page.setInputFiles(input, [file('forged.json', JSON.stringify(forged))]);
    await page.waitForSelector(`${part('everything')} .refused`);
    assert.match(
      await page.textContent(`${part('everything')} .refused`),
      /Nothing was taken in.*not signed/is,
    );
    assert.equal(await page.locator('.kept-words:has-text("decides now")').count(), 1);
    assert.deepEqual(breaches, []);
    await context.close();

    const other = await site.open();
    await other.page.click('text=Trust stores kept on this device');
    await other.page.setInputFiles(input, path('all.json'));
    await other.page.waitForSelector('.sure');
    const asked = await other.page.textContent('.sure');
    assert.match(asked, /Corp, signed by 2/);
    const sha256 = createHash('sha256').update(signed).digest('hex');
    assert.ok(asked.replaceAll(':', '').toLowerCase().includes(sha256), asked);
    await other.page.waitForFunction(() => document.activeElement.textContent === 'Leave it');
    await other.page.keyboard.press('Enter');
    await other.page.waitForFunction(() => document.activeElement.id === 'everything-title');
    assert.equal(await other.page.locator('.sure').count(), 0);
    assert.equal(await other.page.locator('.kept-name').count(), 0);
    await other.page.setInputFiles(input, path('all.json'));
    await other.page.click('text=Take it in');
    await other.page.waitForSelector('.kept-name:has-text("Corp")');
    await other.page.click('text=Decide by it');
    await other.page.waitForSelector('.tabs:has-text("Corp, version")');
    await ask(other.page, { chain, host, time });
    await other.page.click('.tabs >> text=Answer');
    await other.page.waitForSelector('.verdict-trusted');
    assert.match(await other.page.textContent('.facts'), /Signedby 2 signers/);
    assert.deepEqual(other.breaches, []);
    await other.context.close();
  });

  test('cannot be kept where the browser stores nothing: the page says why and works', async () => {
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
    const strict = await launch('chromium', { preferences });
    try {
      const page = await strict.show(`${site.address}#changes`);
      await page.waitForSelector('.decided');
      assert.match(
        await page.$eval('.decided', (element) => element.textContent),
        /What is kept now is gone with this page\..*The browser does not open its storage.*Allow this page to store data/s,
      );
      writeFileSync(path('plain.json'), json(lasting()));
      await (await page.$(`${well('store')} input[type=file]`)).uploadFile(path('plain.json'));
      await (await page.waitForSelector('::-p-text(Keep version 3)')).click();
      await page.waitForFunction(() =>
        document.querySelector('.kept-words')?.textContent.includes('decides now'),
      );
    } finally {
      await strict.close();
    }
  });

  test('leaves axe nothing serious to say, whatever is asked or refused', async () => {
    const { context, page } = await opened(question(lasting()), { reducedMotion: 'reduce' });
    await toChanges(page);
    await page.click('text=Keep version 3');
    await page.waitForSelector('.kept-words:has-text("decides now")');
    await page.click('text=Forget all of them');
    await page.click('.tabs >> text=Answer');
    await ask(page, { store: [documentFile(lasting({ version: 2 }), 'older.json')] });
    await page.click('.files li:has-text("older.json") >> text=Let this one decide');
    await page.waitForSelector('.refused');
    await calmEverywhere(page, 'a notice');
    await page.click('.tabs >> text=Changes');
    await page.click('text=Forget all of them');
    await calmEverywhere(page, 'a question');
    await context.close();
  });
});

describe('certificates of any container', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  /** Three CAs' certificates and a server's key, by OpenSSL and keytool. */
  function containers() {
    const make = (name) => {
      const subject = ['-subj', `/O=Corp/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE'];
      const key = [
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        path(`${name}.key`),
      ];
      openssl('req', '-x509', ...key, '-out', path(`${name}.pem`), '-days', '3650', ...subject);
    };
    for (const name of ['One', 'Two', 'Three', 'Four']) make(name);
    openssl(
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      path('One.pem'),
      '-certfile',
      path('Two.pem'),
      '-out',
      path('two.p7b'),
    );
    const inside = ['-inkey', path('Three.key'), '-in', path('Three.pem'), '-name', 'server'];
    openssl('pkcs12', '-export', ...inside, '-passout', 'pass:secret', '-out', path('server.p12'));
    const keytool = ['-importcert', '-noprompt', '-alias', 'four', '-file', path('Four.pem')];
    const made = spawnSync(
      'keytool',
      [...keytool, '-storetype', 'JKS', '-storepass', 'changeit', '-keystore', path('trust.jks')],
      { encoding: 'utf8' },
    );
    assert.equal(made.status, 0, made.error?.message ?? made.stdout + made.stderr);
    const entries = ['two.p7b', 'server.p12'].map((name) => [name, readFileSync(path(name))]);
    writeFileSync(path('bundle.zip'), zipSync(Object.fromEntries(entries)));
  }

  test('are looked at with the way to each, passwords are asked for, and private keys are named and left', async () => {
    containers();
    const { context, page, breaches } = await site.open();
    await ask(page, question(documentOf()));
    await verdict(page);
    await page.click('.tabs >> text=Changes');
    const input = `${part('import')} input[type=file]`;
    await page.setInputFiles(input, path('bundle.zip'));
    await page.waitForSelector('.import:has-text("CN=Two")');
    let lines = await page.locator('.import').allTextContents();
    assert.equal(lines.length, 2, 'what is encrypted is closed');
    assert.match(lines[0], /From bundle\.zip › two\.p7b › certificate 1/);
    assert.match(lines[1], /From bundle\.zip › two\.p7b › certificate 2/);
    await page.fill('.password input', 'wrong');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.password:has-text("Something in it is still closed")');
    await page.fill('.password input', 'secret');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.import:has-text("CN=Three")');
    assert.equal(await page.locator('.password').count(), 0);
    lines = await page.locator('.import').allTextContents();
    assert.match(
      lines.find((line) => line.includes('CN=Three')),
      /From bundle\.zip › server\.p12 › server › certificate/,
    );
    assert.match(
      await page.textContent(`${part('import')} .decided`),
      /1 private key in what was given: bundle\.zip › server\.p12 › .*nothing of it is kept/,
    );
    await page.setInputFiles(input, [path('trust.jks'), path('two.p7b')]);
    await page.waitForSelector('.import:has-text("CN=Four")');
    lines = await page.locator('.import').allTextContents();
    assert.equal(lines.length, 4, 'a certificate that is there twice is one');
    assert.match(
      lines.find((line) => line.includes('CN=Four')),
      /From trust\.jks › four/,
    );
    await page.click('text=Write the next version');
    await page.waitForSelector('.written');
    await page.click('text=Decide by it here');
    await page.click('.tabs >> text=Trust store');
    await page.waitForSelector('#store-name');
    const anchors = await page.textContent('[data-pointer="/anchors"]');
    for (const name of ['One', 'Two', 'Three', 'Four']) assert.ok(anchors.includes(name), name);
    // Nothing of the key is anywhere in the page.
    const secret = readFileSync(path('Three.key'), 'utf8').split('\n')[1];
    assert.ok(!(await page.content()).includes(secret));
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('that holds none is said to hold none', async () => {
    const { context, page } = await site.open();
    await ask(page, question(documentOf()));
    await verdict(page);
    await page.click('.tabs >> text=Changes');
    await page.setInputFiles(`${part('import')} input[type=file]`, [file('none.txt', 'nothing')]);
    await page.waitForSelector(`${part('import')} >> text=No certificate was found.`);
    await context.close();
  });
});

/** Spoils what is kept of the only store, past the page: its current document, or its history. */
async function spoil(page, what) {
  await page.evaluate(async (what) => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('anchorlight-trust-stores'));
    const transaction = database.transaction(['stores', 'contents'], 'readwrite');
    const [stores, contents] = ['stores', 'contents'].map((name) => transaction.objectStore(name));
    const [{ name, history }] = await done(stores.getAll());
    if (what === 'document') await done(contents.put(new Uint8Array(3), [name, history[0].digest]));
    else await done(stores.put({ name, history: [{ digest: 7 }] }));
    database.close();
  }, what);
}
