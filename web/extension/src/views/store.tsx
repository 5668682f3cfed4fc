import { formatTime, Sentence, Short, Warning } from '@anchorlight/ui/views';
import type { PageAnswer, StoreState } from '../state.js';

const FROM: Record<NonNullable<StoreState['from']>, string> = {
  policy: 'set by your administrator',
  address: 'fetched from your organisation’s address',
  import: 'imported on this device',
};

/** The organisation's store, which decided unless something else is said. */
export function Store({ answer: { store, by } }: { answer: PageAnswer }) {
  return (
    store.name !== undefined && (
      <section class="panel" aria-labelledby="store">
        <h2 id="store">Your organisation’s trust store</h2>
        <p>
          <strong>
            <Short text={store.name} longest={60} />
          </strong>
          , version {store.version}
        </p>
        <p class="hint">
          {store.signed ? 'Signed' : 'Not signed'}
          {store.from && `, ${FROM[store.from]}`}.{' '}
          {by === 'own' && 'It knows no issuer of this certificate, so a certificate that you added decided.'}
        </p>
      </section>
    )
  );
}

/** Why the newest document does not decide. */
export function Refused({ store: { name, refused } }: { store: StoreState }) {
  if (!refused) return null;
  const decides = name !== undefined;
  const { id, data, at } = refused;
  return (
    <section class="panel refused" aria-labelledby="refused">
      <h2 id="refused">
        <Warning /> The trust store was not {decides ? 'renewed' : 'accepted'}
      </h2>
      <p>
        <strong>
          <Sentence id={id} part="title" data={data} />.
        </strong>{' '}
        <Sentence id={id} part="explain" data={data} />
      </p>
      <p class="hint">
        At {formatTime(at)}.{' '}
        {decides ? 'The document before it goes on deciding.' : 'There is none that could decide.'}{' '}
        <Sentence id={id} part="fix" data={data} />
      </p>
    </section>
  );
}
