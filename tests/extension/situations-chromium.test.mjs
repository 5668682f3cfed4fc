// Chromium with the extension installed by policy and the trust store in it: every kind of chain that a site can have.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noChromium } from './lib/chromium.mjs';
import { startSetting } from './lib/chromium-setting.mjs';
import { answerOf, assertSeen, settled } from './lib/seen.mjs';

if (noChromium) console.log(noChromium);

const ERROR = { badge: 'cannotSay', lack: 'capture.error_page' };

describe('a site in Chromium', { skip: noChromium }, () => {
  let setting;
  before(async () => {
    setting = await startSetting();
  });
  after(() => setting?.stop());
  const visit = (name, where) => setting.browser.visit(setting.page, setting.servers.url(name, where));
  const seen = (expected) => assertSeen(setting.browser, setting.page, setting.document, expected);

  test('with a good chain is trusted by the organisation', async () => {
    await visit('good');
    const { chain } = await seen({ badge: 'organisation', source: 'verifiedPath' });
    assert.equal(chain.certificates.at(-1), setting.servers.certificates.root.base64, 'the root is in it');
  });

  const refused = [
    ['an expired end entity', 'expired', 'net::ERR_CERT_DATE_INVALID', 'validity.expired'],
    ['an unknown CA', 'unknown', 'net::ERR_CERT_AUTHORITY_INVALID', 'path.issuer_not_found'],
    ['a certificate for another host', 'wrongHost', 'net::ERR_CERT_COMMON_NAME_INVALID', 'name.mismatch'],
    ['no intermediate', 'incomplete', 'net::ERR_CERT_AUTHORITY_INVALID', 'path.issuer_not_found'],
    [
      'a certificate of its own making',
      'selfSigned',
      'net::ERR_CERT_AUTHORITY_INVALID',
      'path.root_not_trusted',
    ],
  ];
  for (const [what, name, code, reason] of refused)
    test(`with ${what} has the browser's error page, and after it the chain as it was sent`, async () => {
      await visit(name);
      await seen({ ...ERROR, code });
      await setting.browser.bypass(setting.page);
      await seen({ badge: 'notTrusted', reason, source: 'asSent' });
    });

  test('whose root the browser trusts and the organisation distrusts', async () => {
    await visit('distrusted');
    await seen({ badge: 'notTrusted', reason: 'path.distrusted', source: 'verifiedPath' });
  });

  test('whose anchor is constrained to other names', async () => {
    await visit('constrained');
    await seen({ badge: 'notTrusted', reason: 'name.not_permitted', source: 'verifiedPath' });
    await visit('within', { host: 'wiki.corp.example' });
    await seen({ badge: 'organisation', source: 'verifiedPath' });
  });

  test('with another key, then another anchor, than at the last visit', async () => {
    await visit('swapped');
    await seen({ badge: 'organisation', source: 'verifiedPath' });
    setting.servers.swap('renewed');
    await visit('swapped');
    await seen({ badge: 'organisation', source: 'verifiedPath', changes: ['key'] });
    setting.servers.swap('moved');
    await visit('swapped');
    const { host } = await seen({
      badge: 'organisation',
      source: 'verifiedPath',
      changes: ['key', 'anchor'],
    });
    const { port } = new URL(setting.servers.url('swapped'));
    const visits = await answerOf(setting.browser, 'history', { host: `${host}:${port}` });
    assert.equal(visits.length, 3);
    assert.equal(new Set(visits.map(({ key }) => key)).size, 3);
  });

  test('without TLS', async () => {
    await visit('plain');
    await seen({ badge: 'cannotSay', lack: 'capture.no_tls' });
  });

  for (const host of ['localhost', '127.0.0.1', 'xn--bcher-kva.corp.example'])
    test(`at ${host}`, async () => {
      await visit('good', { host });
      await seen({ badge: 'organisation', source: 'verifiedPath' });
    });

  test('that leads on to another is judged by the one that is shown', async () => {
    await visit('good', { path: `/redirect?${encodeURIComponent(setting.servers.url('distrusted'))}` });
    await seen({ badge: 'notTrusted', reason: 'path.distrusted', source: 'verifiedPath' });
    await visit('distrusted', { path: `/redirect?${encodeURIComponent(setting.servers.url('good'))}` });
    await seen({ badge: 'organisation', source: 'verifiedPath' });
  });

  for (const scheme of ['about:blank', 'chrome://version', 'data:text/html,hello'])
    test(`is not what ${scheme} is`, async () => {
      await setting.page.goto(scheme);
      const state = await settled(setting.browser, setting.page, ({ lack }) => lack?.id === 'capture.scheme');
      assert.equal(state.lack.scheme, scheme.split(':')[0]);
      assert.equal((await setting.browser.badge(setting.page)).text, '');
    });
});
