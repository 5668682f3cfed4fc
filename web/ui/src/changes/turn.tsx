import type { Decision, Outcome } from 'anchorlight';
import { Cross, Query, Tick, Warning } from '../icons.js';
import { subjectOf } from '../say.js';
import { Sentence } from '../text.js';

const MARKS: Record<Outcome, typeof Tick> = {
  trusted: Tick,
  trustedWithWarnings: Warning,
  notTrusted: Cross,
  cannotSay: Query,
};

/** A verdict before and after. */
export function Turn({ before, after }: { before: Decision; after: Decision }) {
  return (
    <p class="turn">
      <Decided decision={before} /> <span aria-hidden="true">→</span> <span class="sr-only">becomes</span>{' '}
      <Decided decision={after} />
    </p>
  );
}

/** A verdict with what helps most. */
export function Decided({ decision: { outcome, finding } }: { decision: Decision }) {
  const Mark = MARKS[outcome];
  const told = finding && subjectOf(finding);
  return (
    <span class={`decided-as decided-as-${outcome}`}>
      <Mark />{' '}
      <strong>
        <Sentence id={outcome} part="title" />
      </strong>
      {told && (
        <>
          : <Sentence id={told.id} part="title" data={told.data} />
        </>
      )}
    </span>
  );
}
