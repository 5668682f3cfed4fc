import type { Difference, DocumentChange, Place } from 'anchorlight';
import { useState } from 'preact/hooks';
import { Failed } from '../answer/failed.js';
import type { Trust } from '../documents.js';
import type { File } from '../doors.js';
import { Give, taking } from '../files-view.js';
import { count } from '../format.js';
import { documentAnd } from '../kept/state.js';
import { Versions } from '../kept/versions.js';
import type { Session } from '../session.js';
import { Sentence, Value } from '../text.js';
import { useAnswer } from './ask.js';
import { Turn } from './turn.js';

/** Thousands of anchors can come and go at once; a page cannot show them. */
const MOST_SHOWN = 200;

interface Compared {
  difference: Difference;
  old: { file: File; version: number };
  next: { file: File; version: number };
}

/** In what another version differs from the document that decides, and what that means for the chain at hand. */
export function Compare({ session, trust }: { session: Session; trust: Trust }) {
  const [given, setGiven] = useState(0);
  const asked = useAnswer<Compared>();
  const compare = (files: File[]) => {
    const { document = files[0], further } = documentAnd(files);
    if (!document) return;
    setGiven(given + 1);
    void asked.ask(() => difference(session, trust, document, further));
  };
  const { answer } = asked;
  return (
    <section class="panel" aria-labelledby="compare-title" {...taking(compare)}>
      <div class="panel-head">
        <h2 id="compare-title">Compare with another version</h2>
        <p class="hint">The version with the lower number is the old one.</p>
      </div>
      <Give
        id="compare"
        what="of the other version"
        label="The other document"
        next={given + 1}
        onFiles={compare}
      />
      {session.doors.kept && (
        <Versions session={session} trust={trust} doors={session.doors.kept} onCompare={compare} />
      )}
      {asked.failure && <Failed failure={asked.failure} />}
      {answer && (
        <div role="status">
          <p>
            From version {answer.old.version} (<Value text={answer.old.file.label} longest={60} />) to version{' '}
            {answer.next.version} (<Value text={answer.next.file.label} longest={60} />
            ): {count(answer.difference.changes.length, 'difference')}.
          </p>
          <ul class="differences">
            {answer.difference.changes.slice(0, MOST_SHOWN).map((change, index) => (
              // The changes of a comparison never move.
              <Line key={index} change={change} />
            ))}
          </ul>
          {answer.difference.changes.length > MOST_SHOWN && (
            <p class="hint">And {answer.difference.changes.length - MOST_SHOWN} more.</p>
          )}
          {session.report.value && answer.difference.verdicts.length === 0 && (
            <p>The chain at hand keeps its verdict.</p>
          )}
          {answer.difference.verdicts.map((turn) => (
            <div key={turn.chain}>
              <p>
                <strong>The chain at hand has another verdict:</strong>
              </p>
              <Turn before={turn.before} after={turn.after} />
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

async function difference(
  session: Session,
  trust: Trust,
  file: File,
  further: readonly File[],
): Promise<Compared> {
  const here = { file: trust.sorted.document as File, version: trust.open.store.version };
  // What it includes is among what came with it, or here already.
  const other = { ...trust.files, document: file, included: [...further, ...trust.sorted.further] };
  const { store } = await session.doors.describeStore(other);
  const there = { file, version: store.version };
  const isNewer = store.version >= here.version;
  const [old, next] = isNewer ? [trust.files, other] : [other, trust.files];
  const chain = session.chainAsked();
  return {
    difference: await session.doors.diffStores({
      old,
      new: next,
      chains: chain ? [chain] : [],
      time: session.timeAsked(),
    }),
    old: isNewer ? here : there,
    next: isNewer ? there : here,
  };
}

function Line({ change: { about, effect, field, before, after } }: { change: DocumentChange }) {
  return (
    <li class={`difference difference-${effect}`}>
      <span class="action">
        <Sentence id={effect} part="title" />
      </span>{' '}
      <span class="difference-words">
        <Sentence id={about.id} part="title" data={about} />
        {field && (
          <>
            , <code>{field}</code>: <Said place={before} /> becomes <Said place={after} />
          </>
        )}
      </span>
    </li>
  );
}

function Said({ place }: { place: Place | undefined }) {
  if (place === undefined) return <em>nothing</em>;
  const { value } = place;
  const text = (one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one));
  return <Value text={Array.isArray(value) ? value.map(text).join(', ') || 'an empty list' : text(value)} />;
}
