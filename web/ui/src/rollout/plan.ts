// What an administrator chooses, and the managed settings that come of it (web/extension/managed.schema.json).
import type { Document } from 'anchorlight';
import { plainHex, type Trust } from '../documents.js';
import { lines, readPattern } from './hosts.js';
import { type Note, note } from './notes.js';

export type Mode = 'inform' | 'warn' | 'block';

/** What is filled in. */
export interface Plan {
  extensionId: string;
  updateUrl: string;
  xpiUrl: string;
  /** The package for Firefox has no signature of Mozilla's. */
  xpiUnsigned: boolean;
  /** Where the document is; without it the document stands in the policy. */
  fromAddress: boolean;
  address: string;
  mode: Mode;
  /** One on each line. */
  hosts: string;
  allowOwnCertificates: boolean;
  history: boolean;
  /** Whether the browser itself is to trust what the store trusts. */
  browserTrust: boolean;
  /** Where Firefox finds the certificates' files. */
  folder: string;
  /** Whether a portal's policy has the settings too. */
  portalSettings: boolean;
}

export const EMPTY_PLAN: Plan = {
  extensionId: '',
  updateUrl: '',
  xpiUrl: '',
  xpiUnsigned: false,
  fromAddress: false,
  address: '',
  mode: 'inform',
  hosts: '',
  allowOwnCertificates: false,
  history: true,
  browserTrust: false,
  folder: '/etc/firefox/policies/certificates',
  portalSettings: false,
};

/** The managed settings; what is left out has the value that the schema gives it. */
export interface Settings {
  trustStore?: string;
  trustStoreUrl?: string;
  included?: string[];
  signers?: string[];
  threshold?: number;
  sha256?: string;
  mode: Mode;
  hosts?: string[];
  allowOwnCertificates?: boolean;
  history?: boolean;
}

/** A document as it is rolled out. */
export interface Rolled {
  /** Its file as text, exactly: its digest counts. */
  text: string;
  included: string[];
  /** Whose signatures the first document must have, by the SHA-256 of their keys; nothing where it is not signed. */
  pinned?: { signers: string[]; threshold: number };
  digest: string;
}

/** Reads what a rollout takes from the trust store at hand. */
export async function rolled({ documents: [own], sorted }: Trust): Promise<Rolled> {
  if (!own) throw new Error('There is no document.');
  const { store, document } = own.report;
  const { signers } = document;
  const wanted = new Set(namedBy(document));
  const included: string[] = [];
  for (const { data } of sorted.further) if (wanted.has(await sha256(data))) included.push(textOf(data));
  const found = { text: textOf(own.file.data), included, digest: store.digest };
  if (!store.signed || !signers) return found;
  const pins = await Promise.all(signers.keys.map((key) => sha256(bytesOf(key.publicKey))));
  return { ...found, pinned: { signers: pins, threshold: signers.threshold } };
}

/** The digests of the documents that a document includes. */
function namedBy({ includes = [] }: Document): string[] {
  return includes.flatMap((one) => (one.document ? [plainHex(one.document)] : []));
}

/** With the mark of its byte order, where it has one: it counts for the digest. */
function textOf(data: Uint8Array<ArrayBuffer>): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
}

/** A key that is written as PEM or as base64 of its DER. */
function bytesOf(publicKey: string): Uint8Array<ArrayBuffer> {
  const base64 = publicKey.replace(/-----[^-]*-----/g, '').replace(/\s+/g, '');
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Pages that came over plain http have no digests.
  if (!crypto.subtle) throw Object.assign(new Error('no digests'), { id: 'rollout.no_digest' });
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The managed settings of a plan. */
export function settingsOf(plan: Plan, { text, included, pinned, digest }: Rolled): Settings {
  const hosts = lines(plan.hosts).flatMap((line) => readPattern(line) ?? []);
  return {
    ...(plan.fromAddress ? { trustStoreUrl: plan.address.trim() } : { trustStore: text }),
    ...(included.length > 0 && { included }),
    // What is in the policy is trusted because it is there; a digest would make each version a store of its own.
    ...(pinned ?? (plan.fromAddress && { sha256: digest })),
    mode: plan.mode,
    ...(hosts.length > 0 && { hosts: [...new Set(hosts)] }),
    ...(plan.allowOwnCertificates && { allowOwnCertificates: true }),
    ...(!plan.history && { history: false }),
  };
}

/** What is to be said of the settings, whichever browser they are for. */
export function notesOf(plan: Plan, trust: Trust): Note[] {
  const [own] = trust.documents;
  const { signed, expires } = trust.open.store;
  const { signers, expiryGrace = 0 } = own?.report.document ?? {};
  const notes: Note[] = [];
  const address = plan.address.trim();
  if (plan.fromAddress) {
    if (address === '') notes.push(note('rollout.address_missing', 'missing'));
    else if (schemeOf(address) !== 'https:') notes.push(note('rollout.address', 'error', { address }));
    const number = own ? namedBy(own.report.document).length : 0;
    if (number > 0) notes.push(note('rollout.included', 'warning', { number }));
  }
  const wrong = lines(plan.hosts).filter((line) => !readPattern(line));
  if (wrong.length > 0) notes.push(note('rollout.hosts', 'error', { hosts: wrong }));
  if (Date.parse(expires) + 1000 * expiryGrace <= Date.now())
    notes.push(note('rollout.expired', 'warning', { expires }));
  if (!signed || !signers)
    notes.push(note(plan.fromAddress ? 'rollout.unsigned_address' : 'rollout.unsigned', 'warning'));
  if (lines(plan.hosts).length === 0 && plan.mode !== 'inform')
    notes.push(note('rollout.every_host', 'warning'));
  return notes;
}

/** The scheme of an address that is one. */
export function schemeOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).protocol : undefined;
}
