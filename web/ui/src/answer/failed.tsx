import type { DocumentProblem } from 'anchorlight';
import { Cross, Warning } from '../icons.js';
import { subjectOf } from '../say.js';
import type { Failure } from '../session.js';
import { Sentence, Short, Value } from '../text.js';
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
        {!failure.problems && (
          <p>
            <Sentence id={failure.id} part="explain" data={failure} />
          </p>
        )}
        <p>
          <Sentence id={failure.id} part="fix" />
        </p>
      </div>
      {failure.problems && <Problems problems={failure.problems} />}
    </section>
  );
}

const MOST_SHOWN = 50;

/** What keeps a document from being read, each with its place in it. */
export function Problems({ problems }: { problems: readonly DocumentProblem[] }) {
  const left = problems.length - MOST_SHOWN;
  return (
    <ul class="problems document-problems">
      {problems.slice(0, MOST_SHOWN).map((problem, index) => (
        // The problems of a document never move.
        <Problem key={index} problem={problem} />
      ))}
      {left > 0 && <li>And {left} more.</li>}
    </ul>
  );
}

function Problem({ problem: { pointer, document, fault } }: { problem: DocumentProblem }) {
  const inner = fault.id === 'document.unreadable' ? subjectOf(fault.problem) : undefined;
  return (
    <li>
      <Warning />
      <span>
        <strong>
          <Sentence id={fault.id} part="title" data={fault} />
        </strong>{' '}
        <code class="pointer">
          <Value text={pointer || 'the document as a whole'} />
        </code>
        {document && (
          <span class="role">
            {' '}
            of the included document <Short text={document} longest={16} />
          </span>
        )}
        <br />
        <Sentence id={fault.id} part="explain" data={fault} />{' '}
        {inner && <Sentence id={inner.id} part="explain" data={inner.data} />}
        <span class="to-do">
          <Sentence id={fault.id} part="fix" data={fault} />
        </span>
      </span>
    </li>
  );
}
