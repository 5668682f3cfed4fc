import type { Choice, Found, Preview, TrustedFor } from 'anchorlight';
import { useState } from 'preact/hooks';
import { Failed } from '../answer/failed.js';
import { ProblemLine } from '../answer/inputs.js';
import type { Shown, Trust } from '../documents.js';
import type { File } from '../doors.js';
import { download, Give, taking } from '../files-view.js';
import { formatDate } from '../format.js';
import { keyText } from '../people.js';
import type { Session } from '../session.js';
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

/** From files to the next version of the document: look, choose, take it. */
export function Import({ session, trust }: { session: Session; trust: Trust }) {
  const shown = trust.documents[0] as Shown;
  const [files, setFiles] = useState<File[]>([]);
  const [lists, setLists] = useState(new Map<string, List>());
  const [purposes, setPurposes] = useState<TrustedFor[]>(['server']);
  const [hosts, setHosts] = useState('');
  const preview = useAnswer<Preview>();
  const edited = useAnswer<string>();
  const found = preview.answer?.certificates ?? [];
  const listOf = ({ sha256, suggestion }: Found) => lists.get(sha256) ?? suggestion.as;
  const chosen = found.filter((one) => listOf(one) !== 'none');
  const take = (more: File[]) => {
    if (more.length === 0) return;
    const all = [...files, ...more];
    setFiles(all);
    edited.forget();
    void preview.ask(() => session.doors.previewImport({ document: shown.file, files: all }));
  };
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
      const text = await session.doors.editStore({ document: shown.file, add });
      // What cannot be read is not handed out.
      await session.doors.describeStore({ ...trust.files, document: text });
      return text;
    });
  return (
    <section class="panel" aria-labelledby="import-title" {...taking(take)}>
      <div class="panel-head">
        <h2 id="import-title">Add certificates</h2>
        <p class="hint">Nothing changes before you take the new version.</p>
      </div>
      <Give id="import" what="to add" onFiles={take} next={files.length + 1} label="PEM text" />
      {preview.failure && <Failed failure={preview.failure} />}
      {preview.answer && (
        <>
          {found.length === 0 && <p>No certificate was found.</p>}
          <ul class="imports">
            {found.slice(0, MOST_SHOWN).map((one) => (
              <Line
                key={one.sha256}
                found={one}
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
              <label for="import-hosts">
                Hosts of the end entities <span class="hint">with blanks between them</span>
              </label>
              <input
                id="import-hosts"
                type="text"
                autocomplete="off"
                spellcheck={false}
                value={hosts}
                onInput={(event) => changed(setHosts)(event.currentTarget.value)}
              />
            </div>
          )}
          <div class="row">
            <button type="button" disabled={chosen.length === 0} onClick={() => void write()}>
              Write the next version
            </button>
          </div>
        </>
      )}
      {edited.failure && <Failed failure={edited.failure} />}
      {edited.answer !== undefined && <Written session={session} shown={shown} text={edited.answer} />}
    </section>
  );
}

function choiceOf(found: Found, list: List, purposes: TrustedFor[], hosts: string[]): Choice {
  const { certificate } = found;
  if (list === 'hint' || list === 'none') return { certificate, placement: { as: 'hint' } };
  if (list === 'anchor') return { certificate, placement: { as: 'anchor', purposes } };
  return { certificate, placement: { as: 'endEntity', purposes, hosts } };
}

function Line({ found, list, onList }: { found: Found; list: List; onList: (list: List) => void }) {
  const isThere = found.findings.some(({ id }) => id === 'import.already_there');
  const id = `import-${found.sha256}`;
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

/** The next version, for other places or for this page. */
function Written({ session, shown, text }: { session: Session; shown: Shown; text: string }) {
  const name = shown.file.label.replace(/(\.json)?$/, `-${shown.report.store.version + 1}.json`);
  const use = () => session.replace(shown.file, { label: name, data: new TextEncoder().encode(text) });
  return (
    <div class="written" role="status">
      <p>
        <strong>Version {shown.report.store.version + 1} is written.</strong>{' '}
        {shown.report.store.signed
          ? 'It is not signed: whoever keeps the keys signs it on the command line before it is published.'
          : 'Download it to publish it, or decide by it on this page only.'}
      </p>
      <div class="row">
        <button type="button" onClick={() => download(name, text)}>
          Download the document
        </button>
        <button type="button" onClick={use}>
          Decide by it here
        </button>
      </div>
    </div>
  );
}
