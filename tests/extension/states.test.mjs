// What a store can say of a site beyond yes and no, which hosts are watched, and the daily question for the store.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sha256 } from './lib/options.mjs';
import { answerOf, assertTold, settled, until } from './lib/seen.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const PATH = '/trust-store.json';
/** As an administrator may write them. */
const HOSTS = ['Portal.CORP.example', 'b\u00fccher.corp.example', '*.outside.example', '127.0.0.1'];

for (const kind of ['chromium', 'firefox'])
  describe(`by a store of many kinds, in ${kind}`, { skip: lacking[kind] }, () => {
    let setting;
    before(async () => {
      setting = await startSetting(kind, {
        publicRoot: 'publicRoot',
        managed({ servers, document }) {
          const text = JSON.stringify({
            ...document,
            includes: [{ publicWebRoots: true }],
            rules: { 'validity.end_entity': { action: 'warn', maximumDays: 5000 } },
          });
          servers.put(PATH, text);
          return {
            trustStoreUrl: servers.url('good', { path: PATH }),
            sha256: sha256(text),
            hosts: HOSTS,
            allowOwnCertificates: true,
          };
        },
      });
    });
    after(() => setting?.stop());
    const visited = async (name, is, where) => {
      const { browser, page, servers } = setting;
      await browser.visit(page, servers.url(name, where));
      return settled(browser, page, is);
    };

    test('asks for the store at its address once a day', async () => {
      const { browser, servers } = setting;
      const alarm = await browser.ask(() => chrome.alarms.get('update'));
      assert.equal(alarm.periodInMinutes, 24 * 60);
      servers.requests('good');
      // Brought forward as far as the browser lets it.
      await browser.ask(() =>
        chrome.alarms.create('update', { when: Date.now() + 1000, periodInMinutes: 24 * 60 }),
      );
      const asked = () => servers.requests('good').some(({ url }) => url === PATH);
      await until('the question for the store', asked);
      const { store } = await answerOf(browser, 'settings');
      assert.equal(store.from, 'address');
      assert.equal(store.refused, undefined);
    });

    test('a site by the public web’s roots only is marked as that', async () => {
      const state = await visited('public', ({ badge }) => badge === 'publicRoots');
      await assertTold(setting.browser, setting.page, state);
    });

    test('a site that the store warns of is marked as that, with what it warns of', async () => {
      const state = await visited('lasting', ({ badge }) => badge === 'warnings');
      await assertTold(setting.browser, setting.page, state, ['validity.end_entity']);
    });

    test('a site by a certificate of one’s own is marked as that, and not before', async () => {
      const { browser, page, servers } = setting;
      const before = await visited('own', ({ badge }) => badge === 'notTrusted');
      await assertTold(browser, page, before);
      const document = {
        ...{ name: 'Mine', version: 1, issued: '2026-01-01T00:00:00Z', expires: '2999-01-01T00:00:00Z' },
        anchors: [{ certificate: servers.certificates.ownRoot.base64, purposes: ['server'] }],
      };
      await answerOf(browser, 'own', { document: JSON.stringify(document) });
      const state = await settled(browser, page, ({ badge }) => badge === 'own');
      await assertTold(browser, page, state);
    });

    for (const host of [
      'portal.corp.example',
      'xn--bcher-kva.corp.example',
      'portal.outside.example',
      '127.0.0.1',
    ])
      test(`${host} is watched, whatever the port`, async () => {
        for (const name of ['good', 'http2']) {
          const state = await visited(name, ({ badge }) => badge === 'organisation', { host });
          assert.equal(state.host, host);
        }
      });

    for (const host of ['wiki.corp.example', 'localhost'])
      test(`${host} is not watched, and asked for nothing`, async () => {
        const { browser, page, servers } = setting;
        servers.requests('good');
        const state = await visited('good', ({ lack }) => lack?.id === 'capture.not_watched', { host });
        await assertTold(browser, page, state);
        const asked = servers.requests('good').filter(({ method }) => method !== 'GET');
        assert.deepEqual(asked, []);
        const visits = await answerOf(browser, 'history');
        assert.ok(visits.every((visit) => !visit.host.startsWith(host)));
      });
  });
