import type { DocumentProblem, Refusal } from 'anchorlight';
import type { ComponentChildren } from 'preact';
import { Problems } from '../answer/failed.js';
import { Sentence } from '../text.js';

interface Props {
  lead: ComponentChildren;
  refusal: Refusal;
  children?: ComponentChildren;
}

/** Why a document may not take the place of another. */
export function Refused({ lead, refusal, children }: Props) {
  const { problems, problem } = refusal as { problems?: DocumentProblem[]; problem?: DocumentProblem };
  const all = problems ?? (problem ? [problem] : []);
  return (
    <div class="decided refused" role="alert">
      <p>
        <strong>
          {lead} <Sentence id={refusal.id} part="title" data={refusal} />.
        </strong>{' '}
        <Sentence id={refusal.id} part="explain" data={refusal} />
      </p>
      {all.length > 0 && <Problems problems={all} />}
      {children}
    </div>
  );
}
