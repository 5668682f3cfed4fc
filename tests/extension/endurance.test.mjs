// What a browser does to an extension in a day: workers that die at work, many tabs at once, one page after the other.
// A badge is only ever that of the page which the tab shows.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answerOf, settled } from './lib/seen.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const TABS = 50;
const NAVIGATIONS = 200;
/** The engine's memory grows to what its largest question takes; more would be a leak. */
const GROWTH = 48 * 1024 * 1024;

/** Servers and what their pages are. */
const KINDS = [
  ['good', '✓', 'organisation'],
  ['distrusted', '✕', 'notTrusted'],
  ['plain', '?', 'cannotSay'],
];

describe('in a long day', { skip: lacking.chromium }, () => {
  let setting;
  before(async () => {
    setting = await startSetting();
  });
  after(() => setting?.stop());
  const ports = () => new Map(KINDS.map(([name, text]) => [new URL(setting.servers.url(name)).port, text]));

  /** Every tab's address and badge, and whether that may be: none yet, or that of the page shown. */
  const toolbar = () =>
    setting.browser.ask(async () => {
      const tabs = await chrome.tabs.query({});
      return Promise.all(
        tabs.map(async ({ id }) => {
          const text = await chrome.action.getBadgeText({ tabId: id });
          // The address is asked for after the badge: a page that came in between has cleared it.
          const frame = await chrome.webNavigation.getFrame({ tabId: id, frameId: 0 });
          return { id, text, url: frame?.url ?? '' };
        }),
      );
    });
  const wrong = (tabs) =>
    tabs.filter(({ text, url }) => {
      const expected = URL.canParse(url) ? ports().get(new URL(url).port) : undefined;
      return text !== '' && text !== expected;
    });

  test('a worker that is killed at work leaves no debugger attached, and the next one says what is so', async () => {
    const { browser, page, servers } = setting;
    for (let round = 0; round < 6; round += 1) {
      const [name, text, badge] = KINDS[round % 2];
      await browser.visit(page, servers.url(name, { path: `/?killed-${round}` }));
      // At another moment of the look in each round.
      await new Promise((resolve) => setTimeout(resolve, 4 * round));
      await browser.killWorker();
      await browser.visit(page, servers.url(name, { path: `/?after-${round}` }));
      await settled(browser, page, (state) => state.badge === badge);
      assert.equal((await browser.badge(page)).text, text);
      assert.equal(await browser.attached(page), false);
    }
    const { host } = new URL(servers.url('good'));
    assert.ok((await answerOf(browser, 'history', { host })).length > 0, 'the history is there');
  });

  test(`${TABS} tabs at once`, async () => {
    const { browser, servers } = setting;
    const pages = await Promise.all(Array.from({ length: TABS }, () => browser.open()));
    const of = (index) => KINDS[index % KINDS.length];
    await Promise.all(
      pages.map((page, index) => page.goto(servers.url(of(index)[0], { path: `/?tab-${index}` }))),
    );
    assert.deepEqual(wrong(await toolbar()), []);
    for (const [index, page] of pages.entries()) {
      const state = await settled(browser, page);
      assert.equal(state.badge, of(index)[2]);
    }
    const shown = await toolbar();
    assert.deepEqual(wrong(shown), []);
    assert.equal(shown.filter(({ text }) => text !== '').length, TABS + 1);
    const { host } = new URL(servers.url('good'));
    assert.equal(
      (await answerOf(browser, 'history', { host })).length,
      1,
      'one line, because nothing changed',
    );
    await Promise.all(pages.map((page) => page.close()));
    const left = await browser.ask(async () => Object.keys(await chrome.storage.session.get()));
    const tabs = (await toolbar()).map(({ id }) => String(id));
    const stale = left.filter((key) => /:\d+$/.test(key) && !tabs.includes(key.split(':')[1]));
    assert.deepEqual(stale, [], 'nothing is left of tabs that are closed');
  });

  test(`${NAVIGATIONS} pages in a row`, async () => {
    const { browser, page, servers } = setting;
    let before;
    let late = 0;
    for (let index = 0; index < NAVIGATIONS; index += 1) {
      const [name, text, badge] = KINDS[index % KINDS.length];
      await page.goto(servers.url(name, { path: `/?page-${index}` }));
      if (wrong(await toolbar()).length > 0) {
        // Browsers bind badges to tabs: one that is set in the moment of a commit is taken back at once.
        late += 1;
        assert.deepEqual(wrong(await toolbar()), [], `at page ${index}`);
      }
      // Some are left before anything is known of them.
      if (index % 5 !== 0) continue;
      await settled(browser, page, (state) => state.badge === badge);
      assert.equal((await browser.badge(page)).text, text);
      if (index === 40) before = await browser.memory();
    }
    await settled(browser, page);
    const grown = (await browser.memory()) - before;
    console.log(
      `memory after ${NAVIGATIONS} pages: ${(grown / 2 ** 20).toFixed(1)} MiB more than after 40; ${late} badges taken back`,
    );
    assert.ok(grown < GROWTH, `${grown} bytes more`);
    assert.equal(await browser.attached(page), false);
  });
});
