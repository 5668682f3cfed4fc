import type { Action, Clause as EngineClause, EntryPlace } from 'anchorlight';
import type { Trust } from '../documents.js';
import { addressOf, goAgain } from '../place.js';
import { Pieces, Short } from '../text.js';
import { clauseWords } from './words.js';

/** The rule or constraint that decides a finding, and where in the document it stands. */
export function Clause({ trust, clause }: { trust: Trust | undefined; clause: EngineClause | undefined }) {
  if (!clause) return null;
  const shown = trust && shownOf(trust, clause.document);
  const words = shown ? clauseWords(shown, clause.pointer) : [];
  return (
    <p class="clause">
      <span class="label">
        {clause.document ? 'In a document that the trust store includes' : 'In the trust store'}
      </span>
      {words.length > 0 && (
        <span class="clause-words">
          <Pieces pieces={words} />
        </span>
      )}{' '}
      {isRule(clause) && <ActionTag action={clause.action} />} <PlaceLink trust={trust} place={clause} />
    </p>
  );
}

/** Only rules have a choice of what becomes of a path; everything else refuses. */
function isRule({ pointer }: EngineClause): boolean {
  return /^(\/hosts\/\d+)?\/rules\//.test(pointer);
}

function shownOf({ documents }: Trust, digest: string | undefined) {
  return digest === undefined
    ? documents[0]
    : documents.find((shown) => shown.report.store.digest === digest);
}

/** Where something stands: a link to it in the store view, as far as that document can be looked at. */
export function PlaceLink({ trust, place }: { trust: Trust | undefined; place: EntryPlace }) {
  const { pointer, document } = place;
  if (!trust || !shownOf(trust, document))
    return (
      <code>
        <Short text={pointer} />
      </code>
    );
  return <PointerLink pointer={pointer} document={document} />;
}

export function PointerLink({ pointer, document }: { pointer: string; document?: string | undefined }) {
  const address = addressOf({ view: 'store', pointer, ...(document && { document }) });
  return (
    <a class="pointer" href={address} onClick={() => goAgain(address)}>
      <span class="sr-only">Show it in the trust store: </span>
      <code>
        <Short text={pointer || 'the document'} />
      </code>
    </a>
  );
}

export function ActionTag({ action }: { action: Action }) {
  return <span class={`action action-${action}`}>{action}</span>;
}
