import { useState } from 'preact/hooks';
import type { Shown, Trust } from '../documents.js';
import type { File } from '../doors.js';
import { download, Give, taking } from '../files-view.js';
import type { Session } from '../session.js';
import { Choose } from './choose.js';

/** Adds certificates of files to the document that decides. */
export function Import({ session, trust }: { session: Session; trust: Trust }) {
  const shown = trust.documents[0] as Shown;
  const [files, setFiles] = useState<File[]>([]);
  const take = (more: File[]) => {
    if (more.length > 0) setFiles([...files, ...more]);
  };
  return (
    <section class="panel" aria-labelledby="import-title" {...taking(take)}>
      <div class="panel-head">
        <h2 id="import-title">Add certificates</h2>
        <p class="hint">Nothing changes before you take the new version.</p>
      </div>
      <Give id="import" what="to add" onFiles={take} next={files.length + 1} label="PEM text" />
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
