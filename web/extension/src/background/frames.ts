// Which page a tab shows, and what the browser said of one that it could not load.

/** The page of a tab, as the browser tells of it. */
export interface Page {
  /** Names the document. */
  document: string;
  url: URL;
  /** Whether what is shown is the browser's own error page. */
  failed: boolean;
}

/** Firefox has no names for documents: there it is the moment at which the page was committed. */
interface Frame {
  documentId?: string;
  url: string;
  errorOccurred: boolean;
}

const committedKey = (tabId: number) => `committed:${tabId}`;
const errorKey = (tabId: number) => `error:${tabId}`;

/** Nothing where the tab is gone or shows nothing yet. */
export async function pageOf(tabId: number): Promise<Page | undefined> {
  const frame = (await chrome.webNavigation
    .getFrame({ tabId, frameId: 0 })
    .catch(() => null)) as Frame | null;
  if (!frame || !URL.canParse(frame.url)) return undefined;
  const document = frame.documentId ?? (await committed(tabId)) ?? frame.url;
  return { document, url: new URL(frame.url), failed: frame.errorOccurred };
}

export async function isShown(tabId: number, page: Page): Promise<boolean> {
  const shown = await pageOf(tabId);
  return shown?.document === page.document && shown.url.origin === page.url.origin;
}

async function committed(tabId: number): Promise<string | undefined> {
  const key = committedKey(tabId);
  return (await chrome.storage.session.get(key))[key] as string | undefined;
}

/** Notes that a tab has another page. */
export async function noteCommitted(tabId: number, moment: number): Promise<void> {
  await chrome.storage.session.set({ [committedKey(tabId)]: String(moment) });
}

/** Notes why a page could not be loaded: the browser tells it once. */
export async function noteError(tabId: number, url: string, code: string): Promise<void> {
  await chrome.storage.session.set({ [errorKey(tabId)]: { url, code } });
}

/** The browser's code for why a page could not be loaded; empty where it did not tell. */
export async function errorOf(tabId: number, { href }: URL): Promise<string> {
  const key = errorKey(tabId);
  const { [key]: error } = (await chrome.storage.session.get(key)) as Record<
    string,
    { url: string; code: string }
  >;
  return error?.url === href ? error.code : '';
}

export async function forgetFrames(tabId: number): Promise<void> {
  await chrome.storage.session.remove([committedKey(tabId), errorKey(tabId)]);
}
