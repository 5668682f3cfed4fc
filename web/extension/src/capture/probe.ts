// One request from the page to its own origin, so that the browser has a response to tell of. It is made in the
// extension's own world, where the page's content security policy does not reach, on the page's own connection.
import type { Lack } from '../state.js';

export const PATH = '/favicon.ico';
/**
 * In milliseconds, for all that a look asks of a page: one request on a connection that is there. What gets lost on the
 * way is sent again after one second, and after two more (RFC 6298 §2.1 and §5.5); who then says nothing says nothing.
 */
export const PATIENCE = 3_000;

/** Why the browser does not let this extension into the page; nothing where it does, by a click on the toolbar too. */
export function admitted(tabId: number, documentId: string, origin: string): Promise<Lack | undefined> {
  return run(tabId, documentId, origin, nothing, []);
}

/** Nothing where a response came. */
export function probe(tabId: number, documentId: string, origin: string): Promise<Lack | undefined> {
  return run(tabId, documentId, origin, request, [origin + PATH, PATIENCE]);
}

async function run<Args extends unknown[]>(
  tabId: number,
  documentId: string,
  origin: string,
  func: (...args: Args) => Promise<string | undefined>,
  args: Args,
): Promise<Lack | undefined> {
  try {
    // A document that the browser put aside is taken for the one that is shown now: so it is asked which one it was.
    const target = { tabId, frameIds: [0] };
    // A page may take its time to load, and what it is loaded over is there already.
    const script = { target, func, args, injectImmediately: true };
    const [result] = await chrome.scripting.executeScript(script);
    if (result?.documentId !== documentId) return wentOn;
    return result.result ? { id: 'capture.no_answer', message: result.result } : undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/permission|cannot access/i.test(message)) return { id: 'capture.no_permission', origin };
    // The browser's own store, and hosts that a policy blocks at run time.
    if (/cannot be scripted/i.test(message)) return { id: 'capture.protected', message };
    return { id: 'capture.failed', message };
  }
}

const wentOn: Lack = { id: 'capture.failed', message: 'The tab went on to another page.' };

/**
 * A script in a page that the browser put aside may never end, so nobody waits for it once the tab goes on, nor for
 * longer than a look may take. A worker that was just started may be told of the page itself after it began.
 */
export async function whileShown<T>(
  tabId: number,
  shown: string,
  work: Promise<T>,
  patience = PATIENCE,
): Promise<T | Lack> {
  const { onCommitted } = chrome.webNavigation;
  let end = () => {};
  const left = new Promise<Lack>((resolve) => {
    const listen = (details: { tabId: number; frameId: number; documentId?: string }) => {
      const { frameId, documentId } = details;
      if (details.tabId === tabId && frameId === 0 && documentId !== shown) resolve(wentOn);
    };
    const timer = setTimeout(
      () => resolve({ id: 'capture.no_answer', message: `${PATIENCE / 1000} seconds passed` }),
      patience,
    );
    onCommitted.addListener(listen);
    end = () => {
      clearTimeout(timer);
      onCommitted.removeListener(listen);
    };
  });
  return Promise.race([work, left]).finally(end);
}

/** Runs in the page. */
async function nothing(): Promise<undefined> {}

/** Runs in the page: it may use nothing from outside of itself. */
async function request(address: string, patience: number): Promise<string | undefined> {
  const signal = AbortSignal.timeout(patience);
  // `same-origin` keeps to the page's own connection; its cookies go with it, as with any request of the page.
  const asked = { method: 'HEAD', cache: 'no-store', credentials: 'same-origin', signal } as const;
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
      await fetch(url, { ...asked, mode });
      return undefined;
    } catch (error) {
      failure = error;
    }
  return String(failure);
}
