import type { Choice, Found, Preview, StoreFiles, TrustedFor } from 'anchorlight';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Failed } from '../answer/failed.js';
import { ProblemLine } from '../answer/inputs.js';
import type { EditDoors, File } from '../doors.js';
import { formatDate } from '../format.js';
import { keyText } from '../people.js';
import { Sentence, Short, Value } from '../text.js';
import { PURPOSES } from '../trust/words.js';
import { useAnswer } from './ask.js';

type List = Found['suggestion']['as'];

const LISTS: [List, string][] = [
  ['none', 'leave it out'],
  ['anchor', 'an anchor'],
  ['hint', 'a hint'],
  ['endEntity', 'an end entity'],
];

/** A document can take thousands of certificates; a page cannot show them. */
const MOST_SHOWN = 200;

interface Props<Answer> {
  /** Begins the ids of its fields. */
  id: string;
  doors: EditDoors;
  /** What the certificates are added to. */
  store: StoreFiles;
  files: readonly File[];
  /** The words of the button. */
  action: string;
  /** What becomes of the next version, once it is written. */
  take: (text: string) => Promise<Answer>;
  /** What came of that; told until something else is chosen. */
  told: (answer: Answer) => ComponentChildren;
}

/** From the certificates of files to the next version of a document: look, choose, write. */
export function Choose<Answer>({ id, doors, store, files, action, take, told }: Props<Answer>) {
  const [lists, setLists] = useState(new Map<string, List>());
  const [purposes, setPurposes] = useState<TrustedFor[]>(['server']);
  const [hosts, setHosts] = useState('');
  const preview = useAnswer<Preview>();
  const edited = useAnswer<Answer>();
  const found = preview.answer?.certificates ?? [];
  const listOf = ({ sha256, suggestion }: Found) => lists.get(sha256) ?? suggestion.as;
  const chosen = found.filter((one) => listOf(one) !== 'none');
  useEffect(() => {
    edited.forget();
    void preview.ask(() => doors.previewImport({ document: store.document, files }));
  }, [files]);
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      edited.forget();
      set(value);
    };
  const choose = changed(setLists);
  const write = () =>
    edited.ask(async () => {
      const names = hosts.split(/[\s,]+/).filter(Boolean);
      const add = chosen.map((one) => choiceOf(one, listOf(one), purposes, names));
      const text = await doors.editStore({ document: store.document, add });
      // What cannot be read is not handed out.
      await doors.describeStore({ ...store, document: text });
      return take(text);
    });
  if (preview.failure) return <Failed failure={preview.failure} />;
  if (!preview.answer) return null;
  return (
    <>
      {found.length === 0 && <p>No certificate was found.</p>}
      <ul class="imports" id={`${id}-found`} tabIndex={-1}>
        {found.slice(0, MOST_SHOWN).map((one) => (
          <Line
            key={one.sha256}
            id={`${id}-${one.sha256}`}
            found={one}
            way={files[one.file]?.label}
            list={listOf(one)}
            onList={(list) => choose(new Map([...lists, [one.sha256, list]]))}
          />
        ))}
      </ul>
      {found.length > MOST_SHOWN && (
        <p class="hint">And {found.length - MOST_SHOWN} more, taken as suggested.</p>
      )}
      {preview.answer.problems.length > 0 && (
        <ul class="problems">
          {preview.answer.problems.slice(0, 50).map(({ problem }, index) => (
            // The problems of a preview never move.
            <ProblemLine key={index} problem={problem} />
          ))}
        </ul>
      )}
      {chosen.some((one) => listOf(one) !== 'hint') && (
        <Purposes purposes={purposes} onPurposes={changed(setPurposes)} />
      )}
      {chosen.some((one) => listOf(one) === 'endEntity') && (
        <div class="field">
          <label for={`${id}-hosts`}>
            Hosts of the end entities <span class="hint">with blanks between them</span>
          </label>
          <input
            id={`${id}-hosts`}
            type="text"
            autocomplete="off"
            spellcheck={false}
            value={hosts}
            onInput={(event) => changed(setHosts)(event.currentTarget.value)}
          />
        </div>
      )}
      <div class="row">
        <button type="button" disabled={chosen.length === 0 || edited.busy} onClick={() => void write()}>
          {action}
        </button>
      </div>
      {edited.failure && <Failed failure={edited.failure} />}
      {edited.answer !== undefined && told(edited.answer)}
    </>
  );
}

function choiceOf(found: Found, list: List, purposes: TrustedFor[], hosts: string[]): Choice {
  const { certificate } = found;
  if (list === 'hint' || list === 'none') return { certificate, placement: { as: 'hint' } };
  if (list === 'anchor') return { certificate, placement: { as: 'anchor', purposes } };
  return { certificate, placement: { as: 'endEntity', purposes, hosts } };
}

interface LineProps {
  id: string;
  found: Found;
  /** Where it comes from. */
  way: string | undefined;
  list: List;
  onList: (list: List) => void;
}

function Line({ id, found, way, list, onList }: LineProps) {
  const isThere = found.findings.some(({ id }) => id === 'import.already_there');
  return (
    <li class="import">
      <div>
        <p>
          <strong>
            <Value text={found.subject} longest={120} />
          </strong>
        </p>
        <p class="hint">
          <Short text={keyText(found)} />, until {formatDate(found.notAfter)}. Suggested:{' '}
          <Sentence id={found.suggestion.reason} part="title" data={found} />.
        </p>
        {way !== undefined && (
          <p class="hint">
            From <Short text={way} longest={160} />
          </p>
        )}
        <ul class="import-findings">
          {found.findings.map((finding, index) => (
            // The findings of a certificate never move.
            <li key={index} class="tag">
              <Sentence id={finding.id} part="title" data={finding} />
            </li>
          ))}
        </ul>
      </div>
      <label for={id} class="sr-only">
        What <Short text={found.subject} /> is to be
      </label>
      <select
        id={id}
        disabled={isThere}
        value={list}
        onChange={(event) => onList(event.currentTarget.value as List)}
      >
        {LISTS.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </li>
  );
}

interface PurposesProps {
  purposes: TrustedFor[];
  onPurposes: (purposes: TrustedFor[]) => void;
}

function Purposes({ purposes, onPurposes }: PurposesProps) {
  return (
    <fieldset class="purposes">
      <legend>What is added is trusted for</legend>
      {(Object.entries(PURPOSES) as [TrustedFor, string][]).map(([value, words]) => (
        <label key={value} class="option">
          <input
            type="checkbox"
            checked={purposes.includes(value)}
            onChange={(event) =>
              onPurposes(
                event.currentTarget.checked ? [...purposes, value] : purposes.filter((one) => one !== value),
              )
            }
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
