// Which page a tab shows, and what the browser said of one that it could not load.
import { codeOf, isGivenUp } from '../capture/error-page.js';
import type { PageState } from '../state.js';
import { originOf } from './hosts.js';

/** The page of a tab, as the browser tells of it. */
export interface Page {
  /** Names the document. */
  document: string;
  url: URL;
  /** Whether what is shown is the browser's own error page. */
  failed: boolean;
}

/** As far as the browsers agree: Chromium names every document, and Firefox does not tell of errors here. */
interface Frame {
  documentId?: string;
  url: string;
  errorOccurred?: boolean;
}

/** The navigation that brought a page, and the browser's code where it is an error page. */
interface Committed {
  moment: number;
  document?: string;
  code?: string;
}

/** What a browser tells of one that is committed. */
interface Navigation {
  url: string;
  timeStamp: number;
  documentId?: string;
}

interface Failed {
  url: string;
  code: string;
}

const committedKey = (tabId: number) => `committed:${tabId}`;
const failedKey = (tabId: number) => `failed:${tabId}`;

async function read<T>(key: string): Promise<T | undefined> {
  return (await chrome.storage.session.get(key))[key] as T | undefined;
}

/** Nothing where the tab is gone or shows nothing yet. */
export async function pageOf(tabId: number): Promise<Page | undefined> {
  const asked = chrome.webNavigation.getFrame({ tabId, frameId: 0 });
  const frame = ((await asked.catch(() => null)) as Frame | null) ?? (await ownPage(tabId));
  if (!frame || !URL.canParse(frame.url)) return undefined;
  const committed = await read<Committed>(committedKey(tabId));
  // Firefox may have the next document before it tells of it, and of an error page nothing else tells.
  const isNext = committed?.document !== undefined && committed.document !== frame.documentId;
  if (!chrome.debugger && isNext && /^https?:/.test(frame.url)) return undefined;
  const document = frame.documentId ?? String(committed?.moment ?? frame.url);
  const failed = frame.errorOccurred || committed?.code !== undefined;
  return { document, url: new URL(frame.url), failed };
}

/** Chromium knows no frames of the extension's own pages. */
async function ownPage(tabId: number): Promise<Frame | undefined> {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  return tab?.url?.startsWith(chrome.runtime.getURL('')) ? { url: tab.url } : undefined;
}

export async function isShown(tabId: number, page: Page): Promise<boolean> {
  const shown = await pageOf(tabId);
  return shown !== undefined && isOf({ document: page.document, origin: originOf(page.url) }, shown);
}

/** Whether what is known is about the page. In Firefox one may take over the document of the empty one before it. */
export function isOf(known: Pick<PageState, 'document' | 'origin'> | undefined, page: Page): boolean {
  return known?.document === page.document && known.origin === originOf(page.url);
}

/** By tab: what is still to be written. What the browser tells one after the other is noted in that order. */
const notes = new Map<number, Promise<void>>();

function inOrder(tabId: number, act: () => Promise<void>): Promise<void> {
  const turn = (notes.get(tabId) ?? Promise.resolve()).then(act);
  const settled = turn.catch(() => {});
  notes.set(tabId, settled);
  void settled.then(() => notes.get(tabId) === settled && notes.delete(tabId));
  return turn;
}

/** Notes that a tab has another page. In Firefox an error page is one, of which the error was told before. */
export function noteCommitted(
  tabId: number,
  { url, timeStamp: moment, documentId: document }: Navigation,
): Promise<void> {
  return inOrder(tabId, async () => {
    const failed = await read<Failed>(failedKey(tabId));
    const error = !chrome.debugger && failed?.url === url ? failed : undefined;
    const committed: Committed = {
      moment,
      ...(document && { document }),
      ...(error && { code: error.code }),
    };
    await chrome.storage.session.set({ [committedKey(tabId)]: committed });
    if (failed) await chrome.storage.session.remove(failedKey(tabId));
  });
}

/** Notes why a page could not be loaded: the browser tells it once. */
export function noteError(tabId: number, url: string, error: string): Promise<void> {
  return inOrder(tabId, async () => {
    if (isGivenUp(error)) return;
    await chrome.storage.session.set({ [failedKey(tabId)]: { url, code: codeOf(error) } satisfies Failed });
  });
}

/** The browser's code for why a page could not be loaded; empty where it did not tell. */
export async function errorOf(tabId: number, { href }: URL): Promise<string> {
  const failed = await read<Failed>(failedKey(tabId));
  if (failed?.url === href) return failed.code;
  return (await read<Committed>(committedKey(tabId)))?.code ?? '';
}

export async function forgetFrames(tabId: number): Promise<void> {
  await chrome.storage.session.remove([committedKey(tabId), failedKey(tabId)]);
}
