// Looking at files of any kind: what is in them, in words and octet by octet.
import { useEffect } from 'preact/hooks';
import { Failed } from '../answer/failed.js';
import { pasted } from '../files.js';
import { Give, taking } from '../files-view.js';
import { count } from '../format.js';
import { place } from '../place.js';
import { Detail } from './detail.js';
import type { Inspector } from './inspector.js';
import { List } from './list.js';
import { Password } from './password.js';
import { TogetherLink, TogetherView } from './together.js';

export function Inspect({ inspector }: { inspector: Inspector }) {
  usePaste(inspector);
  const { entries, chosen, failure, busy } = inspector;
  const objects = entries.value.reduce((sum, { file }) => sum + file.objects.length, 0);
  return (
    <>
      <div class="inspect-files" {...taking((files) => void inspector.add(files))}>
        <section class="well" aria-labelledby="inspect-title">
          <h2 id="inspect-title" tabIndex={-1}>
            Files to look at
          </h2>
          <p class="hint" id="inspect-hint">
            Certificates, requests, revocation lists, OCSP responses, keys, and what holds them. They are told
            by their content, not by their names.
          </p>
          <Give
            id="inspect"
            what="to look at"
            label="Text"
            next={entries.value.length + 1}
            describedBy="inspect-hint"
            onFiles={(files) => void inspector.add(files)}
          />
          <p class="sr-only" role="status">
            {busy.value > 0 ? 'Reading…' : objects > 0 ? count(objects, 'object') : ''}
          </p>
        </section>
        <TogetherLink inspector={inspector} />
        <List inspector={inspector} />
      </div>
      <div class="inspect-seen" aria-busy={busy.value > 0}>
        {failure.value && <Failed failure={failure.value} />}
        {chosen.value === 'together' && <TogetherView inspector={inspector} />}
        {typeof chosen.value === 'object' && (
          <>
            <Password
              key={`password of ${chosen.value.entry.id}`}
              inspector={inspector}
              entry={chosen.value.entry}
            />
            <Detail
              key={chosen.value.entry.file.objects[chosen.value.index]}
              inspector={inspector}
              chosen={chosen.value}
            />
          </>
        )}
        {!chosen.value && (
          <section class="panel">
            <h2>Before you trust, look.</h2>
            <p>
              Every field and extension in words, every octet in its place, and damaged files as far as they
              can be read. Nothing is sent anywhere; of a private key nothing is kept.
            </p>
          </section>
        )}
      </div>
    </>
  );
}

/** What is pasted outside of a text field is looked at. */
function usePaste(inspector: Inspector): void {
  useEffect(() => {
    const onPaste = async (event: ClipboardEvent) => {
      const { target, clipboardData } = event;
      if (place.value.view !== 'inspect' || !clipboardData) return;
      if (target instanceof Element && target.closest('input, textarea')) return;
      void inspector.add(await pasted(clipboardData, inspector.entries.value.length + 1));
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [inspector]);
}
