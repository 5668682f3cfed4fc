// The store by policy while the browser runs: a newer document counts within seconds, whatever may not follow is
// refused, and the popup says so.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { signedBy, signer } from '../stores/signing.mjs';
import { answerOf, settled, until, words } from './lib/seen.mjs';
import { lacking, startSetting } from './lib/setting.mjs';
import { storeOf } from './lib/store.mjs';

const PATIENCE = 30_000;
/** Where the portal has its document. */
const PATH = '/trust-store.json';

for (const kind of ['chromium', 'firefox'])
  describe(`the store in ${kind}`, { skip: lacking[kind] }, () => {
    const work = mkdtempSync(join(tmpdir(), 'anchorlight-signers-'));
    const signers = ['one', 'two'].map((name) => signer(work, name, 'ES256'));
    const stranger = signer(work, 'stranger', 'ES256');
    const keys = (list) => list.map(({ spki }) => ({ publicKey: spki }));
    const policy = (document) => ({
      trustStore: document,
      signers: signers.map(({ kid }) => kid),
      threshold: 2,
    });
    let setting;
    let documents;
    before(async () => {
      setting = await startSetting(kind, {
        managed: async ({ servers }) => {
          const document = (version, more) =>
            storeOf(servers.certificates, {
              version,
              signers: { threshold: 2, keys: keys(signers) },
              ...more,
            });
          // The second version no longer trusts the root of most sites.
          const anchors = document(1).anchors.slice(1);
          const text = async (content, by) => JSON.stringify(await signedBy(content, by));
          documents = {
            first: await text(document(1), signers),
            second: await text(document(2, { anchors }), signers),
            third: await text(document(3), signers),
            fourth: await text(document(4, { anchors }), signers),
            halfSigned: await text(document(9), signers.slice(0, 1)),
            byStranger: await text(document(9, { signers: { threshold: 1, keys: keys([stranger]) } }), [
              stranger,
            ]),
            otherName: await text(document(9, { name: 'Other' }), signers),
            unsigned: JSON.stringify(document(9)),
            broken: '{"payload":',
          };
          return policy(documents.first);
        },
      });
    });
    after(async () => {
      await setting?.stop();
      rmSync(work, { recursive: true, force: true });
    });

    /** Sets the policy; Firefox reads it when it starts. */
    const set = async (managed) => {
      setting.browser.setManaged(managed);
      if (kind === 'chromium') return;
      setting.browser = await setting.browser.restart();
      setting.page = await setting.browser.open();
    };
    const holds = async (is) => {
      const end = Date.now() + PATIENCE;
      for (;;) {
        const { store } = await answerOf(setting.browser, 'settings');
        if (is(store)) return store;
        assert.ok(Date.now() < end, JSON.stringify(store));
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    };
    const badge = async (expected) => {
      if (kind === 'firefox') await setting.browser.visit(setting.page, setting.servers.url('good'));
      return settled(setting.browser, setting.page, ({ badge }) => badge === expected);
    };

    test('is there from the start, signed', async () => {
      const store = await holds(({ version }) => version === 1);
      assert.equal(store.signed, true);
      assert.equal(store.from, 'policy');
    });

    test('counts in its new version within seconds, on pages that are open too', async () => {
      await badge('organisation');
      await set(policy(documents.second));
      await holds(({ version }) => version === 2);
      await badge('notTrusted');
      assert.equal((await setting.browser.badge(setting.page)).text, '✕');
      await set(policy(documents.third));
      await holds(({ version }) => version === 3);
      await badge('organisation');
    });

    const refusals = [
      ['an older document', 'second', 'update.rollback'],
      ['an unsigned one', 'unsigned', 'update.unsigned'],
      ['one with too few signatures', 'halfSigned', 'update.unreadable'],
      ['one by other signers', 'byStranger', undefined],
      ['one of another store', 'otherName', 'update.other_store'],
      ['one that is broken', 'broken', 'update.unreadable'],
    ];
    // Each takes a new start of Firefox.
    for (const [what, name, id] of kind === 'firefox' ? refusals.slice(0, 2) : refusals)
      test(`refuses ${what}, and the popup says so`, async () => {
        await set(policy(documents[name]));
        const last = (await holds(({ refused }) => refused && refused.id !== undefined)).refused;
        const { refused, version } = await holds(
          (store) => store.refused && (id === undefined || store.refused.id === id),
        );
        assert.equal(version, 3, JSON.stringify(last));
        assert.match(refused.id, /^update\./);
        await badge('organisation');
        const popup = await setting.browser.popup(setting.page);
        await popup.waitForFunction(() => document.querySelector('#badge') !== null);
        const text = await popup.evaluate(() => document.body.innerText);
        await popup.close();
        assert.ok(text.includes(words(refused.id)), `${refused.id}: ${text}`);
        await set(policy(documents.third));
        await holds((store) => store.refused === undefined);
      });

    if (kind === 'chromium') {
      test('comes from its address, and stays when the address answers with something else', async () => {
        const { servers } = setting;
        const { trustStore: _, ...pins } = policy('');
        servers.put(PATH, documents.fourth);
        await set({ ...pins, trustStoreUrl: servers.url('good', { path: PATH }) });
        await holds(({ from, version }) => from === 'address' && version === 4);
        await badge('notTrusted');
        servers.put(PATH, documents.third);
        // Another spelling of the policy has it asked for again.
        await set({ ...pins, mode: 'inform', trustStoreUrl: servers.url('good', { path: PATH }) });
        await holds(({ refused }) => refused?.id === 'update.rollback');
        await set({ ...pins, trustStoreUrl: servers.url('good', { path: '/redirect?%2Felsewhere' }) });
        const { version } = await holds(({ refused }) => refused?.id === 'store.unreachable');
        assert.equal(version, 4);
        // One byte more than is taken.
        servers.put(PATH, Buffer.alloc(64 * 1024 * 1024 + 1, ' '));
        await set({ ...pins, trustStoreUrl: servers.url('good', { path: PATH }) });
        const tooLong = ({ refused }) =>
          refused?.data?.message === `it is longer than ${64 * 1024 * 1024} bytes`;
        assert.equal((await holds(tooLong)).version, 4);
        servers.put(PATH, documents.fourth);
      });

      test('vouches for nothing any more once it has expired', async () => {
        const { browser, page, servers } = setting;
        const expires = new Date(Date.now() + 45_000);
        const text = `${expires.toISOString().slice(0, 19)}Z`;
        const fifth = storeOf(servers.certificates, {
          ...{ version: 5, expires: text },
          signers: { threshold: 2, keys: keys(signers) },
        });
        await set(policy(JSON.stringify(await signedBy(fifth, signers))));
        await holds(({ version }) => version === 5);
        await badge('organisation');
        await until('its expiry', () => Date.now() > expires.getTime());
        await browser.visit(page, servers.url('good', { path: '/?late' }));
        await badge('cannotSay');
        assert.equal((await browser.badge(page)).text, '?');
      });

      test('goes with the policy', async () => {
        await set({ mode: 'inform' });
        await holds(({ version }) => version === undefined);
        await settled(setting.browser, setting.page, ({ lack }) => lack?.id === 'capture.no_store');
      });
    }
  });
