import { useState } from 'preact/hooks';

/** Copies a text. Pages from plain http have no clipboard, so there the button is left out. */
export function Copy({ text, words }: { text: () => string; words: string }) {
  const [done, setDone] = useState<'' | 'Copied' | 'Not allowed'>('');
  if (!navigator.clipboard) return null;
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => setDone('Copied'),
      () => setDone('Not allowed'),
    );
  return (
    <span class="copy">
      <button type="button" class="quiet" onClick={copy} onBlur={() => setDone('')}>
        {words}
      </button>
      <span role="status">{done}</span>
    </span>
  );
}
