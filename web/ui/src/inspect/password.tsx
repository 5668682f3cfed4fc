import { useState } from 'preact/hooks';
import { Short } from '../text.js';
import type { Entry, Inspector } from './inspector.js';

interface Props {
  inspector: Inspector;
  entry: Entry;
  /** Its field's id. */
  id?: string;
  /** What has the focus once all of it is open. */
  then?: string;
}

/** Asks for what opens a file. It is tried, and forgotten with the file once nothing in it is closed. */
export function Password({ inspector, entry, id = 'password', then = 'object-title' }: Props) {
  const [password, setPassword] = useState('');
  if (!entry.locked) return null;
  return (
    <form
      class="panel password"
      onSubmit={async (event) => {
        event.preventDefault();
        setPassword('');
        const isOpen = await inspector.unlock(entry.id, password);
        // The field is gone with the last lock: what was behind it is what one wants to read.
        if (isOpen) document.getElementById(then)?.focus({ preventScroll: true });
      }}
    >
      <label for={id}>
        Password of <Short text={entry.file.label ?? 'the file'} />
      </label>
      <div class="row">
        <input
          id={id}
          type="password"
          autocomplete="off"
          value={password}
          aria-describedby={`${id}-hint`}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
        <button type="submit" class="primary">
          Open
        </button>
      </div>
      <p class="hint" id={`${id}-hint`} role="status">
        {entry.locked.passwords.length > 0
          ? 'Something in it is still closed. Another password can be tried.'
          : 'It is used here and nowhere else, and forgotten with the file.'}
      </p>
    </form>
  );
}
