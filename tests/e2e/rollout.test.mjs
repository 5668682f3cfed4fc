// From a trust store to the policies that roll it out: what each file says, and what is said instead of a wrong one.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { LOOKS } from '../sampling.mjs';
import { document as signable, signedBy, signer } from '../stores/signing.mjs';
import { noChromium, start } from './lib/browser.mjs';
import { calm } from './lib/calm.mjs';
import { anchor, base64, documentFile, documentOf, json, otherRoot, root } from './lib/documents.mjs';
import { file } from './lib/page.mjs';
import { policyAt, readRegistry } from './lib/registry.mjs';
import {
  choose,
  extensionId,
  fileOf,
  filled,
  jsonOf,
  offered,
  openRollout,
  rolledOut,
} from './lib/rollout.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const schema = read('web/extension/managed.schema.json').properties;
const sentences = read('web/ui/sentences/en.json');
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'anchorlight-rollout-'));
const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((name, index) =>
  signer(folder, name, ['ES256', 'EdDSA', 'ES384'][index]),
);
const addOn = 'anchorlight@anchorlight.dev';
const everyFile = [
  'anchorlight-chrome.json',
  'anchorlight-edge.json',
  'anchorlight-chrome.reg',
  'anchorlight-edge.reg',
  'anchorlight-portal.json',
  'policies.json',
];
const forChromium = everyFile.slice(0, -1);
const named = documentOf({
  anchors: [
    anchor({ constraints: { permitted: { dns: ['corp.example', '192.lab.example'] } } }),
    anchor({ certificate: base64(otherRoot('Partner')) }),
  ],
  portals: [
    { id: 'https://portal.corp.example/start' },
    { id: 'arn:aws:workspaces-web:eu-west-1:1:portal/x' },
  ],
  hosts: [{ hosts: ['*', '10.0.0.0/8', '192.0.2.1', '*.x.example'], rules: {} }],
});

describe('rolling out', { skip: noChromium }, () => {
  let site;
  before(async () => {
    site = await start();
  });
  after(async () => {
    await site?.stop();
    rmSync(folder, { recursive: true });
  });

  async function opened(document, choices = filled, options) {
    const view = await site.open(options);
    await rolledOut(view.page, document);
    await choose(view.page, choices);
    return view;
  }

  /** The texts of what is said, each by the title of its sentence. */
  const isSaid = async (page, id) => {
    const [title] = sentences[id].title.split('{');
    return (await page.locator('.rollout-note strong').allTextContents()).some((text) =>
      text.startsWith(title),
    );
  };

  test('without a document there is nothing to roll out, and no tab', async () => {
    const { context, page } = await site.open();
    assert.equal(await page.locator('.tabs').count(), 0);
    await page.goto(`${site.address}#rollout`);
    await page.waitForSelector('text=There is no trust store document here');
    await context.close();
  });

  test('an unsigned document, in the words of every browser', async () => {
    const document = documentOf();
    const { context, page, breaches } = await opened(document);
    assert.deepEqual(
      await offered(page),
      everyFile.map((name) => `Download ${name}`),
    );
    const settings = { trustStore: json(document), mode: 'inform' };
    const installed = {
      installation_mode: 'force_installed',
      update_url: filled.updateUrl,
      override_update_url: true,
    };
    const chrome = {
      ExtensionSettings: { [extensionId]: { ...installed, toolbar_pin: 'force_pinned' } },
      '3rdparty': { extensions: { [extensionId]: settings } },
    };
    assert.deepEqual(await jsonOf(page, 'anchorlight-chrome.json'), chrome);
    assert.deepEqual(await jsonOf(page, 'anchorlight-edge.json'), {
      ...chrome,
      ExtensionSettings: { [extensionId]: { ...installed, toolbar_state: 'force_shown' } },
    });
    assert.deepEqual(await jsonOf(page, 'anchorlight-portal.json'), {
      chromePolicies: { ExtensionSettings: { value: chrome.ExtensionSettings } },
    });
    assert.deepEqual(await jsonOf(page, 'policies.json'), {
      policies: {
        ExtensionSettings: {
          [addOn]: {
            installation_mode: 'force_installed',
            install_url: filled.xpiUrl,
            default_area: 'navbar',
          },
        },
        '3rdparty': { Extensions: { [addOn]: settings } },
      },
    });
    assert.ok(await isSaid(page, 'rollout.unsigned'));
    assert.ok(await isSaid(page, 'rollout.portal_bare'));
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('a signed document is pinned to those whom it names, whoever of them signed', async () => {
    const document = signable(base64(root), [ada, bob, eve], 2, { expires: '2999-01-01T00:00:00Z' });
    const text = JSON.stringify(await signedBy(document, [ada, eve]));
    const { context, page } = await site.open();
    await openRollout(page, file('signed.json', text));
    await choose(page, filled);
    const { trustStore, ...rest } = (await jsonOf(page, 'policies.json')).policies['3rdparty'].Extensions[
      addOn
    ];
    assert.equal(trustStore, text);
    assert.deepEqual(rest, { signers: [ada, bob, eve].map(({ kid }) => kid), threshold: 2, mode: 'inform' });
    assert.equal(await page.locator('.rollout-note-warning').count(), 1, 'only the portal is warned of');
    await context.close();
  });

  test('every setting has the name and the type that the extension reads', async () => {
    const inner = json(documentOf({ name: 'Inner', anchors: [anchor()] }));
    const outer = documentOf({ includes: [{ document: sha256(inner) }] });
    const { context, page } = await site.open();
    const stray = documentFile(documentOf({ name: 'Stray' }), 'stray.json');
    await openRollout(page, documentFile(outer), stray, file('inner.json', inner));
    await choose(page, {
      ...filled,
      hosts: 'Intranet.CORP.example\n*.corp.example, 2001:DB8::1 b\u00fccher.example',
    });
    await choose(page, {
      'mode-block': true,
      allowOwnCertificates: true,
      history: false,
      portalSettings: true,
    });
    const inPolicy = (await jsonOf(page, 'anchorlight-chrome.json'))['3rdparty'].extensions[extensionId];
    assert.deepEqual(inPolicy, {
      trustStore: json(outer),
      included: [inner],
      mode: 'block',
      hosts: ['intranet.corp.example', '*.corp.example', '2001:db8::1', 'xn--bcher-kva.example'],
      allowOwnCertificates: true,
      history: false,
    });
    const portal = (await jsonOf(page, 'anchorlight-portal.json')).extensionPolicies[extensionId];
    assert.deepEqual(
      Object.fromEntries(Object.entries(portal).map(([name, { value }]) => [name, value])),
      inPolicy,
    );
    assert.ok(await isSaid(page, 'rollout.portal_settings'));
    await choose(page, { 'fromAddress-true': true, address: 'https://intranet.corp.example/store.json' });
    const byAddress = (await jsonOf(page, 'anchorlight-chrome.json'))['3rdparty'].extensions[extensionId];
    assert.equal(byAddress.trustStoreUrl, 'https://intranet.corp.example/store.json');
    assert.equal(byAddress.sha256, sha256(json(outer)));
    assert.ok(!('trustStore' in byAddress));
    for (const id of ['rollout.unsigned_address', 'rollout.included']) assert.ok(await isSaid(page, id), id);
    for (const [name, value] of Object.entries({ ...inPolicy, ...byAddress })) {
      assert.ok(schema[name], `${name} is no setting`);
      assert.equal(Array.isArray(value) ? 'array' : typeof value, schema[name].type, name);
      if (schema[name].enum) assert.ok(schema[name].enum.includes(value), name);
    }
    await context.close();
  });

  test('a page that came over plain http says what it cannot do', async () => {
    const { context, page } = await site.open();
    // As browsers have it on such pages.
    await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }));
    await page.reload();
    const document = signable(base64(root), [ada], 1, { expires: '2999-01-01T00:00:00Z' });
    await openRollout(page, file('signed.json', JSON.stringify(await signedBy(document, [ada]))));
    await choose(page, filled);
    await page.waitForSelector(`text=${sentences['rollout.no_digest'].title}`);
    assert.deepEqual(await offered(page), []);
    await context.close();
  });

  test('the hosts that the document names are suggested', async () => {
    const { context, page } = await opened(named, { ...filled, 'mode-warn': true });
    assert.ok(await isSaid(page, 'rollout.every_host'));
    await page.click('text=that the document names');
    const { hosts } = (await jsonOf(page, 'anchorlight-chrome.json'))['3rdparty'].extensions[extensionId];
    assert.deepEqual(hosts, [
      'portal.corp.example',
      '192.0.2.1',
      '*.x.example',
      'corp.example',
      '*.corp.example',
      '192.lab.example',
      '*.192.lab.example',
    ]);
    assert.ok(!(await isSaid(page, 'rollout.every_host')));
    await context.close();
  });

  for (const [brand, path] of [
    ['chrome', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome'],
    ['edge', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge'],
  ])
    test(`the registry of Windows says the same as the file for Linux: ${brand}`, async () => {
      const [first, second] = named.anchors;
      const note = 'C:\\corp "\u202e';
      const document = { ...named, name: 'Gr\u00fc\u00dfe', anchors: [first, { ...second, note }] };
      const { context, page } = await opened(document, {
        ...filled,
        browserTrust: true,
        allowOwnCertificates: true,
      });
      await page.click('text=that the document names');
      await page.waitForSelector('.lost');
      const policy = await jsonOf(page, `anchorlight-${brand}.json`);
      const { text } = await fileOf(page, `anchorlight-${brand}.reg`);
      assert.match(text, /^[\x20-\x7e\r\n]*$/);
      const keys = readRegistry(text);
      const { '3rdparty': managed, ...rest } = policy;
      // Chromium reads an extension's settings below `policy`.
      const expected = {
        ...rest,
        '3rdparty': { extensions: { [extensionId]: { policy: managed.extensions[extensionId] } } },
      };
      assert.deepEqual(policyAt(keys, path, expected), expected);
      assert.equal(policy['3rdparty'].extensions[extensionId].trustStore, json(document));
      assert.deepEqual(Object.keys(rest), [
        'ExtensionSettings',
        'CACertificates',
        'CACertificatesWithConstraints',
      ]);
      for (const name of ['CADistrustedCertificates', 'CAHintCertificates']) {
        assert.ok(text.includes(`[-${path}\\${name}]`), `${name} of an earlier version stays`);
        assert.ok(text.includes(`"${name}"=-`), `${name} of an earlier version stays`);
      }
      await context.close();
    });

  test('the browser trusts the same, as far as it can, and what is lost is told', async () => {
    const { context, page } = await opened(named, { ...filled, browserTrust: true, folder: '/srv/ca/' });
    await page.waitForSelector('.lost');
    const { Install } = (await jsonOf(page, 'policies.json')).policies.Certificates;
    const names = named.anchors.map((one) => `${sha256(Buffer.from(one.certificate, 'base64'))}.pem`);
    assert.deepEqual(
      Install,
      names.map((name) => `/srv/ca/${name}`),
    );
    await page.click('summary:has-text("for the folder")');
    const waiting = page.waitForEvent('download');
    await page.click('.beside button >> nth=0');
    const download = await waiting;
    assert.equal(download.suggestedFilename(), names[0]);
    assert.match(readFileSync(await download.path(), 'utf8'), /^-----BEGIN CERTIFICATE-----\n/);
    const lost = await page.textContent('.lost');
    assert.match(lost, /\/anchors\/0\/constraints\/permitted\/dns/);
    assert.match(lost, /\/hosts\/0/);
    const { chromePolicies } = await jsonOf(page, 'anchorlight-portal.json');
    assert.equal(chromePolicies.CACertificates.value.length, 1);
    await page.uncheck('#plan-browserTrust');
    assert.ok(!('CACertificates' in (await jsonOf(page, 'anchorlight-chrome.json'))));
    await context.close();
  });

  for (const [why, choices, id, without] of [
    ['no id', { extensionId: '' }, 'rollout.id_missing', forChromium],
    ['an id of other letters', { extensionId: 'z'.repeat(32) }, 'rollout.id', forChromium],
    ['an id that is too short', { extensionId: 'abc' }, 'rollout.id', forChromium],
    ['no update manifest', { updateUrl: '' }, 'rollout.update_missing', forChromium],
    ['no address', { updateUrl: 'intranet/updates.xml' }, 'rollout.update', forChromium],
    ['a scheme that runs', { updateUrl: 'javascript:alert(1)' }, 'rollout.update', forChromium],
    ['an update manifest in the clear', { updateUrl: 'http://a.example/u.xml' }, 'rollout.update_plain', []],
    ['no .xpi', { xpiUrl: '' }, 'rollout.xpi_missing', ['policies.json']],
    ['a .xpi of no address', { xpiUrl: '/tmp/a.xpi' }, 'rollout.xpi', ['policies.json']],
    ['a .xpi in the clear', { xpiUrl: 'http://a.example/a.xpi' }, 'rollout.xpi_plain', []],
    ['an unsigned .xpi', { xpiUnsigned: true }, 'rollout.xpi_unsigned', []],
    ['no address of the document', { 'fromAddress-true': true }, 'rollout.address_missing', everyFile],
    [
      'hosts that are none',
      { hosts: 'a.example 10.0.0.0/8 https://b.example/ a..b *.192.0.2.1' },
      'rollout.hosts',
      everyFile,
    ],
  ])
    test(`${why}: said, and no file that would not work`, async () => {
      const { context, page } = await opened(documentOf(), { ...filled, ...choices });
      assert.ok(await isSaid(page, id));
      const expected = everyFile.filter((name) => !without.includes(name));
      assert.deepEqual(
        await offered(page),
        expected.map((name) => `Download ${name}`),
      );
      if (choices.hosts) {
        const said = await page.textContent('.rollout-note-error');
        for (const wrong of choices.hosts.split(' ').slice(1)) assert.ok(said.includes(wrong), wrong);
      }
      await context.close();
    });

  test('an address that is not https is refused', async () => {
    const { context, page } = await opened(documentOf(), { ...filled, 'fromAddress-true': true });
    await choose(page, { address: 'http://intranet.corp.example/store.json' });
    assert.ok(await isSaid(page, 'rollout.address'));
    assert.deepEqual(await offered(page), []);
    await context.close();
  });

  test('a document that has expired is rolled out with a warning', async () => {
    const { context, page } = await opened(documentOf({ expires: '2026-11-02T00:00:00Z' }));
    assert.ok(await isSaid(page, 'rollout.expired'));
    assert.equal((await offered(page)).length, everyFile.length);
    await context.close();
  });

  test('a document that is too long for a portal still has the other files', async () => {
    const note = 'x'.repeat(131_072);
    const { context, page } = await opened(documentOf({ anchors: [anchor({ note })] }), {
      ...filled,
      portalSettings: true,
    });
    assert.ok(await isSaid(page, 'rollout.portal_long'));
    assert.deepEqual(
      await offered(page),
      everyFile.filter((name) => !name.includes('portal')).map((name) => `Download ${name}`),
    );
    await page.click('summary:text-is("Show policies.json")');
    assert.ok((await page.textContent('.policy:visible')).length <= 20_000);
    await choose(page, { 'fromAddress-true': true, address: 'https://intranet.corp.example/store.json' });
    assert.ok(!(await isSaid(page, 'rollout.portal_long')));
    await context.close();
  });

  test('a document of more than a megabyte does not go into the registry', async () => {
    const { context, page } = await opened(documentOf({ anchors: [anchor({ note: 'x'.repeat(530_000) })] }));
    assert.ok(await isSaid(page, 'rollout.registry_long'));
    assert.deepEqual(
      await offered(page),
      [0, 1, 4, 5].map((index) => `Download ${everyFile[index]}`),
    );
    await context.close();
  });

  test('what is filled in stays while other views are looked at, and goes with Start again', async () => {
    const { context, page } = await opened(documentOf());
    await page.click('.tabs >> text=Answer');
    await page.click('.tabs >> text=Roll out');
    assert.equal(await page.inputValue('#plan-extensionId'), extensionId);
    await page.setInputFiles('section[aria-labelledby="chain-title"] input[type=file]', [file('a.pem', 'x')]);
    await page.click('text=Start again');
    await rolledOut(page, documentOf());
    assert.equal(await page.inputValue('#plan-extensionId'), '');
    await context.close();
  });

  test('hostile names stay text, on the page and in the files', async () => {
    const image = '<img src=x onerror=alert(1)>';
    const hostile = documentOf({
      name: `${image}${'A'.repeat(5000)}`,
      anchors: [anchor({ constraints: { permitted: { dns: ['corp.example'] } }, note: `"]}\u2028${image}` })],
      portals: [{ id: `https://a.example/${image}` }, { id: 'https://b.example"]' }],
    });
    const { context, page, breaches } = await opened(hostile, { ...filled, browserTrust: true });
    await page.fill('#plan-hosts', `${image} \u202ea.example`);
    assert.ok(await isSaid(page, 'rollout.hosts'));
    assert.doesNotMatch(await page.textContent('.rollout-note-error'), /\u202e/);
    await page.click('text=that the document names');
    await page.waitForSelector('.lost');
    for (const name of everyFile) assert.match((await fileOf(page, name)).text, /^[\x20-\x7e\r\n]*$/);
    const settings = (await jsonOf(page, 'policies.json')).policies['3rdparty'].Extensions[addOn];
    assert.equal(settings.trustStore, json(hostile));
    assert.equal(await page.locator('#app img').count(), 0);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('the keyboard is enough', async () => {
    const { context, page } = await site.open();
    await rolledOut(page, documentOf());
    await page.focus('.tabs a[aria-current=page]');
    const write = async (text) => {
      await page.keyboard.press('Tab');
      await page.keyboard.type(text);
    };
    await write(extensionId);
    await write(filled.updateUrl);
    await write(filled.xpiUrl);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await write('https://a.example/store.json');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await write('a.example');
    const waiting = page.waitForEvent('download');
    for (let step = 0; step < 20; step++) {
      await page.keyboard.press('Tab');
      if (
        await page.evaluate(() => document.activeElement.textContent === 'Download anchorlight-chrome.json')
      )
        break;
    }
    await page.keyboard.press('Enter');
    const { extensions } = JSON.parse(readFileSync(await (await waiting).path(), 'utf8'))['3rdparty'];
    assert.deepEqual(extensions[extensionId], {
      trustStoreUrl: 'https://a.example/store.json',
      sha256: sha256(json(documentOf())),
      mode: 'block',
      hosts: ['a.example'],
    });
    await context.close();
  });

  for (const { colorScheme, viewport } of LOOKS)
    test(`axe has nothing serious to say, ${colorScheme}, ${viewport.width} wide`, async () => {
      const look = { colorScheme, viewport, reducedMotion: 'reduce' };
      const { context, page } = await opened(named, { ...filled, extensionId: 'abc' }, look);
      await calm(page, 'what is filled in');
      await choose(page, { extensionId, browserTrust: true, 'fromAddress-true': true });
      await choose(page, { address: 'https://a.example/store.json' });
      await page.waitForSelector('.lost');
      for (const summary of await page.locator('.made summary, .lost summary').all()) await summary.click();
      await calm(page, 'what is made');
      await context.close();
    });
});
