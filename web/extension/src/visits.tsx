// What the sites that were visited were found to be, and when that changed.
import { formatTime, Sentence, Short, sayPlainly } from '@anchorlight/ui/views';
import { useEffect, useState } from 'preact/hooks';
import { ask, messageOf } from './messages.js';
import type { Visit } from './state.js';
import { MARKS, TONES } from './views/badge.js';
import { Host } from './views/host.js';

/** Of all hosts there can be thousands. */
const MOST_SHOWN = 200;

/** Of one host, or of all; asked for again when `asOf` is another one. */
export function Visits({ host, asOf }: { host?: string; asOf?: unknown }) {
  const [visits, setVisits] = useState<Visit[]>();
  const [fault, setFault] = useState('');
  useEffect(() => {
    ask('history', host === undefined ? {} : { host }).then(setVisits, (thrown: unknown) =>
      setFault(messageOf(thrown)),
    );
  }, [host, asOf]);
  if (fault) return <p class="fault">{fault}</p>;
  if (!visits) return null;
  if (visits.length === 0) return <p class="hint">None is kept.</p>;
  const left = visits.length - MOST_SHOWN;
  return (
    <>
      <ol class="visits">
        {visits.slice(0, MOST_SHOWN).map((visit) => (
          <Line key={`${visit.host} ${visit.first}`} visit={visit} named={host === undefined} />
        ))}
      </ol>
      {left > 0 && <p class="hint">And {left} older ones.</p>}
    </>
  );
}

function Line({ visit, named }: { visit: Visit; named: boolean }) {
  const { host, first, last, badge, finding, anchorName, anchor, key } = visit;
  const Mark = MARKS[badge];
  return (
    <li class={`visit verdict-${TONES[badge]}`}>
      <Mark />
      <div>
        {named && (
          <p class="host">
            <Host host={host} />
          </p>
        )}
        <p>
          <strong>
            <Sentence id={`badge.${badge}`} part="title" />
          </strong>
          {finding && `: ${sayPlainly(finding, 'title')}`}
        </p>
        <p class="hint">
          {formatTime(first)}
          {last !== first && ` to ${formatTime(last)}`}
          {anchor && (
            <>
              , by <Short text={anchorName || anchor} longest={40} />
            </>
          )}
          {key && (
            <>
              , key <code>{key.slice(0, 16)}…</code>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
