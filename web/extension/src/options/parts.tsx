// What several options are made of.
import { Problems, Sentence } from '@anchorlight/ui/views';
import type { DocumentProblem } from 'anchorlight';
import type { ComponentChildren, HTMLAttributes } from 'preact';
import { useState } from 'preact/hooks';

interface OptionProps {
  id: string;
  title: string;
  /** Set by an administrator: it cannot be changed here. */
  managed?: boolean;
  /** What it does with files that are dropped on it. */
  taking?: Pick<HTMLAttributes<HTMLElement>, 'onDragOver' | 'onDrop'>;
  children: ComponentChildren;
}

export function Option({ id, title, managed = false, taking, children }: OptionProps) {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-title`} tabIndex={-1} {...taking}>
      <div class="panel-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {managed && <span class="tag">Set by your administrator</span>}
      </div>
      {children}
    </section>
  );
}

/** Brings the keyboard to an option, where what had it is gone. */
export function goTo(id: string): void {
  document.getElementById(id)?.focus();
}

/** Something that cannot be taken back is asked for twice. */
export function Sure({ words, warning, act }: { words: string; warning: string; act: () => void }) {
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <div class="row">
        <button type="button" class="quiet" onClick={() => setAsked(true)}>
          {words}
        </button>
      </div>
    );
  const answer = (yes: boolean) => (event: Event) => {
    goTo((event.currentTarget as Element).closest('section')?.id ?? '');
    setAsked(false);
    if (yes) act();
  };
  return (
    <div class="decided sure" role="alert">
      <p>{warning}</p>
      <div class="row">
        <button type="button" onClick={answer(true)}>
          {words}
        </button>
        <button type="button" class="quiet" ref={(button) => button?.focus()} onClick={answer(false)}>
          Leave it as it is
        </button>
      </div>
    </div>
  );
}

/** Why a document does not decide. */
export function Refused({ id, data, lead }: { id: string; data: object; lead: string }) {
  const { problems, problem } = data as { problems?: DocumentProblem[]; problem?: DocumentProblem };
  const all = problems ?? (problem ? [problem] : []);
  return (
    <div class="decided" role="alert">
      <p>
        <strong>
          {lead} <Sentence id={id} part="title" data={data} />.
        </strong>{' '}
        <Sentence id={id} part="explain" data={data} />
      </p>
      <p class="to-do">
        <Sentence id={id} part="fix" data={data} />
      </p>
      {all.length > 0 && <Problems problems={all} />}
    </div>
  );
}
