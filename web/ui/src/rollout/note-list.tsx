import { Cross, Note as NoteIcon, Warning } from '../icons.js';
import { Sentence } from '../text.js';
import type { Note } from './notes.js';

const MARKS = { error: Cross, missing: NoteIcon, warning: Warning, info: NoteIcon };

/** What is said of a policy, with what to do about it. */
export function NoteList({ notes }: { notes: Note[] }) {
  if (notes.length === 0) return null;
  return (
    <ul class="rollout-notes">
      {notes.map(({ id, severity, data }) => {
        const Mark = MARKS[severity];
        return (
          <li key={id} class={`rollout-note rollout-note-${severity}`}>
            <Mark />
            <span>
              <strong>
                <Sentence id={id} part="title" data={data} />
              </strong>{' '}
              <Sentence id={id} part="explain" data={data} />{' '}
              <span class="to-do">
                <Sentence id={id} part="fix" data={data} />
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
