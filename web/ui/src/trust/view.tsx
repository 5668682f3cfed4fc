import { useEffect, useRef } from 'preact/hooks';
import type { Shown, Trust } from '../documents.js';
import { addressOf, goAgain, type Place, place } from '../place.js';
import { Head } from './head.js';
import { Certificates, Distrusted, Includes, Revocation } from './lists.js';
import { upwards } from './pointer.js';
import { Rules } from './rules.js';

interface Props {
  trust: Trust | undefined;
  /** When dates are looked at. */
  time: string;
}

/** The trust store document that decides, and those that it includes. */
export function StoreView({ trust, time }: Props) {
  const wanted = place.value;
  const view = useRef<HTMLDivElement>(null);
  const reached = useRef<Place>(null);
  const shown = trust?.documents.find(
    (one) => !wanted.document || one.report.store.digest === wanted.document,
  );
  useEffect(() => {
    // Whoever chooses among the views stays there.
    const chosen = document.activeElement?.closest('.tabs') && wanted.pointer === '';
    // Each place is gone to once, as soon as there is something to show.
    if (!shown || reached.current === wanted) return;
    reached.current = wanted;
    if (!chosen) bringUp(view.current, wanted.pointer);
  }, [shown, wanted]);
  if (!trust || !shown)
    return (
      <section class="panel">
        <h2>{trust ? 'This document is not here' : 'There is no trust store document here'}</h2>
        <p>
          {trust
            ? 'The address names a document that the trust store does not include.'
            : 'Put one where it says whom your organisation trusts: it is shown here, with what it asks for.'}
        </p>
        <p>
          <a href={addressOf({ view: 'answer', pointer: '' })}>Go back</a>
        </p>
      </section>
    );
  const own = shown === trust.documents[0];
  const props = { shown, pointer: wanted.pointer, time };
  return (
    // A place that is asked for is looked for in fresh lists: no search is in its way.
    <div key={addressOf(wanted)} class="reading" ref={view}>
      {!own && (
        <p>
          <a href={addressOf({ view: 'store', pointer: '' })}>Back to the document that includes this one</a>
        </p>
      )}
      <Head
        shown={shown}
        time={time}
        about={own ? 'The trust store document that decides' : 'Included by the trust store document'}
      />
      <Contents shown={shown} own={own} />
      <Certificates {...props} kind="anchors" />
      <Certificates {...props} kind="endEntities" />
      <Certificates {...props} kind="hints" />
      <Distrusted {...props} />
      {own && <Rules shown={shown} />}
      {own && <Revocation {...props} />}
      <Includes shown={shown} trust={trust} />
    </div>
  );
}

/** Brings the place into sight, or the nearest one around it that is shown. */
function bringUp(view: HTMLElement | null, pointer: string): void {
  for (const at of upwards(pointer)) {
    const element = view?.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(at)}"]`);
    if (!element) continue;
    const inside = element.querySelector<HTMLDetailsElement>(':scope > details');
    for (
      let box = inside ?? element.closest('details');
      box;
      box = box.parentElement?.closest('details') ?? null
    )
      box.open = true;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'start' });
    return;
  }
}

const SECTIONS = [
  ['anchors', 'Anchors'],
  ['endEntities', 'End entities'],
  ['hints', 'Hints'],
  ['distrusted', 'Distrusted'],
  ['rules', 'Rules'],
  ['revocation', 'Revocation'],
  ['includes', 'Includes'],
] as const;

/** Links to the parts of the document that are there. */
function Contents({ shown, own }: { shown: Shown; own: boolean }) {
  const { document, store } = shown.report;
  const isThere = (key: (typeof SECTIONS)[number][0]) => {
    if (key === 'anchors') return true;
    if (key === 'rules' || key === 'revocation') return own;
    const part = document[key];
    return Array.isArray(part) ? part.length > 0 : Object.values(part ?? {}).some((list) => list.length > 0);
  };
  return (
    <nav class="contents" aria-label="Parts of the trust store">
      {SECTIONS.filter(([key]) => isThere(key)).map(([key, words]) => {
        const address = addressOf({
          view: 'store',
          pointer: `/${key}`,
          ...(!own && { document: store.digest }),
        });
        return (
          <a key={key} href={address} onClick={() => goAgain(address)}>
            {words}
          </a>
        );
      })}
    </nav>
  );
}
