// What the page does with a trust store document beside deciding by it: adds, compares, supposes.
import assert from 'node:assert/strict';
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
  otherRoot,
  question,
  root,
  time,
} from './lib/documents.mjs';
import { ask, file, verdict } from './lib/page.mjs';
import { answerOfNode } from './lib/question.mjs';

const part = (name) => `section[aria-labelledby="${name}-title"]`;
const stranger = { certificate: base64(otherRoot('Stranger')) };

describe('with a trust store document', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  /** The view of changes, with a document that decides for the chain. */
  async function changes(document, options) {
    const opened = await site.open(options);
    await ask(opened.page, question(document));
    await verdict(opened.page);
    await opened.page.click('.tabs >> text=Changes');
    return opened;
  }

  test('certificates are looked at, chosen and written into the next version', async () => {
    const { context, page, breaches } = await changes(documentOf({ anchors: [anchor(stranger)] }));
    const leaf = chain[0].buffer;
    const given = file('found.pem', `${toPem([root, Buffer.from(stranger.certificate, 'base64')])}${leaf}`);
    await page.setInputFiles(`${part('import')} input[type=file]`, [given]);
    await page.waitForSelector('.imports');
    const lines = await page.locator('.import').allTextContents();
    assert.equal(lines.length, 3);
    assert.match(lines[0], /CN=Corp Root.*Suggested: an anchor.*Self-signed/);
    assert.match(lines[1], /CN=Stranger.*nothing to do.*Already in the store, at \/anchors\/0/);
    assert.match(lines[2], /CN=Site.*trust the CA that issued it.*Not a CA/);
    const lists = page.locator('.import select');
    assert.deepEqual(await lists.evaluateAll((all) => all.map((one) => one.value)), [
      'anchor',
      'none',
      'none',
    ]);
    assert.ok(await lists.nth(1).isDisabled());
    await page.check('.purposes >> text=clients');
    await page.click('text=Write the next version');
    await page.waitForSelector('.written');
    const waiting = page.waitForEvent('download');
    await page.click('text=Download the document');
    const taken = await waiting;
    assert.equal(taken.suggestedFilename(), 'store-4.json');
    const chunks = [];
    for await (const chunk of await taken.createReadStream()) chunks.push(chunk);
    const written = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    assert.deepEqual([written.name, written.version], ['Corp', 4]);
    assert.deepEqual(written.anchors, [
      anchor(stranger),
      { certificate: base64(root), purposes: ['server', 'client'] },
    ]);
    await page.click('text=Decide by it here');
    await page.click('.tabs >> text=Answer');
    await page.waitForSelector('.verdict-trusted');
    assert.match(await page.textContent('.facts'), /Corp, version 4/);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('an end entity is taken for the hosts that are named, and without any it is refused', async () => {
    const { context, page } = await changes(documentOf({ anchors: [anchor(stranger)] }));
    await page.setInputFiles(`${part('import')} input[type=file]`, chain);
    await page.selectOption('.import select', 'endEntity');
    await page.click('text=Write the next version');
    await page.waitForSelector(`${part('import')} .verdict-cannotSay`);
    await page.fill('#import-hosts', `${host}, other.example`);
    await page.click('text=Write the next version');
    await page.click('text=Decide by it here');
    await page.click('.tabs >> text=Answer');
    await page.waitForSelector('.verdict-trusted');
    await context.close();
  });

  test('another version is compared in words, whichever is older, with the verdict that changes', async () => {
    const newer = documentOf({
      version: 4,
      anchors: [anchor(stranger)],
      portals: [{ id: 'https://a.example' }],
    });
    for (const [decides, other, was, becomes] of [
      [documentOf(), newer, 'Trusted', 'Not trusted'],
      [newer, documentOf(), 'Trusted', 'Not trusted'],
    ]) {
      const { context, page } = await changes(decides);
      await page.setInputFiles(`${part('compare')} input[type=file]`, [documentFile(other, 'other.json')]);
      await page.waitForSelector('.differences');
      const text = await page.textContent(part('compare'));
      assert.match(text, /From version 3 \(.*\) to version 4 \(.*\): 4 differences/);
      assert.match(text, /added anchor CN=Stranger/);
      assert.match(text, /removed anchor CN=Corp Root/);
      assert.match(text, /added portal https:\/\/a\.example/);
      assert.match(text, /version: 3 becomes 4/);
      const turn = await page.textContent(`${part('compare')} .turn`);
      assert.ok(turn.indexOf(was) < turn.indexOf(becomes) && turn.indexOf(was) >= 0, turn);
      await context.close();
    }
  });

  test('what would change the verdict is told, as deciding again tells it', async () => {
    const rules = {
      'key.curve': { action: 'warn', allowed: ['P-256'] },
      'path.certificates': { action: 'deny', maximum: 9 },
    };
    const { context, page } = await changes(documentOf({ rules }));
    await page.fill('#suppose-time', '2041-01-01T00:00:00');
    await page.dispatchEvent('#suppose-time', 'change');
    await page.click('text=Try each');
    await page.waitForSelector('.suppositions');
    const rows = await page.locator('.suppositions tbody tr').allTextContents();
    const thenOf = (words) =>
      rows.find((row) => row.includes(words))?.replace(/^.*?(instead of \w+|UTC|Corp Root)/, '');
    const again = async (document, at = time) => {
      const report = await answerOfNode({
        certificates: [chain[0].buffer],
        store: { document: json(document), now: time },
        ...{ host, time: at },
      });
      return report.verdict.outcome;
    };
    const curve = (action) =>
      documentOf({ rules: { ...rules, 'key.curve': { ...rules['key.curve'], action } } });
    const words = { trusted: /^ ?Trusted$/, notTrusted: /^ ?Not trusted/ };
    for (const [supposed, outcome] of [
      ['set to deny instead of warn', await again(curve('deny'))],
      ['set to off instead of warn', await again(curve('off'))],
      ['Without the anchor Corp Root', await again(documentOf({ rules, anchors: [anchor(stranger)] }))],
      ['At 1 January 2041', await again(documentOf({ rules }), '2041-01-01T00:00:00Z')],
    ])
      assert.match(thenOf(supposed), words[outcome], supposed);
    assert.equal(rows.filter((row) => row.endsWith('the same')).length, 2);
    assert.ok(rows.at(-1).endsWith('the same'), 'what turns the verdict comes first');
    await context.close();
  });

  test('of more cases than are tried it is said how many were left out', async () => {
    const rule = { 'key.curve': { action: 'warn', allowed: ['P-256'] } };
    const hosts = Array.from({ length: 60 }, (_, index) => ({ hosts: [`h${index}.example`], rules: rule }));
    const { context, page } = await changes(documentOf({ hosts }));
    await page.click('text=Try each');
    await page.waitForSelector('.suppositions');
    assert.equal(await page.locator('.suppositions tbody tr').count(), 100);
    // The anchor, and each rule with two other actions.
    assert.match(await page.textContent(part('suppose')), /21 further cases were not tried/);
    await context.close();
  });

  test('versions are kept on the device, a newer one after an older one and not the other way round', async () => {
    // What is kept must not have expired, and that is looked at with the clock.
    const lasting = (more) => documentOf({ expires: '2999-01-01T00:00:00Z', ...more });
    const { context, page, breaches } = await changes(lasting());
    const kept = async (count) => {
      await page.waitForFunction(
        (count) => document.querySelectorAll('.kept-versions li').length === count,
        count,
      );
      return page.locator('.kept-words').allTextContents();
    };
    await page.waitForSelector('.kept');
    assert.deepEqual(await kept(0), []);
    await page.click('text=Keep version 3');
    assert.match((await kept(1))[0], /^Version 3, kept .*, the current one, decides now$/);
    const newer = lasting({ version: 4, portals: [{ id: 'https://a.example' }] });
    await ask(page, { store: [documentFile(newer, 'newer.json')] });
    await page.click('.files li:has-text("newer.json") >> text=Let this one decide');
    await page.click('text=Keep version 4');
    const both = await kept(2);
    assert.match(both[0], /^Version 4.*decides now$/);
    assert.match(both[1], /^Version 3, kept [^,]*$/);
    await page.click('.kept-versions >> text=Compare');
    await page.waitForSelector('text=From version 3 (kept-version-3.json) to version 4');
    await page.reload();
    await ask(page, question(lasting({ version: 2 })));
    await page.waitForSelector('text=Keep version 2');
    await kept(2);
    await page.click('text=Keep version 2');
    await page.waitForSelector('.kept [role=alert]');
    assert.match(await page.textContent('.kept [role=alert]'), /Not kept\. The document is older/);
    await page.click('.kept-versions li:has-text("Version 4") >> text=Decide by it');
    await page.waitForSelector('.kept-words:has-text("Version 4"):has-text("decides now")');
    await page.click('text=Forget all of them');
    await page.click('.sure >> text=Forget all of them');
    await kept(0);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('the other version may be unreadable or hostile', async () => {
    const image = '<img src=x onerror=alert(1)>';
    const { context, page, breaches } = await changes(documentOf(), {
      viewport: { width: 390, height: 844 },
    });
    await page.setInputFiles(`${part('compare')} input[type=file]`, [
      file('other.json', '{ "version": [] }'),
    ]);
    await page.waitForSelector(`${part('compare')} .document-problems`);
    const bad = documentOf({
      version: 4,
      anchors: [anchor({ note: `${image}\u202E${'A'.repeat(10_000)}` })],
    });
    await page.setInputFiles(`${part('compare')} input[type=file]`, [documentFile(bad, `${image}.json`)]);
    await page.waitForSelector('.differences');
    const text = await page.textContent(part('compare'));
    assert.ok(text.includes(image) && text.includes('U+202E'));
    assert.doesNotMatch(text, /\u202E/);
    assert.equal(await page.locator('#app img').count(), 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('axe has nothing serious to say, in light and dark, wide and narrow', async () => {
    const rules = { 'key.curve': { action: 'warn', allowed: ['P-256'] } };
    const { context, page } = await changes(documentOf({ rules }), { reducedMotion: 'reduce' });
    await page.setInputFiles(`${part('import')} input[type=file]`, [
      file('roots.pem', toPem([root, otherRoot('New')])),
    ]);
    await page.click('text=Write the next version');
    await page.waitForSelector('.written');
    const other = documentOf({ version: 4, anchors: [anchor(stranger)] });
    await page.setInputFiles(`${part('compare')} input[type=file]`, [documentFile(other, 'other.json')]);
    await page.waitForSelector('.turn');
    await page.click('text=Try each');
    await page.waitForSelector('.suppositions');
    await calmEverywhere(page, 'changes');
    await context.close();
  });
});
