import type { PathReport, Purpose, Report, StoreView } from 'anchorlight';
import { count, formatDate, formatTime } from '../format.js';
import { addressOf } from '../place.js';
import { sayPlainly } from '../say.js';
import { Short } from '../text.js';
import { signedWords } from '../trust/head.js';

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
  const [path] = report.paths;
  const opinion = path?.secondOpinion;
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
      {path?.anchored && path.certificates.length > 1 && (
        <div>
          <dt>Revocation</dt>
          <dd>{revocationOf(path)}</dd>
        </div>
      )}
      {report.store && <StoreFacts store={report.store} />}
      {opinion && (
        <div>
          <dt>Second judge</dt>
          <dd>{sayPlainly(opinion.judgement, 'title')}</dd>
        </div>
      )}
    </dl>
  );
}

/** The trust store document that decided. */
function StoreFacts({ store }: { store: StoreView }) {
  return (
    <>
      <div>
        <dt>Trust store</dt>
        <dd>
          <a href={addressOf({ view: 'store', pointer: '' })}>
            <Short text={store.name} longest={40} />, version {store.version}
          </a>
        </dd>
      </div>
      <div>
        <dt>Signed</dt>
        <dd>{signedWords(store)}</dd>
      </div>
      <div>
        <dt>{store.expired ? 'Expired' : 'Expires'}</dt>
        <dd>{formatDate(store.expires)}</dd>
      </div>
    </>
  );
}

/** The worst that is known of the certificates of a path. */
function revocationOf({ revocation }: PathReport): string {
  if (revocation.length === 0) return 'not looked at';
  const worst = (['revoked', 'unknown', 'good'] as const).find((one) =>
    revocation.some(({ status }) => status === one),
  );
  return worst ? sayPlainly(worst, 'title') : '';
}
