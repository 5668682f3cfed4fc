// What is known of the page in each tab. It is held by the browser in memory, so that it outlives this worker.
import type { PageState } from '../state.js';
import type { Judged } from './judge.js';

const keyOf = (tabId: number) => `page:${tabId}`;
const foundKey = (tabId: number) => `found:${tabId}`;

/**
 * In characters: one of a usual chain has 9,000. Browsers keep 10 MiB for all of an extension's session
 * (https://developer.chrome.com/docs/extensions/reference/api/storage#property-session), so that 160 pages of sites
 * with chains as long as they like leave the others room.
 */
const LONGEST = 65_536;

export async function readPage(tabId: number): Promise<PageState | undefined> {
  const key = keyOf(tabId);
  return (await chrome.storage.session.get(key))[key] as PageState | undefined;
}

/** `found` is what was judged of it: kept as text, because browsers keep objects in another order. */
export async function writePage(tabId: number, state: PageState, found?: Judged): Promise<void> {
  const text = JSON.stringify(found ?? null);
  const kept = text.length <= LONGEST ? text : 'null';
  await chrome.storage.session.set({ [keyOf(tabId)]: state, [foundKey(tabId)]: kept });
}

/** A page, with what was judged of it where that is kept. */
export async function readJudged(tabId: number): Promise<[PageState | undefined, Judged | undefined]> {
  const [page, found] = [keyOf(tabId), foundKey(tabId)];
  const kept = await chrome.storage.session.get([page, found]);
  const text = kept[found] as string | undefined;
  return [kept[page] as PageState | undefined, (JSON.parse(text ?? 'null') as Judged | null) ?? undefined];
}

export async function forgetPage(tabId: number): Promise<void> {
  await chrome.storage.session.remove([keyOf(tabId), foundKey(tabId)]);
}

/** Every tab of which something is known. */
export async function allPages(): Promise<[number, PageState][]> {
  const all = await chrome.storage.session.get();
  return Object.entries(all)
    .filter(([key]) => key.startsWith('page:'))
    .map(([key, state]) => [Number(key.slice('page:'.length)), state as PageState]);
}
