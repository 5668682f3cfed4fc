// The verdict on a page, with the reason and what to do.
import { First, Sentence, type Trust, Vouched } from '@anchorlight/ui/views';
import type { PageAnswer } from '../state.js';
import { MARKS, TONES } from './badge.js';
import { Changes } from './changes.js';
import { Host } from './host.js';
import { Lacking } from './lacking.js';

interface Props {
  answer: PageAnswer;
  /** Whose page it is, as far as something can be done about it from here. */
  tab?: number | undefined;
  /** Whether the reason is told elsewhere. */
  brief?: boolean;
  /** The store that decided, where it can be looked into. */
  trust?: Trust | undefined;
}

export function Card({ answer, tab, brief = false, trust }: Props) {
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
          {state.host && <Host host={state.host} />}
          {state.private && <span class="tag">private window</span>}
        </p>
        <h2 id="badge">
          <Sentence id={`badge.${badge ?? 'looking'}`} part="title" />
        </h2>
      </div>
      <div class="card-words">
        <Changes changes={state.changes} />
        {state.lack && <Lacking lack={state.lack} tab={tab} />}
        {!state.lack && !brief && <Reason answer={answer} trust={trust} />}
      </div>
    </section>
  );
}

function Reason({ answer: { state, report, by }, trust }: Pick<Props, 'answer' | 'trust'>) {
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
          trust={trust}
          called={by === 'own' ? 'your own list' : 'your organisation’s trust store'}
        />
      )}
      {(state.badge === 'own' || state.badge === 'publicRoots') && (
        <p>
          <Sentence id={`badge.${state.badge}`} part="explain" />{' '}
          <Sentence id={`badge.${state.badge}`} part="fix" />
        </p>
      )}
      {!holds && state.chain?.source === 'leafOnly' && (
        <p>
          <strong>
            <Sentence id="source.leaf_only" part="title" />.
          </strong>{' '}
          <Sentence id="source.leaf_only" part="explain" />
        </p>
      )}
      {outcome !== 'trusted' && <First report={report} trust={trust} />}
    </>
  );
}
