// Firefox: a page that may not be shown is stopped before it is.
import type { Captured } from '../capture/debugger.js';
import type { PageState } from '../state.js';
import { guard } from './guard.js';
import { hostOf, isWatched } from './hosts.js';
import { judged, noted } from './look.js';
import { readChoices } from './settings.js';
import { now } from './store.js';

/** Nothing of the page has been shown: one step back is where the person came from. */
const BACK = 1;

/** Whether a response may become a page. */
export async function keepFrom(
  { tabId, url, documentId = url }: chrome.webRequest.OnHeadersReceivedDetails,
  captured: Captured,
): Promise<chrome.webRequest.BlockingResponse> {
  const { mode, hosts } = await readChoices();
  const address = new URL(url);
  const host = hostOf(address);
  if (mode === 'inform' || !isWatched(host, hosts)) return {};
  const tab = await chrome.tabs.get(tabId);
  const seen: PageState = { document: documentId, origin: address.origin, host, private: tab.incognito };
  const { state, found } = await judged({ ...seen, chain: { ...captured, time: now() } });
  const kept = await guard(tabId, state, address, BACK);
  if (kept && found) await noted(state, found);
  return { cancel: kept };
}
