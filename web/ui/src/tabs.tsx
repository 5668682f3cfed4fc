import { addressOf, place } from './place.js';
import type { Session } from './session.js';
import { Short } from './text.js';

/** The views of the page, each with an address of its own; one view needs no choice. */
export function Tabs({ session }: { session: Session }) {
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
      <a href={addressOf({ view: 'rollout', pointer: '' })} aria-current={current('rollout')}>
        Roll out
      </a>
    </nav>
  );
}
