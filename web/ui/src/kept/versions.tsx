import type { KeptVersion, Shelf, UpdateReport } from 'anchorlight';
import { useState } from 'preact/hooks';
import { Failed } from '../answer/failed.js';
import { Hex } from '../certificate/field.js';
import { useAnswer } from '../changes/ask.js';
import type { Trust } from '../documents.js';
import type { File, KeptDoors } from '../doors.js';
import { count, formatDate } from '../format.js';
import type { Session } from '../session.js';
import { focused } from './focused.js';
import { NotDurable } from './not-durable.js';
import { Refused } from './refused.js';
import { filesOf } from './state.js';

interface Props {
  session: Session;
  trust: Trust;
  doors: KeptDoors;
  onCompare: (files: File[]) => void;
}

/** The versions of this store that are kept on this device, and the way in for a new one. */
export function Versions({ session, trust, doors, onCompare }: Props) {
  const { store } = trust.open;
  const acting = useAnswer<UpdateReport | undefined>();
  const shelf = session.kept.shelf.value;
  const held = session.kept.held.value;
  if (!shelf || !held) return null;
  const { versions, failure, previous } = held;
  const act = (work: () => Promise<UpdateReport | undefined>) => void acting.ask(work);
  const take = (version: KeptVersion, use: (files: File[]) => void) =>
    act(async () => {
      use(await filesOf(shelf, version));
      return undefined;
    });
  const decides = (one: KeptVersion) => one.digest === store.digest;
  const isKept = versions?.[0] && decides(versions[0]);
  return (
    <div class="kept">
      <h3>Kept on this device</h3>
      <NotDurable shelf={shelf} />
      {versions?.length === 0 && (
        <div class="hint">
          <p>
            No version of this store yet. The first one is taken because you say so: compare its SHA-256 with
            one that you got another way. A later one is taken only if it may follow.
          </p>
          <Hex hex={store.digest} />
        </div>
      )}
      {failure && <Failed failure={failure} />}
      {versions && (
        <ul class="kept-versions">
          {versions.map((one, index) => (
            <li key={one.revision}>
              <span class="kept-words">
                Version {one.version}, kept {formatDate(`${one.kept.slice(0, 19)}Z`)}
                {one.included && `, with ${count(one.included.length, 'included document')}`}
                {index === 0 && ', the current one'}
                {decides(one) && ', decides now'}
              </span>
              {!decides(one) && (
                <span class="row">
                  <button type="button" class="quiet" onClick={() => take(one, onCompare)}>
                    Compare<span class="sr-only"> with version {one.version}</span>
                  </button>
                  <button type="button" class="quiet" onClick={() => take(one, session.decideBy)}>
                    Decide by it<span class="sr-only">: version {one.version}</span>
                  </button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        {versions && !failure && !isKept && (
          <button type="button" onClick={() => act(() => keep(doors, trust, shelf))}>
            Keep version {store.version}
          </button>
        )}
        {previous && versions?.[0] && (
          <button type="button" onClick={() => act(() => goBack(shelf, previous, versions[0]))}>
            Go back to version {previous.version}
          </button>
        )}
      </div>
      {(failure || (versions && versions.length > 0)) && (
        <Forget
          what={versions ? count(versions.length, 'version') : 'What is kept'}
          act={() =>
            act(async () => {
              await shelf.remove(store.name, { expected: 'any' });
              return undefined;
            })
          }
        />
      )}
      {acting.failure && <Failed failure={acting.failure} />}
      {acting.answer?.outcome === 'refused' && <Refused lead="Not kept." refusal={acting.answer.refusal} />}
    </div>
  );
}

/** Takes the document in, if it may follow the one that is current; the first one is taken by its digest. */
async function keep(doors: KeptDoors, trust: Trust, shelf: Shelf): Promise<UpdateReport> {
  const { name, digest } = trust.open.store;
  const { included, publicWebRoots } = trust.files;
  const store = await doors.storeOf(shelf, name, { included, publicWebRoots });
  return store.update((trust.sorted.document as File).data, { accepted: { digest } });
}

/** Makes the newest version that is whole the current one again. */
async function goBack(shelf: Shelf, previous: KeptVersion, current: KeptVersion | undefined) {
  const good = await shelf.version(previous.name, previous.revision);
  if (good) await shelf.put(good, { expected: current?.revision ?? null });
  return undefined;
}

/** Asks before anything is lost: a history cannot be got back. */
function Forget({ what, act }: { what: string; act: () => void }) {
  const [asked, setAsked] = useState<boolean>();
  if (!asked)
    return (
      <div class="row">
        <button
          type="button"
          class="quiet"
          // Back from the question the focus is where it was.
          {...(asked === false && { ref: focused })}
          onClick={() => setAsked(true)}
        >
          Forget all of them
        </button>
      </div>
    );
  return (
    <div class="decided sure" role="alert">
      <p>
        {what} of this store would be gone from this device, and the next one would be taken without anything
        to follow.
      </p>
      <div class="row">
        <button
          type="button"
          onClick={() => {
            setAsked(false);
            act();
          }}
        >
          Forget all of them
        </button>
        <button type="button" class="quiet" ref={focused} onClick={() => setAsked(false)}>
          Leave them
        </button>
      </div>
    </div>
  );
}
