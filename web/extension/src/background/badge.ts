// What the toolbar shows of a tab.
import { inert } from '@anchorlight/ui/inert';
import { sayPlainly } from '@anchorlight/ui/say';
import type { Badge, PageState } from '../state.js';

const SHOWN: Record<Badge, { text: string; color: string }> = {
  organisation: { text: '✓', color: '#0a6246' },
  publicRoots: { text: 'web', color: '#34546e' },
  own: { text: 'own', color: '#34546e' },
  warnings: { text: '!', color: '#7d5200' },
  notTrusted: { text: '✕', color: '#9c2419' },
  cannotSay: { text: '?', color: '#52606b' },
};

/** Names of hosts have up to 253 letters. */
const LONGEST = 500;

/** Of these nobody asks: a mark on every page of the browser would say nothing. */
const UNMARKED = ['capture.scheme', 'capture.not_watched', 'capture.no_permission', 'capture.protected'];

/**
 * Shows it while the tab still has that page. Browsers bind a badge to a tab and clear it with the next page, so it is
 * set last, right after the question, and taken back where the tab went on in between.
 */
export async function showBadge(
  tabId: number,
  state: PageState,
  isShown: () => Promise<boolean>,
): Promise<boolean> {
  const { badge, lack } = state;
  const shown = badge && !(lack && UNMARKED.includes(lack.id)) ? SHOWN[badge] : undefined;
  try {
    if (shown) {
      await chrome.action.setBadgeBackgroundColor({ tabId, color: shown.color });
      await chrome.action.setBadgeTextColor({ tabId, color: '#ffffff' });
    }
    if (!(await isShown())) return false;
    await Promise.all([
      chrome.action.setBadgeText({ tabId, text: shown?.text ?? '' }),
      chrome.action.setTitle({ tabId, title: titleOf(state) }),
    ]);
    if (await isShown()) return true;
    await clearBadge(tabId);
  } catch {
    // The tab is gone.
  }
  return false;
}

export async function clearBadge(tabId: number): Promise<void> {
  const title = titleOf(undefined);
  const cleared = [chrome.action.setBadgeText({ tabId, text: '' }), chrome.action.setTitle({ tabId, title })];
  await Promise.allSettled(cleared);
}

/** On one line and without controls, whatever is in it: the browser shows a title as it is. */
export function titleOf(state: PageState | undefined): string {
  return inert(wordsOf(state), LONGEST);
}

function wordsOf(state: PageState | undefined): string {
  if (!state) return 'Anchorlight';
  const { badge, lack, changes = [], host } = state;
  if (lack) return `Anchorlight: ${sayPlainly(lack.id, 'title', lack)}`;
  if (!badge) return 'Anchorlight';
  const changed = changes
    .filter(({ what }) => what !== 'verdict')
    .map(({ what }) => sayPlainly(`change.${what}`, 'title'));
  return [`${host}: ${sayPlainly(`badge.${badge}`, 'title')}`, ...changed].join('. ');
}
