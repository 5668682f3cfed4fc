import type { Certificate, Report } from 'anchorlight';
import { formatBytes, formatDate } from '../format.js';
import { keyText, nameOf, roleOf } from '../people.js';
import type { Session } from '../session.js';
import { Short } from '../text.js';
import { PointerLink } from '../trust/clause.js';
import { Details } from './details.js';

/** A chain can hold ten thousand certificates; a page cannot. */
const MOST_SHOWN = 100;

export function Certificates({ session, report }: { session: Session; report: Report }) {
  const left = report.certificates.length - MOST_SHOWN;
  return (
    <section class="panel" aria-labelledby="certificates">
      <h2 id="certificates">Certificates</h2>
      {order(report)
        .slice(0, MOST_SHOWN)
        .map((index) => (
          <One key={index} session={session} report={report} index={index} />
        ))}
      {left > 0 && <p class="hint">And {left} more; the JSON report has them all.</p>}
    </section>
  );
}

/** Those of the best path first, from the end entity up; then the others. */
function order(report: Report): number[] {
  const best = report.paths[0]?.certificates ?? [];
  const rest = report.certificates.map((_, index) => index).filter((index) => !best.includes(index));
  return [...best, ...rest];
}

function One({ session, report, index }: { session: Session; report: Report; index: number }) {
  const certificate = report.certificates[index];
  if (!certificate) return null;
  const open = session.certificate.value === index;
  return (
    <details
      class="certificate"
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open) session.certificate.value = index;
        else if (open) session.certificate.value = undefined;
      }}
    >
      <summary id={`certificate-${index}`}>
        <span class="certificate-name">
          <Short text={nameOf(certificate)} />
        </span>
        <span class="role">{roleOf(report, index)}</span>
        <span class="certificate-brief">
          <Short text={keyText(certificate)} />, until {formatDate(certificate.notAfter)}
          {certificate.problems.length > 0 && ', has problems'}
        </span>
      </summary>
      {open && (
        <Details
          certificate={certificate}
          time={report.time}
          found={<Found report={report} certificate={certificate} />}
        />
      )}
    </details>
  );
}

function Found({ report, certificate }: { report: Report; certificate: Certificate }) {
  const { input, pointer, length, start, inChain, inStore } = certificate;
  const label = report.inputs[input]?.label ?? `file ${input + 1}`;
  // What an included document lists has its place there, and the first one is the document that decides.
  const own = report.store && report.inputs.findIndex(({ role }) => role === 'trustStore') === input;
  return (
    <>
      <Short text={label} />, {formatBytes(length)}
      {pointer === undefined ? ` from byte ${start}` : ' at '}
      {pointer !== undefined && (own ? <PointerLink pointer={pointer} /> : <code>{pointer}</code>)}
      {inChain && inStore && ' (also in the trust store)'}
    </>
  );
}
