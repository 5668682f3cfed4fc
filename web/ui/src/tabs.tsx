import type { ComponentChildren } from 'preact';
import { addressOf, type Place, place } from './place.js';
import type { Session } from './session.js';
import { Short } from './text.js';

/** A view that not every page has. */
export interface Further {
  view: Place['view'];
  title: string;
  show: () => ComponentChildren;
}

/** The views of the page, each with an address of its own; one view needs no choice. */
export function Tabs({ session, further }: { session: Session; further: Further[] }) {
  const trust = session.trust.value;
  const { view } = place.value;
  if (!trust && view === 'answer') return null;
  const current = (wanted: string) => (view === wanted ? 'page' : undefined);
  return (
    <nav class="tabs" aria-label="Views">
      <a href={addressOf({ view: 'answer', pointer: '' })} aria-current={current('answer')}>
        Answer
      </a>
      <a href={addressOf({ view: 'store', pointer: '' })} aria-current={current('store')}>
        Trust store
        {trust && (
          <span class="tab-about">
            {' '}
            <Short text={trust.open.store.name} longest={30} />, version {trust.open.store.version}
          </span>
        )}
      </a>
      <a href={addressOf({ view: 'changes', pointer: '' })} aria-current={current('changes')}>
        Changes
      </a>
      {further.map(({ view, title }) => (
        <a key={view} href={addressOf({ view, pointer: '' })} aria-current={current(view)}>
          {title}
        </a>
      ))}
    </nav>
  );
}
