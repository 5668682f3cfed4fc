import type { Purpose, Report } from 'anchorlight';
import { count, formatTime } from '../format.js';
import { sayPlainly } from '../say.js';
import { Short } from '../text.js';

const PURPOSES: Record<Purpose, string> = {
  serverAuth: 'a server',
  clientAuth: 'a client',
  codeSigning: 'signing code',
  emailProtection: 'mail',
  ocspSigning: 'signing OCSP responses',
  timeStamping: 'time stamps',
  c2paManifest: 'content credentials (C2PA)',
  c2paTimeStamping: 'time stamps of content credentials (C2PA)',
  rcsMlsClient: 'encrypted RCS messages (MLS)',
  any: 'any purpose',
};

const NAMES: Record<NonNullable<Report['name']>['kind'], string> = {
  dns: 'Host',
  ip: 'Host',
  email: 'Email address',
  uri: 'URI',
  directory: 'Name',
};

/** What the verdict is an answer to. */
export function Facts({ report }: { report: Report }) {
  const opinion = report.paths[0]?.secondOpinion;
  return (
    <dl class="facts">
      <div>
        <dt>{report.name ? NAMES[report.name.kind] : 'Host'}</dt>
        <dd>{report.name ? <Short text={report.name.value} /> : 'not checked'}</dd>
      </div>
      <div>
        <dt>Time</dt>
        <dd>{formatTime(report.time)}</dd>
      </div>
      <div>
        <dt>For</dt>
        <dd>{PURPOSES[report.purpose]}</dd>
      </div>
      <div>
        <dt>Tried</dt>
        <dd>
          {count(report.paths.length, 'path')}
          {report.effort.limitsReached.length > 0 && ', and there are more'}
        </dd>
      </div>
      {opinion && (
        <div>
          <dt>Second judge</dt>
          <dd>{sayPlainly(opinion.judgement, 'title')}</dd>
        </div>
      )}
    </dl>
  );
}
