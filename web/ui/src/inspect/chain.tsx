// One chain from leaf to root: what is in it, what is missing, and all of it as a file.
import type { InspectedForm, inspection } from 'anchorlight';
import { useState } from 'preact/hooks';
import { download } from '../files-view.js';
import { isAmong } from './about.js';
import { Mention, Some, type Told } from './mention.js';
import { Issuer } from './related.js';

interface Props extends Told {
  chain: inspection.Chain;
  /** Counted from one; nothing where there is one chain only. */
  number?: number | undefined;
}

export function Chain({ chain, number, ...told }: Props) {
  const { certificates, roots, withoutIssuer, by } = chain;
  const isAlone = certificates.length === 1;
  return (
    <>
      {number && <h4>Chain {number}</h4>}
      <Some
        items={certificates}
        line={(place) => (
          <>
            <Mention {...told} place={place} /> {isAmong(roots, place) && <span class="critical">root</span>}
            {isAmong(withoutIssuer, place) && (
              <p class="missing">
                Its issuer is not here: <Issuer {...told} place={place} />
              </p>
            )}
          </>
        )}
      />
      {roots.length === 0 && withoutIssuer.length === 0 && <p class="missing">Its root is not here.</p>}
      {!isAlone && (
        <>
          <p class="hint">
            {by === 'nameAndKeyId' ? 'By names and key identifiers.' : 'By names alone.'} No signature was
            verified.
          </p>
          <Take chain={chain} number={number} {...told} />
        </>
      )}
    </>
  );
}

/** Every client has the root already, so a server does not send it. */
function Take({ chain, number, inspector, together }: Props) {
  const { certificates, roots } = chain;
  const hasChoice = roots.length > 0 && roots.length < certificates.length;
  const [withRoots, setWithRoots] = useState(false);
  const take = (form: InspectedForm, ending: string) =>
    inspector.working(async () => {
      const places = certificates.filter((place) => !hasChoice || withRoots || !isAmong(roots, place));
      const objects = places.flatMap(({ input, object }) => {
        const entry = together.entries[input];
        return entry ? [{ file: entry.file, index: object }] : [];
      });
      const octets = await inspector.exportObjects(objects, form);
      if (octets)
        download(`chain${number ? `-${number}` : ''}.${ending}`, octets, 'application/octet-stream');
    });
  const which = number && <span class="sr-only"> {number}</span>;
  return (
    <div class="row">
      <button type="button" class="quiet" onClick={() => void take('pem', 'pem')}>
        Download the chain{which} as PEM
      </button>
      <button type="button" class="quiet" onClick={() => void take('pkcs7', 'p7b')}>
        Download the chain{which} as PKCS #7
      </button>
      {hasChoice && (
        <label class="option">
          <input
            type="checkbox"
            checked={withRoots}
            onChange={(event) => setWithRoots(event.currentTarget.checked)}
          />
          <span>
            With {roots.length > 1 ? 'the roots' : 'the root'}
            {number && <span class="sr-only"> of chain {number}</span>}
          </span>
        </label>
      )}
    </div>
  );
}
