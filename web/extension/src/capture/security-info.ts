// Firefox: what the browser knows of the connection that a response came by. It tells while the response is held.
import type { Lack, Source } from '../state.js';
import type { Captured } from './debugger.js';
import { base64 } from './leaf.js';
import { PATH, PATIENCE } from './probe.js';

/** As far as it is used here (MDN: webRequest.SecurityInfo). */
interface SecurityInfo {
  certificates: { rawDER: number[] }[];
  isUntrusted?: boolean;
  isNotValidAtThisTime?: boolean;
  isDomainMismatch?: boolean;
}

interface WebRequest {
  getSecurityInfo(
    requestId: string,
    options: { certificateChain: boolean; rawDER: boolean },
  ): Promise<SecurityInfo>;
}

type Details = chrome.webRequest.OnHeadersReceivedDetails & { originUrl?: string };
type Answer = chrome.webRequest.BlockingResponse;
type Listener = (details: Details) => Promise<Answer>;

/** What came with the response that may become a tab's next page, and with the pages that it has and had. */
interface Tab {
  came?: { address: string; captured: Captured };
  /** By document, the oldest first. */
  pages: Map<string, Captured>;
}

const tabs = new Map<number, Tab>();

/** As many as Firefox keeps whole to go back to (browser.sessionhistory.max_total_viewers: 8 at most). */
const MOST_PAGES = 8;

/** Follows pages as they come; `judge` may keep one from being shown. */
export function followSecurityInfo(
  judge: (details: Details, captured: Captured | Lack) => Promise<Answer>,
): void {
  if (chrome.debugger) return;
  listen(['https://*/*'], 'main_frame', async (details) => {
    if (details.tabId < 0) return {};
    const captured = await read(details.requestId).catch((error: unknown): Lack => {
      return { id: 'capture.failed', message: String(error) };
    });
    return judge(details, captured ?? { id: 'capture.no_chain' });
  });
}

/** What came with a response: not every one becomes a page. */
export function noteCame(tabId: number, url: string, captured: Captured): void {
  const tab: Tab = tabs.get(tabId) ?? { pages: new Map() };
  tab.came = { address: withoutFragment(url), captured };
  tabs.set(tabId, tab);
}

/** A tab has this document now. */
export function noteShown(tabId: number, url: string, document: string): void {
  const tab = tabs.get(tabId);
  if (!tab) return;
  const { came, pages } = tab;
  delete tab.came;
  // One that is shown again came with what it came with then.
  if (!came || came.address !== withoutFragment(url) || pages.has(document)) return;
  pages.set(document, came.captured);
  for (const oldest of pages.keys()) if (pages.size > MOST_PAGES) pages.delete(oldest);
}

export function forgetCame(tabId: number): void {
  tabs.delete(tabId);
}

function withoutFragment(url: string): string {
  return url.split('#')[0] ?? url;
}

/** What came with the page itself; where that is not known any more, with a request to where it came from. */
export async function captureBySecurityInfo(
  tabId: number,
  document: string,
  url: URL,
  isPrivate: boolean,
): Promise<Captured | Lack> {
  const found = tabs.get(tabId)?.pages.get(document);
  if (found) return found;
  const isAllowed = await chrome.permissions.contains({ origins: [`https://${url.hostname}/*`] });
  if (!isAllowed) return { id: 'capture.no_permission', origin: url.origin };
  // The extension's own requests are not private ones.
  return isPrivate ? { id: 'capture.no_chain' } : probed(url);
}

/** A page that was there before this extension, or that is shown again, may come without a response. */
async function probed({ origin, hostname }: URL): Promise<Captured | Lack> {
  const own = chrome.runtime.getURL('');
  let captured: Captured | undefined;
  const end = listen([`https://${hostname}${PATH}`], 'xmlhttprequest', async (details) => {
    const isOurs = details.originUrl?.startsWith(own) && new URL(details.url).origin === origin;
    if (isOurs) captured = await read(details.requestId);
    return {};
  });
  try {
    const asked = { method: 'HEAD', cache: 'no-store', credentials: 'omit', redirect: 'manual' } as const;
    await fetch(origin + PATH, { ...asked, signal: AbortSignal.timeout(PATIENCE) });
    return captured ? { ...captured, apart: true } : { id: 'capture.no_chain' };
  } catch (error) {
    return { id: 'capture.no_answer', message: String(error) };
  } finally {
    end();
  }
}

/** Firefox tells while a response is held, and of held ones alone. */
function listen(urls: string[], type: `${chrome.webRequest.ResourceType}`, listener: Listener): () => void {
  const event = chrome.webRequest.onHeadersReceived;
  event.addListener(listener as never, { urls, types: [type] }, ['blocking']);
  return () => event.removeListener(listener as never);
}

async function read(requestId: string): Promise<Captured | undefined> {
  const { getSecurityInfo } = chrome.webRequest as unknown as WebRequest;
  const info = await getSecurityInfo(requestId, { certificateChain: true, rawDER: true });
  if (info.certificates.length > 0) return captured(isVerified(info) ? 'verifiedPath' : 'asSent', info);
  // After an error that somebody went on from there is no chain, but still the end entity.
  const leaf = await getSecurityInfo(requestId, { certificateChain: false, rawDER: true });
  return leaf.certificates.length > 0 ? captured('leafOnly', leaf) : undefined;
}

/** `state` is "secure" even where somebody went on from an error. */
function isVerified(info: SecurityInfo): boolean {
  return !(info.isUntrusted || info.isNotValidAtThisTime || info.isDomainMismatch);
}

function captured(source: Source, { certificates }: SecurityInfo): Captured {
  return { source, certificates: certificates.map(({ rawDER }) => base64(rawDER)) };
}
