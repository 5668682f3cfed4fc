import type { Inspector } from '../inspect/inspector.js';
import { addressOf } from '../place.js';
import type { Session } from '../session.js';
import { Short } from '../text.js';
import { Well } from './well.js';

/** The organisation's trust store, and the public web's roots beside it. */
export function Store({ session, inspector }: { session: Session; inspector: Inspector }) {
  return (
    <Well
      session={session}
      inspector={inspector}
      role="store"
      number="2"
      title="Who your organisation trusts"
      below={
        <>
          {(session.files.store.value.length > 0 || session.remember.value) && (
            <label class="option">
              <input
                type="checkbox"
                checked={session.remember.value}
                onChange={(event) => void session.setRemember(event.currentTarget.checked)}
              />
              <span>
                Remember on this device
                <small>Kept in this browser only. Take the tick away and it is forgotten.</small>
              </span>
            </label>
          )}
          {session.memoryFault.value && (
            <p class="fault" role="alert">
              It could not be kept: <Short text={session.memoryFault.value} longest={200} />
            </p>
          )}
          {session.sorted.value.document ? <Decided session={session} /> : <PublicRoots session={session} />}
          {session.doors.kept && !session.sorted.value.document && (
            <p class="hint">
              <a href={addressOf({ view: 'changes', pointer: '' })}>Trust stores kept on this device</a>
            </p>
          )}
        </>
      }
    >
      Your organisation’s trust store document, which then decides alone; or its root certificates, files or a
      folder, each of which is trusted.
    </Well>
  );
}

function PublicRoots({ session }: { session: Session }) {
  return (
    <label class="option">
      <input
        type="checkbox"
        checked={session.publicRoots.value !== undefined}
        onChange={(event) => void session.usePublicRoots(event.currentTarget.checked)}
      />
      <span>
        Trust the public web as well
        <small>Adds Mozilla’s root certificates.</small>
      </span>
    </label>
  );
}

/** What counts beside a trust store document. */
function Decided({ session }: { session: Session }) {
  const trust = session.trust.value;
  const { others } = session.sorted.value;
  return (
    <>
      {others.length > 0 && (
        <p class="decided">
          The trust store document decides alone. Certificates in the other files here do not count;
          revocation lists and OCSP responses do.
        </p>
      )}
      {trust && (
        <p class="hint">
          {trust.publicRoots
            ? 'It includes the public web’s roots, which were added.'
            : 'It does not include the public web’s roots.'}{' '}
          <a href={addressOf({ view: 'store', pointer: '' })}>Look at the trust store</a>
        </p>
      )}
    </>
  );
}
