import { Cross } from '../icons.js';
import type { Failure } from '../session.js';
import { Sentence } from '../text.js';
import { useInSight } from './sight.js';

/** A question that could not be answered at all. */
export function Failed({ failure }: { failure: Failure }) {
  const card = useInSight();
  return (
    <section class="verdict verdict-cannotSay" ref={card}>
      <div class="lens">
        <Cross size={36} />
      </div>
      <div class="verdict-words">
        <h2>
          <Sentence id={failure.id} part="title" />
        </h2>
        <p>
          <Sentence id={failure.id} part="explain" data={failure} />
        </p>
        <p>
          <Sentence id={failure.id} part="fix" />
        </p>
      </div>
    </section>
  );
}
