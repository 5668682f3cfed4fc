// Firefox: what the browser knows of the connection that a response came by. It tells while the response is held.
import type { Lack, Source } from '../state.js';
import type { Captured } from './debugger.js';
import { base64 } from './leaf.js';
import { probe } from './probe.js';

/** As far as it is used here (MDN: webRequest.SecurityInfo). */
interface SecurityInfo {
  state: 'broken' | 'insecure' | 'secure' | 'weak';
  certificates: { rawDER: number[] }[];
  overridableErrorCategory?: string;
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

type Details = chrome.webRequest.OnHeadersReceivedDetails;
type Answer = chrome.webRequest.BlockingResponse;

/** By tab: what came with the newest response of an origin. */
const seen = new Map<number, { origin: string; captured: Captured }>();

/** Follows responses; `judge` may keep a page from being shown. */
export function followSecurityInfo(judge: (details: Details, captured: Captured) => Promise<Answer>): void {
  if (chrome.debugger || !('getSecurityInfo' in chrome.webRequest)) return;
  const listener = async (details: Details): Promise<Answer> => {
    if (details.tabId < 0) return {};
    const captured = await read(details.requestId);
    if (!captured) return {};
    seen.set(details.tabId, { origin: new URL(details.url).origin, captured });
    return details.type === 'main_frame' ? judge(details, captured) : {};
  };
  const filter: chrome.webRequest.RequestFilter = {
    urls: ['https://*/*'],
    types: ['main_frame', 'xmlhttprequest'],
  };
  chrome.webRequest.onHeadersReceived.addListener(listener as never, filter, ['blocking']);
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
function isVerified({ overridableErrorCategory: category, ...info }: SecurityInfo): boolean {
  const overridden = category !== undefined && category !== 'trust-not-set' && category !== 'trust_not_set';
  return !(overridden || info.isUntrusted || info.isNotValidAtThisTime || info.isDomainMismatch);
}

function captured(source: Source, { certificates }: SecurityInfo): Captured {
  return { source, certificates: certificates.map(({ rawDER }) => base64(rawDER)) };
}

/** What came with the page itself; where this extension did not see that, with a request from it. */
export async function captureBySecurityInfo(
  tabId: number,
  documentId: string,
  origin: string,
): Promise<Captured | Lack> {
  const known = take(tabId, origin);
  if (known) return known;
  const lack = await probe(tabId, documentId, origin);
  return lack ?? take(tabId, origin) ?? { id: 'capture.no_chain' };
}

function take(tabId: number, origin: string): Captured | undefined {
  const found = seen.get(tabId);
  seen.delete(tabId);
  return found?.origin === origin ? found.captured : undefined;
}
