// The report as text is what the page shows, and nothing in it acts.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { certificate, isCa, newKey, oid, sequence, subjectAltNames, tlv } from '../engine/der.mjs';
import { toPem } from '../engine/pem.mjs';
import { noChromium, start } from './lib/browser.mjs';
import { documentOf, question } from './lib/documents.mjs';
import { ask, file, verdict } from './lib/page.mjs';

describe('the report as text', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  /** What the page copies for this question. */
  async function copied(given) {
    const { context, page, breaches } = await site.open({
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await ask(page, given);
    await verdict(page);
    await page.click('text=Copy as text');
    await page.waitForSelector('.save >> text=Copied');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.deepEqual(breaches, []);
    await context.close();
    return text;
  }

  test('says what was asked, what was found and who decided', async () => {
    const rules = { 'key.curve': { action: 'deny', allowed: ['P-384'] } };
    const text = await copied(question(documentOf({ rules })));
    const lines = text.split('\n').map((line) => line.trim());
    for (const line of [
      'Verdict: Not trusted',
      'Name: site.corp.example',
      'Time: 23 November 2026, 09:00 UTC',
      '1. A key is on a curve that is not allowed (error, key.curve)',
      'About: Site',
      'Decided by: /rules/key.curve',
      'What to do: Have the certificate issued again for a key on an allowed curve.',
      'Site (End entity)',
      'Corp Root (In your trust store)',
      'Trust store: Corp, version 3, not signed',
      'Expires: 1 November 2027',
    ])
      assert.ok(lines.includes(line), `“${line}” is not in\n${text}`);
    assert.match(text, /SHA-256: [0-9a-f]{64}$/m);
  });

  test('names the entry by which something is trusted', async () => {
    const text = await copied(question(documentOf()));
    assert.match(text, /^Verdict: Trusted$/m);
    assert.match(text, /^The anchor is in your trust store, at \/anchors\/0$/m);
  });

  test('holds hostile names cut, and each on the line that it belongs to', async () => {
    const rdn = (type, text) => tlv(0x31, sequence(oid(type), tlv(0x0c, Buffer.from(text))));
    const subjectDer = sequence(rdn('2.5.4.3', `a\nVerdict: Trusted\r\u202Egnp.exe${'B'.repeat(100_000)}`));
    const [rootKey, key] = [newKey(), newKey()];
    const root = certificate({
      ...{ subject: 'Root', issuer: 'Root', key: rootKey, signer: rootKey },
      extensions: [isCa],
    });
    const leaf = certificate({
      ...{ subjectDer, issuer: 'Root', key, signer: rootKey },
      extensions: [subjectAltNames('host.example')],
    });
    const text = await copied({
      chain: [file('chain.pem', toPem([leaf]))],
      store: [file('root.pem', toPem([root]))],
      host: 'other.example',
      time: '2026-01-01T00:00:00',
    });
    assert.deepEqual(text.match(/^Verdict: .*$/gm), ['Verdict: Not trusted']);
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202A-\u202E\u2066-\u2069]/);
    assert.ok(text.length < 10_000, `${text.length} characters`);
    assert.match(text, /gnp\.exe/);
  });
});
