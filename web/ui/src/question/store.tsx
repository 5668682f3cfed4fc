import type { Session } from '../session.js';
import { Short } from '../text.js';
import { Well } from './well.js';

/** The organisation's trust store, and the public web's roots beside it. */
export function Store({ session }: { session: Session }) {
  return (
    <Well
      session={session}
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
        </>
      }
    >
      Your organisation’s root certificates: files or a folder. Everything in here is trusted.
    </Well>
  );
}
