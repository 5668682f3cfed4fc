import type { StoreView as EngineStoreView } from 'anchorlight';
import { Field, Hex } from '../certificate/field.js';
import { Many } from '../certificate/many.js';
import { Validity } from '../certificate/validity.js';
import type { Shown } from '../documents.js';
import { count, formatTime } from '../format.js';
import { Value } from '../text.js';

interface Props {
  shown: Shown;
  time: string;
  /** What it is here. */
  about: string;
  /** Another one than that of the other documents of the page. */
  id?: string;
}

/** What a document is: its name, its version, who answers for it and until when it counts. */
export function Head({ shown, time, about, id = 'store-name' }: Props) {
  const { document, store } = shown.report;
  const { portals = [], signers, expiryGrace = 0 } = document;
  return (
    <section class="panel store-head" aria-labelledby={id} data-pointer="" tabIndex={-1}>
      <div class="panel-head">
        <h2 id={id} data-pointer="/name" tabIndex={-1}>
          <Value text={store.name} />
        </h2>
        <p class="hint">{about}</p>
      </div>
      <div data-pointer="/expires" tabIndex={-1}>
        <Validity period={{ notBefore: store.issued, notAfter: store.expires }} time={time} />
      </div>
      <dl class="fields">
        <Field name="Version" pointer="/version">
          {store.version}
        </Field>
        <Field name="Issued" pointer="/issued">
          {formatTime(store.issued)}
        </Field>
        <Field name="Expires" pointer="/expiryGrace">
          {formatTime(store.expires)}
          {expiryGrace > 0 && `, and counts for ${secondsWords(expiryGrace)} more`}
        </Field>
        <Field name="Signed">
          <p>{signedWords(store)}</p>
          {store.signed?.valid.map((key) => (
            <Hex key={key} hex={key} />
          ))}
        </Field>
        <Field name="SHA-256 of the file">
          <Hex hex={store.digest} copy="digest" />
        </Field>
        {portals.length > 0 && (
          <Field name="Portals" pointer="/portals">
            <Many
              items={portals}
              what="portals"
              line={({ id, note }) => (
                <>
                  <Value text={id} /> {note && <Noted text={note} />}
                </>
              )}
            />
          </Field>
        )}
        {signers && (
          <Field name="May sign updates" pointer="/signers">
            <p>
              {signers.threshold} of {count(signers.keys.length, 'key')} must sign
            </p>
            <Many
              items={signers.keys}
              what="keys"
              line={({ note, publicKey }) =>
                note ? <Value text={note} /> : <Value text={publicKey} longest={40} />
              }
            />
          </Field>
        )}
      </dl>
    </section>
  );
}

/** Seconds in the largest unit that they are a multiple of. */
export function secondsWords(seconds: number): string {
  for (const [size, unit] of [
    [86400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const)
    if (seconds % size === 0) return count(seconds / size, unit);
  return count(seconds, 'second');
}

export function Noted({ text }: { text: string }) {
  return (
    <span class="noted">
      <Value text={text} />
    </span>
  );
}

/** Whether somebody answers for the document. */
export function signedWords(store: EngineStoreView): string {
  if (!store.signed) return 'not signed';
  const { valid, threshold } = store.signed;
  return `by ${count(valid.length, 'signer')}, ${threshold} needed`;
}
