// Looking at the page in a tab: capture, judge, note, show. Every event that may mean another page leads here, and
// what is found out is shown only while the tab still has the page that it is about.
import { type Captured, captureByDebugger } from '../capture/debugger.js';
import { leafOf } from '../capture/leaf.js';
import { captureBySecurityInfo } from '../capture/security-info.js';
import type { Chain, Change, Lack, PageState } from '../state.js';
import { clearBadge, showBadge } from './badge.js';
import { errorOf, isOf, isShown, type Page, pageOf } from './frames.js';
import { forgetLeft, guard, insteadOf } from './guard.js';
import { hostOf, isWatched, isWeb, originOf } from './hosts.js';
import { type Judged, judge } from './judge.js';
import { allPages, readPage, writePage } from './pages.js';
import { readChoices } from './settings.js';
import { now } from './store.js';
import { takeTurn } from './turns.js';
import { note } from './visits.js';

/** Chromium shows the page before anything can be known of it. */
const BACK = 2;

/** Makes sure that what is known of a tab is about the page that it shows. */
export function look(tabId: number, again = false): Promise<void> {
  return takeTurn(tabId, async () => {
    const page = await pageOf(tabId);
    const known = await readPage(tabId);
    if (!page) return;
    if (known?.badge && isOf(known, page) && !again) {
      await show(tabId, page, known);
      return;
    }
    const tab = await chrome.tabs.get(tabId).catch(() => undefined);
    if (!tab) return;
    await forgetLeft(tabId, page);
    const { document, url } = page;
    // What stands there in other addresses names no host.
    const host = isWeb(url) ? hostOf(url) : '';
    const begun = { document, origin: originOf(url), host, private: tab.incognito };
    await writePage(tabId, begun);
    await clearBadge(tabId);
    const captured = await timed('capture', () => capture(tabId, page, tab.incognito));
    const seen = 'id' in captured ? { ...begun, lack: captured } : { ...begun, chain: captured };
    await tell(tabId, page, seen, known?.document === document ? known.changes : []);
  });
}

/** Another store decides now, or other hosts are watched: the chains are the same. */
export async function judgeAgain(): Promise<void> {
  const pages = await allPages();
  // A tab that is gone by then is nobody's loss.
  await Promise.allSettled(pages.map(([tabId]) => takeTurn(tabId, () => tellAgain(tabId))));
}

async function tellAgain(tabId: number): Promise<void> {
  const page = await pageOf(tabId);
  const known = await readPage(tabId);
  if (!page || !known || !isOf(known, page)) return;
  const { badge: _, lack: __, changes, ...seen } = known;
  const { hosts } = await readChoices();
  if (known.chain && isWatched(known.host, hosts)) await tell(tabId, page, seen, changes);
  else look(tabId, true).catch(() => {});
}

/** Judges what was captured, and shows it. `before` is what was told of the same page. */
async function tell(
  tabId: number,
  page: Page,
  seen: PageState,
  before: readonly Change[] = [],
): Promise<void> {
  const { state, found } = await judged(seen);
  if (!(await isShown(tabId, page))) return;
  const changes = found ? await noted(state, found) : [];
  const others = before.filter(({ what }) => !changes.some((change) => change.what === what));
  const all = [...changes, ...others];
  const told = all.length > 0 ? { ...state, changes: all } : state;
  await writePage(tabId, told, found);
  if (await show(tabId, page, told)) await guard(tabId, told, page.url, BACK);
}

async function show(tabId: number, page: Page, state: PageState): Promise<boolean> {
  return showBadge(tabId, (await insteadOf(tabId, page)) ?? state, () => isShown(tabId, page));
}

/** What a chain makes of a page. */
export async function judged(seen: PageState): Promise<{ state: PageState; found?: Judged }> {
  const cannotSay = (lack?: Lack) => ({
    state: { ...seen, badge: 'cannotSay' as const, ...(lack && { lack }) },
  });
  if (!seen.chain) return cannotSay();
  try {
    const { chain, host } = seen;
    const found = await timed('check', () => judge(chain, host));
    return found ? { state: { ...seen, badge: found.badge }, found } : cannotSay({ id: 'capture.no_store' });
  } catch (error) {
    return cannotSay({
      id: 'capture.failed',
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

/** What is another than at the last visit; what is seen in private windows is not written down. */
export async function noted(state: PageState, found: Judged): Promise<Change[]> {
  const { history } = await readChoices();
  return history && !state.private && state.chain ? note(state.origin, found, state.chain.time) : [];
}

async function capture(tabId: number, page: Page, isPrivate: boolean): Promise<Chain | Lack> {
  const { url, failed } = page;
  const { hosts } = await readChoices();
  if (!isWeb(url)) return { id: 'capture.scheme', scheme: url.protocol.replace(':', '') };
  if (!isWatched(hostOf(url), hosts)) return { id: 'capture.not_watched' };
  if (failed) return { id: 'capture.error_page', code: await errorOf(tabId, url) };
  if (url.protocol === 'http:') return { id: 'capture.no_tls' };
  try {
    const captured = await fromBrowser(tabId, page, isPrivate);
    return 'id' in captured ? captured : { ...captured, time: now() };
  } catch (error) {
    return { id: 'capture.failed', message: error instanceof Error ? error.message : String(error) };
  }
}

async function fromBrowser(
  tabId: number,
  { document, url }: Page,
  isPrivate: boolean,
): Promise<Captured | Lack> {
  const { origin } = url;
  if (!chrome.debugger) return captureBySecurityInfo(tabId, document, url, isPrivate);
  const captured = await captureByDebugger(tabId, document, origin);
  const leaf = leafOf(tabId, origin);
  if (leaf === undefined) return captured;
  if ('id' in captured) return { source: 'leafOnly', certificates: [leaf] };
  return captured.certificates[0] === leaf ? captured : { id: 'capture.other_leaf' };
}

/** Measures a step by the browser's User Timing; the last of each name is there to be read. */
async function timed<T>(name: string, act: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await act();
  } finally {
    performance.clearMeasures(name);
    performance.measure(name, { start });
  }
}
