// The options page of the extension in Chromium, without an administrator: the way in for a trust store, and out.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { anchor, base64, documentFile, documentOf, otherRoot, root } from '../e2e/lib/documents.mjs';
import { file } from '../e2e/lib/page.mjs';
import { toPem } from '../engine/pem.mjs';
import { signedBy, signer } from '../stores/signing.mjs';
import {
  because,
  decides,
  giveOwn,
  giveStore,
  importFirst,
  letDecide,
  openOptions,
  refusal,
  section,
  sha256,
} from './lib/options.mjs';
import { ask, noChromium, start } from './lib/unpacked.mjs';

/** What decides must not have expired, and that is looked at with the clock. */
const lasting = (more) => documentOf({ expires: '2999-01-01T00:00:00Z', ...more });

describe('the options', { skip: noChromium }, () => {
  const work = mkdtempSync(join(tmpdir(), 'anchorlight-options-files-'));
  let browser;
  let page;
  before(async () => {
    browser = await start();
  });
  after(async () => {
    await browser?.stop();
    rmSync(work, { recursive: true, force: true });
  });
  afterEach(async () => {
    await ask(page, 'forgetStore');
    await ask(page, 'forgetOwn');
    await page.close();
    assert.deepEqual(browser.breaches, []);
  });

  test('a document is shown, and decides only after somebody said why it is trusted', async () => {
    page = await openOptions(browser);
    assert.match(await page.textContent(section('organisation')), /None is here/);
    const given = documentFile(lasting());
    await giveStore(page, given);
    await page.waitForSelector('.first-use');
    const shown = await page.textContent(section('import'));
    const digest = sha256(given.buffer);
    assert.match(shown, /Corp/);
    assert.ok(shown.replaceAll(':', '').toLowerCase().includes(digest), 'the digest is there to compare');
    assert.match(shown, /not signed/);
    assert.ok(await page.isDisabled('text=Let it decide'));
    await because(page, 'The SHA-256 of the file', sha256('another file'));
    await letDecide(page);
    assert.match(await refusal(page), /It does not decide\. This is not the document that was accepted/);
    assert.deepEqual((await ask(page, 'settings')).store, {}, 'nothing is left of what was refused');
    await page.fill('#why-given', digest.toUpperCase().replace(/..(?=.)/g, '$&:'));
    await letDecide(page);
    await decides(page, 'Corp', 3);
    const { store } = await ask(page, 'settings');
    assert.deepEqual(
      [store.name, store.version, store.digest, store.signed, store.from],
      ['Corp', 3, digest, false, 'import'],
    );
    const organisation = await page.textContent(section('organisation'));
    assert.match(organisation, /Comes froma file that was imported on this page/);
    assert.match(organisation, /Holds1 anchor/);
    assert.equal(
      await page.textContent('.reading > [role=status]'),
      'Took Corp, version 3, as the first document',
    );
  });

  test('a newer version takes its place; an older one and another store do not', async () => {
    page = await openOptions(browser);
    await importFirst(page, documentFile(lasting()));
    await decides(page, 'Corp', 3);
    await giveStore(page, documentFile(lasting({ version: 4 })));
    await letDecide(page);
    await decides(page, 'Corp', 4);
    await giveStore(page, documentFile(lasting()));
    await letDecide(page);
    assert.match(
      await refusal(page),
      /older than the current one\. It is version 3, and the current one is version 4/,
    );
    await page.click('text=Start again');
    await giveStore(page, documentFile(lasting({ name: 'Elsewhere', version: 9 })));
    await letDecide(page);
    assert.match(await refusal(page), /This is another store.*“?"?Elsewhere/);
    assert.equal((await ask(page, 'settings')).store.version, 4);
    await page.reload();
    await decides(page, 'Corp', 4);
  });

  test('signers are pinned, and from then on nothing unsigned is taken', async () => {
    page = await openOptions(browser);
    const [ada, bob] = [signer(work, 'ada', 'ES256'), signer(work, 'bob', 'EdDSA')];
    const signers = { threshold: 2, keys: [ada, bob].map(({ spki }) => ({ publicKey: spki })) };
    const published = async (version) =>
      file('published.json', JSON.stringify(await signedBy(lasting({ version, signers }), [ada, bob])));
    await giveStore(page, await published(1));
    await because(page, 'The SHA-256 of the keys', signer(work, 'eve', 'ES256').kid);
    await letDecide(page);
    assert.match(await refusal(page), /Not enough of the signers have signed/);
    await page.fill('#why-given', `${ada.kid}\n${bob.kid}`);
    await letDecide(page);
    await decides(page, 'Corp', 1);
    assert.match(await page.textContent('.store-head'), /Signedby 2 signers, 2 needed/);
    await giveStore(page, documentFile(lasting({ version: 2 })));
    await letDecide(page);
    assert.match(await refusal(page), /The document is not signed/);
    await page.click('text=Start again');
    await giveStore(page, file('root.pem', toPem([otherRoot('Other')])));
    await page.waitForSelector(`${section('import')} >> text=names those who sign it`);
    await page.click('text=Start again');
    await giveStore(page, await published(2));
    await letDecide(page);
    await decides(page, 'Corp', 2);
  });

  test('included documents are given beside it, and the whole store can be looked at', async () => {
    page = await openOptions(browser);
    const partner = documentFile(
      lasting({ name: 'Partner', anchors: [anchor({ certificate: base64(otherRoot('Partner Root')) })] }),
      'partner.json',
    );
    const includes = [{ document: sha256(partner.buffer) }, { publicWebRoots: true }];
    const given = documentFile(lasting({ includes }));
    await giveStore(page, given);
    await page.waitForSelector(`${section('import')} .document-problems`);
    await page.click('text=Start again');
    await giveStore(page, given, partner);
    await because(page, 'The SHA-256 of the file');
    await letDecide(page);
    await decides(page, 'Corp', 3);
    assert.match(
      await page.textContent(section('organisation')),
      /1 anchor, 1 included document, the public web’s roots/,
    );
    await page.click('text=Look at all that is in it');
    await page.waitForSelector('[data-pointer="/anchors"]');
    assert.match(await page.textContent('[data-pointer="/anchors"]'), /Corp Root/);
    assert.match(await page.textContent('[data-pointer="/includes"]'), /Partner/);
    await page.click('text=Back to the options');
    await page.waitForSelector(section('organisation'));
  });

  test('CA files become a first store, and more are added to it', async () => {
    page = await openOptions(browser);
    const [one, two] = ['PEM', 'DER'].map((kind) => otherRoot(`Root in ${kind}`));
    await giveStore(page, file('one.pem', toPem([one])), file('two.cer', two), file('three.txt', 'nothing'));
    await page.waitForSelector('.imports');
    assert.equal(await page.locator('.import').count(), 2);
    await page.waitForSelector(`${section('import')} .problems`);
    await page.fill('#made-name', 'Northmoor');
    await page.click('text=Make a trust store of them');
    await decides(page, 'Northmoor', 1);
    const document = async () => JSON.parse((await ask(page, 'document', { of: 'organisation' })).document);
    const { anchors, expires } = await document();
    assert.deepEqual(
      anchors.map(({ certificate }) => certificate),
      [one, two].map(base64),
    );
    assert.ok(expires > '2100', 'nobody would renew it');
    await giveStore(page, file('root.der', root), file('one.pem', toPem([one])));
    await page.waitForSelector('.import:has-text("Already in the store")');
    await page.click('text=Add them to the trust store');
    await decides(page, 'Northmoor', 2);
    assert.equal((await document()).anchors.length, 3);
  });

  test('the store is forgotten only when that was asked for twice', async () => {
    page = await openOptions(browser);
    await importFirst(page, documentFile(lasting()));
    await decides(page, 'Corp', 3);
    await page.click('text=Forget this trust store');
    await page.click('text=Leave it as it is');
    assert.equal((await ask(page, 'settings')).store.version, 3);
    await page.click('text=Forget this trust store');
    await page.click('.sure >> text=Forget this trust store');
    await page.waitForSelector('text=None is here');
    assert.equal(await ask(page, 'document', { of: 'organisation' }), undefined);
    // What was forgotten stands in nobody's way.
    await importFirst(page, documentFile(lasting({ version: 1 })));
    await decides(page, 'Corp', 1);
  });

  test('certificates of one’s own are kept apart, taken out one by one, and all at once', async () => {
    page = await openOptions(browser);
    await importFirst(page, documentFile(lasting()));
    await decides(page, 'Corp', 3);
    const mine = ['Mine', 'Also mine'].map(otherRoot);
    await giveOwn(page, file('mine.pem', toPem(mine)));
    await page.click('text=Trust them myself');
    await page.waitForSelector('.own');
    const names = () => page.locator('.own .certificate-name').allTextContents();
    assert.deepEqual(await names(), ['Mine', 'Also mine']);
    const own = async () => JSON.parse((await ask(page, 'document', { of: 'own' })).document);
    assert.deepEqual([(await own()).name, (await own()).anchors.length], ['My own certificates', 2]);
    assert.equal((await ask(page, 'settings')).store.version, 3, 'the organisation’s stays as it is');
    await page.click('.own:has-text("Also mine") button');
    await page.waitForFunction(() => document.querySelectorAll('.own').length === 1);
    assert.deepEqual(await names(), ['Mine']);
    await giveOwn(page, file('again.pem', toPem(mine)));
    await page.click('text=Trust them myself');
    await page.waitForFunction(() => document.querySelectorAll('.own').length === 2);
    await page.click('text=Forget all of your own');
    await page.click('.sure >> text=Forget all of your own');
    await page.waitForFunction(() => document.querySelectorAll('.own').length === 0);
    assert.equal(await ask(page, 'document', { of: 'own' }), undefined);
  });

  test('mode and history are as they were set, in every page and after a new start', async () => {
    page = await openOptions(browser);
    const settings = async () => {
      const { mode, history } = await ask(page, 'settings');
      return { mode, history };
    };
    assert.deepEqual(await settings(), { mode: 'inform', history: true });
    const other = await openOptions(browser, '#history');
    await page.check('#mode >> text=Warn');
    await page.uncheck(`${section('history')} input`);
    await other.waitForSelector('#history input:not(:checked)');
    await other.waitForSelector('#mode label:has-text("Warn") input:checked');
    await other.close();
    await page.reload();
    await page.waitForSelector('#history input:not(:checked)');
    assert.deepEqual(await settings(), { mode: 'warn', history: false });
    await page.check('#mode >> text=Inform');
    await page.check(`${section('history')} input`);
    await page.waitForSelector('#mode label:has-text("Inform") input:checked');
    assert.deepEqual(await settings(), { mode: 'inform', history: true });
  });
});
