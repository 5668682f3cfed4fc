// The page decides by a trust store document, and shows it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { toPem } from '../engine/pem.mjs';
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
  list,
  otherRoot,
  question,
  root,
  time,
} from './lib/documents.mjs';
import { tabTo } from './lib/keyboard.mjs';
import {
  ask,
  download,
  file,
  openDetails,
  openSample,
  placeOf,
  remember,
  verdict,
  well,
} from './lib/page.mjs';
import { answerOfNode } from './lib/question.mjs';

const warns = documentOf({ rules: { 'key.curve': { action: 'warn', allowed: ['P-256', 'P-384'] } } });
const otherAnchor = anchor({ certificate: base64(otherRoot('Other')) });
const phone = { width: 390, height: 844 };

describe('a trust store document', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  /** A page on which the question was asked. */
  async function asked(given, options) {
    const opened = await site.open(options);
    await ask(opened.page, given);
    return opened;
  }

  test('that is dropped decides alone, and the report is that of Node', async () => {
    const { context, page, breaches } = await asked({ chain, host, time });
    await drop(page, 'store', 'store.json', json(documentOf()));
    assert.equal(await verdict(page), 'Trusted.');
    assert.match(await page.textContent(`${well('store')} .files`), /Decides: Corp, version 3/);
    const facts = await page.textContent('.facts');
    for (const fact of ['Trust storeCorp, version 3', 'Signednot signed', 'Expires1 November 2027'])
      assert.ok(facts.includes(fact), `${fact} is not among ${facts}`);
    const expected = await answerOfNode({
      certificates: [{ label: 'chain.pem', data: chain[0].buffer }],
      store: { document: { label: 'store.json', data: json(documentOf()) } },
      host,
      time,
    });
    assert.deepEqual(JSON.parse(await download(page)), expected);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('that trusts is told of with the entry by which it does, and a link to it', async () => {
    const { context, page } = await asked(question(documentOf({ anchors: [otherAnchor, anchor()] })));
    assert.equal(await verdict(page), 'Trusted.');
    const words = await page.textContent('.verdict .lead');
    assert.match(
      words,
      /^Site is vouched for by Corp Root, which is in your trust store \(.*\/anchors\/1\)\.$/,
    );
    await page.click('.verdict .lead .pointer');
    await focused(page, '/anchors/1');
    await context.close();
  });

  test('that includes one that trusts is told of with the entry of the included one', async () => {
    const inner = documentOf({ name: 'Inner', anchors: [otherAnchor, anchor()] });
    const sha256 = createHash('sha256').update(json(inner)).digest('hex');
    const outer = documentOf({ anchors: [], includes: [{ document: sha256, purposes: ['server'] }] });
    const { context, page } = await asked({
      ...question(outer),
      store: [documentFile(outer), documentFile(inner, 'inner.json')],
    });
    assert.equal(await verdict(page), 'Trusted.');
    assert.match(await page.textContent('.verdict .lead'), /in a document that your trust store includes/);
    await page.click('.verdict .lead .pointer');
    await focused(page, '/anchors/1');
    assert.equal(await page.textContent('#store-name'), 'Inner');
    await context.close();
  });

  test('is read and shown before there is a chain', async () => {
    const { context, page } = await asked({ store: [documentFile(documentOf())] });
    await page.click('.tabs >> text=Trust store');
    assert.equal(await page.textContent('#store-name'), 'Corp');
    assert.equal(await page.locator('.verdict').count(), 0);
    await context.close();
  });

  test('may begin with a byte order mark and blanks', async () => {
    const { context, page } = await asked({
      ...question(documentOf()),
      store: [file('store.json', `\u{feff}\n\t ${json(documentOf())}`)],
    });
    assert.equal(await verdict(page), 'Trusted.');
    await context.close();
  });

  test('that warns is told of with the rule, its parameters and a link to where it stands', async () => {
    const { context, page } = await asked(question(warns));
    assert.equal(await verdict(page), 'Trusted, with warnings.');
    assert.equal(await page.locator('.verdict-trustedWithWarnings').count(), 1);
    const words = await page.textContent('.verdict');
    assert.match(words, /Site is vouched for by Corp Root/);
    assert.match(words, /A key is on a curve that is not allowed/);
    assert.match(words, /Elliptic curve keys of the path are on one of these curves: P-256, P-384/);
    assert.match(await page.textContent('[role=status]'), /^Trusted, with warnings\. A key is on a curve/);
    await page.click('.verdict .clause .pointer');
    await focused(page, '/rules/key.curve');
    assert.equal(await placeOf(page), '#store/rules/key.curve');
    await page.goBack();
    await page.waitForSelector('.verdict');
    await context.close();
  });

  test('whose constraint is broken is told of with the constraint, open where it stands', async () => {
    const constraints = { permitted: { dns: ['other.example'] } };
    const { context, page } = await asked(question(documentOf({ anchors: [anchor({ constraints })] })));
    assert.equal(await verdict(page), 'Not trusted.');
    assert.match(
      await page.textContent('.verdict .clause'),
      /Corp Root. Permitted DNS names: other\.example/,
    );
    await page.click('.verdict .clause .pointer');
    await focused(page, '/anchors/0/constraints/permitted/dns');
    await context.close();
  });

  test('that has expired decides nothing, and the answer says so', async () => {
    const { context, page } = await asked(question(documentOf({ expires: '2026-11-02T00:00:00Z' })));
    assert.equal(await verdict(page), 'Cannot say.');
    assert.match(await page.textContent('.verdict'), /The trust store has expired/);
    assert.match(await page.textContent('.facts'), /Expired2 November 2026/);
    await page.click('.verdict .clause .pointer');
    await focused(page, '/expires');
    await context.close();
  });

  test('that cannot be read is told of problem by problem, each with its place', async () => {
    const wrong = documentOf({ issued: 'yesterday', portals: [{ id: 'a' }, { id: 'a' }] });
    const { context, page, breaches } = await asked(question(wrong));
    assert.equal(await verdict(page), 'The trust store document cannot be read');
    const problems = await page.locator('.document-problems li').allTextContents();
    assert.equal(problems.length, 2);
    assert.match(problems[0], /This is no time.*\/issued.*“yesterday”/);
    assert.match(problems[1], /\/portals\/1\/id.*\/portals\/0\/id/);
    assert.match(await page.textContent(`${well('store')} .files`), /cannot be read/);
    await page.click(`${well('store')} .remove`);
    await ask(page, { store: [file('store.json', '{\n  "name": "Corp",\n  "nmae": 1\n}')] });
    await page.waitForSelector('.document-problems bdi:text-is("/nmae")');
    assert.match(await page.textContent('.document-problems'), /line 3, column \d+/);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('lets only revocation lists count of what lies beside it, and says so', async () => {
    const others = [file('roots.pem', toPem([root]))];
    const stranger = documentOf({ anchors: [anchor({ certificate: base64(otherRoot('Other')) })] });
    const { context, page } = await asked({
      ...question(stranger),
      store: [...others, documentFile(stranger)],
    });
    assert.equal(await verdict(page), 'Not trusted.');
    assert.match(await page.textContent('.decided'), /The trust store document decides alone/);
    await page.click(`${well('store')} li:has-text("store.json") .remove`);
    await page.waitForSelector('.verdict-trusted');
    assert.equal(await page.locator('.decided, .tabs').count(), 0);
    await context.close();
  });

  test('takes what the files beside it say of revocation', async () => {
    const { context, page } = await asked(question(documentOf()));
    assert.equal(await verdict(page), 'Trusted.');
    await ask(page, { store: [file('root.crl', list)] });
    await page.waitForSelector('.verdict-notTrusted');
    assert.match(await page.textContent('.verdict'), /The certificate was revoked/);
    assert.match(
      await page.textContent(`${well('store')} .files`),
      /Revocation list of Corp Root with 1 entry/,
    );
    await context.close();
  });

  test('includes other documents and the public web’s roots, and the page shows which', async () => {
    const included = documentOf({
      name: 'Partner',
      anchors: [anchor({ constraints: { permitted: { dns: ['partner.example'] } } })],
    });
    const digest = createHash('sha256').update(json(included)).digest('hex');
    const outer = documentOf({
      anchors: [anchor({ certificate: base64(otherRoot('Own')) })],
      includes: [{ document: digest.toUpperCase(), note: 'Our partner' }, { publicWebRoots: true }],
    });
    const unused = documentFile(documentOf({ name: 'Unused' }), 'unused.json');
    const { context, page } = await asked({
      ...question(outer),
      store: [documentFile(outer), documentFile(included, 'partner.json'), unused],
    });
    assert.equal(await verdict(page), 'Not trusted.');
    const files = await page.locator(`${well('store')} .files li`).allTextContents();
    assert.match(files[1], /Included by the document that decides/);
    assert.match(files[2], /Not used: nothing includes it/);
    assert.match(await page.textContent(well('store')), /It includes the public web’s roots/);
    await page.click('.verdict .clause .pointer');
    await focused(page, '/anchors/0/constraints/permitted/dns');
    assert.ok((await placeOf(page)).startsWith(`#store:${digest}/anchors/0`));
    assert.equal(await page.textContent('#store-name'), 'Partner');
    await page.click('text=Back to the document that includes this one');
    await page.waitForSelector('#store-name bdi:text-is("Corp")');
    assert.match(await page.textContent('[data-pointer="/includes"]'), /Partner, version 3.*Our partner/);
    await page.click(`${well('store')} li:has-text("unused.json") >> text=Let this one decide`);
    await page.waitForSelector('.facts:has-text("Unused, version 3")', { state: 'attached' });
    await page.click('.tabs >> text=Answer');
    assert.equal(await verdict(page), 'Trusted.');
    await context.close();
  });

  test('shows everything in it', async () => {
    const { context, page } = await site.open();
    await openSample(page, 'warned');
    await page.click('.tabs >> text=Trust store');
    const text = async (pointer) => page.textContent(`[data-pointer="${pointer}"]`);
    assert.match(
      await text(''),
      /Northmoor Instruments.*159 days left.*7 days more.*portal\.northmoor\.example/,
    );
    await openDetails(page, '[data-pointer="/anchors/2"] > details');
    const anchorText = await text('/anchors/2');
    for (const words of [
      'Permitted DNS namesprint.northmoor.example',
      'Excluded DNS namesadmin.print.northmoor.example',
      'Only these key purposesserverAuth',
      'Path lengthno intermediate certificate',
      'OwnerOffice services',
      'that it says it is a CA',
    ])
      assert.ok(anchorText.includes(words), `${words} is not in ${anchorText}`);
    assert.match(await text('/anchors/1'), /ended 30 June 2026/);
    assert.match(await text('/distrusted/certificates/0'), /The key of the vault was copied\..*:/);
    assert.match(await text('/rules/validity.end_entity'), /at most 398 days.*deny/);
    assert.match(await text('/hosts/0'), /For pay\.northmoor.*auditors.*Northmoor Root CA 2024.*deny/);
    assert.match(await text('/revocation'), /What was revoked is refused/);
    assert.match(await text('/hints'), /Northmoor Issuing CA 3/);
    await context.close();
  });

  test('of ten thousand anchors is searched, turned over and linked into', async () => {
    const anchors = Array.from({ length: 10_000 }, (_, index) =>
      anchor({
        certificate: base64(otherRoot(`Anchor ${index}`)),
        owner: `Team ${index % 100}`,
        constraints: { permitted: { dns: [`d${index}.example`] } },
      }),
    );
    anchors[7777] = anchor({ constraints: { permitted: { dns: ['elsewhere.example'] } } });
    const { context, page } = await asked(question(documentOf({ anchors })));
    assert.equal(await verdict(page), 'Not trusted.');
    await page.click('.verdict .clause .pointer');
    await focused(page, '/anchors/7777/constraints/permitted/dns');
    const shown = page.locator('[data-pointer="/anchors"] details.certificate');
    assert.equal(await shown.count(), 50);
    const anchorsPanel = page.locator('section[data-pointer="/anchors"]');
    assert.match(await anchorsPanel.textContent(), /7,751 to 7,800 of 10,000 anchors/);
    await anchorsPanel.locator('text=Next').click();
    assert.match(await anchorsPanel.textContent(), /7,801 to 7,850/);
    await anchorsPanel.locator('input[type=text]').fill('d4321.example');
    await page.waitForSelector('text=1 of 10,000 anchors');
    assert.match(await shown.first().textContent(), /Anchor 4321/);
    await anchorsPanel.locator('input[type=text]').fill('nobody has this');
    await page.waitForSelector('text=No anchor fits.');
    await page.evaluate(() => {
      location.hash = '#store/anchors/9999';
    });
    await focused(page, '/anchors/9999');
    assert.match(await page.textContent('[data-pointer="/anchors/9999"]'), /d9999\.example/);
    await context.close();
  });

  test('is remembered with what it includes, and an address leads into it', async () => {
    const included = documentOf({ name: 'Partner' });
    const digest = createHash('sha256').update(json(included)).digest('hex');
    const outer = documentOf({ anchors: [], includes: [{ document: digest }] });
    const secret = documentOf({ name: 'Secret', anchors: [anchor({ note: '-----BEGIN PRIVATE KEY-----' })] });
    const { context, page } = await asked({
      store: [
        documentFile(outer),
        documentFile(included, 'partner.json'),
        documentFile(secret, 'secret.json'),
      ],
    });
    await page.waitForSelector('.tabs');
    await remember(page);
    await page.goto(`${site.address}#store/expires`);
    await page.reload();
    await focused(page, '/expires');
    const files = await page.locator(`${well('store')} .file-name`).allTextContents();
    assert.deepEqual(files, ['store.json', 'partner.json'], 'what takes no part is not kept');
    await context.close();
  });

  test('that is not there is said not to be there', async () => {
    const { context, page } = await site.open();
    await page.goto(`${site.address}#store/anchors/3`);
    await page.waitForSelector('text=There is no trust store document here');
    await page.click('text=Go back');
    await page.waitForSelector('.welcome');
    await context.close();
  });

  test('that is hostile is text and nothing else, on a phone too', async () => {
    const image = '<img src=x onerror=alert(1)>';
    const seen = `${image}${'A'.repeat(10_000)}`;
    const bad = `${image}\u202Egnp.exe\u0000${'A'.repeat(10_000)}`;
    const hostile = documentOf({
      // Names with characters that cannot be seen are refused.
      name: seen,
      portals: [{ id: seen, note: bad }],
      anchors: [anchor({ owner: bad, note: bad })],
      hints: [{ certificate: base64(otherRoot(image)), note: bad }],
      distrusted: { keys: [{ sha256: '00'.repeat(32), note: bad }] },
      revocation: { sources: [{ name: bad }] },
      rules: { 'key.curve': { action: 'warn', allowed: ['P-256'] } },
      hosts: [{ hosts: ['other.example'], note: bad, rules: { 'name.common_name': { action: 'deny' } } }],
    });
    const { context, page, breaches } = await asked(question(hostile), { viewport: phone });
    assert.equal(await verdict(page), 'Trusted, with warnings.');
    await page.click('.verdict .clause .pointer');
    await focused(page, '/rules/key.curve');
    await openDetails(page, '[data-pointer] > details.certificate');
    const text = await page.textContent('#app');
    assert.ok(text.includes(image));
    assert.doesNotMatch(text, /[\u0000-\u0008\u202A-\u202E\u2066-\u2069]/);
    assert.match(text, /U\+202E/);
    assert.ok(!text.includes('A'.repeat(1000)));
    assert.equal(await page.locator('#app img, #app script, #app iframe').count(), 0);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(await wide(), false);
    const more = page.locator('text=/^show all/ >> visible=true');
    await more.nth(5).waitFor();
    while ((await more.count()) > 0) await more.first().click();
    assert.ok((await page.textContent('[data-pointer="/anchors/0"]')).includes('A'.repeat(10_000)));
    assert.equal(await wide(), false);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('that is hostile and cannot be read is told of as text', async () => {
    const bad = `<img src=x onerror=alert(1)>\u202E${'B'.repeat(10_000)}`;
    const { context, page, breaches } = await asked(question({ ...documentOf({ issued: bad }), [bad]: 1 }), {
      viewport: phone,
    });
    await verdict(page);
    const text = await page.textContent('.verdict');
    assert.match(text, /U\+202E/);
    assert.doesNotMatch(text, /\u202E/);
    assert.equal(await page.locator('#app img').count(), 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('is used by keyboard alone: pasted, decided by, looked into, searched', async () => {
    const anchors = [anchor(), ...['One', 'Two', 'Three', 'Four', 'Five'].map(namedAnchor)];
    const { context, page } = await asked({ chain, host, time });
    await tabTo(page, (element) => element.textContent === 'Paste text of the trust store');
    await page.keyboard.press('Enter');
    await tabTo(page, (element) => element.tagName === 'TEXTAREA');
    await page.keyboard.insertText(json({ ...warns, anchors }));
    await tabTo(page, (element) => element.textContent === 'Use this text');
    await page.keyboard.press('Enter');
    assert.equal(await verdict(page), 'Trusted, with warnings.');
    await tabTo(page, (element) => element.matches('.verdict .clause .pointer'));
    await page.keyboard.press('Enter');
    await focused(page, '/rules/key.curve');
    await tabTo(page, (element) => element.matches('.contents a'));
    await page.keyboard.press('Enter');
    await focused(page, '/anchors');
    await tabTo(page, (element) => element.matches('.paged-tools input[type=text]'));
    await page.keyboard.type('four');
    await page.waitForSelector('text=1 of 6 anchors');
    await tabTo(page, (element) => element.matches('details.certificate > summary'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-pointer="/anchors/4"] .validity');
    await tabTo(page, (element) => element.matches('.tabs a'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('.verdict:visible');
    await context.close();
  });

  test('leaves axe nothing serious to say, in light and dark, wide and narrow', async () => {
    const { context, page } = await site.open({ reducedMotion: 'reduce' });
    await openSample(page, 'warned');
    await calmEverywhere(page, 'the verdict');
    await page.click('.tabs >> text=Trust store');
    await openDetails(page, '[data-pointer] > details.certificate');
    await calmEverywhere(page, 'the trust store');
    await ask(page, { store: [file('broken.json', '{ "name": 1 }')] });
    await page.click('.files li:has-text("broken.json") >> text=Let this one decide');
    await page.waitForSelector('.document-problems', { state: 'attached' });
    await page.goto(`${site.address}#answer`);
    await page.waitForSelector('.document-problems');
    await calmEverywhere(page, 'a document that cannot be read');
    await context.close();
  });
});

const namedAnchor = (name) => anchor({ certificate: base64(otherRoot(name)) });

/** A file dropped on a well, as a browser tells of it. */
async function drop(page, role, name, text) {
  await page.dispatchEvent(well(role), 'drop', {
    dataTransfer: await page.evaluateHandle(
      ([name, text]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], name));
        return transfer;
      },
      [name, text],
    ),
  });
}

/** Waits until a place of the document has the focus and is in sight. */
async function focused(page, pointer) {
  await page.waitForFunction((pointer) => {
    const { dataset, getBoundingClientRect } = document.activeElement;
    const { top } = getBoundingClientRect.call(document.activeElement);
    return dataset.pointer === pointer && top >= 0 && top < innerHeight;
  }, pointer);
}
