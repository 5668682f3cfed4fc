import { plainHex } from '@anchorlight/ui/views';
import type { FirstUse, StoreReport } from 'anchorlight';
import { useState } from 'preact/hooks';

interface Props {
  store: StoreReport['store'];
  onWhy: (why: FirstUse) => void;
}

/** Why a first document is trusted: nobody can tell but the person who knows it from elsewhere. */
export function Why({ store, onWhy }: Props) {
  const [by, setBy] = useState<'digest' | 'signers'>();
  const [given, setGiven] = useState('');
  const choose = (by: 'digest' | 'signers', given: string) => {
    setBy(by);
    setGiven(given);
    onWhy(by === 'digest' ? accepted(store, given) : pinned(store, given));
  };
  return (
    <fieldset class="first-use">
      <legend>Why do you trust it?</legend>
      <p class="hint">
        Whoever publishes it can tell you its SHA-256, or that of the keys that sign it. Ask on another way
        than the one the file came.
      </p>
      <label class="option">
        <input type="radio" name="why" checked={by === 'digest'} onChange={() => choose('digest', '')} />
        <span>
          The SHA-256 of the file is the one that I was told
          <small>Later versions are taken if they may follow this one.</small>
        </span>
      </label>
      {store.signed && (
        <label class="option">
          <input type="radio" name="why" checked={by === 'signers'} onChange={() => choose('signers', '')} />
          <span>
            The SHA-256 of the keys that signed it are the ones that I was told
            <small>It is taken only if they signed it.</small>
          </span>
        </label>
      )}
      {by && (
        <div class="field">
          <label for="why-given">
            What I was told <span class="hint">empty: I compared it myself</span>
          </label>
          <textarea
            id="why-given"
            rows={2}
            spellcheck={false}
            autocomplete="off"
            value={given}
            onInput={(event) => choose(by, event.currentTarget.value)}
          />
        </div>
      )}
    </fieldset>
  );
}

function accepted({ digest }: Props['store'], given: string): FirstUse {
  return { accepted: { digest: words(given)[0] ?? digest } };
}

/** Without keys of one's own: those that signed it, as many of them as the document asks for. */
function pinned({ signed }: Props['store'], given: string): FirstUse {
  const told = words(given);
  const signers = told.length > 0 ? told : (signed?.valid ?? []);
  return { pinned: { signers, threshold: Math.min(signed?.threshold ?? 1, signers.length) } };
}

function words(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map(plainHex)
    .filter(Boolean);
}
