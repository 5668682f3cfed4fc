// The verdict on a page, with the reason and what to do.
import { Cross, First, Globe, Person, Query, Sentence, Tick, Vouched, Warning } from '@anchorlight/ui/views';
import type { Badge, PageAnswer } from '../state.js';
import { Changes } from './changes.js';
import { Host } from './host.js';
import { Lacking } from './lacking.js';

const MARKS = {
  organisation: Tick,
  publicRoots: Globe,
  own: Person,
  warnings: Warning,
  notTrusted: Cross,
  cannotSay: Query,
};

/** How the verdict of a badge is drawn. */
const TONES: Record<Badge, string> = {
  organisation: 'trusted',
  publicRoots: 'publicRoots',
  own: 'own',
  warnings: 'trustedWithWarnings',
  notTrusted: 'notTrusted',
  cannotSay: 'cannotSay',
};

/** `tab` is whose page it is, as far as something can be done about it from here. */
export function Card({ answer, tab }: { answer: PageAnswer; tab?: number | undefined }) {
  const { state } = answer;
  const { badge } = state;
  const Mark = badge && MARKS[badge];
  return (
    <section
      class={`verdict card ${badge ? `verdict-${TONES[badge]}` : 'verdict-looking'}`}
      aria-labelledby="badge"
      aria-busy={badge === undefined}
    >
      <div class="lens">{Mark ? <Mark size={28} /> : <span class="looking" />}</div>
      <div class="card-head" aria-live="polite">
        <p class="host">
          <Host host={state.host} />
          {state.private && <span class="tag">private window</span>}
        </p>
        <h2 id="badge">
          <Sentence id={`badge.${badge ?? 'looking'}`} part="title" />
        </h2>
      </div>
      <div class="card-words">
        <Changes changes={state.changes} />
        {state.lack ? <Lacking lack={state.lack} tab={tab} /> : <Reason answer={answer} />}
      </div>
    </section>
  );
}

function Reason({ answer: { state, report, by } }: { answer: PageAnswer }) {
  if (!report)
    return (
      <p>
        <Sentence id={`badge.${state.badge ?? 'looking'}`} part="explain" />
      </p>
    );
  const { outcome } = report.verdict;
  const holds = outcome === 'trusted' || outcome === 'trustedWithWarnings';
  return (
    <>
      {holds && (
        <Vouched
          report={report}
          called={by === 'own' ? 'your own list' : 'your organisation’s trust store'}
        />
      )}
      {(state.badge === 'own' || state.badge === 'publicRoots') && (
        <p>
          <Sentence id={`badge.${state.badge}`} part="explain" />{' '}
          <Sentence id={`badge.${state.badge}`} part="fix" />
        </p>
      )}
      {outcome !== 'trusted' && <First report={report} />}
    </>
  );
}
