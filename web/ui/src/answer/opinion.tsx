import type { Opinion as SecondOpinion } from 'anchorlight';
import { Cross, Note, Tick } from '../icons.js';
import { Sentence, Value } from '../text.js';

const MARKS = { agrees: Tick, vetoes: Cross, abstains: Note };

/** What rustls-webpki says of the same path. */
export function Opinion({ opinion }: { opinion: SecondOpinion | undefined }) {
  if (!opinion)
    return (
      <div class="opinion">
        <h3>Second opinion</h3>
        <p>Not asked: only paths on which every check passed are put to the second judge.</p>
      </div>
    );
  const Mark = MARKS[opinion.judgement];
  return (
    <div class={`opinion opinion-${opinion.judgement}`}>
      <h3>Second opinion</h3>
      <p>
        <Mark />{' '}
        <strong>
          rustls-webpki <Sentence id={opinion.judgement} part="title" />.
        </strong>{' '}
        <Sentence id={opinion.judgement} part="explain" />
      </p>
      {opinion.reason && (
        <p>
          <Sentence id={opinion.reason} part="title" />: <Sentence id={opinion.reason} part="explain" />
        </p>
      )}
      {opinion.error && (
        <p>
          In its own words: <Value text={opinion.error} />
        </p>
      )}
    </div>
  );
}
