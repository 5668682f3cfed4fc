// What a browser does to an extension in a day: workers that die at work, many tabs at once, one page after the other.
// A badge is only ever that of the page which the tab shows. `npm run exhaustive` takes more tabs and pages.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isExhaustive } from '../sampling.mjs';
import { answerOf, settled, until } from './lib/seen.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const SWITCHED = 10;
const AMOUNTS = isExhaustive
  ? { chromium: { tabs: 50, pages: 200 }, firefox: { tabs: 50, pages: 200 } }
  : { chromium: { tabs: 50, pages: 60 }, firefox: { tabs: 12, pages: 30 } };
/** Between two later windows there is nothing that has to grow: a page costs some hundred bytes at most then. */
const GROWTH = 512 * 1024;

/** Servers and what their pages are. */
const KINDS = [
  ['good', '✓', 'organisation'],
  ['distrusted', '✕', 'notTrusted'],
  ['plain', '?', 'cannotSay'],
];

for (const kind of ['chromium', 'firefox'])
  describe(`in a long day of ${kind}`, { skip: lacking[kind] }, () => {
    const { tabs: TABS, pages: PAGES } = AMOUNTS[kind];
    let setting;
    before(async () => {
      setting = await startSetting(kind, kind === 'firefox' ? { preferences: LONG } : { args: [RESTORED] });
    });
    after(() => setting?.stop());
    const url = (name, path) => setting.servers.url(name, { path });
    const marks = () => new Map(KINDS.map(([name, text]) => [new URL(url(name)).port, text]));
    const history = () => answerOf(setting.browser, 'history');
    const opened = (count) => Promise.all(Array.from({ length: count }, () => setting.browser.open()));
    const of = (index) => KINDS[index % KINDS.length];
    /** Nothing that was noted may be gone, but for when it was seen last. */
    const assertKept = async (before) => {
      const now = await history();
      const lines = (visits) => visits.map(({ last, ...line }) => JSON.stringify(line));
      assert.ok(before.length > 0);
      for (const line of lines(before)) assert.ok(lines(now).includes(line), `${line} is lost`);
    };
    const assertShown = async (badge, text) => {
      const { browser, page } = setting;
      await settled(browser, page, (state) => state.badge === badge);
      await until(`the mark ${text}`, async () => (await browser.badge(page)).text === text);
      if (kind === 'chromium') assert.equal(await browser.attached(page), false);
    };

    if (kind === 'chromium')
      for (const [what, way] of [
        ['the worker stopped', 'stopWorker'],
        ['its process killed', 'killWorker'],
      ])
        test(`${what} in mid-capture: no debugger stays attached, and the next one says what is so`, async () => {
          const { browser, page, servers } = setting;
          for (const [name, text, badge] of [KINDS[0], KINDS[1]]) {
            const before = await history();
            const hold = servers.hold(name);
            await browser.visit(page, url(name, '/?killed'));
            await hold.came;
            assert.equal(await browser.attached(page), true, 'a capture is under way');
            assert.equal((await browser.badge(page)).text, '');
            await browser[way]();
            hold.release();
            // After its process is gone nothing wakes the extension but the next page.
            if (way === 'killWorker') await browser.visit(page, url(name, '/?after'));
            await assertShown(badge, text);
            await assertKept(before);
          }
        });

    if (kind === 'firefox')
      test('the event page ended while it held a response: the page is shown, and the next one says what is so', async () => {
        const { browser, page } = setting;
        for (const [name, text, badge] of [KINDS[0], KINDS[1]]) {
          const before = await history();
          const killing = await browser.killWhileHeld(url(name, '/?killed'));
          await browser.visit(page, url(name, '/?killed'));
          assert.equal(await killing.held(), true, 'the response was held');
          await assertShown(badge, text);
          await assertKept(before);
        }
      });

    test(`${TABS} tabs at once`, async () => {
      const { browser, servers } = setting;
      await browser.background(record);
      const pages = await opened(TABS);
      await Promise.all(pages.map((page, index) => browser.visit(page, url(of(index)[0], `/?tab-${index}`))));
      for (const [index, page] of pages.entries()) {
        const [, text, badge] = of(index);
        const state = await settled(browser, page);
        assert.equal(state.badge, badge, JSON.stringify(state.lack));
        await until(`the mark ${text}`, async () => (await browser.badge(page)).text === text);
      }
      assertRight(await browser.background(recorded), marks());
      const { host } = new URL(servers.url('good'));
      assert.equal((await answerOf(browser, 'history', { host })).length, 1, 'nothing changed');
      await Promise.all(pages.map((page) => page.close()));
      await until('nothing left of tabs that are closed', async () => {
        const left = await browser.ask(async () => {
          const open = (await chrome.tabs.query({})).map(({ id }) => String(id));
          const keys = Object.keys(await chrome.storage.session.get());
          return keys.filter((key) => /:\d+$/.test(key) && !open.includes(key.split(':')[1]));
        });
        return left.length === 0;
      });
    });

    test(`${SWITCHED} tabs that are shown in turn while they are looked at`, async () => {
      const { browser } = setting;
      await browser.background(record);
      const pages = await opened(SWITCHED);
      const tabs = await Promise.all(pages.map((page) => browser.tab(page)));
      let isDone = false;
      const switching = (async () => {
        let rounds = 0;
        for (; !isDone || rounds === 0; rounds += 1) await browser.ask(showInTurn, tabs);
        return rounds;
      })();
      try {
        // Each has the page of another kind the second time.
        for (const turn of [0, 1])
          await Promise.all(
            pages.map(async (page, index) => {
              const [name, , badge] = of(index + turn);
              await browser.visit(page, url(name, `/?switched-${turn}-${index}`));
              await settled(browser, page, (state) => state.badge === badge);
            }),
          );
      } finally {
        isDone = true;
      }
      console.log(`${kind}: ${SWITCHED} tabs were shown in turn, ${await switching} times`);
      for (const [index, page] of pages.entries()) {
        const [, text] = of(index + 1);
        await until(`the mark ${text}`, async () => (await browser.badge(page)).text === text);
      }
      assertRight(await browser.background(recorded), marks());
      await Promise.all(pages.map((page) => page.close()));
    });

    test(`${PAGES} pages in a row`, async () => {
      const { browser, page } = setting;
      await browser.background(record);
      const before = await history();
      const memory = [];
      for (let index = 1; index <= PAGES; index += 1) {
        const [name, text, badge] = KINDS[index % KINDS.length];
        await browser.visit(page, url(name, `/?page-${index}`));
        // Some are left before anything is known of them.
        if (index % 5 === 0) await assertShown(badge, text);
        if (index % Math.floor(PAGES / 3) === 0) memory.push(await browser.memory());
      }
      const [, text, badge] = KINDS[PAGES % KINDS.length];
      await assertShown(badge, text);
      const late = assertRight(await browser.background(recorded), marks());
      console.log(`${kind}: ${PAGES} pages, ${late} badges that came with the next page and were taken back`);
      await assertKept(before);
      const hosts = (await history()).map(({ host }) => host);
      assert.deepEqual(hosts.toSorted(), [...new Set(hosts)].toSorted(), 'nothing changed');
      const [, second, third] = memory;
      const mib = memory.map((bytes) => (bytes / 2 ** 20).toFixed(2)).join(', ');
      console.log(`${kind}: memory of the background after each third, MiB: ${mib}`);
      assert.ok(third - second < GROWTH, `${third - second} bytes more`);
    });

    test('the browser started again: every tab that is there again has the verdict on its page', async () => {
      const pages = [setting.page, ...(await opened(KINDS.length - 1))];
      await Promise.all(
        pages.map((page, index) => setting.browser.visit(page, url(of(index)[0], `/?restored-${index}`))),
      );
      for (const [index, page] of pages.entries())
        await settled(setting.browser, page, ({ badge }) => badge === of(index)[2]);
      const before = await history();
      setting.browser = await setting.browser.restart();
      const { browser } = setting;
      await browser.ask(() => true);
      await browser.background(record);
      for (const [index, [, text, badge]] of KINDS.entries()) {
        const page = await browser.restored(`/?restored-${index}`);
        // A tab that nobody looks at may wait with its page.
        await page.bringToFront();
        const state = await settled(browser, page, (state) => state.badge === badge);
        assert.equal(new URL(state.origin).port, new URL(url(of(index)[0])).port);
        await until(`the mark ${text}`, async () => (await browser.badge(page)).text === text);
      }
      assertRight(await browser.background(recorded), marks(), { least: 0 });
      await assertKept(before);
      const hosts = (await history()).map(({ host }) => host);
      assert.deepEqual(hosts.toSorted(), [...new Set(hosts)].toSorted(), 'nothing changed');
    });
  });

/** Tabs are there again when the browser is started again. */
const RESTORED = '--restore-last-session';
/** The same; and the background is not ended after half a minute without work, and with it what is written down there. */
const LONG = {
  ...{ 'browser.startup.page': 3, 'browser.sessionstore.restore_on_demand': false },
  'extensions.background.idle.timeout': 3_600_000,
};

/** Runs in a page of the extension: shows one tab after the other. */
async function showInTurn(tabs) {
  for (const tab of tabs) await chrome.tabs.update(tab, { active: true });
}

/** Runs in the background: writes down each badge that is set, with the page that the tab shows just after. */
function record(background) {
  const { chrome } = background;
  background.recorded = [];
  background.recording = [];
  background.realSet ??= chrome.action.setBadgeText.bind(chrome.action);
  const set = async (line) => {
    await background.realSet({ tabId: line.tabId, text: line.text });
    const frame = await chrome.webNavigation.getFrame({ tabId: line.tabId, frameId: 0 }).catch(() => null);
    line.url = frame?.url ?? '';
  };
  chrome.action.setBadgeText = (what) => {
    const line = { ...what };
    background.recorded.push(line);
    const done = set(line);
    background.recording.push(done.catch(() => {}));
    return done;
  };
}

/** Runs in the background: what was written down, once none of it is under way. */
async function recorded(background) {
  const { recording } = background;
  // While these are waited for, others can begin.
  for (let waited = -1; waited !== recording.length; ) {
    waited = recording.length;
    await Promise.all(recording);
  }
  // Of a tab that is gone by then nothing was set.
  return background.recorded.filter(({ url }) => url !== undefined).map((line) => ({ ...line }));
}

/**
 * Asserts that each badge was that of the page which the tab showed. Browsers bind badges to tabs: one that is set in
 * the moment of a commit must be taken back by what is set next. Gives how many there were.
 */
function assertRight(lines, marks, { least = 1 } = {}) {
  const wrong = lines.filter(({ text, url }) => {
    const expected = URL.canParse(url) ? marks.get(new URL(url).port) : undefined;
    return text !== '' && text !== expected;
  });
  assert.ok(lines.filter(({ text }) => text !== '').length >= least);
  for (const line of wrong) {
    const next = lines.slice(lines.indexOf(line) + 1).find(({ tabId }) => tabId === line.tabId);
    assert.equal(next?.text, '', JSON.stringify(line));
  }
  return wrong.length;
}
