import {
  Anchor,
  Cross,
  formatDate,
  nameOf,
  roleOf,
  Sentence,
  Short,
  subjectOf,
  Tick,
} from '@anchorlight/ui/views';
import type { Report } from 'anchorlight';
import type { Chain as Captured, Source } from '../state.js';

/** Longer chains are for the full report. */
const MOST_SHOWN = 8;

export const SOURCES: Record<Source, string> = {
  verifiedPath: 'source.verified_path',
  asSent: 'source.as_sent',
  leafOnly: 'source.leaf_only',
};

/** The chain, from the end entity to the anchor, and where it is from. */
export function Chain({ report, captured }: { report: Report; captured: Captured }) {
  const indices = report.paths[0]?.certificates ?? report.certificates.map((_, index) => index);
  const left = indices.length - MOST_SHOWN;
  return (
    <section class="panel" aria-labelledby="chain">
      <h2 id="chain">The chain</h2>
      <ol class="links">
        {indices.slice(0, MOST_SHOWN).map((index) => (
          <Link key={index} report={report} index={index} />
        ))}
      </ol>
      {left > 0 && <p class="hint">And {left} more; they are in the full report.</p>}
      <From chain={captured} />
    </section>
  );
}

/** Where a chain is from. */
export function From({ chain: { source, apart } }: { chain: Captured }) {
  return (
    <>
      {[SOURCES[source], ...(apart ? ['source.apart'] : [])].map((id) => (
        <p class="hint" key={id}>
          <strong>
            <Sentence id={id} part="title" />.
          </strong>{' '}
          <Sentence id={id} part="explain" />
        </p>
      ))}
    </>
  );
}

/** What keeps a certificate of the best path from holding: a check, or the trust store document. */
function faultOf({ paths, findings }: Report, index: number) {
  const failed = paths[0]?.checks.find((check) => check.certificate === index && !check.passed);
  const refused = findings.find(
    ({ certificate, severity, paths }) => certificate === index && severity === 'error' && paths.includes(0),
  );
  const fault = failed?.fault ?? refused?.fault;
  return fault && subjectOf(fault);
}

function Link({ report, index }: { report: Report; index: number }) {
  const { verdict, time } = report;
  const certificate = report.certificates[index];
  if (!certificate) return null;
  const { notBefore, notAfter } = certificate;
  const isAnchor = verdict.anchor === index;
  const fault = faultOf(report, index);
  const Mark = fault ? Cross : isAnchor ? Anchor : Tick;
  return (
    <li class={fault ? 'link-broken' : ''}>
      <Mark />
      <div>
        <p>
          <strong>
            <Short text={nameOf(certificate)} longest={80} />
          </strong>{' '}
          <span class="role">{isAnchor ? 'Trust anchor' : roleOf(report, index)}</span>
        </p>
        <p class="hint">
          {time < notBefore ? `from ${formatDate(notBefore)} on` : `until ${formatDate(notAfter)}`}
          {isAnchor && verdict.place && (
            <>
              , entry{' '}
              <code>
                <Short text={verdict.place.pointer} />
              </code>
              {verdict.place.document && ' of an included document'}
            </>
          )}
        </p>
        {fault && (
          <p class="link-fault">
            <Sentence id={fault.id} part="title" data={fault.data} />
          </p>
        )}
      </div>
    </li>
  );
}
