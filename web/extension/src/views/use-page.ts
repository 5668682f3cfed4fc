// The page of a tab, asked for again whenever something new is known of it.
import { useLayoutEffect, useState } from 'preact/hooks';
import { answerIn, ask, messageOf } from '../messages.js';
import type { PageAnswer } from '../state.js';

export type Page =
  | { readonly kind: 'asking' }
  /** A tab without a page that could be looked at. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'page'; readonly tab: number; readonly answer: PageAnswer }
  | { readonly kind: 'fault'; readonly message: string };

/** `first` is what comes back where the page was asked for already. */
export function usePage(tab: number | undefined, first?: Promise<unknown>): Page {
  const [page, setPage] = useState<Page>({ kind: 'asking' });
  // Before the next frame is drawn: it may have the answer.
  useLayoutEffect(() => {
    setPage({ kind: 'asking' });
    if (tab === undefined) return undefined;
    let last = 0;
    const read = async () => {
      last += 1;
      const turn = last;
      const next = await pageOf(tab, turn === 1 && first ? answerIn<'page'>(first) : ask('page', { tab }));
      if (turn === last) setPage(next);
    };
    const follow = (changes: object) => {
      if (`page:${tab}` in changes) void read();
    };
    chrome.storage.session.onChanged.addListener(follow);
    void read();
    return () => {
      // What is answered from now on is another tab's.
      last = Number.NaN;
      chrome.storage.session.onChanged.removeListener(follow);
    };
  }, [tab, first]);
  return page;
}

async function pageOf(tab: number, asked: Promise<PageAnswer | undefined>): Promise<Page> {
  try {
    const answer = await asked;
    return answer ? { kind: 'page', tab, answer } : { kind: 'nothing' };
  } catch (thrown) {
    return { kind: 'fault', message: messageOf(thrown) };
  }
}

/** The tab that the address names: `?tab=5`. */
export function tabAsked(): number | undefined {
  const tab = new URLSearchParams(location.search).get('tab') ?? '';
  return /^\d+$/.test(tab) ? Number(tab) : undefined;
}
