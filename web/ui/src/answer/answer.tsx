import type { ComponentChildren } from 'preact';
import { Certificates } from '../certificate/certificates.js';
import { ChangesView } from '../changes/view.js';
import { now } from '../format.js';
import { Notice } from '../kept/notice.js';
import { place } from '../place.js';
import { Sources } from '../revocation/sources.js';
import { Statuses } from '../revocation/statuses.js';
import { sayPlainly } from '../say.js';
import type { Session } from '../session.js';
import { type Further, Tabs } from '../tabs.js';
import { StoreView } from '../trust/view.js';
import { Checks } from './checks.js';
import { Failed } from './failed.js';
import { Findings } from './findings.js';
import { Inputs } from './inputs.js';
import { Picture } from './picture.js';
import { Save } from './save.js';
import { Verdict, verdictText } from './verdict.js';

interface Props {
  session: Session;
  /** Views beside the answer, the trust store and its changes. */
  further?: Further[];
  /** What is there before there is an answer. */
  children?: ComponentChildren;
}

export function Answer({ session, further = [], children }: Props) {
  const report = session.report.value;
  const failure = session.failure.value;
  return (
    <div class="answer" aria-busy={session.busy.value}>
      <p class="sr-only" role="status">
        {failure
          ? `${sayPlainly(failure.id, 'title')}. ${failure.message.slice(0, 500)}`
          : report
            ? verdictText(report)
            : ''}
      </p>
      <Tabs session={session} further={further} />
      <Notice session={session} />
      {place.value.view === 'store' && (
        <StoreView trust={session.trust.value} time={report?.time ?? session.timeAsked() ?? now()} />
      )}
      {place.value.view === 'changes' && <ChangesView session={session} />}
      {further.find(({ view }) => view === place.value.view)?.show()}
      {/* What was opened in the answer stays open while the trust store is looked at. */}
      <div class="view" hidden={place.value.view !== 'answer'}>
        {failure && <Failed failure={failure} />}
        {report ? (
          // A new answer starts with everything closed again.
          <div key={session.answers.value} class="reading">
            <Verdict session={session} report={report} />
            <Findings session={session} report={report} />
            {report.paths.length > 0 && <Picture session={session} report={report} />}
            <Statuses session={session} report={report} />
            {report.paths.length > 0 && <Checks session={session} report={report} />}
            {report.certificates.length > 0 && <Certificates session={session} report={report} />}
            <Sources report={report} />
            <Inputs report={report} />
            <Save report={report} />
          </div>
        ) : (
          !failure && children
        )}
      </div>
    </div>
  );
}
