// The store as an administrator sets it: inline, or at an address that is asked for when the browser starts and
// once a day.
import type { FirstUse } from 'anchorlight';
import { type Managed, readManaged } from './settings.js';
import { digestOf, faultOf, forget, offer, readKept, refuse } from './store.js';

const LONGEST_DOCUMENT = 64 * 1024 * 1024;
const PATIENCE = 30_000;

/** Lets the administrator's document decide; without a policy, nothing that came by one does any more. */
export async function applyPolicy(): Promise<void> {
  const managed = await readManaged();
  const kept = await readKept('organisation');
  if (!managed.trustStore && !managed.trustStoreUrl) {
    if (kept && kept.from !== 'import') await forget('organisation');
    return;
  }
  const pin = JSON.stringify([managed.signers ?? [], managed.threshold ?? 1, managed.sha256 ?? '']);
  // Who trusts it for another reason has another store: the first document counts anew.
  if (kept && (kept.from === 'import' || kept.pin !== pin)) await forget('organisation');
  const from = managed.trustStore ? 'policy' : 'address';
  try {
    const document = managed.trustStore ?? (await fetched(managed.trustStoreUrl ?? ''));
    const first = await firstUse(managed, document);
    await offer('organisation', { document, included: managed.included, from, first, pin });
  } catch (error) {
    await refuse('organisation', faultOf(error), { from, pin, included: managed.included ?? [] });
  }
}

/** What is in the policy itself is trusted because it is there; what comes from an address must be signed or named. */
async function firstUse(managed: Managed, document: string): Promise<FirstUse | undefined> {
  const { signers, threshold = 1, sha256, trustStore } = managed;
  if (signers && signers.length > 0) return { pinned: { signers, threshold } };
  if (sha256) return { accepted: { digest: sha256 } };
  return trustStore === undefined ? undefined : { accepted: { digest: await digestOf(document) } };
}

/** Only from that address, without cookies, and not from where it would lead on to. */
async function fetched(address: string): Promise<string> {
  if (new URL(address).protocol !== 'https:') throw unreachable(address, 'it is not an https address');
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-cache',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength > LONGEST_DOCUMENT) throw new Error(`${bytes.byteLength} bytes are too many`);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw unreachable(address, error instanceof Error ? error.message : String(error));
  }
}

function unreachable(address: string, why: string): Error {
  return Object.assign(new Error(why), { id: 'store.unreachable', address });
}
