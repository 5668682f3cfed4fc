// Certificates and files whose names try to be something else are shown as what they are.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  certificate,
  extension,
  isCa,
  newKey,
  oid,
  revocationList,
  sequence,
  subjectAltNames,
  tlv,
} from '../engine/der.mjs';
import { toPem } from '../engine/pem.mjs';
import { noChromium, start } from './lib/browser.mjs';
import { ask, file, verdict } from './lib/page.mjs';

const image = '<img src=x onerror=alert(1)>';
const rdn = (type, text) => tlv(0x31, sequence(oid(type), tlv(0x0c, Buffer.from(text))));
const subject = sequence(
  rdn('2.5.4.10', 'A'.repeat(10_000)),
  rdn('2.5.4.11', 'before\u0000after'),
  rdn('2.5.4.3', `${image}\u202Egnp.exe`),
);

describe('hostile names', { skip: noChromium }, () => {
  let site;
  let opened;
  before(async () => {
    site = await start();
    opened = await site.open({ viewport: { width: 390, height: 844 } });
    const [root, leaf] = [newKey(), newKey()];
    const rootDer = certificate({
      subject: 'Root',
      issuer: 'Root',
      key: root,
      signer: root,
      extensions: [isCa],
    });
    const leafDer = certificate({
      subjectDer: subject,
      issuer: 'Root',
      key: leaf,
      signer: root,
      extensions: [subjectAltNames('<script>alert(1)</script>.example', 'host.example')],
    });
    await ask(opened.page, {
      chain: [file(`${image}\u202E.pem`, toPem([leafDer]))],
      store: [file('root.pem', toPem([rootDer]))],
      host: 'other.example',
      time: '2026-01-01T00:00:00',
    });
  });
  after(() => site?.stop());

  test('are text and nothing else', async () => {
    const { page, breaches } = opened;
    assert.equal(await verdict(page), 'Not trusted.');
    assert.ok((await page.textContent('.verdict')).includes(image));
    assert.equal(await page.locator('#app img, #app script, #app iframe').count(), 0);
    assert.deepEqual(breaches, []);
  });

  test('hold no character that acts on the text around it', async () => {
    const text = await opened.page.textContent('#app');
    assert.doesNotMatch(text, /[\u0000-\u0008\u202A-\u202E\u2066-\u2069]/);
    assert.match(text, /U\+202E/);
  });

  test('do not make the page wider than the phone, and are there in full for who wants them', async () => {
    const { page } = opened;
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(await wide(), false);
    assert.ok(!(await page.textContent('#app')).includes('A'.repeat(1000)));
    await page.click('.fields >> text=show all 10000 characters');
    assert.ok((await page.textContent('.fields')).includes('A'.repeat(10_000)));
    assert.equal(await wide(), false);
  });
});

describe('hostile names in revocation lists', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  test('are text and nothing else, wherever a list is named', async () => {
    const { page, breaches } = await site.open({ viewport: { width: 390, height: 844 } });
    const [root, leaf] = [newKey(), newKey()];
    const of = { issuerDer: subject, signer: root };
    const rootDer = certificate({ ...of, subjectDer: subject, key: root, extensions: [isCa] });
    const leafDer = certificate({
      ...{ ...of, subject: 'Leaf', key: leaf },
      extensions: [subjectAltNames('host.example')],
    });
    const point = tlv(0xa0, tlv(0xa0, tlv(0x86, Buffer.from(`http://${image}${'B'.repeat(10_000)}`))));
    const list = revocationList({
      ...of,
      extensions: [extension('2.5.29.28', sequence(point), true)],
    });
    await ask(page, {
      chain: [file('leaf.pem', toPem([leafDer])), file(`${image}\u202E.crl`, list)],
      store: [file('root.pem', toPem([rootDer]))],
      host: 'host.example',
      time: '2026-06-01T00:00:00',
    });
    await verdict(page);
    await page.selectOption('#revocation-mode', 'require');
    await page.waitForSelector('.verdict-notTrusted');
    await page.click('.verdict a');
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    for (const place of ['.files', '.verdict .sources', '.statuses', 'section[aria-labelledby=sources]'])
      assert.ok((await page.textContent(place)).includes(image), place);
    assert.equal(await page.locator('#app img, #app script, #app iframe').count(), 0);
    const text = await page.textContent('#app');
    assert.doesNotMatch(text, /[\u0000-\u0008\u202A-\u202E\u2066-\u2069]/);
    assert.match(text, /U\+202E/);
    assert.ok(!text.includes('B'.repeat(1000)));
    assert.equal(await wide(), false);
    const more = page.locator('.verdict, .statuses, .fields').locator('text=/show all/');
    while ((await more.count()) > 0) await more.first().click();
    assert.ok((await page.textContent('#app')).includes('B'.repeat(10_000)));
    assert.equal(await wide(), false);
    assert.deepEqual(breaches, []);
  });
});
