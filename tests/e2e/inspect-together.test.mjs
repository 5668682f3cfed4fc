// What belongs together among files that are given one after the other: told, led through, and taken away in order.
import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { extensions, openssl } from '../chains/openssl.mjs';
import { pemBlocks } from '../engine/pem.mjs';
import { issuing, Maker } from '../inspect/made.mjs';
import { assertHidden, secretsOf } from '../inspect/secrets.mjs';
import { noChromium, start } from './lib/browser.mjs';
import { calmEverywhere } from './lib/calm.mjs';
import { everything, give, look, taken, takenAs } from './lib/inspect.mjs';
import { tabTo } from './lib/keyboard.mjs';
import { file } from './lib/page.mjs';

const maker = new Maker();
const { made, list } = issuing(maker);
const root = made('Root', { extensions: extensions.root });
const inner = made('Inner', { by: root, extensions: extensions.ca(0) });
const leaf = made('a.example', { by: inner, extensions: extensions.server('DNS:a.example') });
const elder = made('Elder', { extensions: extensions.root });
const crossed = made('crossed', {
  subject: '/CN=Root',
  key: root.key,
  by: elder,
  extensions: extensions.ca(),
});
const renewed = made('renewed', {
  ...{ subject: '/CN=a.example', key: leaf.key, by: inner },
  ...{ from: '2027-01-01T00:00:00Z', to: '2037-01-01T00:00:00Z' },
  extensions: extensions.server('DNS:a.example'),
});
const der = ({ pem }) => Buffer.from(new X509Certificate(pem).raw);
const secret = readFileSync(leaf.key, 'utf8');
const secrets = secretsOf(createPrivateKey(secret));
const files = {
  leaf: file('leaf.pem', leaf.pem),
  inner: file('inner.pem', inner.pem),
  root: file('root.pem', root.pem),
  key: file('server.key', secret),
  request: file('a.csr', maker.request({ key: leaf.key, subject: '/CN=a.example', lines: [] })),
  public: file('a.pub', openssl('pkey', '-in', leaf.key, '-pubout')),
};

const link = '.object-all';

/** Shows what belongs together; gives it as text. */
async function together(page) {
  await page.click(link);
  await page.waitForSelector('#together-title');
  return (await page.innerText('.together')).replace(/\s+/g, ' ');
}

const names = (page, within) => page.locator(`${within} .mention > button`).allInnerTexts();
const focused = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);

describe('what belongs together', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(() => site?.stop());

  test('a chain and a key across files, one given after the other, by keyboard alone', async () => {
    const { context, page, requests, breaches } = await site.open();
    await look(page, files.leaf);
    assert.equal(await page.locator(link).count(), 0, 'one certificate belongs to nothing');
    await give(page, files.root);
    await give(page, files.inner);
    await give(page, files.key, files.request);
    await tabTo(page, (element) => element.matches('.object-all'));
    const summary = await page.evaluate(() => document.activeElement.innerText);
    assert.match(summary, /1 chain, 1 key in several places$/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#together-title');
    assert.deepEqual(await names(page, '.together'), [
      ...['a.example', 'Inner', 'Root'],
      ...['PRIVATE KEY', 'a.example', 'a.example'],
    ]);
    const told = (await page.innerText('.together')).replace(/\s+/g, ' ');
    assert.match(
      told,
      /Root certificate, root\.pem root By names and key identifiers\. No signature was verified\./,
    );
    assert.match(
      told,
      /PRIVATE KEY private key, server\.key belongs to: a\.example certificate, leaf\.pem a\.example certification request, a\.csr/,
    );

    // Each mention leads to its object, and the focus goes along.
    await tabTo(
      page,
      (element) => element.matches('.together .mention > button') && element.innerText === 'Root',
    );
    await page.keyboard.press('Enter');
    await focused(page, 'object-title');
    assert.equal(await page.innerText('.way'), 'root.pem');
    await tabTo(page, (element) => element.innerText === 'Its chain, from leaf to root');
    await page.keyboard.press('Enter');
    await focused(page, 'together-title');
    await tabTo(
      page,
      (element) => element.innerText === 'PRIVATE KEY' && element.matches('.mention > button'),
    );
    await page.keyboard.press('Enter');
    await focused(page, 'object-title');
    assert.equal(await page.innerText('.way'), 'server.key');
    assert.match(await page.innerText('.belongs'), /^It belongs to:/);
    assert.deepEqual(await names(page, '.belongs'), ['a.example', 'a.example']);
    assert.equal(await page.locator('.save').count(), 0);
    assertHidden(secrets, await everything(page), 'the page');
    assertHidden(secrets, JSON.stringify(requests), 'requests');
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('the chain is taken from leaf to root, with the root where that is asked for, as OpenSSL takes it', async () => {
    const { context, page } = await site.open();
    await look(page, files.root, files.inner, files.leaf);
    await together(page);
    const pem = page.locator('button:has-text("as PEM")');
    const pkcs7 = page.locator('button:has-text("as PKCS #7")');
    const short = await taken(page, pem);
    assert.equal(short.name, 'chain.pem');
    assert.deepEqual(pemBlocks(short.octets.toString()), [leaf, inner].map(der));
    await page.check('text=With the root');
    const whole = await taken(page, pem);
    assert.deepEqual(pemBlocks(whole.octets.toString()), [leaf, inner, root].map(der));
    const path = maker.write('chain.pem', short.octets);
    const verified = openssl('verify', '-no_check_time', '-CAfile', root.path, '-untrusted', path, path);
    assert.match(verified, /: OK/);

    const { name, octets } = await taken(page, pkcs7);
    assert.equal(name, 'chain.p7b');
    const printed = openssl('pkcs7', '-inform', 'DER', '-print_certs', '-in', maker.write(name, octets));
    assert.deepEqual(pemBlocks(printed), [leaf, inner, root].map(der));
    assert.deepEqual(
      [...printed.matchAll(/subject=.*CN ?= ?(\S+)/g)].map(([, subject]) => subject),
      ['a.example', 'Inner', 'Root'],
    );
    await context.close();
  });

  test('names the issuer that is missing, and takes what is there', async () => {
    const { context, page } = await site.open();
    await look(page, files.leaf, files.inner);
    const told = await together(page);
    assert.match(told, /Inner certificate, inner\.pem Its issuer is not here: CN=Root/);
    assert.equal(await page.locator('text=With the root').count(), 0);
    const { octets } = await taken(page, page.locator('button:has-text("as PEM")'));
    assert.deepEqual(pemBlocks(octets.toString()), [leaf, inner].map(der));
    // The wrong intermediate: both ends are named, and each is taken by itself.
    await page.click('.held:has-text("inner.pem") .remove');
    await give(page, file('elder.pem', elder.pem), files.root);
    assert.match(await together(page), /a\.example certificate, leaf\.pem Its issuer is not here: CN=Inner/);
    await context.close();
  });

  test('tells renewals, cross-signs and duplicates, in the whole and of each object', async () => {
    const { context, page } = await site.open();
    await look(page, files.leaf, file('renewed.pem', renewed.pem), files.inner, files.root);
    await give(page, file('crossed.pem', crossed.pem), file('elder.pem', elder.pem));
    await give(page, file('again.der', der(leaf)));
    const told = await together(page);
    for (const words of [
      /a\.example certificate, renewed\.pem renews a\.example certificate, leaf\.pem, with the same key and the same issuer/,
      /Several issuers vouch for one subject and key: Root certificate, root\.pem, issued by CN=Root Root certificate, crossed\.pem, issued by CN=Elder/,
      /The same octets a\.example certificate, leaf\.pem a\.example certificate, again\.der/,
      /Chain 1 .*Chain 2 /,
    ])
      assert.match(told, words);
    const belongs = async (name) => {
      await page.click(`.held:has(:text-is("${name}")) .object`);
      assert.equal(await page.innerText('.way'), name);
      return (await page.innerText('.belongs')).replace(/\s+/g, ' ');
    };
    assert.match(
      await belongs('leaf.pem'),
      /^The same key is in: a\.example certificate, renewed\.pem It is renewed by a\.example certificate, renewed\.pem, .* The same octets are in: a\.example certificate, again\.der/,
    );
    assert.match(await belongs('again.der'), /The same octets are in: a\.example certificate, leaf\.pem/);
    assert.match(await belongs('renewed.pem'), /It renews a\.example certificate, leaf\.pem/);
    assert.match(
      await belongs('crossed.pem'),
      /cross-signed: .* Root certificate, root\.pem, issued by CN=Root/,
    );
    await context.close();
  });

  test('a long list is shown in parts, and the focus goes to what was hidden', async () => {
    const { context, page } = await site.open();
    await look(page, file('many.pem', leaf.pem.repeat(25)));
    await together(page);
    assert.equal((await names(page, '.together')).length, 20);
    await page.focus('text=Show more of 25');
    await page.keyboard.press('Enter');
    assert.equal((await names(page, '.together')).length, 25);
    assert.equal(await page.locator('text=Show more').count(), 0);
    await page.keyboard.press('Enter');
    assert.equal(await page.innerText('.way'), 'many.pem › certificate 21');
    await focused(page, 'object-title');
    await context.close();
  });

  test('a file that is removed belongs to nothing any more, and the focus goes to the one beside it', async () => {
    const { context, page } = await site.open();
    await look(page, files.key, files.leaf, files.public);
    assert.deepEqual(await names(page, '.belongs'), ['a.example', 'public key']);
    const beside = () => page.evaluate(() => document.activeElement.innerText);
    const remove = async (name, left) => {
      await page.focus(`.held:has-text("${name}") .remove`);
      await page.keyboard.press('Enter');
      await page.waitForFunction((left) => document.querySelectorAll('.held-head').length === left, left);
      await page.waitForSelector('.inspect-seen[aria-busy=false]');
    };
    await remove('leaf.pem', 2);
    assert.equal(await beside(), 'a.pub');
    assert.deepEqual(await names(page, '.belongs'), ['public key']);
    await remove('a.pub', 1);
    assert.equal(await beside(), 'server.key');
    assert.match(await page.innerText('.belongs'), /Nothing else that is open here has this key\./);
    assert.equal(await page.locator(link).count(), 0);
    await remove('server.key', 0);
    assert.equal(await beside(), 'Files to look at');
    assert.match(await page.innerText('.inspect-seen'), /Before you trust, look/);
    await context.close();
  });

  test('everything in every form: OpenSSL reads what is kept, and what is copied is the same', async () => {
    const { context, page } = await site.open();
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.address });
    const revoked = list('list', inner);
    await look(page, files.leaf, file('list.crl', revoked.pem), files.request, files.public);
    const copied = async () => {
      await page.click('.save button:has-text("Copy")');
      await page.waitForSelector('.save .copy >> text=Copied');
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const judged = {
      'leaf.pem': ['x509', leaf.pem, 'a.example'],
      'list.crl': ['crl', revoked.pem, 'Inner'],
      'a.csr': ['req', files.request.buffer.toString(), 'a.example'],
      'a.pub': ['pkey', files.public.buffer.toString(), 'ecPublicKey'],
    };
    for (const [name, [command, pem, about]] of Object.entries(judged)) {
      await page.click(`.held:has(:text-is("${name}")) .object`);
      const forms = await page.locator('.save option').evaluateAll((all) => all.map(({ value }) => value));
      const isListed = ['x509', 'crl'].includes(command);
      assert.deepEqual(forms, [
        ...['pem', 'der', ...(isListed ? ['pkcs7Pem', 'pkcs7', 'opensslText'] : [])],
        ...['text', 'json'],
      ]);
      const [whole] = pemBlocks(pem);
      for (const form of forms) {
        const { name: kept, octets } = await takenAs(page, form);
        const text = octets.toString();
        const isBinary = ['der', 'pkcs7'].includes(form);
        assert.equal(await copied(), isBinary ? octets.toString('hex') : text, `${name} as ${form}`);
        const path = maker.write(`taken-${kept}`, octets);
        const carried = () =>
          pemBlocks(openssl('pkcs7', '-print_certs', '-inform', isBinary ? 'DER' : 'PEM', '-in', path));
        const read = {
          pem: () => assert.deepEqual(pemBlocks(text), [whole]),
          der: () => assert.deepEqual(octets, whole),
          pkcs7Pem: () => assert.deepEqual(carried(), [whole]),
          pkcs7: () => assert.deepEqual(carried(), [whole]),
          opensslText: () =>
            assert.equal(text, openssl(command, '-noout', '-text', '-in', maker.write('judged.pem', pem))),
          text: () => assert.ok(text.startsWith(`${name}: `) && text.includes(about), text),
          json: () => assert.ok(JSON.stringify(JSON.parse(text)).includes(about)),
        };
        read[form]();
      }
    }
    await context.close();
  });

  test('a private key is in nothing that is told of it and in nothing that is taken', async () => {
    const { context, page, requests } = await site.open();
    const store = maker.path('server.p12');
    const args = [
      '-inkey',
      leaf.key,
      '-in',
      leaf.path,
      '-certfile',
      inner.path,
      '-passout',
      'pass:correct horse',
    ];
    openssl('pkcs12', '-export', ...args, '-out', store);
    const own = createPrivateKey(readFileSync(maker.key('rsa')));
    const lonely = own.export({ type: 'pkcs8', format: 'pem' });
    const all = [...secrets, ...secretsOf(own)];
    await look(
      page,
      files.key,
      files.root,
      file('lonely.key', lonely),
      file('server.p12', readFileSync(store)),
    );
    await page.click('.held:has-text("server.p12") .object');
    await page.fill('#password', 'correct horse');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.object:has-text("a.example")');
    await page.waitForSelector('.inspect-seen[aria-busy=false]');
    const told = await together(page);
    assert.match(
      told,
      /server\.key.*server\.p12 › .*private key.* belong to: a\.example certificate, server\.p12/,
    );
    assert.match(told, /Private keys of none of the certificates PRIVATE KEY private key, lonely\.key/);
    assertHidden(all, await everything(page), 'what belongs together');
    for (const button of await page.locator('.together button:has-text("Download")').all())
      assertHidden(all, (await taken(page, button)).octets, 'the chain');
    const mentions = await page.locator('.together .mention > button').count();
    assert.ok(mentions >= 6, String(mentions));
    for (let index = 0; index < mentions; index += 1) {
      await page.click(link);
      await page.locator('.together .mention > button').nth(index).click();
      await page.waitForSelector('#object-title');
      assertHidden(all, await everything(page), 'the page');
      if ((await page.locator('.save').count()) === 0) {
        assert.match(await page.innerText('.inspect-seen'), /private key/);
        continue;
      }
      const forms = await page.locator('.save option').evaluateAll((all) => all.map(({ value }) => value));
      for (const form of forms) assertHidden(all, (await takenAs(page, form)).octets, form);
    }
    assertHidden(all, JSON.stringify(requests), 'requests');
    await context.close();
  });

  test('axe has nothing serious to say of it, in light and dark, wide and narrow', async () => {
    const { context, page, breaches } = await site.open({ reducedMotion: 'reduce' });
    const long = `${'very-long-name-'.repeat(20)}.pem`;
    await look(
      page,
      files.leaf,
      files.inner,
      files.key,
      file(long, renewed.pem),
      file('again.pem', leaf.pem),
    );
    await together(page);
    await calmEverywhere(page, 'what belongs together');
    await page.click('.object:has-text("a.example") >> nth=0');
    await calmEverywhere(page, 'a certificate and what belongs to it');
    assert.deepEqual(breaches, []);
    await context.close();
  });
});
