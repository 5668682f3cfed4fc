import type { Check, Finding, FindingFault, PathReport, Report } from 'anchorlight';
import { formatDate } from '../format.js';
import { Anchor, Cross, Query, Tick, Warning } from '../icons.js';
import { isCrossSigned, nameOf, roleOf } from '../people.js';
import { subjectOf } from '../say.js';
import type { Session } from '../session.js';
import { Sentence, Short } from '../text.js';
import type { Node } from './graph.js';

interface Props {
  session: Session;
  report: Report;
  node: Node;
}

/** One certificate in the picture, or the place where one is missing. */
export function Box({ session, report, node }: Props) {
  const selected = session.path.value;
  const lit = node.paths.includes(selected);
  if (node.certificate === undefined) return <Missing node={node} lit={lit} />;
  const index = node.certificate;
  const certificate = report.certificates[index];
  const path = report.paths[lit ? selected : (node.paths[0] ?? 0)];
  const fault = path?.checks.find((check) => check.certificate === index && concernsBox(check))?.fault;
  const ruled = fault ? undefined : ruledOn(report, index, lit ? selected : (node.paths[0] ?? 0));
  const told = subjectOfAny(fault ?? ruled?.fault);
  const state = fault || ruled?.clause?.action === 'deny' ? 'bad' : ruled ? 'warned' : 'good';
  const Mark = MARKS[state];
  const open = () => {
    if (!lit) session.select(node.paths[0] ?? 0);
    session.certificate.value = index;
    // The details are opened in the same turn and can be scrolled to in the next.
    setTimeout(() => document.getElementById(`certificate-${index}`)?.focus());
  };
  return (
    <button type="button" class={`box box-${state} ${lit ? 'box-lit' : ''}`} onClick={open}>
      <span class="box-role">
        {certificate?.inStore && <Anchor />}
        {roleOf(report, index)}
        {isCrossSigned(report, index) && <span class="tag">cross-signed</span>}
      </span>
      <span class="box-name">
        <Short text={nameOf(certificate)} longest={60} />
      </span>
      <span class="box-state">
        <Mark />
        {told ? (
          <Sentence id={told.id} part="title" data={told.data} />
        ) : (
          `valid until ${formatDate(certificate?.notAfter ?? '')}${path && isGood(path, index) ? ', not revoked' : ''}`
        )}
      </span>
    </button>
  );
}

const MARKS = { good: Tick, warned: Warning, bad: Cross };

/** What the trust store document says against a certificate of a path. */
function ruledOn(report: Report, index: number, path: number): Finding | undefined {
  return report.findings.find(
    ({ certificate, clause, paths }) => clause && certificate === index && paths.includes(path),
  );
}

function subjectOfAny(fault: FindingFault | undefined) {
  return fault && subjectOf(fault);
}

/** What fails on a certificate. A missing issuer is shown as a box of its own. */
function concernsBox(check: Check): boolean {
  const elsewhere = check.requirement === 'issuer' && check.fault?.id !== 'path.root_not_trusted';
  return !check.passed && !elsewhere;
}

function isGood({ certificates, revocation }: PathReport, index: number): boolean {
  return revocation[certificates.indexOf(index)]?.status === 'good';
}

function Missing({ node, lit }: { node: Node; lit: boolean }) {
  const { end } = node;
  if (!end) return null;
  return (
    <div class={`box box-missing ${lit ? 'box-lit' : ''}`}>
      <span class="box-role">
        <Query />
        Nothing here
      </span>
      {'issuer' in end && (
        <span class="box-name">
          <Short text={end.issuer} longest={60} />
        </span>
      )}
      <span class="box-state">
        <Cross />
        <Sentence id={end.id} part="title" data={end} />
      </span>
    </div>
  );
}
