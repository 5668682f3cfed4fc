// What the page shows, as its address says it: `#store/anchors/3` is a place in the trust store document.
import { signal } from '@preact/signals';

export interface Place {
  view: 'answer' | 'store' | 'changes' | 'rollout' | 'inspect';
  /** Of an included document: its SHA-256. */
  document?: string;
  /** Where in the document: a JSON pointer. */
  pointer: string;
}

export const place = signal<Place>({ view: 'answer', pointer: '' });

/** Follows the address from now on. */
export function followAddress(): void {
  const follow = () => {
    place.value = placeOf(location.hash);
  };
  addEventListener('hashchange', follow);
  follow();
}

export function addressOf({ view, document, pointer }: Place): string {
  if (view !== 'store') return `#${view}`;
  const keys = pointer.split('/').map(encodeURIComponent).join('/');
  return `#store${document ? `:${document}` : ''}${keys}`;
}

/** Goes to the place that the address names already: following a link to it again would do nothing. */
export function goAgain(address: string): void {
  if (location.hash === address) place.value = placeOf(address);
}

function placeOf(address: string): Place {
  if (address === '#changes') return { view: 'changes', pointer: '' };
  if (address === '#rollout') return { view: 'rollout', pointer: '' };
  if (address === '#inspect') return { view: 'inspect', pointer: '' };
  const [, document, keys] = /^#store(?::([0-9a-f]{64}))?((?:\/.*)?)$/.exec(address) ?? [];
  if (keys === undefined) return { view: 'answer', pointer: '' };
  return { view: 'store', ...(document && { document }), pointer: decoded(keys) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
