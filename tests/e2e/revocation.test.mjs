// What the page says of revocation: who, when, why, by which list; and where nothing is known, why not.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { extensions } from '../chains/openssl.mjs';
import { revocationCase } from '../engine/cases.mjs';
import { Authority } from '../revocation/authority.mjs';
import { noChromium, start } from './lib/browser.mjs';
import { ask, file, openSample, startAgain, verdict, well } from './lib/page.mjs';
import { questionOf } from './lib/question.mjs';

describe('revocation on the page', { skip: noChromium }, () => {
  let site;
  let opened;
  before(async () => {
    site = await start();
    opened = await site.open();
  });
  afterEach(() => assert.deepEqual(opened.breaches, []));
  after(() => site?.stop());

  /** Asks with these lists; gives the first words of the answer, and a reader of what stands on the page. */
  async function asked(names, mode) {
    const { page } = opened;
    await startAgain(page);
    await ask(page, questionOf(revocationCase(...names)).page);
    await verdict(page);
    if (mode) {
      const before = await page.locator('.reading').elementHandle();
      await page.selectOption('#revocation-mode', mode);
      await page.waitForFunction((element) => !element.isConnected, before);
    }
    const words = await verdict(page);
    const text = async (selector) => (await page.locator(selector).allTextContents()).join('\n');
    return { page, words, text };
  }

  test('a revoked end entity: when, why, and the list that says so', async () => {
    const { words, text } = await asked(['root', 'key-time']);
    assert.equal(words, 'Not trusted.');
    const said = await text('.verdict');
    assert.match(said, /The certificate was revoked: 12 days before the time checked\./);
    assert.match(said, /This is about www\.chains\.example\./);
    assert.match(said, /revoked it on 20 May 2026, 08:30 UTC: its key was compromised\./);
    assert.match(said, /Its key cannot be relied upon from 1 May 2026, 00:00 UTC on\./);
    assert.match(said, /So says the revocation list of Intermediate of 30 May 2026\./);
    assert.match(await text('.status-revoked'), /^www\.chains\.example.*Revoked on 20 May 2026/);
    assert.match(await text('.status-good'), /^Intermediate.*Not revoked, says the revocation list of Root/);
    assert.match(await text('.status-anchor'), /^Root.*In your trust store/);
    assert.match(await text('.box-lit'), /Intermediate.*not revoked/);
  });

  test('a revoked CA is told otherwise', async () => {
    const { words, text } = await asked(['root-revokes', 'issuing']);
    assert.equal(words, 'Not trusted.');
    const said = await text('.verdict');
    assert.match(said, /A CA of the chain was revoked: 12 days before the time checked\./);
    assert.match(said, /This is about Intermediate\./);
    assert.match(said, /the CA was compromised\. With it falls everything that it issued/);
    assert.match(said, /So says the revocation list of Root of 30 May 2026\./);
    assert.match(said, /issued again by a CA that is in force/);
    assert.match(await text('.status-revoked'), /^Intermediate/);
    assert.match(await text('.status-good'), /^www\.chains\.example/);
  });

  test('a hold may be lifted', async () => {
    const { text } = await asked(['root', 'hold']);
    assert.match(await text('.verdict'), /08:30 UTC: it is on hold\. ?The hold may be lifted again\./);
  });

  test('an old list changes nothing unless a status is required, and then says why it does not count', async () => {
    const { page, words, text } = await asked(['root', 'stale']);
    assert.equal(words, 'Trusted.');
    assert.match(await text('.facts'), /Revocationnot known/);
    assert.match(
      await text('.status-unknown'),
      /Not known\..*of Intermediate of 1 March 2026: It is out of date\./,
    );
    await page.selectOption('#revocation-mode', 'require');
    await page.waitForSelector('.verdict-notTrusted');
    const said = await text('.verdict');
    assert.match(said, /Nobody says whether the certificate was revoked\./);
    assert.match(said, /to be replaced by 1 May 2026, 00:00 UTC.*Get the current one from the CA\./);
    await page.selectOption('#revocation-mode', 'off');
    await page.waitForSelector('.verdict-trusted');
    assert.match(await text('section[aria-labelledby=revocation]'), /Not looked at, as you asked\./);
  });

  test('of a partitioned list, another part is told by its distribution point', async () => {
    const other = await asked(['root', 'part-2'], 'require');
    assert.equal(other.words, 'Not trusted.');
    assert.match(
      await other.text('.verdict .sources'),
      /It is for other certificates\..*Its distribution point is http:\/\/crl\.chains\.example\/part-2\.crl;/,
    );
    const own = await asked(['root', 'part-1', 'part-2'], 'require');
    assert.equal(own.words, 'Trusted.');
    assert.equal(await own.page.locator('.status-good').count(), 2);
    await own.page.click('#source-1');
    assert.match(
      await own.text('details[open] .fields'),
      /Distribution pointhttp:\/\/crl\.chains\.example\/part-1/,
    );
    assert.match(await own.text('#source-2'), /not used/);
  });

  test('a delta list, its base, and reasons that no list covers', async () => {
    const delta = await asked(['root', 'issuing', 'delta']);
    assert.match(await delta.text('.verdict'), /So says the delta list of Intermediate of 30 May 2026\./);
    await delta.page.click('.verdict a');
    assert.match(await delta.text('details[open] .fields'), /Number4097 .*Adds tolist 4096 /);
    const some = await asked(['root', 'some-reasons'], 'require');
    const uncovered = await some.text('.verdict');
    assert.match(
      uncovered,
      /Nobody says whether it was revoked because .*it was replaced.* or the attribute/,
    );
    assert.doesNotMatch(uncovered, /its key was compromised/);
  });

  test('without any list, the page says what to get', async () => {
    const { text } = await asked([]);
    assert.match(await text('section[aria-labelledby=revocation]'), /no revocation list .* is at hand/);
    assert.equal(await text('section[aria-labelledby=sources]'), '');
  });

  test('lists count wherever they are dropped, and each file says what it holds', async () => {
    const { page, words, text } = await asked([]);
    assert.equal(words, 'Trusted.');
    const [rootList, ofLeaf] = revocationCase('root', 'superseded').lists;
    await page.setInputFiles(`${well('store')} input[type=file]`, file('issuing.crl', ofLeaf));
    await page.waitForSelector('.verdict-notTrusted');
    await page.setInputFiles(`${well('chain')} input[type=file]`, file('root.crl', rootList));
    await page.waitForSelector('.status-good');
    assert.match(
      await text(`${well('store')} .files`),
      /store\.pem1 certificate.*issuing\.crlRevocation list of Intermediate with 1 entry/,
    );
    assert.match(
      await text(`${well('chain')} .files`),
      /chain\.pem2 certificates.*root\.crlRevocation list of Root with 0 entries/,
    );
    assert.match(await text('.inputs'), /issuing\.crl Trust store 1 revocation list, /);
    await page.click(`${well('store')} li:has-text("issuing.crl") .remove`);
    await page.waitForSelector('.verdict-trusted');
  });

  test('the sample shows it at once', async () => {
    const { page } = opened;
    await startAgain(page);
    assert.equal(await openSample(page, 'revoked'), 'Not trusted.');
    assert.match(await page.textContent('.verdict'), /The certificate was revoked: 3 days before/);
    await startAgain(page);
    assert.equal(await page.locator('.file-name').count(), 0);
  });
});

describe('OCSP responses on the page', { skip: noChromium }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'anchorlight-page-ocsp-'));
  let site;
  let opened;
  let root;
  let leaf;
  before(async () => {
    site = await start();
    opened = await site.open();
    root = new Authority(dir, 'root');
    leaf = root.issue('leaf', { extensions: extensions.server('DNS:leaf.example') });
  });
  after(async () => {
    rmSync(dir, { recursive: true });
    await site?.stop();
  });

  const respond = (how) => root.response(root.request([leaf]), how);

  /** Asks, now, with this response beside the chain. */
  async function asked(response) {
    const { page, breaches } = opened;
    await startAgain(page);
    await ask(page, {
      chain: [file('leaf.pem', leaf.pem), file('leaf.ocsp', response)],
      store: [file('root.pem', root.certificate.pem)],
      host: 'leaf.example',
    });
    const words = await verdict(page);
    await page.click('#source-0');
    const [status, source, found, files] = await Promise.all(
      ['.status >> nth=0', 'details[open] .fields >> nth=-1', '.inputs', `${well('chain')} .files`].map(
        (selector) => page.textContent(selector),
      ),
    );
    assert.equal(await page.textContent('#sources'), 'OCSP responses');
    assert.match(found, /leaf\.ocsp Chain 1 OCSP response, /);
    assert.deepEqual(breaches, []);
    return { words, status, source, files };
  }

  test('a good answer', async () => {
    const { words, status, source, files } = await asked(respond());
    assert.equal(words, 'Trusted.');
    assert.match(status, /^leaf.*Not revoked, says the OCSP response of root of /);
    assert.match(source, /ResponderCN rootProduced.*Tells of1 certificate/);
    assert.match(files, /leaf\.ocsp.*OCSP response of root with 1 answer/);
  });

  test('a responder that does not answer', async () => {
    const { words, status, source } = await asked(Buffer.from([0x30, 0x03, 0x0a, 0x01, 0x03]));
    assert.equal(words, 'Trusted.');
    assert.match(status, /Not known\..*The responder gave no answer\..*try again later/);
    assert.match(source, /Answernone: try again later\./);
  });

  test('a responder that may not answer, with what is wrong with its certificate', async () => {
    const lines = ['extendedKeyUsage=OCSPSigning', 'noCheck=ignored'];
    const signer = root.issue('late', { extensions: lines, to: '2026-01-01T00:00:00Z' });
    const { status } = await asked(respond({ signer }));
    assert.match(status, /Not known\..*Whoever signed it may not answer.*late.*valid until 1 January 2026/);
  });

  test('a revoked certificate', async () => {
    root.revoke(leaf, '-crl_reason', 'superseded');
    const { words, status } = await asked(respond());
    assert.equal(words, 'Not trusted.');
    assert.match(status, /Revoked on .*: it was replaced\..*So says the OCSP response of root of /);
  });
});
