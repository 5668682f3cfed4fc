import type { Purpose } from 'anchorlight';
import { useEffect } from 'preact/hooks';
import { pasted } from '../files.js';
import type { Inspector } from '../inspect/inspector.js';
import { addressOf, place } from '../place.js';
import type { Mode, Session } from '../session.js';
import { Store } from './store.js';
import { Well } from './well.js';

export function Question({ session, inspector }: { session: Session; inspector: Inspector }) {
  usePageWidePaste(session);
  return (
    <form
      class="question"
      aria-label="Your question"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void session.check();
      }}
    >
      <Well session={session} inspector={inspector} role="chain" number="1" title="The chain to check">
        The certificate of the server or person, and its intermediates. PEM or DER, in any order. Revocation
        lists and OCSP responses belong here too.
      </Well>
      <Store session={session} inspector={inspector} />
      <section class="well" aria-labelledby="ask-title">
        <h2 id="ask-title">
          <span class="number">3</span>What you ask
        </h2>
        <Host session={session} />
        <Time session={session} />
        <PurposeField session={session} />
        {session.sorted.value.document ? <RevocationDecided /> : <RevocationField session={session} />}
      </section>
      <div class="actions">
        <button type="submit" class="primary" disabled={session.files.chain.value.length === 0}>
          {session.busy.value ? 'Checking…' : 'Check'}
        </button>
        {session.files.chain.value.length > 0 && (
          <button type="button" onClick={() => void session.reset()}>
            Start again
          </button>
        )}
      </div>
    </form>
  );
}

function Host({ session }: { session: Session }) {
  const mail = session.purpose.value === 'emailProtection';
  return (
    <div class="field">
      <label for="host">
        {mail ? 'Email address' : 'Host'} <span class="hint">empty: not checked</span>
      </label>
      <input
        id="host"
        type="text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        placeholder={mail ? 'name@corp.example' : 'intranet.corp.example'}
        aria-invalid={['request.host', 'request.name'].includes(session.failure.value?.id ?? '')}
        value={session.host.value}
        onChange={(event) => session.set(session.host, hostOf(event.currentTarget.value))}
      />
    </div>
  );
}

/** People paste addresses; the host is in them. */
function hostOf(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.includes('://') || !URL.canParse(trimmed)) return trimmed;
  return new URL(trimmed).hostname.replace(/^\[|\]$/g, '');
}

function Time({ session }: { session: Session }) {
  return (
    <div class="field">
      <label for="time">
        Time in UTC <span class="hint">empty: now</span>
      </label>
      <div class="row">
        <input
          id="time"
          type="datetime-local"
          step="1"
          min="0001-01-01T00:00"
          max="9999-12-31T23:59:59"
          value={session.time.value}
          onChange={(event) => session.set(session.time, event.currentTarget.value)}
        />
        {session.time.value && (
          <button type="button" class="quiet" onClick={() => session.set(session.time, '')}>
            Now
          </button>
        )}
      </div>
    </div>
  );
}

const PURPOSES: [Purpose, string][] = [
  ['serverAuth', 'A server (TLS server authentication)'],
  ['clientAuth', 'A person or device (TLS client authentication)'],
  ['emailProtection', 'Mail'],
  ['codeSigning', 'Signing code'],
  ['timeStamping', 'Time stamps'],
  ['ocspSigning', 'Signing OCSP responses'],
  ['c2paManifest', 'Content credentials (C2PA manifests)'],
  ['c2paTimeStamping', 'Time stamps of content credentials (C2PA)'],
  ['rcsMlsClient', 'Encrypted RCS messages (MLS)'],
  ['any', 'Any purpose'],
];

function PurposeField({ session }: { session: Session }) {
  return (
    <div class="field">
      <label for="purpose">The certificate is for</label>
      <select
        id="purpose"
        value={session.purpose.value}
        onChange={(event) => session.set(session.purpose, event.currentTarget.value as Purpose)}
      >
        {PURPOSES.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

const MODES: [Mode, string][] = [
  ['prefer', 'Refuse what was revoked'],
  ['require', 'Refuse also what nobody vouches for'],
  ['off', 'Do not look at it'],
];

function RevocationField({ session }: { session: Session }) {
  return (
    <div class="field">
      <label for="revocation-mode">
        Revocation <span class="hint">by what you give</span>
      </label>
      <select
        id="revocation-mode"
        value={session.revocation.value}
        onChange={(event) => session.set(session.revocation, event.currentTarget.value as Mode)}
      >
        {MODES.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function RevocationDecided() {
  return (
    <p class="hint">
      What is asked of revocation stands in the{' '}
      <a href={addressOf({ view: 'store', pointer: '/revocation' })}>trust store document</a>.
    </p>
  );
}

/** What is pasted outside of a text field goes to the chain, and a drop beside the wells does nothing. */
function usePageWidePaste(session: Session): void {
  useEffect(() => {
    const onPaste = async (event: ClipboardEvent) => {
      const target = event.target;
      if (
        !event.clipboardData ||
        event.defaultPrevented ||
        place.value.view === 'inspect' ||
        (target instanceof Element && target.closest('input, textarea'))
      )
        return;
      session.add('chain', await pasted(event.clipboardData, session.files.chain.value.length + 1));
    };
    const refuse = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    };
    const drop = (event: DragEvent) => event.preventDefault();
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', refuse);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('dragover', refuse);
      document.removeEventListener('drop', drop);
    };
  }, [session]);
}
