import type { inspection } from 'anchorlight';
import { useMemo } from 'preact/hooks';
import { Failed } from '../answer/failed.js';
import type { Shown, Trust } from '../documents.js';
import type { File } from '../doors.js';
import { download, Give, taking } from '../files-view.js';
import { count } from '../format.js';
import { createInspector, type Entry, LOCKED } from '../inspect/inspector.js';
import { Password } from '../inspect/password.js';
import { Problems } from '../inspect/problems.js';
import { waysOf } from '../inspect/ways.js';
import type { Session } from '../session.js';
import { Short } from '../text.js';
import { Choose } from './choose.js';

/** Adds certificates of files to the document that decides. */
export function Import({ session, trust }: { session: Session; trust: Trust }) {
  const shown = trust.documents[0] as Shown;
  const inspector = useMemo(() => createInspector(session.doors), [session]);
  const entries = inspector.entries.value;
  const files = useMemo(() => entries.flatMap(certificatesOf), [entries]);
  const keys = useMemo(() => entries.flatMap(keysOf), [entries]);
  const problems = useMemo(() => entries.flatMap(problemsOf), [entries]);
  const take = (more: File[]) => void inspector.add(more);
  const isBusy = inspector.busy.value > 0;
  return (
    <section class="panel" aria-labelledby="import-title" {...taking(take)}>
      <div class="panel-head">
        <h2 id="import-title">Add certificates</h2>
        <p class="hint">Nothing changes before you take the new version.</p>
      </div>
      <Give id="import" what="to add" onFiles={take} next={entries.length + 1} label="PEM text" />
      {inspector.failure.value && <Failed failure={inspector.failure.value} />}
      {entries.map((entry) => (
        <Password
          key={entry.id}
          inspector={inspector}
          entry={entry}
          id={`import-password-${entry.id}`}
          then="import-found"
        />
      ))}
      <Problems problems={problems} />
      {keys.length > 0 && (
        <p class="decided">
          {count(keys.length, 'private key')} in what was given:{' '}
          <Short text={keys.join(', ')} longest={200} />. None is needed, and nothing of it is kept.
        </p>
      )}
      {entries.length > 0 && files.length === 0 && !isBusy && <p>No certificate was found.</p>}
      {files.length > 0 && (
        <Choose
          id="import"
          doors={session.doors}
          store={trust.files}
          files={files}
          action="Write the next version"
          take={async (text) => text}
          told={(text) => <Written session={session} shown={shown} text={text} />}
        />
      )}
    </section>
  );
}

/** The certificates of a file, each called by the way to it. */
function certificatesOf({ file }: Entry): File[] {
  const ways = waysOf(file);
  return file.objects.flatMap(({ content }, index) => {
    const der = content.kind === 'certificate' ? file.der(index) : undefined;
    return der ? [{ label: ways[index]?.join(' › ') ?? '', data: der.slice() }] : [];
  });
}

function keysOf({ file }: Entry): string[] {
  const ways = waysOf(file);
  return file.objects.flatMap(({ content }, index) =>
    content.kind === 'privateKey' ? [ways[index]?.join(' › ') ?? ''] : [],
  );
}

/** What is wrong with files; that something waits for a password is asked for beside. */
function problemsOf({ file }: Entry): inspection.InspectionProblem[] {
  const all = [...file.problems, ...file.objects.flatMap(({ problem }) => problem ?? [])];
  return all.filter(({ kind }) => !LOCKED.includes(kind.id));
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
