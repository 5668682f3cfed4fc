// The history of verdicts: hosts that were not visited for longest make room, and one of an older version is taken over.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answerOf, settled } from './lib/seen.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const MOST_HOSTS = 1000;

describe('the history', { skip: lacking.chromium }, () => {
  let setting;
  before(async () => {
    setting = await startSetting();
  });
  after(() => setting?.stop());
  const hosts = async () => new Set((await answerOf(setting.browser, 'history')).map(({ host }) => host));
  const visit = async (name, badge) => {
    const { browser, page, servers } = setting;
    await browser.visit(page, servers.url(name));
    await settled(browser, page, (state) => state.badge === badge);
    return new URL(servers.url(name)).host;
  };

  /** Runs in a page of the extension: puts hosts into its database, visited one after the other. */
  async function fill({ version, hosts }) {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = request.onblocked = () => reject(request.error ?? new Error('blocked'));
      });
    if (version === 1) await done(indexedDB.deleteDatabase('anchorlight-visits'));
    const opening = indexedDB.open('anchorlight-visits', ...(version ? [version] : []));
    opening.onupgradeneeded = () => opening.result.createObjectStore('hosts', { keyPath: 'host' });
    const database = await done(opening);
    const transaction = database.transaction('hosts', 'readwrite');
    for (const [index, host] of hosts.entries()) {
      const last = new Date(1_700_000_000_000 + index * 1000).toISOString();
      const visits = [{ host, first: last, last, badge: 'organisation' }];
      transaction.objectStore('hosts').put({ host, visits, ...(version ? {} : { last }) });
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  }

  test('keeps the hosts that were visited last', async () => {
    const { browser } = setting;
    const known = await hosts();
    const old = Array.from({ length: MOST_HOSTS - known.size }, (_, index) => `host-${index}.example`);
    await browser.ask(fill, { hosts: old });
    assert.equal((await hosts()).size, MOST_HOSTS);
    const host = await visit('distrusted', 'notTrusted');
    const kept = await hosts();
    assert.equal(kept.size, MOST_HOSTS);
    assert.ok(kept.has(host));
    for (const one of known) assert.ok(kept.has(one), one);
    assert.deepEqual([kept.has(old[0]), kept.has(old[1])], [false, true]);
    await visit('distrusted', 'notTrusted');
    assert.equal((await hosts()).size, MOST_HOSTS);
    assert.ok((await hosts()).has(old[1]), 'a host that is known takes no room');
  });

  test('is taken over from the version before it', async () => {
    const { browser } = setting;
    await browser.killWorker();
    await browser.ask(fill, { version: 1, hosts: ['old.example', 'older.example'] });
    const host = await visit('good', 'organisation');
    assert.deepEqual([...(await hosts())].sort(), [host, 'old.example', 'older.example'].sort());
  });
});
