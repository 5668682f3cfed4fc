import { Failed, type File, Head, now, type Shown, type Trust, useAnswer } from '@anchorlight/ui/views';
import type { FirstUse, UpdateReport } from 'anchorlight';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../messages.js';
import { type Model, textOf } from './model.js';
import { Refused } from './parts.js';
import { Why } from './why.js';

interface Props {
  model: Model;
  files: readonly File[];
  /** Nothing decides yet, so somebody has to say why this one is trusted. */
  isFirst: boolean;
  onDone: () => void;
}

/** A document that was given: what it is, and whether it may decide. */
export function Offered({ model, files, isFirst, onDone }: Props) {
  const read = useAnswer<Trust>();
  const taken = useAnswer<UpdateReport>();
  const [first, setFirst] = useState<FirstUse>();
  useEffect(() => void read.ask(() => model.readFiles(files)), []);
  if (read.failure) return <Failed failure={read.failure} />;
  if (!read.answer) return null;
  const trust = read.answer;
  const shown = trust.documents[0] as Shown;
  const take = async () => {
    const [document = '', ...included] = [shown.file, ...trust.sorted.further].map(textOf);
    const asked = { document, included, ...(isFirst && first && { first }) };
    const report = await model.offer(() => ask('import', asked));
    if (report.outcome === 'accepted') onDone();
    return report;
  };
  return (
    <>
      <Head shown={shown} time={now()} about="What was given" id="offered-name" />
      {isFirst ? (
        <Why
          store={shown.report.store}
          onWhy={(chosen) => {
            taken.forget();
            setFirst(chosen);
          }}
        />
      ) : (
        <p>It takes the place of the one that decides now, if it may follow that one.</p>
      )}
      <div class="row">
        <button
          type="button"
          disabled={taken.busy || (isFirst && !first)}
          onClick={() => void taken.ask(take)}
        >
          Let it decide
        </button>
      </div>
      {taken.failure && <Failed failure={taken.failure} />}
      {taken.answer?.outcome === 'refused' && (
        <Refused id={taken.answer.refusal.id} data={taken.answer.refusal} lead="It does not decide." />
      )}
    </>
  );
}
