// Looking at files on the page: words, tree and octets, damage, passwords, private keys, and hostile names.
import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import { openssl } from '../chains/openssl.mjs';
import { certificate, isCa, name, newKey, oid, revocationList, sequence, tlv } from '../engine/der.mjs';
import { toPem } from '../engine/pem.mjs';
import { Maker } from '../inspect/made.mjs';
import { assertHidden, secretsOf } from '../inspect/secrets.mjs';
import { noChromium, open, start } from './lib/browser.mjs';
import { calmEverywhere } from './lib/calm.mjs';
import { everything, give, look, picker, takenAs } from './lib/inspect.mjs';
import { tabTo } from './lib/keyboard.mjs';
import { ask, file, single, well } from './lib/page.mjs';

const maker = new Maker();
const pem = maker.certificate({
  subject: '/C=SE/O=Corp/CN=Made',
  lines: ['subjectAltName = DNS:a.example', 'keyUsage = critical,digitalSignature'],
});
const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');

/** Waits for the tree, and gives what it says of the value that is selected. */
async function selected(page) {
  await page.waitForSelector('.tree [aria-selected=true]');
  return page.evaluate(() => ({
    row: document.querySelector('.tree [aria-selected=true]').innerText,
    octet: Number(document.querySelector('.hex-view [aria-selected=true]')?.dataset.octet),
    header: [...document.querySelectorAll('.octet-header')].map(({ textContent }) => textContent).join(''),
    about: document.querySelector('.octets-about').textContent,
  }));
}

describe('inspection', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  test('says in words what a certificate says, with names as people write them', async () => {
    const { context, page, requests, breaches } = await site.open();
    await look(page, file('made.pem', pem));
    assert.equal(await page.textContent('#object-title'), 'Made');
    const text = await page.innerText('.inspect-seen');
    for (const words of [
      'CN=Made,O=Corp,C=SE',
      'dNSName: a.example',
      'digitalSignature',
      'critical',
      'P-256',
    ])
      assert.ok(text.includes(words), words);
    const fingerprint = openssl(
      'x509',
      '-in',
      maker.write('made.pem', pem),
      '-noout',
      '-fingerprint',
      '-sha256',
    );
    assert.ok(text.includes(fingerprint.trim().split('=')[1]));
    await page.selectOption('.notation select', 'openssl');
    assert.match(await page.innerText('.inspect-seen'), /C = SE, O = Corp, CN = Made/);
    await page.selectOption('.notation select', 'forward');
    assert.match(await page.innerText('.inspect-seen'), /C=SE, O=Corp, CN=Made/);
    assert.deepEqual(breaches, []);
    assert.deepEqual(
      requests.filter(({ url }) => !url.startsWith(site.address)),
      [],
    );
    await context.close();
  });

  test('shows the way to what is in containers', async () => {
    const { context, page } = await site.open();
    const bundle = zipSync({ 'chain.pem': Buffer.from(pem + pem), 'one.der': der });
    await look(page, file('bundle.zip', bundle));
    const lines = await page.locator('.object').allInnerTexts();
    assert.deepEqual(
      lines.map((line) => line.split('\n').at(-1)),
      ['ZIP archive', 'chain.pem › certificate 1', 'chain.pem › certificate 2', 'certificate: one.der'],
    );
    assert.equal(await page.locator('.notation').count(), 0, 'a ZIP archive has no names');
    await page.locator('.object').nth(2).click();
    assert.equal(await page.innerText('.way'), 'bundle.zip › chain.pem › certificate 2');
    assert.equal(await page.locator('.notation').count(), 1);
    await context.close();
  });

  test('tree and octets select each other, by mouse and by keyboard', async () => {
    const { context, page, breaches } = await site.open();
    await look(page, file('made.der', der));
    await tabTo(page, (element) => element.getAttribute('role') === 'tree');
    assert.deepEqual((await selected(page)).octet, 0);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    let now = await selected(page);
    assert.match(now.row, /^INTEGER/);
    // Behind two SEQUENCEs of four octets of header, each, and the version's five.
    const at = der.indexOf(Buffer.from('a003020102', 'hex')) + 5;
    assert.equal(now.octet, at);
    assert.equal(now.header, der.subarray(at, at + 2).toString('hex'));
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await page.getAttribute('.tree [aria-selected=true]', 'aria-expanded'), 'false');
    // What is left: the whole, its first part closed, the algorithm with its name, and the signature with its values.
    assert.equal(await page.locator('.tree-row').count(), 8);

    // The cursor among the octets opens what is closed around it.
    await tabTo(page, (element) => element.getAttribute('role') === 'grid');
    await page.keyboard.press('Control+Home');
    for (let step = 0; step < at; step += 1) await page.keyboard.press('ArrowRight');
    now = await selected(page);
    assert.match(now.row, /^INTEGER/);
    assert.equal(now.octet, at);
    await page.keyboard.press('Control+End');
    now = await selected(page);
    assert.match(now.row, /INTEGER|BIT STRING/);
    assert.equal(now.octet, der.length - 1);

    // One tab stop each, and what is active is named and in sight.
    for (const role of ['tree', 'grid']) {
      const active = await page.getAttribute(`[role=${role}]`, 'aria-activedescendant');
      assert.ok(await page.locator(`[id="${active}"]`).isVisible(), role);
    }
    assert.equal(await page.locator('.octets [tabindex="0"]').count(), 2);

    await page.locator('.tree-row:has-text("subjectAltName")').first().click();
    now = await selected(page);
    assert.equal(der.subarray(now.octet, now.octet + 5).toString('hex'), '0603551d11');
    await page.locator('.octet').nth(0).click();
    assert.ok((await selected(page)).octet >= 0);
    await page.click('button:has-text("of keyUsage")');
    now = await selected(page);
    assert.match(now.row, /^BIT STRING/);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('a damaged file is shown as far as it goes, each departure with its place', async () => {
    const { context, page } = await site.open();
    await look(page, file('cut.der', der.subarray(0, 200)));
    await page.waitForSelector('.departures');
    const words = await page.innerText('.departures');
    assert.match(words, /All 200 octets could be read; \d+ are missing after them\./);
    assert.match(words, /The contents end too soon/);
    await page.locator('.departures button').last().click();
    assert.ok((await selected(page)).octet > 4);
    assert.match((await selected(page)).about, /The contents end too soon/);

    await page.setInputFiles(picker, [file('ber.bin', Buffer.from('3080040201020201000000ff', 'hex'))]);
    await page.waitForSelector('.way >> text=ber.bin');
    await page.waitForSelector('.departures');
    const ber = await page.innerText('.inspect-seen');
    assert.match(ber, /It could be read as far as byte 11 of 12\./);
    assert.match(ber, /1 octets? not read/);
    await context.close();
  });

  test('a tree of 60,000 values is drawn only where it is looked at', async () => {
    const { context, page } = await site.open();
    const signer = newKey();
    const revoked = Array.from({ length: 20_000 }, (_, index) => index + 1);
    await look(page, file('long.crl', revocationList({ issuerDer: name('Lister'), signer, revoked })));
    await page.waitForSelector('.tree-row');
    const count = await page.innerText('section[aria-labelledby=octets-title] .panel-head');
    assert.match(count, /60,0\d\d values/);
    await page.focus('.tree');
    await page.keyboard.press('End');
    assert.match((await selected(page)).row, /^BIT STRING/);
    assert.ok((await page.locator('.tree-row').count()) < 100);
    assert.ok((await page.locator('.hex-line').count()) < 100);
    await page.focus('.hex-view');
    await page.keyboard.press('Control+Home');
    assert.equal((await selected(page)).octet, 0);
    await context.close();
  });

  test('asks for a password, says that one is wrong, and forgets it', async () => {
    const { context, page } = await site.open();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const passphrase = 'correct horse battery';
    const locked = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase });
    await look(page, file('locked.pem', locked));
    // To what it belongs is not known before.
    assert.doesNotMatch(await page.innerText('.inspect-seen'), /Nothing else that is open here/);
    for (const wrong of ['wrong', 'also wrong']) {
      await page.fill('#password', wrong);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.password >> text=Another password can be tried');
      assert.equal(await page.inputValue('#password'), '');
    }
    // The next one is typed and sent while the last one is still being tried.
    await page.fill('#password', 'wrong as well');
    await page.keyboard.press('Enter');
    await page.fill('#password', passphrase);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#password', { state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.id === 'object-title');
    const spki = privateKey.export({ format: 'jwk' });
    const shown = await everything(page);
    assert.match(await page.innerText('.inspect-seen'), /private key/);
    assert.ok(!shown.includes(passphrase));
    assertHidden(secretsOf(privateKey), shown, 'the page');
    // What is public of it is told, so that its certificate can be found.
    const point = Buffer.from(spki.x, 'base64url').toString('hex');
    assert.ok(shown.replace(/\s/g, '').includes(point));
    await context.close();
  });

  test('opens a key store (PKCS #12) with its password', async () => {
    const { context, page } = await site.open();
    const key = maker.key('ec');
    const made = maker.write('own.pem', maker.certificate({ key, subject: '/CN=Kept' }));
    const store = maker.path('server.p12');
    openssl(
      'pkcs12',
      '-export',
      '-inkey',
      key,
      '-in',
      made,
      '-out',
      store,
      '-name',
      'own',
      '-passout',
      'pass:correct horse',
    );
    await look(page, file('bundle.zip', zipSync({ 'server.p12': readFileSync(store) })));
    await page.locator('.object').last().click();
    await page.fill('#password', 'wrong');
    await page.click('.password button');
    await page.waitForSelector('.password >> text=Another password can be tried');
    await page.fill('#password', 'correct horse');
    await page.click('.password button');
    await page.waitForSelector('.object:has-text("Kept")');
    assert.equal(await page.locator('#password').count(), 0);
    await page.click('.object:has-text("Kept")');
    assert.match(await page.innerText('.way'), /^bundle\.zip › server\.p12 › own › certificate$/);
    const secrets = secretsOf(createPrivateKey(readFileSync(key)));
    for (const object of await page.locator('.object').all()) {
      await object.click();
      const shown = await everything(page);
      assertHidden(secrets, shown, 'the page');
      assert.ok(!shown.includes('correct horse'));
    }
    await context.close();
  });

  test('a private key is named and nowhere to be found', async () => {
    const { context, page, requests, breaches } = await site.open();
    const keys = [
      generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
      generateKeyPairSync('ed25519').privateKey,
    ];
    const files = keys.flatMap((key, index) => [
      file(`${index}.key`, key.export({ type: 'pkcs8', format: 'pem' })),
      file(`${index}.der`, key.export({ type: 'pkcs8', format: 'der' })),
      file(`${index}.pem`, pem + key.export({ type: 'pkcs8', format: 'pem' })),
      file(`${index}.zip`, zipSync({ 'server.key': key.export({ type: 'pkcs8', format: 'der' }) })),
    ]);
    await look(page, ...files);
    await page.waitForFunction((count) => document.querySelectorAll('.held').length === count, files.length);
    const secrets = keys.flatMap(secretsOf);
    const objects = page.locator('.object:has-text("private key"), .object:has-text("PRIVATE KEY")');
    assert.equal(await objects.count(), files.length);
    for (const object of await objects.all()) {
      await object.click();
      assert.match(await page.innerText('.inspect-seen'), /There was|neither kept nor used|private key/);
      assert.equal(await page.locator('.tree').count(), 0);
      assertHidden(secrets, await everything(page), 'the page');
    }
    // Its certificate is found by the public key.
    const own = maker.key('ec');
    const owner = maker.certificate({ key: own, subject: '/CN=Owner' });
    await give(page, file('own.key', readFileSync(own, 'utf8')), file('owner.pem', owner));
    assert.match(await page.innerText('.belongs'), /It belongs to:\s+Owner certificate, owner\.pem/);
    await page.click('.belongs button');
    assert.equal(await page.innerText('.way'), 'owner.pem');

    // Whatever can be taken away of the file in which the key stood beside a certificate.
    await page.locator('.held:has-text("0.pem") .object').first().click();
    const forms = await page.locator('.save option').evaluateAll((all) => all.map(({ value }) => value));
    assert.equal(forms.length, 7);
    for (const form of forms) assertHidden(secrets, (await takenAs(page, form)).octets, form);
    assertHidden(secrets, JSON.stringify(requests), 'requests');
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('names that try to be something else are text and nothing else', async () => {
    const { context, page, breaches } = await site.open({ viewport: { width: 390, height: 844 } });
    const image = '<img src=x onerror=alert(1)>';
    const rdn = (type, text) => tlv(0x31, sequence(oid(type), tlv(0x0c, Buffer.from(text))));
    const subjectDer = sequence(
      rdn('2.5.4.10', 'A'.repeat(10_000)),
      rdn('2.5.4.11', 'before\u0000after'),
      rdn('2.5.4.3', `${image}\u202Egnp.exe`),
    );
    const key = newKey();
    const hostile = certificate({ subjectDer, issuerDer: subjectDer, key, signer: key, extensions: [isCa] });
    await look(page, file(`${image}\u202E.zip`, zipSync({ [`${image}\u202E.der`]: hostile })));
    await page.locator('.object').last().click();
    await page.waitForSelector('.tree-row');
    assert.ok((await page.textContent('.inspect-seen')).includes(image));
    assert.equal(await page.locator('#app img, #app script, #app iframe').count(), 0);
    const text = await page.textContent('#app');
    assert.doesNotMatch(text, /[\u0000-\u0008\u202A-\u202E\u2066-\u2069]/);
    assert.match(text, /U\+202E/);
    assert.ok(!text.includes('A'.repeat(1000)));
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(await wide(), false);
    for (const summary of await page.locator('.inspect-seen details > summary').all()) await summary.click();
    const more = page.locator('.inspect-seen').locator('text=/show all/');
    while ((await more.count()) > 0) await more.first().click();
    assert.equal(await wide(), false);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('axe has nothing serious to say, in light and dark, wide and narrow', async () => {
    const { context, page, breaches } = await site.open({ reducedMotion: 'reduce' });
    await page.click('nav.pages >> text=Inspect');
    await calmEverywhere(page, 'nothing to look at');
    await look(page, file('made.pem', pem));
    await page.waitForSelector('.tree-row');
    await calmEverywhere(page, 'a certificate');
    await page.setInputFiles(picker, [file('cut.der', der.subarray(0, 200))]);
    await page.waitForSelector('.departures');
    await calmEverywhere(page, 'a damaged one');
    const key = readFileSync(maker.key('ec'), 'utf8');
    await page.setInputFiles(picker, [file('a.key', key), file('nothing.txt', 'nothing')]);
    await page.waitForSelector('.held:has-text("nothing.txt")');
    await calmEverywhere(page, 'a private key, and a file that is nothing');
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('what is pasted is looked at, and a file of a check with one click', async () => {
    const { context, page } = await site.open();
    await ask(page, { chain: [file('chain.pem', toPem([der]))] });
    await page.click(`${well('chain')} .look`);
    await page.waitForSelector('.way >> text=chain.pem');
    assert.equal(await page.evaluate(() => location.hash), '#inspect');
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, pem);
    await page.waitForSelector('.way >> text=pasted text 2');
    await page.click('nav.pages >> text=Check');
    assert.equal(await page.locator(`${well('chain')} .file-name`).count(), 1);
    await context.close();
  });

  test('the page as one file opened from disk inspects as well', async () => {
    const { context, page, breaches } = await open(site.browser, pathToFileURL(single).href);
    await look(page, file('made.pem', pem));
    assert.equal(await page.textContent('#object-title'), 'Made');
    await page.waitForSelector('.tree-row');
    assert.deepEqual(breaches, []);
    await context.close();
  });
});
