// What is too much for the page that inspects, and private keys in the forms that other programs write: the page says
// what each is, lives on, and keeps nothing.
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openssl } from '../chains/openssl.mjs';
import { Maker } from '../inspect/made.mjs';
import { assertHidden, secretsOf } from '../inspect/secrets.mjs';
import { lacks, run } from '../inspect/tools.mjs';
import { noChromium, start } from './lib/browser.mjs';
import { cached, everything, look, picker, takenAs } from './lib/inspect.mjs';
import { file } from './lib/page.mjs';

const maker = new Maker();
const pem = maker.certificate({ subject: '/CN=Made' });
/** A hundred megabytes take their time on a machine with other work. */
const PATIENCE = 300_000;

/** Gives a file by its path, as one this large goes through no message. */
async function givePath(page, path, count) {
  await page.setInputFiles(picker, path);
  await page.waitForFunction((count) => document.querySelectorAll('.held-head').length === count, count);
  await page.waitForSelector('.inspect-seen[aria-busy=false]');
}

describe('what is too much, and keys', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  test('100 MB of text, 100 MB of values in values and 10 GB in a gzip: answers, and the page lives', async () => {
    const { context, page, breaches } = await site.open();
    page.setDefaultTimeout(PATIENCE);
    await look(page, file('made.pem', pem));
    const text = maker.write('large.pem', `${'Nothing. '.repeat(11_000_000)}\n${pem}`);
    await givePath(page, text, 2);
    assert.match(await page.locator('.held:has-text("large.pem")').innerText(), /Made/);
    const deep = maker.write('deep.der', Buffer.alloc(100_000_000, '3080', 'hex'));
    await givePath(page, deep, 3);
    await page.locator('.held:has-text("deep.der") .object').first().click();
    assert.ok(await page.waitForSelector('#object-title'));
    // Members of gzip end to end are one file (RFC 1952 §2.2).
    const member = gzipSync(Buffer.alloc(2 ** 26));
    const bomb = maker.write('bomb.gz', Buffer.concat(Array(160).fill(member)));
    await givePath(page, bomb, 4);
    await page.locator('.held:has-text("bomb.gz") .object').first().click();
    assert.match(await page.innerText('.inspect-seen'), /Too much to unpack/);
    await page.setInputFiles(picker, [file('again.pem', pem)]);
    await page.waitForFunction(() => document.querySelectorAll('.held-head').length === 5);
    assert.match(await page.locator('.held:has-text("again.pem")').innerText(), /Made/);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('keys as JWK, by OpenSSH and in PKCS #12 are named, and nowhere to be found', async () => {
    const { context, page, requests, breaches } = await site.open();
    const paths = ['rsa', 'ec'].map((kind) => maker.key(kind));
    const keys = paths.map((path) => createPrivateKey(readFileSync(path)));
    const files = keys.map((key, at) => file(`${at}.jwk`, JSON.stringify(key.export({ format: 'jwk' }))));
    if (!lacks('ssh-keygen', '-?'))
      for (const [at, path] of paths.entries()) {
        const copy = maker.write(`${at}.openssh`, readFileSync(path));
        run('chmod', ['600', copy]);
        run('ssh-keygen', ['-q', '-p', '-P', '', '-N', '', '-f', copy]);
        const text = readFileSync(copy, 'utf8');
        assert.match(text, /BEGIN OPENSSH PRIVATE KEY/);
        files.push(file(`${at}.openssh`, text));
      }
    for (const [at, key] of paths.entries()) {
      const own = maker.write(`${at}.pem`, maker.certificate({ key, subject: `/CN=Own ${at}` }));
      const store = maker.path(`${at}.p12`);
      openssl('pkcs12', '-export', '-in', own, '-inkey', key, '-passout', 'pass:', '-out', store);
      files.push(file(`${at}.p12`, readFileSync(store)));
    }
    await look(page, file('made.pem', pem));
    const before = await cached(page);
    await page.setInputFiles(picker, files);
    await page.waitForFunction(
      (count) => document.querySelectorAll('.held-head').length === count,
      files.length + 1,
    );
    await page.waitForSelector('.inspect-seen[aria-busy=false]');
    const secrets = keys.flatMap(secretsOf);
    const named = page.locator('.object:has-text("private key"), .object:has-text("PRIVATE KEY")');
    assert.equal(await named.count(), files.length);
    for (const object of await page.locator('.object').all()) {
      await object.click();
      assertHidden(secrets, await everything(page), 'the page');
      const forms = await page.locator('.save option').evaluateAll((all) => all.map(({ value }) => value));
      for (const form of forms) assertHidden(secrets, (await takenAs(page, form)).octets, form);
    }
    assertHidden(secrets, JSON.stringify(requests), 'requests');
    assert.deepEqual(await cached(page), before);
    assert.deepEqual(breaches, []);
    await context.close();
  });
});
