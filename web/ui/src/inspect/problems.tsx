import type { inspection } from 'anchorlight';
import { Note, Warning } from '../icons.js';
import { Sentence } from '../text.js';

const MOST_SHOWN = 50;

/** What is wrong with a file or an object, with what to do. */
export function Problems({ problems }: { problems: readonly inspection.InspectionProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul class="problems">
      {problems.slice(0, MOST_SHOWN).map(({ kind, offset, fatal }, index) => (
        // The problems of a file never move.
        <li key={index}>
          {fatal ? <Warning /> : <Note />}
          <span>
            <strong>
              <Sentence id={kind.id} part="title" data={kind} />.
            </strong>{' '}
            <Sentence id={kind.id} part="explain" data={kind} /> <span class="offset">Byte {offset}.</span>{' '}
            <span class="to-do">
              <Sentence id={kind.id} part="fix" data={kind} />
            </span>
          </span>
        </li>
      ))}
      {problems.length > MOST_SHOWN && <li>And {problems.length - MOST_SHOWN} more.</li>}
    </ul>
  );
}
