// One request from the page to its own origin, so that the browser has a response to tell of. It is made in the
// extension's own world, where the page's content security policy does not reach, on the page's own connection.
import type { Lack } from '../state.js';

const PATH = '/favicon.ico';
/** In milliseconds: longer than the script itself has. */
const PATIENCE = 35_000;

/** Nothing where a response came. */
export async function probe(tabId: number, documentId: string, origin: string): Promise<Lack | undefined> {
  try {
    // A document that the browser put aside is taken for the one that is shown now: so it is asked which one it was.
    const script = chrome.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      func: request,
      args: [origin + PATH],
    });
    const [result] = await whileShown(tabId, documentId, script);
    const message = result?.documentId === documentId ? result.result : 'The tab went on to another page.';
    return message ? { id: 'capture.failed', message } : undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/permission|cannot access/i.test(message)) return { id: 'capture.no_permission', origin };
    return { id: 'capture.failed', message };
  }
}

/**
 * A script in a page that the browser put aside may never end, so nobody waits for it once the tab goes on. A worker
 * that was just started may be told of the page itself after it began.
 */
async function whileShown<T>(tabId: number, shown: string, work: Promise<T[]>): Promise<T[]> {
  const { onCommitted } = chrome.webNavigation;
  let end = () => {};
  const left = new Promise<T[]>((resolve) => {
    const listen = (details: { tabId: number; frameId: number; documentId?: string }) => {
      const { frameId, documentId } = details;
      if (details.tabId === tabId && frameId === 0 && documentId !== shown) resolve([]);
    };
    const timer = setTimeout(() => resolve([]), PATIENCE);
    onCommitted.addListener(listen);
    end = () => {
      clearTimeout(timer);
      onCommitted.removeListener(listen);
    };
  });
  return Promise.race([work, left]).finally(end);
}

/** Runs in the page: it may use nothing from outside of itself. */
async function request(address: string): Promise<string | undefined> {
  // `same-origin` keeps to the page's own connection; its cookies go with it, as with any request of the page.
  const asked = { method: 'HEAD', cache: 'no-store', credentials: 'same-origin' } as const;
  const page = location.href.split('#')[0] ?? address;
  const ways: [string, RequestMode][] = [
    [address, 'same-origin'],
    // Where that leads elsewhere it is not followed; the page's own address has led here.
    [page, 'same-origin'],
    // A page in a sandbox has no origin, and nothing is of the same one.
    [page, 'no-cors'],
  ];
  let failure: unknown;
  for (const [url, mode] of ways)
    try {
      await fetch(url, { ...asked, mode, signal: AbortSignal.timeout(10_000) });
      return undefined;
    } catch (error) {
      failure = error;
    }
  return String(failure);
}
