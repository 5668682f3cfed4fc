import { useState } from 'preact/hooks';
import { Copy } from '../copy.js';
import { download } from '../files-view.js';
import { count, formatBytes } from '../format.js';
import { Sentence, Value } from '../text.js';
import { NoteList } from './note-list.js';
import type { Certificates, Target } from './targets.js';

/** A policy can hold thousands of certificates; a page cannot show them. */
const [MOST_LETTERS, MOST_SHOWN] = [20_000, 50];

/** One policy file: what is said of it, where it goes, and its text. */
export function Made({ target: { id, title, where, notes, file, beside } }: { target: Target }) {
  const named = `made-${id}`;
  return (
    <article class="made" aria-labelledby={named}>
      <h3 id={named}>{title}</h3>
      <NoteList notes={notes} />
      {file && (
        <>
          {where.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <div class="row">
            <button type="button" onClick={() => download(file.name, file.text(), file.type)}>
              Download {file.name}
            </button>
            <Copy text={file.text} words={`Copy ${file.name}`} />
          </div>
          <Shown file={file} title={title} />
          {beside && beside.files.length > 0 && <Beside {...beside} />}
        </>
      )}
    </article>
  );
}

/** The text of a file, written when somebody wants to see it: it can be long. */
function Shown({ file, title }: { file: NonNullable<Target['file']>; title: string }) {
  const [open, setOpen] = useState(false);
  const text = open ? file.text() : '';
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show {file.name}</summary>
      {open && (
        <>
          {/* Whoever has no mouse scrolls it with the keys. */}
          <pre class="policy" role="group" tabIndex={0} aria-label={`${file.name} for ${title}`}>
            {text.slice(0, MOST_LETTERS)}
          </pre>
          <p class="hint">
            {formatBytes(text.length)}
            {text.length > MOST_LETTERS && `, of which the first ${MOST_LETTERS} are here`}
          </p>
        </>
      )}
    </details>
  );
}

/** Certificates that the policy names by their files. */
function Beside({ folder, files }: NonNullable<Target['beside']>) {
  return (
    <details>
      <summary>
        {count(files.length, 'certificate')} for the folder <Value text={folder} />
      </summary>
      <ul class="beside">
        {files.slice(0, MOST_SHOWN).map(({ name, text }) => (
          <li key={name}>
            <button
              type="button"
              class="quiet"
              onClick={() => download(name, text, 'application/x-pem-file')}
            >
              Download<span class="sr-only"> {name}</span>
            </button>{' '}
            <code class="value">{name}</code>
          </li>
        ))}
      </ul>
      <p class="hint">
        {files.length > MOST_SHOWN && `And ${files.length - MOST_SHOWN} more. `}
        The command line writes all of them:{' '}
        <code>anchorlight store export FILE --format firefox-policy --folder FOLDER</code>
      </p>
    </details>
  );
}

/** What the browser itself is not told, because its policies have no words for it. */
export function Lost({ certificates }: { certificates: Certificates }) {
  return (
    <section class="panel lost" aria-labelledby="lost-title">
      <h2 id="lost-title">What the browser itself will not know</h2>
      <p>The extension goes by the whole document all the same.</p>
      {(['chromium', 'firefox'] as const).map((form) => (
        <details key={form}>
          <summary>
            {form === 'chromium' ? 'Chrome, Chromium, Edge' : 'Firefox'}:{' '}
            {count(certificates[form].lost.length, 'thing')}
          </summary>
          <ul>
            {certificates[form].lost.slice(0, MOST_SHOWN).map(({ pointer, fault }) => (
              <li key={pointer + fault.id}>
                <code class="pointer">
                  <Value text={pointer || 'the document as a whole'} />
                </code>
                : <Sentence id={fault.id} part="title" />
              </li>
            ))}
            {certificates[form].lost.length > MOST_SHOWN && (
              <li>And {certificates[form].lost.length - MOST_SHOWN} more.</li>
            )}
          </ul>
        </details>
      ))}
    </section>
  );
}
