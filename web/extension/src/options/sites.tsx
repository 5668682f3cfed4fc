import { fault, Short } from '@anchorlight/ui/views';
import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../messages.js';
import { optionalHosts, requiredHosts, seesOpened } from './manifest.js';
import { Option } from './parts.js';
import { patternOf, patternWords } from './pattern.js';

/** Which sites the extension may look at. */
export function Sites({ settings }: { settings: Settings }) {
  const granted = useGranted();
  const [host, setHost] = useState('');
  const [said, setSaid] = useState('');
  // Browsers ask the person, and only straight after a click of theirs.
  const request = async (origins: string[]) => {
    try {
      const given = await chrome.permissions.request({ origins });
      setSaid(given ? 'Allowed.' : 'Not allowed.');
      if (given) setHost('');
    } catch (thrown) {
      setSaid(fault(thrown).message);
    }
  };
  const add = () => {
    const pattern = patternOf(host);
    if (pattern) void request([pattern]);
    else
      setSaid(
        'This is no host. Write one like intranet.corp.example, or *.corp.example for all below a domain.',
      );
  };
  const all = optionalHosts.filter((pattern) => patternWords(pattern) === 'Every site');
  return (
    <Option id="sites" title="Sites">
      <p>
        Of these sites the extension may look at the chain when one of their pages is loaded.{' '}
        {seesOpened
          ? 'On any other, it does so when you open it there from the toolbar.'
          : 'On others it cannot say anything.'}
      </p>
      <Watched hosts={settings.hosts} />
      {granted.length === 0 ? (
        <p>None yet.</p>
      ) : (
        <ul class="sites">
          {granted.map((pattern) => (
            <Site key={pattern} pattern={pattern} onFault={setSaid} />
          ))}
        </ul>
      )}
      <form
        class="site-form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <div class="field">
          <label for="site">
            A host <span class="hint">intranet.corp.example, *.corp.example</span>
          </label>
          <input
            id="site"
            type="text"
            autocomplete="off"
            spellcheck={false}
            value={host}
            onInput={(event) => setHost(event.currentTarget.value)}
          />
        </div>
        <button type="submit">Allow this one</button>
      </form>
      {all.length > 0 && !granted.some((pattern) => patternWords(pattern) === 'Every site') && (
        <div class="row">
          <button type="button" class="quiet" onClick={() => void request(all)}>
            Allow every site
          </button>
        </div>
      )}
      <p class="hint" role="status">
        {said}
      </p>
    </Option>
  );
}

function Watched({ hosts }: { hosts: Settings['hosts'] | undefined }) {
  if (!hosts) return null;
  return (
    <div class="watched">
      <p>
        Your administrator has these watched, and no others <span class="tag">Set by your administrator</span>
      </p>
      <ul class="plain-list">
        {hosts.map((host) => (
          <li key={host}>
            <code>
              <Short text={host} />
            </code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Site({ pattern, onFault }: { pattern: string; onFault: (words: string) => void }) {
  const words = patternWords(pattern);
  const remove = () =>
    chrome.permissions.remove({ origins: [pattern] }).then(
      (gone) => onFault(gone ? `${words}: not allowed any more.` : `${words}: it could not be taken back.`),
      (thrown: unknown) => onFault(fault(thrown).message),
    );
  return (
    <li class="site">
      <span>
        <Short text={words} longest={200} />
      </span>
      {requiredHosts.includes(pattern) ? (
        <span class="role">came with the installation</span>
      ) : (
        <button type="button" class="quiet" onClick={() => void remove()}>
          Take back
          <span class="sr-only">
            {' '}
            <Short text={words} longest={200} />
          </span>
        </button>
      )}
    </li>
  );
}

/** What the browser lets the extension see, as it is now. */
function useGranted(): string[] {
  const [granted, setGranted] = useState<string[]>([]);
  useEffect(() => {
    const read = () => void chrome.permissions.getAll().then(({ origins = [] }) => setGranted(origins));
    read();
    chrome.permissions.onAdded.addListener(read);
    chrome.permissions.onRemoved.addListener(read);
    return () => {
      chrome.permissions.onAdded.removeListener(read);
      chrome.permissions.onRemoved.removeListener(read);
    };
  }, []);
  return granted;
}
