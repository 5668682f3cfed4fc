import type { PathReport, Report, RevocationStatus } from 'anchorlight';
import { formatTime } from '../format.js';
import { Anchor, Cross, Query, Tick } from '../icons.js';
import { nameOf, roleOf } from '../people.js';
import type { Session } from '../session.js';
import { Sentence, Short } from '../text.js';
import { SourceLink, WhoRevoked, WhyUnknown } from './because.js';

const MARKS = { good: Tick, revoked: Cross, unknown: Query };

/** What is known of each certificate of the selected path. */
export function Statuses({ session, report }: { session: Session; report: Report }) {
  const path = report.paths[session.path.value];
  if (!path || path.certificates.length < 2) return null;
  return (
    <section class="panel" aria-labelledby="revocation">
      <h2 id="revocation">Revocation{report.paths.length > 1 && ` on path ${session.path.value + 1}`}</h2>
      <Content report={report} path={path} />
    </section>
  );
}

function Content({ report, path }: { report: Report; path: PathReport }) {
  if (!path.anchored) return <p>Not looked at, because this path leads to no certificate that you trust.</p>;
  if (path.revocation.length === 0) return <p>Not looked at, as you asked.</p>;
  const nothing = path.revocation.every((status) => status.status === 'unknown' && silent(status));
  if (nothing)
    return (
      <p>
        Not known: no revocation list or OCSP response of these CAs is at hand, and nothing is fetched from
        here. The current list of each CA tells, put beside the chain or into the trust store document.
      </p>
    );
  return (
    <ul class="statuses">
      {path.certificates.map((index, place) => (
        <One key={index} report={report} index={index} status={path.revocation[place]} />
      ))}
    </ul>
  );
}

function silent(status: RevocationStatus): boolean {
  return status.status === 'unknown' && status.why.length === 0 && !status.uncovered;
}

interface Props {
  report: Report;
  index: number;
  status: RevocationStatus | undefined;
}

function One({ report, index, status }: Props) {
  const Mark = status ? MARKS[status.status] : Anchor;
  return (
    <li class={`status status-${status?.status ?? 'anchor'}`}>
      <Mark />
      <div>
        <p>
          <strong>
            <Short text={nameOf(report.certificates[index])} />
          </strong>{' '}
          <span class="role">{roleOf(report, index)}</span>
        </p>
        {status ? <Status report={report} status={status} /> : <p>{ANCHOR}</p>}
      </div>
    </li>
  );
}

const ANCHOR = 'Nobody is asked about it: it is trusted for as long as it is in your trust store.';

function Status({ report, status }: { report: Report; status: RevocationStatus }) {
  switch (status.status) {
    case 'good':
      return (
        <p>
          Not revoked, says{' '}
          {status.sources.map((source, at) => (
            <span key={source}>
              {at > 0 && ' with '}
              <SourceLink report={report} source={source} />
            </span>
          ))}
          .
        </p>
      );
    case 'revoked':
      return (
        <>
          <p>
            Revoked on {formatTime(status.revocationDate)}: <Sentence id={status.reason} part="title" />.
          </p>
          <WhoRevoked report={report} revoked={status} />
        </>
      );
    case 'unknown':
      return (
        <>
          <p>Not known.</p>
          <WhyUnknown report={report} unknown={status} />
        </>
      );
  }
}
