import { Sentence } from '@anchorlight/ui/views';
import { useState } from 'preact/hooks';
import { ask, messageOf } from '../messages.js';
import type { Lack } from '../state.js';

/** Why there is no chain, and what to do about it. */
export function Lacking({ lack, tab }: { lack: Lack; tab: number | undefined }) {
  return (
    <>
      <p class="lead">
        <strong>
          <Sentence id={lack.id} part="title" data={lack} />.
        </strong>
      </p>
      <p>
        <Sentence id={lack.id} part="explain" data={dataOf(lack)} />
      </p>
      <p class="do">
        <span class="label">What to do</span> <Sentence id={lack.id} part="fix" data={lack} />
      </p>
      {lack.id === 'capture.no_permission' && tab !== undefined && <Allow origin={lack.origin} tab={tab} />}
      {lack.id === 'capture.no_store' && (
        <div class="row">
          <button type="button" onClick={() => void chrome.runtime.openOptionsPage()}>
            Open the settings
          </button>
        </div>
      )}
    </>
  );
}

/** Browsers do not always tell why they broke off. */
function dataOf(lack: Lack): object {
  return lack.id === 'capture.error_page' && !lack.code ? { code: 'it names no code' } : lack;
}

function Allow({ origin, tab }: { origin: string; tab: number }) {
  const [refused, setRefused] = useState('');
  const allow = async () => {
    setRefused('');
    try {
      // Browsers take this from a click only, so nothing may be waited for before it.
      const granted = await chrome.permissions.request({ origins: [patternOf(origin)] });
      if (granted) await ask('again', { tab });
      else setRefused('It was not allowed.');
    } catch (thrown) {
      setRefused(messageOf(thrown));
    }
  };
  return (
    <div class="row">
      <button type="button" class="primary" onClick={() => void allow()}>
        Allow it for this site
      </button>
      <span class="fault" role="status">
        {refused}
      </span>
    </div>
  );
}

/** As permissions are written: without a port, which not every browser takes. */
function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
