// What happens on a site that is not trusted, where an administrator wants more than a mark in the toolbar.
import type { Mode } from '../messages.js';
import type { PageState } from '../state.js';
import { type Page, pageOf } from './frames.js';
import { readChoices } from './settings.js';

const EXPLAIN = 'explain.html';

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
 * Forgets what a tab was kept from once it has another page. The one that it had may still be looked at, and a blank
 * one may come before ours, or stand in its place.
 */
export async function forgetLeft(tabId: number, { document, url: { href } }: Page): Promise<void> {
  if (href === 'about:blank' || href.startsWith(chrome.runtime.getURL(EXPLAIN))) return;
  if ((await keptFrom(tabId))?.before !== document) await forgetKept(tabId);
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
