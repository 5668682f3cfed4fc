// Chromium: the certificates of a page's connection, through the debugger. It is attached for the few steps here and
// never longer. `Network.getCertificate` answers with nothing until a response of that origin was seen after
// `Network.enable`, so one is asked for from the page, in the extension's own world.
import type { Lack, Source } from '../state.js';
import { admitted, PATIENCE, probe, whileShown } from './probe.js';

const VERSION = '1.3';
const SOURCE = 'view-source';
/**
 * The browser detaches when a frame of the page becomes one that no extension may enter, such as its viewer of PDF, and
 * lets attach again once it is there.
 */
const DETACHED = /detached|not attached/i;
const MOST_TRIES = 3;

export interface Captured {
  source: Source;
  certificates: string[];
  /** Not on the page's own connection. */
  apart?: true;
}

/** By tab: how safe the browser found the responses of each origin, while the debugger is attached. */
const attached = new Map<number, Map<string, string>>();

/** Follows the debugger's events. An attachment that a worker left that was killed ends with its first event. */
export function followDebugger(): void {
  chrome.debugger?.onEvent.addListener(({ tabId }, method, parameters) => {
    if (tabId === undefined) return;
    const responses = attached.get(tabId);
    if (!responses) void detach(tabId);
    else if (method === 'Network.responseReceived') {
      const { response } = parameters as { response: { url: string; securityState: string } };
      if (URL.canParse(response.url)) responses.set(new URL(response.url).origin, response.securityState);
    }
  });
}

export async function captureByDebugger(
  tabId: number,
  documentId: string,
  origin: string,
): Promise<Captured | Lack> {
  if (await isSource(tabId)) return { id: 'capture.scheme', scheme: SOURCE };
  // Attaching needs no permission for the site, and can be seen: so it is asked first whether the site may be looked at.
  const lack = await whileShown(tabId, documentId, admitted(tabId, documentId, origin));
  if (lack) return lack;
  const end = performance.now() + PATIENCE;
  for (let tries = 1; ; tries += 1)
    try {
      return await attachedTo(tabId, documentId, origin, end - performance.now());
    } catch (error) {
      if (tries === MOST_TRIES || !DETACHED.test(String(error))) throw error;
    }
}

async function attachedTo(
  tabId: number,
  documentId: string,
  origin: string,
  patience: number,
): Promise<Captured | Lack> {
  const responses = new Map<string, string>();
  // Only another worker of ours can be attached already: browsers let others attach beside.
  await detach(tabId);
  attached.set(tabId, responses);
  try {
    await chrome.debugger.attach({ tabId }, VERSION);
  } catch (error) {
    attached.delete(tabId);
    return { id: 'capture.refused', message: error instanceof Error ? error.message : String(error) };
  }
  try {
    return await whileShown(tabId, documentId, read(tabId, documentId, origin, responses), patience);
  } finally {
    attached.delete(tabId);
    await detach(tabId);
  }
}

/**
 * Whether a tab shows the source of a page. All else tells of the page itself; the debugger is refused there, and a
 * script may never run.
 */
async function isSource(tabId: number): Promise<boolean> {
  // The address of a page that may be looked at is told, and asking for all targets takes its time.
  const { url } = await chrome.tabs.get(tabId);
  if (url !== undefined) return false;
  const targets = await chrome.debugger.getTargets();
  return targets.some((one) => one.tabId === tabId && one.url.startsWith(`${SOURCE}:`));
}

/** While the debugger is attached. */
async function read(
  tabId: number,
  documentId: string,
  origin: string,
  responses: ReadonlyMap<string, string>,
): Promise<Captured | Lack> {
  const target = { tabId };
  await chrome.debugger.sendCommand(target, 'Network.enable', { maxTotalBufferSize: 0 });
  // A service worker of the page is not asked: requests of the extension's own world pass it by. The page's requests
  // must not, since a page that is offline lives by them.
  const lack = await probe(tabId, documentId, origin);
  if (lack) return lack;
  const answer = await chrome.debugger.sendCommand(target, 'Network.getCertificate', { origin });
  const { tableNames: certificates } = answer as { tableNames: string[] };
  if (certificates.length === 0) return { id: 'capture.no_chain' };
  // What the browser could not verify it calls insecure, and gives as it was sent.
  const source = responses.get(origin) === 'insecure' ? 'asSent' : 'verifiedPath';
  return { source, certificates };
}

/** Nothing where nothing is attached. */
export async function detach(tabId: number): Promise<void> {
  await chrome.debugger.detach({ tabId }).catch(() => {});
}
