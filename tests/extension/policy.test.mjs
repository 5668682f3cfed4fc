// What an administrator set, and what is wrong with it: an address that does not answer or does not end, values of the
// wrong kind, first documents that are refused.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { makeCertificates } from './lib/certificates.mjs';
import { sha256 } from './lib/options.mjs';
import { answerOf, settled, untilPage, words } from './lib/seen.mjs';
import { chainOf, serve } from './lib/serve.mjs';
import { lacking, startSetting } from './lib/setting.mjs';
import { storeOf } from './lib/store.mjs';

const PATIENCE = 40_000;
const MIB = 1024 * 1024;

const certificates = makeCertificates();
const document = (version, more) => storeOf(certificates, { version, ...more });
/** As the one before, without the root of most sites. */
const without = (version) => document(version, { anchors: document(1).anchors.slice(1) });
const text = (content) => JSON.stringify(content);

async function holds(browser, is) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const settings = await answerOf(browser, 'settings');
    if (is(settings.store, settings)) return settings;
    assert.ok(Date.now() < end, JSON.stringify(settings));
    await wait(100);
  }
}

for (const kind of ['chromium', 'firefox'])
  describe(`the address of the store in ${kind}`, { skip: lacking[kind] }, () => {
    let address;
    let setting;
    /** What answers; by path. */
    const answers = new Map();
    before(async () => {
      address = await serve(chainOf(certificates, 'site', 'issuing'), (request, response) =>
        answers.get(request.url)?.(response),
      );
      const first = text(document(1));
      answers.set('/store.json', (response) => response.end(first));
      setting = await startSetting(kind, {
        managed: () => ({ trustStoreUrl: `${address.origin}/store.json`, sha256: sha256(first) }),
      });
    });
    after(async () => {
      await setting?.stop();
      address?.close();
    });

    test('keeps nobody waiting that starts the browser, and counts when it answers at last', async () => {
      let held;
      const asked = new Promise((resolve) => {
        answers.set('/store.json', (response) => {
          held = response;
          resolve();
        });
      });
      setting.browser = await setting.browser.restart();
      const { browser, servers } = setting;
      setting.page = await browser.open();
      await browser.visit(setting.page, servers.url('good', { path: '/?early' }));
      await settled(browser, setting.page, ({ badge }) => badge === 'organisation');
      await asked;
      const { store } = await answerOf(browser, 'settings');
      assert.deepEqual([store.version, store.refused], [1, undefined]);
      held.end(text(without(2)));
      await holds(browser, ({ version }) => version === 2);
      await settled(browser, setting.page, ({ badge }) => badge === 'notTrusted');
    });

    if (kind === 'chromium')
      test('is not listened to any longer than a document can be', async () => {
        const { browser } = setting;
        let sent = 0;
        const closed = new Promise((resolve) => {
          answers.set('/endless.json', (response) => {
            response.on('close', resolve);
            const more = () => {
              if (response.destroyed) return;
              sent += 1;
              response.write(Buffer.alloc(MIB, ' '), more);
            };
            more();
          });
        });
        const { sha256: digest } = { sha256: sha256(text(document(1))) };
        browser.setManaged({ trustStoreUrl: `${address.origin}/endless.json`, sha256: digest });
        const { store } = await holds(browser, ({ refused }) => refused?.id === 'store.unreachable');
        assert.match(store.refused.data.message, /longer than 67108864 bytes/);
        assert.equal(store.version, 2, 'the one before it goes on deciding');
        await closed;
        assert.ok(sent < 128, `${sent} MiB were sent`);
        // One that ends, and is too long as well.
        answers.set('/long.json', (response) => response.end(Buffer.alloc(64 * MIB + 1, ' ')));
        browser.setManaged({ trustStoreUrl: `${address.origin}/long.json`, sha256: digest });
        await holds(
          browser,
          ({ refused }) =>
            refused?.data.address.endsWith('/long.json') && /longer/.test(refused.data.message),
        );
      });
  });

describe('a policy in chromium', { skip: lacking.chromium }, () => {
  let setting;
  before(async () => {
    setting = await startSetting('chromium');
  });
  after(() => setting?.stop());

  test('with other pins lets the store decide that was there, until a document is accepted', async () => {
    const { browser, page } = setting;
    const other = text({ ...without(1), name: 'Other' });
    browser.setManaged({ trustStore: other, sha256: '0'.repeat(64) });
    const refused = await holds(browser, ({ refused }) => refused?.id === 'update.digest');
    assert.deepEqual([refused.store.name, refused.store.version], ['Corp', 1]);
    await settled(browser, page, ({ badge }) => badge === 'organisation');
    browser.setManaged({ trustStore: other, sha256: sha256(other) });
    const { store } = await holds(browser, ({ name }) => name === 'Other');
    assert.equal(store.refused, undefined);
    await settled(browser, page, ({ badge }) => badge === 'notTrusted');
  });

  test('with a first document that is refused has no store that goes on deciding', async () => {
    const { browser, page } = setting;
    browser.setManaged({ mode: 'inform' });
    await holds(browser, ({ name }) => name === undefined);
    browser.setManaged({ trustStore: text(document(1)), sha256: '0'.repeat(64) });
    const { store } = await holds(browser, ({ refused }) => refused?.id === 'update.digest');
    assert.equal(store.name, undefined);
    await settled(browser, page, ({ lack }) => lack?.id === 'capture.no_store');
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const popup = await browser.popup(page);
    await popup.waitForSelector('[aria-labelledby=refused]');
    const said = await popup.textContent('[aria-labelledby=refused]');
    assert.ok(said.includes(words('update.digest')), said);
    assert.match(said, /was not accepted.*There is none that could decide/);
    assert.doesNotMatch(said, /goes on deciding/);
    await popup.bringToFront();
    await popup.click('text=Copy report for the helpdesk');
    await popup.waitForSelector('.copy [role=status]:has-text("Copied")');
    const copied = await popup.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^Organisation’s trust store: none$/m);
    assert.match(copied, /^ +Refused at .*\(update\.digest\)$/m);
    await popup.close();
  });
});

for (const kind of ['chromium', 'firefox'])
  describe(`documents that a store includes, in ${kind}`, { skip: lacking[kind] }, () => {
    /** A document with one anchor, and one that includes it. */
    const part = (name) =>
      text(
        document(1, { name, anchors: [{ certificate: certificates[name].base64, purposes: ['server'] }] }),
      );
    const [own, other] = [part('ownRoot'), part('publicRoot')];
    const including = (version, included) => ({
      trustStore: text(
        document(version, { includes: [{ document: sha256(included), purposes: ['server'] }] }),
      ),
      included: [included],
    });
    let setting;
    before(async () => {
      setting = await startSetting(kind, { managed: () => including(5, own) });
    });
    after(() => setting?.stop());
    const set = async (policy, is) => {
      setting.browser.setManaged(policy);
      if (kind === 'firefox') {
        setting.browser = await setting.browser.restart();
        setting.page = await setting.browser.open();
      }
      await holds(setting.browser, is);
    };
    const assertBadges = async (badges) => {
      const { browser, page, servers } = setting;
      for (const [name, badge] of Object.entries(badges)) {
        const { host, port } = new URL(servers.url(name));
        await browser.visit(page, servers.url(name));
        const state = await settled(browser, page, ({ origin }) => origin === `https://${host}`);
        assert.equal(state.badge, badge, `${name} at ${port}: ${JSON.stringify(state.lack)}`);
      }
    };

    test('count with the document that was accepted, and not with one that was refused', async () => {
      await assertBadges({ own: 'organisation', public: 'notTrusted' });
      await set(including(4, other), ({ refused }) => refused !== undefined);
      await assertBadges({ own: 'organisation', public: 'notTrusted' });
      // Nor for a background that starts anew.
      await setting.browser.killWorker();
      await assertBadges({ public: 'notTrusted', own: 'organisation' });
      await set(including(6, other), ({ version }) => version === 6);
      await assertBadges({ own: 'notTrusted', public: 'organisation' });
    });
  });

describe('a policy in firefox', { skip: lacking.firefox }, () => {
  let setting;
  before(async () => {
    setting = await startSetting('firefox');
  });
  after(() => setting?.stop());

  test('with values of the wrong kind works as if they were not there, and says so', async () => {
    const { document, servers } = setting;
    setting.browser.setManaged({
      ...{ trustStore: document, hosts: 'portal.corp.example', mode: 'blok', threshold: '2', history: 1 },
      ...{ signers: [1], colour: 'green' },
    });
    const browser = await setting.browser.restart();
    setting.browser = browser;
    const page = await browser.open();
    const url = servers.url('distrusted', { path: '/?wrong' });
    await browser.visit(page, url);
    // The store that was there still is, and nobody is warned.
    await settled(browser, page, ({ badge }) => badge === 'notTrusted');
    assert.equal((await browser.shown(page)).url, url);
    const settings = await answerOf(browser, 'settings');
    assert.deepEqual([settings.mode, settings.hosts, settings.managed], ['inform', undefined, []]);
    const names = settings.dropped.map(({ name }) => name).sort();
    assert.deepEqual(names, ['colour', 'history', 'hosts', 'mode', 'signers', 'threshold', 'trustStore']);
    const options = await browser.open();
    await browser.visit(options, `${browser.base}options.html`);
    await untilPage(options, () => document.querySelector('#dropped') !== null);
    const said = await options.evaluate(() => document.querySelector('#dropped').textContent);
    for (const one of ['mode: has to be one of inform, warn, block', 'hosts: has to be a list of texts'])
      assert.ok(said.includes(one), said);
    assert.match(said, /colour: there is no such setting/);
  });
});
