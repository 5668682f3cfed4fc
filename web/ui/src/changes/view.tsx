import { Everything } from '../kept/everything.js';
import { addressOf } from '../place.js';
import type { Session } from '../session.js';
import { Compare } from './compare.js';
import { Import } from './import.js';
import { Suppose } from './suppose.js';

/** What can be done with the trust store document: add to it, compare it, suppose it were another. */
export function ChangesView({ session }: { session: Session }) {
  const trust = session.trust.value;
  const [shown] = trust?.documents ?? [];
  const { kept } = session.doors;
  const everything = kept && <Everything session={session} doors={kept} />;
  if (!trust || !shown)
    return (
      <div class="reading">
        <section class="panel">
          <h2>There is no trust store document here</h2>
          <p>Put one where it says whom your organisation trusts: it can be added to and compared then.</p>
          <p>
            <a href={addressOf({ view: 'answer', pointer: '' })}>Go back</a>
          </p>
        </section>
        {everything}
      </div>
    );
  return (
    // Whatever was asked of another document says nothing of this one.
    <div key={shown.report.store.digest} class="reading">
      <Import session={session} trust={trust} />
      <Compare session={session} trust={trust} />
      <Suppose key={session.answers.value} session={session} trust={trust} />
      {everything}
    </div>
  );
}
