// Who says that a certificate was revoked, and why nobody says anything of it.
import type { FindingFault, Report, Revoked, Unknown, Unusable } from 'anchorlight';
import { formatDate, formatTime } from '../format.js';
import { subjectOf } from '../say.js';
import { Sentence, Short } from '../text.js';
import { dateOf, inSentence, kindOf, reasonsText, signerOf } from './told.js';

/** What stands behind a finding on revocation; nothing for other findings. */
export function Because({ report, fault }: { report: Report; fault: FindingFault }) {
  if (fault.id === 'revocation.revoked' || fault.id === 'revocation.issuer_revoked')
    return <WhoRevoked report={report} revoked={fault} />;
  return fault.id === 'revocation.unknown' ? <WhyUnknown report={report} unknown={fault} /> : null;
}

/** The source of a revocation, with what else it says. */
export function WhoRevoked({ report, revoked }: { report: Report; revoked: Revoked }) {
  return (
    <p>
      {revoked.reason !== 'unspecified' && (
        <>
          <Sentence id={revoked.reason} part="explain" />{' '}
        </>
      )}
      {revoked.invalidityDate &&
        `Its key cannot be relied upon from ${formatTime(revoked.invalidityDate)} on. `}
      So says <SourceLink report={report} source={revoked.source} />.
    </p>
  );
}

/** Every source that could have said something, each with its reason and what to do. */
export function WhyUnknown({ report, unknown }: { report: Report; unknown: Unknown }) {
  const { why, uncovered } = unknown;
  return (
    <>
      {why.length === 0 && !uncovered && <p>No list or response of its issuer is at hand.</p>}
      {why.length > 0 && (
        <ul class="sources">
          {why.map((unusable, index) => (
            // The sources of a status never move.
            <Silent key={index} report={report} unusable={unusable} />
          ))}
        </ul>
      )}
      {uncovered && <p>Nobody says whether it was revoked because {reasonsText(uncovered)}.</p>}
    </>
  );
}

function Silent({ report, unusable }: { report: Report; unusable: Unusable }) {
  return (
    <li>
      <SourceLink report={report} source={unusable.source} first />:{' '}
      <strong>
        <Sentence id={unusable.id} part="title" data={unusable} />.
      </strong>{' '}
      <Sentence id={unusable.id} part="explain" data={unusable} /> <Detail unusable={unusable} />
      <span class="to-do">
        <Sentence id={unusable.id} part="fix" data={unusable} />
      </span>
    </li>
  );
}

/** What is behind the reason itself. */
function Detail({ unusable }: { unusable: Unusable }) {
  if (unusable.id === 'source.out_of_scope')
    return <Sentence id={unusable.scope.kind} part="explain" data={unusable.scope} />;
  const inner = 'problem' in unusable ? unusable.problem : 'fault' in unusable ? unusable.fault : undefined;
  if (!inner) return null;
  const { id, data } = subjectOf(inner);
  return <Sentence id={id} part="explain" data={data} />;
}

/** A source by its kind, issuer and date; following it opens its details. */
export function SourceLink({ report, source: index, first }: LinkProps) {
  const source = report.revocationSources[index];
  if (!source) return <>{first ? 'A' : 'a'} source that is not in the report</>;
  const date = dateOf(source);
  const id = `source-${index}`;
  const open = (event: Event) => {
    const summary = document.getElementById(id);
    const details = summary?.closest('details');
    if (!details) return;
    event.preventDefault();
    details.open = true;
    summary?.focus();
  };
  return (
    <a href={`#${id}`} onClick={open}>
      {first ? 'The' : 'the'} {inSentence(kindOf(source))} of <Short text={signerOf(source)} longest={60} />
      {date && ` of ${formatDate(date)}`}
    </a>
  );
}

interface LinkProps {
  report: Report;
  source: number;
  /** Whether the sentence begins with it. */
  first?: boolean;
}
