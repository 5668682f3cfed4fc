// The store as an administrator sets it: inline, or at an address that is asked for when the browser starts and
// once a day.
import type { FirstUse } from 'anchorlight';
import { type Managed, readPolicy } from './managed.js';
import { digestOf, faultOf, forget, offer, readKept, refuse } from './store.js';

const LONGEST_DOCUMENT = 64 * 1024 * 1024;
const PATIENCE = 30_000;

/** The newest of those that are being applied: what the ones before it still wait for does not count any more. */
let newest = new AbortController();

/** Lets the administrator's document decide; without a policy, nothing that came by one does any more. */
export async function applyPolicy(): Promise<void> {
  newest.abort();
  const { signal } = (newest = new AbortController());
  const { managed, dropped } = await readPolicy();
  const kept = await readKept('organisation');
  if (!managed.trustStore && !managed.trustStoreUrl) {
    // One that is there and cannot be read is not none.
    const isMeant = dropped.some(({ name }) => name === 'trustStore' || name === 'trustStoreUrl');
    if (kept && kept.from !== 'import' && !isMeant) await forget('organisation');
    return;
  }
  if (kept?.from === 'import') await forget('organisation');
  // Who trusts it for another reason has another store: the first document counts anew.
  const pin = JSON.stringify([managed.signers ?? [], managed.threshold ?? 1, managed.sha256 ?? '']);
  const from = managed.trustStore ? 'policy' : 'address';
  try {
    const document = managed.trustStore ?? (await fetched(managed.trustStoreUrl ?? '', signal));
    if (signal.aborted) return;
    const first = await firstUse(managed, document);
    await offer('organisation', { document, included: managed.included, from, first, pin });
  } catch (error) {
    if (signal.aborted) return;
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
async function fetched(address: string, signal: AbortSignal): Promise<string> {
  try {
    if (new URL(address).protocol !== 'https:') throw new Error('it is not an https address');
    const response = await fetch(address, {
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-cache',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return await textOf(response);
  } catch (error) {
    throw unreachable(address, error instanceof Error ? error.message : String(error));
  }
}

/** Whoever sends more than a document can have is not listened to any longer. */
async function textOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let [text, length] = ['', 0];
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) return text + decoder.decode();
    length += value.byteLength;
    if (length > LONGEST_DOCUMENT) {
      await reader?.cancel();
      throw new Error(`it is longer than ${LONGEST_DOCUMENT} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

function unreachable(address: string, why: string): Error {
  return Object.assign(new Error(why), { id: 'store.unreachable', address });
}
