import type { Finding, Report } from 'anchorlight';
import { formatDistance, formatTime } from '../format.js';
import { Cross, Query, Tick, Warning } from '../icons.js';
import { nameOf } from '../people.js';
import { Because } from '../revocation/because.js';
import { sayPlainly, subjectOf } from '../say.js';
import type { Session } from '../session.js';
import { Sentence, Short } from '../text.js';
import { Clause } from '../trust/clause.js';
import { Facts } from './facts.js';
import { useInSight } from './sight.js';

const MARKS = { trusted: Tick, trustedWithWarnings: Warning, notTrusted: Cross, cannotSay: Query };

/** The answer first, in a sentence, with what to do about it. */
export function Verdict({ session, report }: { session: Session; report: Report }) {
  const { outcome } = report.verdict;
  const Mark = MARKS[outcome];
  const holds = outcome === 'trusted' || outcome === 'trustedWithWarnings';
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
        {holds && <Trusted session={session} report={report} />}
        {outcome !== 'trusted' && <First session={session} report={report} />}
        {holds && !report.name && report.purpose === 'serverAuth' && (
          <p>The name was not checked, because no host was given.</p>
        )}
      </div>
      <Facts report={report} />
    </section>
  );
}

function Trusted({ session, report }: { session: Session; report: Report }) {
  const { certificates, verdict } = report;
  const anchor = certificates[verdict.anchor ?? -1];
  if (verdict.anchor === verdict.endEntity)
    return (
      <p class="lead">
        <strong>
          <Short text={nameOf(anchor)} />
        </strong>{' '}
        is itself in {storeOf(session, report)}.
      </p>
    );
  return (
    <p class="lead">
      <strong>
        <Short text={nameOf(certificates[verdict.endEntity ?? -1])} />
      </strong>{' '}
      is vouched for by{' '}
      <strong>
        <Short text={nameOf(anchor)} />
      </strong>
      , which is in {storeOf(session, report)}.
    </p>
  );
}

/** Which store the anchor is in. One that the chain holds too was found there first, so its store is not known. */
function storeOf(session: Session, report: Report): string {
  const publicRoots = session.publicRoots.value;
  if (!publicRoots || report.store) return 'your trust store';
  const input = report.inputs[report.certificates[report.verdict.anchor ?? -1]?.input ?? -1];
  if (input?.role !== 'trustStore') return 'one of your trust stores';
  return input.label === publicRoots.label ? 'the public web’s list of roots' : 'your trust store';
}

/** The finding that helps most: why not, or what is warned of. */
function First({ session, report }: { session: Session; report: Report }) {
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
      <Clause session={session} clause={finding.clause} />
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
