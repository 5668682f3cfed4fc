// Firefox: a page that may not be shown is stopped before it is.
import type { Captured } from '../capture/debugger.js';
import { noteCame } from '../capture/security-info.js';
import type { Lack, PageState } from '../state.js';
import { guard } from './guard.js';
import { hostOf, isWatched } from './hosts.js';
import { judged, noted } from './look.js';
import { readChoices } from './settings.js';
import { now } from './store.js';

/** Nothing of the page has been shown: one step back is where the person came from. */
const BACK = 1;

type Details = chrome.webRequest.OnHeadersReceivedDetails;

/** Whether a response may become a page. */
export async function keepFrom(
  details: Details,
  captured: Captured | Lack,
): Promise<chrome.webRequest.BlockingResponse> {
  const { mode, hosts } = await readChoices();
  const { tabId, url } = details;
  if (!isWatched(hostOf(new URL(url)), hosts)) return {};
  if (!('id' in captured)) noteCame(tabId, url, captured);
  if (mode === 'inform') return {};
  try {
    return { cancel: await isKept(details, captured) };
  } catch {
    // What could not be judged is not shown.
    return { cancel: true };
  }
}

async function isKept(
  { tabId, url, documentId = url }: Details,
  captured: Captured | Lack,
): Promise<boolean> {
  const address = new URL(url);
  const tab = await chrome.tabs.get(tabId);
  const begun: PageState = {
    ...{ document: documentId, origin: address.origin, host: hostOf(address), private: tab.incognito },
    ...('id' in captured ? { lack: captured } : { chain: { ...captured, time: now() } }),
  };
  const { state, found } = await judged(begun);
  const kept = await guard(tabId, state, address, BACK);
  if (kept && found) await noted(state, found);
  return kept;
}
