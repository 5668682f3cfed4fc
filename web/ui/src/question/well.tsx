import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { isDocument, takesPart } from '../documents.js';
import type { File } from '../doors.js';
import { dropped, pasted } from '../files.js';
import { Give } from '../files-view.js';
import { count, formatBytes } from '../format.js';
import { Bin } from '../icons.js';
import type { Inspector } from '../inspect/inspector.js';
import { addressOf } from '../place.js';
import { heldBy, inSentence, kindOf, signerOf } from '../revocation/told.js';
import type { Role, Session } from '../session.js';
import { Short } from '../text.js';

interface Props {
  session: Session;
  inspector: Inspector;
  role: Role;
  number: string;
  title: string;
  children: ComponentChildren;
  /** What stands below the files. */
  below?: ComponentChildren;
}

/** A place for files: drop them, choose them, or paste their text. */
export function Well({ session, inspector, role, number, title, children, below }: Props) {
  const [over, setOver] = useState(false);
  const files = session.files[role].value;
  const next = files.length + 1;
  return (
    <section
      class={over ? 'well well-over' : 'well'}
      aria-labelledby={`${role}-title`}
      onDragOver={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={async (event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        if (event.dataTransfer) session.add(role, await dropped(event.dataTransfer));
      }}
      onPaste={async (event) => {
        if (!event.clipboardData || event.target instanceof HTMLTextAreaElement) return;
        event.preventDefault();
        session.add(role, await pasted(event.clipboardData, next));
      }}
    >
      <h2 id={`${role}-title`}>
        <span class="number">{number}</span>
        {title}
      </h2>
      <p class="hint" id={`${role}-hint`}>
        {children}
      </p>
      <FileList session={session} inspector={inspector} role={role} />
      <Give
        id={role}
        what={role === 'chain' ? 'of the chain' : 'of the trust store'}
        label={role === 'chain' ? 'PEM text' : 'PEM text or a document'}
        next={next}
        describedBy={`${role}-hint`}
        onFiles={(files) => session.add(role, files)}
      />
      {below}
    </section>
  );
}

function FileList({ session, inspector, role }: Pick<Props, 'session' | 'inspector' | 'role'>) {
  const files = session.files[role].value;
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map((file, index) => (
        <li key={`${index} ${file.label}`}>
          <span class="file-words">
            <span class="file-name">
              <Short text={file.label} />
            </span>
            {isDocument(file) ? (
              <Decides session={session} file={file} />
            ) : (
              <Holds session={session} file={file} />
            )}
          </span>
          <span class="file-size">{formatBytes(file.data.length)}</span>
          <a
            class="look"
            href={addressOf({ view: 'inspect', pointer: '' })}
            onClick={() => void inspector.add([file])}
          >
            Inspect
            <span class="sr-only">
              {' '}
              <Short text={file.label} />
            </span>
          </a>
          <button type="button" class="remove" onClick={() => session.remove(role, index)}>
            <Bin />
            <span class="sr-only">
              Remove <Short text={file.label} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What a trust store document is there for. */
function Decides({ session, file }: { session: Session; file: File }) {
  const trust = session.trust.value;
  if (session.sorted.value.document === file) {
    if (!trust) return session.busy.value ? null : <small class="file-holds">It cannot be read</small>;
    const { name, version } = trust.open.store;
    return (
      <small class="file-holds">
        Decides: <Short text={name} longest={40} />, version {version}
      </small>
    );
  }
  return (
    <small class="file-holds">
      {trust &&
        (takesPart(trust, file)
          ? 'Included by the document that decides'
          : 'Not used: nothing includes it')}{' '}
      <button type="button" class="link" onClick={() => session.prefer(file)}>
        Let this one decide
      </button>
    </small>
  );
}

/** What was found in a file, once the engine has looked. */
function Holds({ session, file }: { session: Session; file: File }) {
  const found = session.foundIn(file);
  if (!found) return null;
  const { certificates, revocationSources } = found.input;
  const sources = session.report.value?.revocationSources.filter(({ input }) => input === found.index);
  const [source] = sources ?? [];
  return (
    <small class="file-holds">
      {(certificates > 0 || !source) && count(certificates, 'certificate')}
      {certificates > 0 && source && ', '}
      {source && (
        <>
          {certificates > 0 ? inSentence(kindOf(source)) : kindOf(source)} of{' '}
          <Short text={signerOf(source)} longest={40} /> with {heldBy(source)}
        </>
      )}
      {revocationSources > 1 && ` and ${revocationSources - 1} more`}
    </small>
  );
}
