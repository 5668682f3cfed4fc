// What the extension makes of the page in a tab, read where people read it, and held against the package.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createEngine } from 'anchorlight';

export const sentences = JSON.parse(
  readFileSync(new URL('../../../web/ui/sentences/en.json', import.meta.url), 'utf8'),
);
/** Longer than anything takes where many tests run at once. */
const PATIENCE = 60_000;
const MARKS = {
  organisation: '✓',
  publicRoots: 'web',
  own: 'own',
  warnings: '!',
  notTrusted: '✕',
  cannotSay: '?',
};
/** Of these nobody asks. */
const UNMARKED = ['capture.scheme', 'capture.not_watched', 'capture.no_permission'];
const SOURCES = {
  verifiedPath: 'source.verified_path',
  asSent: 'source.as_sent',
  leafOnly: 'source.leaf_only',
};

/** Our own words for an id, as far as no value stands in them. */
export function words(id) {
  return sentences[id].title.split('{')[0].trim();
}

/** Waits until the extension has looked at the page that a tab shows; `is` says which state is meant. */
export async function settled(browser, page, is = () => true) {
  const tab = await browser.tab(page);
  const end = Date.now() + PATIENCE;
  for (;;) {
    const state = await stateOf(browser, tab);
    // What was known of the page before says nothing of this one.
    if (state?.badge && state.document === (await documentOf(browser, tab)) && is(state))
      return { ...state, tab };
    assert.ok(Date.now() < end, `no verdict on tab ${tab}: ${JSON.stringify(state)?.slice(0, 300)}`);
    await wait(50);
  }
}

/** Waits until something holds. */
export async function until(what, holds) {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `it never came to ${what}`);
    await wait(50);
  }
}

/**
 * Waits until `work`, run in a page, says yes. It is asked anew each time, as a page that changes its process meanwhile
 * may leave a question without an answer.
 */
export async function untilPage(page, work, ...args) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = page.evaluate(work, ...args).catch(() => false);
    if (await Promise.race([answer, wait(2000)])) return;
    if (Date.now() > end) {
      const text = page.evaluate(() => document.body?.innerText).catch(String);
      assert.fail(`not in the page, ${work}: ${await Promise.race([text, wait(2000)])}`);
    }
    await wait(50);
  }
}

export function stateOf(browser, tab) {
  return browser.ask(async (key) => (await chrome.storage.session.get(key))[key], `page:${tab}`);
}

function documentOf(browser, tabId) {
  return browser.ask(
    async (tabId) => (await chrome.webNavigation.getFrame({ tabId, frameId: 0 }))?.documentId,
    tabId,
  );
}

/** What the background answers a view of the extension. */
export async function answerOf(browser, kind, asked = {}) {
  const reply = await browser.ask((message) => chrome.runtime.sendMessage(message), { ...asked, kind });
  assert.ok(!('fault' in reply), reply.fault?.message);
  return reply.answer;
}

/**
 * Asserts what is to be seen of a page: `badge`, `reason` (the id of the first finding), `source`, or `lack` and `code`.
 * The report must be the package's on the same chain, under the same document.
 */
export async function assertSeen(
  browser,
  page,
  document,
  { badge, reason, source, lack, code, changes = [] },
) {
  // Between two pages Firefox may have an empty document for a moment.
  const isEmpty = (state) => state.lack?.id === 'capture.scheme' && state.lack.id !== lack;
  const state = await settled(browser, page, (state) => !isEmpty(state));
  assert.deepEqual({ badge: state.badge, lack: state.lack?.id }, { badge, lack }, JSON.stringify(state.lack));
  assert.equal(state.lack?.code, code);
  assert.deepEqual((state.changes ?? []).map(({ what }) => what).sort(), [...changes].sort());
  if (!lack) {
    assert.equal(state.chain.source, source);
    const { report } = await answerOf(browser, 'page', { tab: state.tab });
    assert.deepEqual(report, await packageSays(state, document));
    assert.equal(report.findings[0]?.fault.id, reason);
  }
  const text = await assertTold(browser, page, state, [reason, source && SOURCES[source]].filter(Boolean));
  for (const change of changes) assert.ok(text.includes(words(`change.${change}`)), text);
  if (code) assert.ok(text.includes(code), text);
  return state;
}

/** Asserts that toolbar and popup say what is known of a page, and `more` in the popup, which is what is given. */
export async function assertTold(browser, page, { badge, lack, changes = [] }, more = []) {
  const mark = UNMARKED.includes(lack?.id) ? '' : MARKS[badge];
  await until(`the mark ${mark}`, async () => (await browser.badge(page)).text === mark);
  const { title } = await browser.badge(page);
  assert.ok(title.includes(words(lack?.id ?? `badge.${badge}`)), title);
  for (const { what } of changes.filter(({ what }) => what !== 'verdict'))
    assert.ok(title.includes(words(`change.${what}`)), title);
  const popup = await browser.popup(page);
  await popup.waitForFunction(() => document.querySelector('#badge') !== null);
  const text = await popup.evaluate(() => document.body.innerText);
  await popup.close();
  for (const id of [`badge.${badge}`, lack?.id, ...more].filter(Boolean))
    assert.ok(text.includes(words(id)), `${id} (${words(id)}) is not in the popup: ${text}`);
  return text;
}

let engine;

/** The package's report on the chain of a page, in Node. */
async function packageSays({ chain: { certificates, time }, host }, document) {
  engine ??= await createEngine();
  const files = certificates.map((one, index) => ({
    label: `certificate-${index + 1}.der`,
    data: Buffer.from(one, 'base64'),
  }));
  const store = { document: JSON.stringify(document) };
  const report = await engine.check({ certificates: files, store, host, time, endEntity: 'first' });
  return JSON.parse(JSON.stringify(report));
}
