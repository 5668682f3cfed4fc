// By which entry of which store something is trusted.
import type { Report } from 'anchorlight';
import type { Trust } from '../documents.js';
import { nameOf } from '../people.js';
import { Short } from '../text.js';
import { PlaceLink } from '../trust/clause.js';

interface Props {
  report: Report;
  /** The trust store document, where it can be looked at. */
  trust?: Trust | undefined;
  /** The label of the public web's roots, where they are trusted without a document. */
  publicRoots?: string | undefined;
  /** What the trust store is called. */
  called?: string | undefined;
}

/** Who vouches for the certificate, in a sentence. */
export function Vouched(props: Props) {
  const { certificates, verdict } = props.report;
  const anchor = (
    <strong>
      <Short text={nameOf(certificates[verdict.anchor ?? -1])} />
    </strong>
  );
  if (verdict.anchor === verdict.endEntity)
    return (
      <p class="lead">
        {anchor} is itself <InStore {...props} />.
      </p>
    );
  return (
    <p class="lead">
      <strong>
        <Short text={nameOf(certificates[verdict.endEntity ?? -1])} />
      </strong>{' '}
      is vouched for by {anchor}, which is <InStore {...props} />.
    </p>
  );
}

/** Where the anchor is: the entry of the document, or the list. */
export function InStore({ report, trust, publicRoots, called }: Props) {
  const { place } = report.verdict;
  if (!place) return <>in {listOf(report, publicRoots)}</>;
  return (
    <>
      {placeWords(report, called)} (<PlaceLink trust={trust} place={place} />)
    </>
  );
}

/** Whose the entry is that something is trusted by. */
export function placeWords({ verdict: { place } }: Report, called = 'your trust store'): string {
  if (isPublicRoot(place)) return `among the public web’s roots, which ${called} includes`;
  return place?.document ? `in a document that ${called} includes` : `in ${called}`;
}

function isPublicRoot(place: Report['verdict']['place']): boolean {
  return place !== undefined && !place.document && place.pointer.startsWith('/includes/');
}

/** Which of two lists the anchor is in. One that the chain holds too was found there first, so its list is not known. */
function listOf(report: Report, publicRoots: string | undefined): string {
  if (publicRoots === undefined) return 'your trust store';
  const input = report.inputs[report.certificates[report.verdict.anchor ?? -1]?.input ?? -1];
  if (input?.role !== 'trustStore') return 'one of your trust stores';
  return input.label === publicRoots ? 'the public web’s list of roots' : 'your trust store';
}
