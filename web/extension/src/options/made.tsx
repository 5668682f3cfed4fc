import { Choose, type File, now, type Trust } from '@anchorlight/ui/views';
import type { FirstUse, StoreFiles, UpdateReport } from 'anchorlight';
import { useMemo, useState } from 'preact/hooks';
import { ask } from '../messages.js';
import { emptyDocument } from './empty.js';
import { type Model, textOf } from './model.js';
import { Refused } from './parts.js';

interface Props {
  model: Model;
  files: readonly File[];
  /** What decides now: the certificates are added to it, if nobody signs it. */
  trust?: Trust;
  onDone: () => void;
}

/** From CA certificates to a document that decides. */
export function Made({ model, files, trust, onDone }: Props) {
  const [name, setName] = useState('My organisation');
  const made = useMemo<StoreFiles>(
    () => ({ document: emptyDocument(name.trim() || 'My organisation', now()) }),
    [name],
  );
  if (trust?.documents[0]?.report.document.signers)
    return (
      <p class="decided">
        Certificates cannot be added here: the trust store names those who sign it, and a version that they
        did not sign would be refused. Import a version that they signed.
      </p>
    );
  const take = async (document: string): Promise<UpdateReport> => {
    const included = trust?.sorted.further.map(textOf) ?? [];
    const first = trust ? {} : { first: await itself(model, document) };
    const report = await model.offer(() => ask('import', { document, included, ...first }));
    if (report.outcome === 'accepted') onDone();
    return report;
  };
  return (
    <>
      {!trust && (
        <div class="field">
          <label for="made-name">What the trust store is called</label>
          <input
            id="made-name"
            type="text"
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <p class="hint">Nobody signs it: it is yours, and in this browser only.</p>
        </div>
      )}
      <Choose
        id="made"
        doors={model.doors}
        store={trust?.files ?? made}
        files={files}
        action={trust ? 'Add them to the trust store' : 'Make a trust store of them'}
        take={take}
        told={(report) =>
          report.outcome === 'refused' && (
            <Refused id={report.refusal.id} data={report.refusal} lead="It does not decide." />
          )
        }
      />
    </>
  );
}

/** What was just made here is trusted for being what was made. */
async function itself({ doors }: Model, document: string): Promise<FirstUse> {
  const { store } = await doors.describeStore({ document });
  return { accepted: { digest: store.digest } };
}
