import type { Export } from 'anchorlight';
import { useEffect, useState } from 'preact/hooks';
import { Failed } from '../answer/failed.js';
import { useAnswer } from '../changes/ask.js';
import type { Trust } from '../documents.js';
import type { File } from '../doors.js';
import { addressOf } from '../place.js';
import { type Failure, fault, type Session } from '../session.js';
import { Choices } from './choices.js';
import type { Policy } from './chromium.js';
import { Lost, Made } from './made.js';
import { NoteList } from './note-list.js';
import { stops } from './notes.js';
import { notesOf, type Rolled, rolled, settingsOf } from './plan.js';
import { type Certificates, made } from './targets.js';

/** The trust store as policy files that put the extension, and the store in it, on an organisation's browsers. */
export function RolloutView({ session }: { session: Session }) {
  const trust = session.trust.value;
  if (!trust)
    return (
      <section class="panel">
        <h2>There is no trust store document here</h2>
        <p>Put one where it says whom your organisation trusts: policy files are made from it.</p>
        <p>
          <a href={addressOf({ view: 'answer', pointer: '' })}>Go back</a>
        </p>
      </section>
    );
  return <Rollout key={trust.open.store.digest} session={session} trust={trust} />;
}

function Rollout({ session, trust }: { session: Session; trust: Trust }) {
  const plan = session.plan.value;
  const document = useRolled(trust);
  const certificates = useCertificates(session, trust);
  const notes = notesOf(plan, trust);
  const ready = !stops(notes) && document.rolled && (!plan.browserTrust || certificates.answer);
  return (
    <div class="reading">
      <section class="panel" aria-labelledby="rollout-title">
        <div class="panel-head">
          <h2 id="rollout-title">Roll out by policy</h2>
          <p class="hint">What is filled in stays on this page.</p>
        </div>
        <p>
          Browsers that an organisation manages read policies. These files install the extension, and tell it
          which trust store decides and what happens then.
        </p>
        <Choices session={session} trust={trust} pinned={document.rolled?.pinned} />
      </section>
      {document.failure && <Failed failure={document.failure} />}
      {certificates.failure && <Failed failure={certificates.failure} />}
      {notes.length > 0 && (
        <section class="panel" aria-labelledby="settings-title">
          <h2 id="settings-title">The trust store in it</h2>
          <NoteList notes={notes} />
        </section>
      )}
      {ready &&
        made(plan, settingsOf(plan, document.rolled as Rolled), certificates.answer).map((group) => (
          <section key={group.id} class="panel" aria-labelledby={`group-${group.id}`}>
            <h2 id={`group-${group.id}`}>{group.title}</h2>
            <NoteList notes={group.notes} />
            {group.targets.map((target) => (
              <Made key={target.id} target={target} />
            ))}
          </section>
        ))}
      {ready && plan.browserTrust && certificates.answer && <Lost certificates={certificates.answer} />}
    </div>
  );
}

/** The document as it is rolled out; nothing until its keys' digests are there. */
function useRolled(trust: Trust): { rolled?: Rolled; failure?: Failure } {
  const [state, setState] = useState<{ rolled?: Rolled; failure?: Failure }>({});
  useEffect(() => {
    let gone = false;
    rolled(trust).then(
      (rolled) => gone || setState({ rolled }),
      (thrown: unknown) => gone || setState({ failure: fault(thrown) }),
    );
    return () => {
      gone = true;
    };
  }, [trust]);
  return state;
}

/** The store's certificates as browsers take them, where that is wanted. */
function useCertificates(session: Session, trust: Trust) {
  const { browserTrust, folder } = session.plan.value;
  const exported = useAnswer<Certificates>();
  const document = trust.sorted.document as File;
  useEffect(() => {
    if (!browserTrust) exported.forget();
    else
      void exported.ask(async () => {
        const [chromium, firefox] = await Promise.all([
          session.doors.exportStore(document, { format: 'chromiumPolicy' }),
          session.doors.exportStore(document, { format: 'firefoxPolicy', folder: folder.trim() }),
        ]);
        return { chromium: read(chromium), firefox: read(firefox) };
      });
  }, [browserTrust, folder, document]);
  return exported;
}

function read(written: Export): Certificates['chromium'] {
  return { ...written, policy: JSON.parse(written.text) as Policy };
}
