import type { Finding, Report } from 'anchorlight';
import type { Trust } from '../documents.js';
import { formatDistance, formatTime } from '../format.js';
import { Cross, Query, Tick, Warning } from '../icons.js';
import { nameOf } from '../people.js';
import { Because } from '../revocation/because.js';
import { sayPlainly, subjectOf } from '../say.js';
import type { Session } from '../session.js';
import { Sentence, Short } from '../text.js';
import { Clause } from '../trust/clause.js';
import { Vouched } from './anchor.js';
import { Facts } from './facts.js';
import { useInSight } from './sight.js';

const MARKS = { trusted: Tick, trustedWithWarnings: Warning, notTrusted: Cross, cannotSay: Query };

/** The answer first, in a sentence, with what to do about it. */
export function Verdict({ session, report }: { session: Session; report: Report }) {
  const { outcome } = report.verdict;
  const Mark = MARKS[outcome];
  const holds = outcome === 'trusted' || outcome === 'trustedWithWarnings';
  const trust = session.trust.value;
  const card = useInSight();
  return (
    <section class={`verdict verdict-${outcome}`} aria-labelledby="verdict" ref={card}>
      <div class="lens">
        <Mark size={36} />
      </div>
      <div class="verdict-words">
        <h2 id="verdict">
          <Sentence id={outcome} part="title" />.
        </h2>
        {holds && <Vouched report={report} trust={trust} publicRoots={session.publicRoots.value?.label} />}
        {outcome !== 'trusted' && <First report={report} trust={trust} />}
        {holds && !report.name && report.purpose === 'serverAuth' && (
          <p>The name was not checked, because no host was given.</p>
        )}
      </div>
      <Facts report={report} />
    </section>
  );
}

/** The finding that helps most: why not, or what is warned of. */
export function First({ report, trust }: { report: Report; trust?: Trust | undefined }) {
  const finding = report.findings[0];
  if (!finding) return null;
  const { id, data } = subjectOf(finding.fault);
  const subject = report.certificates[finding.certificate ?? -1];
  return (
    <>
      <p class="lead">
        <strong>
          <Sentence id={id} part="title" data={data} />
          {distance(report, finding)}.
        </strong>{' '}
        {subject && (
          <span class="about">
            This is about <Short text={nameOf(subject)} />.
          </span>
        )}
      </p>
      <p>
        <Sentence id={id} part="explain" data={data} />
      </p>
      <Because report={report} fault={finding.fault} />
      <Clause trust={trust} clause={finding.clause} />
      <p class="do">
        <span class="label">What to do</span> <Sentence id={id} part="fix" data={data} />
      </p>
    </>
  );
}

/** How far the time checked is outside of the validity period, or after the revocation. */
function distance({ time }: Report, { fault }: Finding): string {
  if (fault.id === 'validity.expired')
    return `: ${formatDistance(fault.notAfter, fault.time)} before the time checked`;
  if (fault.id === 'validity.not_yet_valid')
    return `: it starts ${formatDistance(fault.notBefore, fault.time)} after the time checked`;
  const revoked = fault.id === 'revocation.revoked' || fault.id === 'revocation.issuer_revoked';
  if (revoked && fault.revocationDate <= time)
    return `: ${formatDistance(fault.revocationDate, time)} before the time checked`;
  return '';
}

/** The same for the ear. */
export function verdictText(report: Report): string {
  const { certificates, findings, verdict, time } = report;
  const title = sayPlainly(verdict.outcome, 'title');
  if (verdict.outcome === 'trusted')
    return `${title}. ${clip(nameOf(certificates[verdict.endEntity ?? -1]))} is vouched for by ${clip(nameOf(certificates[verdict.anchor ?? -1]))}. Checked at ${formatTime(time)}.`;
  const finding = findings[0];
  if (!finding) return `${title}.`;
  const { id, data } = subjectOf(finding.fault);
  return `${title}. ${sayPlainly(id, 'title', data)}. ${clip(sayPlainly(id, 'explain', data))}`;
}

function clip(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
