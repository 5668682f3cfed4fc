// Firefox: what the browser knows of the connection that a response came by. It tells while the response is held.
import type { Lack, Source } from '../state.js';
import type { Captured } from './debugger.js';
import { base64 } from './leaf.js';

const PROBED = '/favicon.ico';

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

/** By tab: what came with its newest page. */
const seen = new Map<number, { origin: string; captured: Captured }>();

/** Follows pages as they come; `judge` may keep one from being shown. */
export function followSecurityInfo(
  judge: (details: Details, captured: Captured | Lack) => Promise<Answer>,
): void {
  if (chrome.debugger) return;
  listen(['https://*/*'], 'main_frame', async (details) => {
    if (details.tabId < 0) return {};
    const captured = await read(details.requestId).catch(failed);
    if (captured && !('id' in captured))
      seen.set(details.tabId, { origin: new URL(details.url).origin, captured });
    return judge(details, captured ?? { id: 'capture.no_chain' });
  });
}

function failed(error: unknown): Lack {
  return { id: 'capture.failed', message: error instanceof Error ? error.message : String(error) };
}

/** What came with the page itself; where that was not seen, with a request to where it came from. */
export async function captureBySecurityInfo(
  tabId: number,
  url: URL,
  isPrivate: boolean,
): Promise<Captured | Lack> {
  const found = seen.get(tabId);
  seen.delete(tabId);
  if (found?.origin === url.origin) return found.captured;
  const isAllowed = await chrome.permissions.contains({ origins: [`https://${url.hostname}/*`] });
  if (!isAllowed) return { id: 'capture.no_permission', origin: url.origin };
  // The extension's own requests are not private ones.
  return (isPrivate ? undefined : await probed(url)) ?? { id: 'capture.no_chain' };
}

/** A page that is shown again, or that was there before this extension, comes without a response. */
async function probed({ origin, hostname }: URL): Promise<Captured | undefined> {
  const own = chrome.runtime.getURL('');
  let captured: Captured | undefined;
  const end = listen([`https://${hostname}${PROBED}`], 'xmlhttprequest', async (details) => {
    const isOurs = details.originUrl?.startsWith(own) && new URL(details.url).origin === origin;
    if (isOurs) captured = await read(details.requestId);
    return {};
  });
  try {
    const asked = { method: 'HEAD', cache: 'no-store', credentials: 'include', redirect: 'manual' } as const;
    await fetch(origin + PROBED, { ...asked, signal: AbortSignal.timeout(10_000) });
    return captured;
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
