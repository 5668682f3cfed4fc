// What happens on a site that is not trusted, where an administrator wants more than a mark in the toolbar.
import type { Mode } from '../messages.js';
import type { Chain, Lack, PageState } from '../state.js';
import { type Page, pageOf } from './frames.js';
import { readChoices } from './settings.js';

const EXPLAIN = 'explain.html';

/**
 * Private windows of Chromium take neither pages of extensions nor any with words of ours, so the address bar has to say
 * where they are: the popup has them.
 */
const PRIVATE = 'about:blank#not-shown:look-at-the-toolbar';

/** Why something has no verdict that is no way past one: nothing is there to be judged, or nobody asked for it. */
const UNGUARDED: readonly Lack['id'][] = [
  'capture.error_page',
  'capture.no_permission',
  'capture.no_store',
  'capture.no_tls',
  'capture.not_watched',
  'capture.protected',
  'capture.scheme',
];

/** What a tab was kept from. The whole address is held in memory alone, to go on to it. */
export interface KeptFrom {
  state: PageState;
  url: string;
  mode: Mode;
  back: number;
  /** The document that the tab had then. */
  before: string | undefined;
}

const keyOf = (tabId: number) => `kept:${tabId}`;

/** Moves the tab to our page where the mode asks for it; whether it did. */
export async function guard(tabId: number, state: PageState, page: URL, back: number): Promise<boolean> {
  if (!(await isKept(state))) return false;
  const { mode } = await readChoices();
  const before = (await pageOf(tabId))?.document;
  const kept: KeptFrom = { state, url: page.href, mode, back, before };
  await chrome.storage.session.set({ [keyOf(tabId)]: kept });
  const url = state.private && chrome.debugger ? PRIVATE : chrome.runtime.getURL(EXPLAIN);
  await chrome.tabs.update(tabId, { url });
  return true;
}

/** Whether a page may not be shown as it is. A server that lets nobody look at its chain gains nothing by it. */
async function isKept({ badge, lack, origin, chain }: PageState): Promise<boolean> {
  const { mode } = await readChoices();
  const isUnknown = badge === 'cannotSay' && !(lack && UNGUARDED.includes(lack.id));
  if (mode === 'inform' || !(badge === 'notTrusted' || isUnknown)) return false;
  return mode === 'block' || (await passed())[origin] !== nameOf(chain);
}

/** What somebody goes on to: a site with this end entity, or with one that nobody could look at. */
function nameOf(chain: Chain | undefined): string {
  return chain?.certificates[0] ?? 'unknown';
}

export async function keptFrom(tabId: number): Promise<KeptFrom | undefined> {
  const key = keyOf(tabId);
  return (await chrome.storage.session.get(key))[key] as KeptFrom | undefined;
}

/** What the toolbar tells of an empty page that stands in the place of another; nothing of any other page. */
export async function insteadOf(tabId: number, { url }: Page): Promise<PageState | undefined> {
  return url.href === PRIVATE ? (await keptFrom(tabId))?.state : undefined;
}

export async function forgetKept(tabId: number): Promise<void> {
  await chrome.storage.session.remove(keyOf(tabId));
}

/**
 * Forgets what a tab was kept from once it has another page. The one that it had may still be looked at, and a blank
 * one may come before ours.
 */
export async function forgetLeft(tabId: number, { document, url: { href } }: Page): Promise<void> {
  if (['about:blank', PRIVATE].includes(href) || href.startsWith(chrome.runtime.getURL(EXPLAIN))) return;
  if ((await keptFrom(tabId))?.before !== document) await forgetKept(tabId);
}

/** Goes on to the page all the same: until the browser ends, or the site has another certificate. */
export async function proceed(tabId: number): Promise<void> {
  const kept = await keptFrom(tabId);
  const { mode } = await readChoices();
  if (!kept || mode === 'block') throw new Error('This page may not be passed.');
  const { origin, chain } = kept.state;
  await chrome.storage.session.set({ passed: { ...(await passed()), [origin]: nameOf(chain) } });
  await chrome.tabs.update(tabId, { url: kept.url });
}

/** Goes to the page once more, to be looked at once more. */
export async function retry(tabId: number): Promise<void> {
  const kept = await keptFrom(tabId);
  if (!kept) throw new Error('This tab was kept from nothing.');
  await chrome.tabs.update(tabId, { url: kept.url });
}

/** Origins that somebody went on to, with the end entity that they had then. */
async function passed(): Promise<Record<string, string>> {
  const { passed } = (await chrome.storage.session.get('passed')) as { passed?: Record<string, string> };
  return passed ?? {};
}
