// Every kind of chain that a site can have, in a browser with the extension and the trust store by policy.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answerOf, assertSeen } from './seen.mjs';
import { lacking, startSetting } from './setting.mjs';

const ERROR = { badge: 'cannotSay', lack: 'capture.error_page' };

/** What browsers say of an error, in each one's own words, and what they give out once somebody went on. */
const TOLD = {
  chromium: {
    codes: {
      expired: 'net::ERR_CERT_DATE_INVALID',
      unknown: 'net::ERR_CERT_AUTHORITY_INVALID',
      wrongHost: 'net::ERR_CERT_COMMON_NAME_INVALID',
      incomplete: 'net::ERR_CERT_AUTHORITY_INVALID',
      selfSigned: 'net::ERR_CERT_AUTHORITY_INVALID',
    },
    after: 'asSent',
  },
  firefox: {
    codes: {
      expired: 'SEC_ERROR_EXPIRED_CERTIFICATE',
      unknown: 'SEC_ERROR_UNKNOWN_ISSUER',
      wrongHost: 'SSL_ERROR_BAD_CERT_DOMAIN',
      incomplete: 'SEC_ERROR_UNKNOWN_ISSUER',
      selfSigned: 'MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT',
    },
    after: 'leafOnly',
  },
};

/** Tries them in one browser. */
export function situations(kind) {
  const { codes, after: source } = TOLD[kind];
  describe(`a site in ${kind}`, { skip: lacking[kind] }, () => tries(kind, codes, source));
}

function tries(kind, codes, source) {
  let setting;
  before(async () => {
    setting = await startSetting(kind);
  });
  after(() => setting?.stop());
  let sent;
  const visit = (name, where) => {
    sent = setting.servers.sent(name);
    return setting.browser.visit(setting.page, setting.servers.url(name, where));
  };
  /** What was captured is what the server sent, as far as the browser gives that out. */
  const seen = async (expected, from) => {
    const state = await assertSeen(setting.browser, setting.page, setting.document, expected);
    const certificates = state.chain?.certificates ?? [];
    const told = from ? setting.servers.sent(from) : sent;
    if (certificates.length > 0) assert.equal(certificates[0], told[0], 'the end entity is that of the site');
    if (expected.source === 'asSent') assert.deepEqual(certificates, told);
    if (expected.source === 'leafOnly') assert.equal(certificates.length, 1);
    return state;
  };

  test('with a good chain is trusted by the organisation', async () => {
    await visit('good');
    const { chain } = await seen({ badge: 'organisation', source: 'verifiedPath' });
    assert.equal(chain.certificates.at(-1), setting.servers.certificates.root.base64, 'the root is in it');
  });

  const refused = [
    ['an expired end entity', 'expired', 'validity.expired'],
    ['an unknown CA', 'unknown', 'path.issuer_not_found'],
    ['a certificate for another host', 'wrongHost', 'name.mismatch'],
    ['a certificate of its own making', 'selfSigned', 'path.root_not_trusted'],
  ];
  for (const [what, name, reason] of refused)
    test(`with ${what} has the browser's error page, and after it what the browser gives out`, async () => {
      await visit(name);
      await seen({ ...ERROR, code: codes[name] });
      await setting.browser.bypass(setting.page);
      // Of the end entity alone, its issuer is what is missing first.
      const isAlone = source === 'leafOnly' && name !== 'selfSigned';
      await seen({ badge: 'notTrusted', reason: isAlone ? 'path.issuer_not_found' : reason, source });
    });

  test('without its intermediate', async () => {
    await visit('incomplete');
    await seen({ ...ERROR, code: codes.incomplete });
    await setting.browser.bypass(setting.page);
    return seen({ badge: 'notTrusted', reason: 'path.issuer_not_found', source });
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
    await seen({ badge: 'organisation', source: 'verifiedPath', changes: ['key'] }, 'renewed');
    setting.servers.swap('moved');
    await visit('swapped');
    const { host } = await seen(
      {
        badge: 'organisation',
        source: 'verifiedPath',
        changes: ['key', 'anchor'],
      },
      'moved',
    );
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
    await seen({ badge: 'notTrusted', reason: 'path.distrusted', source: 'verifiedPath' }, 'distrusted');
    await visit('distrusted', { path: `/redirect?${encodeURIComponent(setting.servers.url('good'))}` });
    await seen({ badge: 'organisation', source: 'verifiedPath' }, 'good');
  });
}
