// What a chain is under the organisation's store, and under the certificates that the person added.
import type { Report, StoreCheck } from 'anchorlight';
import type { Badge, Chain } from '../state.js';
import { readChoices } from './settings.js';
import { documentsOf, type Of, storeOf } from './store.js';

export interface Judged {
  badge: Badge;
  report: Report;
  by: Of;
}

/** Nothing where there is no store to judge by. */
export async function judge(chain: Chain, host: string): Promise<Judged | undefined> {
  const [report, { allowOwnCertificates }] = await Promise.all([
    check('organisation', chain, host),
    readChoices(),
  ]);
  if (allowOwnCertificates && (!report || knowsNoIssuer(report))) {
    const second = await check('own', chain, host);
    if (second && second.verdict.anchor !== undefined && !(report && (await distrusted(chain, host))))
      return { badge: 'own', report: second, by: 'own' };
    if (second && !report) return { badge: badgeOf(second), report: second, by: 'own' };
  }
  return report && { badge: badgeOf(report), report, by: 'organisation' };
}

async function check(
  of: Of,
  chain: Chain,
  host: string,
  more: Uint8Array[] = [],
): Promise<Report | undefined> {
  const store = await storeOf(of);
  try {
    return await store?.check(asked(chain, host, more));
  } catch (error) {
    // Another one may have taken its place in between.
    const next = await storeOf(of);
    if (!next || next === store) throw error;
    return next.check(asked(chain, host, more));
  }
}

function asked({ certificates, time }: Chain, host: string, more: Uint8Array[]): StoreCheck {
  const files = certificates.map((one, index) => ({
    label: `certificate-${index + 1}.der`,
    data: bytes(one),
  }));
  // Browsers give the end entity first; whatever follows is a candidate and no more.
  return { certificates: files, intermediates: more, host, time, endEntity: 'first' };
}

function knowsNoIssuer({ verdict, paths }: Report): boolean {
  return verdict.outcome === 'notTrusted' && !paths.some(({ anchored }) => anchored);
}

/** Whether the organisation distrusts anything on the way to what the person added: that weighs more. */
async function distrusted(chain: Chain, host: string): Promise<boolean> {
  const own = await documentsOf('own');
  const { anchors = [] } = JSON.parse(own?.document ?? '{}') as { anchors?: { certificate: string }[] };
  const more = anchors.map(({ certificate }) => bytes(certificate));
  const { paths = [] } = (await check('organisation', chain, host, more)) ?? {};
  return paths.some(({ checks }) =>
    checks.some(({ requirement, passed }) => requirement === 'distrust' && !passed),
  );
}

function badgeOf({ verdict: { outcome, place } }: Report): Badge {
  if (outcome === 'trustedWithWarnings') return 'warnings';
  if (outcome !== 'trusted') return outcome;
  const isPublic = place?.pointer.startsWith('/includes/') && place.document === undefined;
  return isPublic ? 'publicRoots' : 'organisation';
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
