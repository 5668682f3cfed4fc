import { Sentence, sayPlainly, Warning } from '@anchorlight/ui/views';
import type { Change } from '../state.js';

/** What is another one than at the last visit. */
export function Changes({ changes = [] }: { changes?: readonly Change[] | undefined }) {
  if (changes.length === 0) return null;
  return (
    <ul class="changed" aria-label="Since the last visit">
      {changes.map((change) => (
        <li key={change.what}>
          <Warning />
          <div>
            <strong>
              <Sentence id={`change.${change.what}`} part="title" />.
            </strong>{' '}
            <Sentence id={`change.${change.what}`} part="explain" data={told(change)} />{' '}
            <Sentence id={`change.${change.what}`} part="fix" />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Longer names, and the rest of hashes, are for the report. */
const LONGEST = 40;
const HASH = /^[0-9a-f]{64}$/;

/** Verdicts in words; they are told by their badges. */
function told({ what, before, after, since }: Change): object {
  const words = (value: string) =>
    what === 'verdict' ? sayPlainly(`badge.${value}`, 'title') : short(value);
  return { before: words(before), after: words(after), since };
}

function short(value: string): string {
  if (HASH.test(value)) return `${value.slice(0, 16)}…`;
  const letters = Array.from(value.slice(0, 4 * LONGEST));
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : value;
}
