// What is known of the page in each tab. It is held by the browser in memory, so that it outlives this worker.
import type { PageState } from '../state.js';

const keyOf = (tabId: number) => `page:${tabId}`;

export async function readPage(tabId: number): Promise<PageState | undefined> {
  const key = keyOf(tabId);
  return (await chrome.storage.session.get(key))[key] as PageState | undefined;
}

export async function writePage(tabId: number, state: PageState): Promise<void> {
  await chrome.storage.session.set({ [keyOf(tabId)]: state });
}

export async function forgetPage(tabId: number): Promise<void> {
  await chrome.storage.session.remove(keyOf(tabId));
}

/** Every tab of which something is known. */
export async function allPages(): Promise<[number, PageState][]> {
  const all = await chrome.storage.session.get();
  return Object.entries(all)
    .filter(([key]) => key.startsWith('page:'))
    .map(([key, state]) => [Number(key.slice('page:'.length)), state as PageState]);
}
