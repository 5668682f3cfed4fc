import { Failed } from '../answer/failed.js';
import { useAnswer } from '../changes/ask.js';
import { addressOf, place } from '../place.js';
import type { Session } from '../session.js';
import { Short } from '../text.js';
import { Refused } from './refused.js';
import { filesOf } from './state.js';

/** Says where a document decides that may not follow the version of its store that is kept on this device. */
export function Notice({ session }: { session: Session }) {
  const acting = useAnswer<void>();
  const shelf = session.kept.shelf.value;
  const trust = session.trust.value;
  const { versions, refusal } = session.kept.held.value ?? {};
  const current = versions?.[0];
  if (!shelf || !trust || !refusal || !current) return null;
  const use = () => acting.ask(async () => session.decideBy(await filesOf(shelf, current)));
  return (
    <Refused
      lead={
        <>
          What decides here may not follow version {current.version} of{' '}
          <Short text={current.name} longest={60} />, which is kept on this device.
        </>
      }
      refusal={refusal}
    >
      <div class="row">
        <button type="button" onClick={() => void use()}>
          Decide by version {current.version}
        </button>
        {place.value.view !== 'changes' && (
          <a href={addressOf({ view: 'changes', pointer: '' })}>Look at what is kept</a>
        )}
      </div>
      {acting.failure && <Failed failure={acting.failure} />}
    </Refused>
  );
}
