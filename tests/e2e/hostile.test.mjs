// Certificates and files whose names try to be something else are shown as what they are.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { certificate, isCa, newKey, oid, sequence, subjectAltNames, tlv } from '../engine/der.mjs';
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
