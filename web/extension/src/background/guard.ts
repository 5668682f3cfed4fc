// What happens on a site that is not trusted, where an administrator wants more than a mark in the toolbar.
import type { Mode } from '../messages.js';
import type { PageState } from '../state.js';
import { readChoices } from './settings.js';

const EXPLAIN = 'explain.html';

/** What a tab was kept from. The whole address is held in memory alone, to go on to it. */
export interface KeptFrom {
  state: PageState;
  url: string;
  mode: Mode;
  back: number;
  /** Since when, in milliseconds since 1970. */
  since: number;
}

const keyOf = (tabId: number) => `kept:${tabId}`;

/** Moves the tab to our page where the mode asks for it; whether it did. */
export async function guard(tabId: number, state: PageState, page: URL, back: number): Promise<boolean> {
  if (!(await isKept(state))) return false;
  const { mode } = await readChoices();
  const kept: KeptFrom = { state, url: page.href, mode, back, since: Date.now() };
  await chrome.storage.session.set({ [keyOf(tabId)]: kept });
  // Private windows of Chromium do not take pages of extensions.
  const url = state.private && chrome.debugger ? 'about:blank' : chrome.runtime.getURL(EXPLAIN);
  await chrome.tabs.update(tabId, { url });
  return true;
}

/** Whether a page may not be shown as it is. */
async function isKept({ badge, origin, chain }: PageState): Promise<boolean> {
  const { mode } = await readChoices();
  if (mode === 'inform' || badge !== 'notTrusted') return false;
  return mode === 'block' || (await passed())[origin] !== chain?.certificates[0];
}

export async function keptFrom(tabId: number): Promise<KeptFrom | undefined> {
  const key = keyOf(tabId);
  return (await chrome.storage.session.get(key))[key] as KeptFrom | undefined;
}

export async function forgetKept(tabId: number): Promise<void> {
  await chrome.storage.session.remove(keyOf(tabId));
}

/**
 * Forgets what a tab was kept from once it has gone on to another site. A page that was there before may still be
 * looked at, and a blank one may come in between, or stand in the place of ours.
 */
export async function forgetLeft(tabId: number, url: string, committed: number): Promise<void> {
  if (!/^https?:/.test(url)) return;
  const kept = await keptFrom(tabId);
  if (kept && kept.since < committed) await forgetKept(tabId);
}

/** Goes on to the page all the same: until the browser ends, or the site has another certificate. */
export async function proceed(tabId: number): Promise<void> {
  const kept = await keptFrom(tabId);
  const { mode } = await readChoices();
  const certificate = kept?.state.chain?.certificates[0];
  if (!kept || !certificate || mode === 'block') throw new Error('This page may not be passed.');
  await chrome.storage.session.set({ passed: { ...(await passed()), [kept.state.origin]: certificate } });
  await chrome.tabs.update(tabId, { url: kept.url });
}

/** Origins that somebody went on to, with the end entity that they had then. */
async function passed(): Promise<Record<string, string>> {
  const { passed } = (await chrome.storage.session.get('passed')) as { passed?: Record<string, string> };
  return passed ?? {};
}
