// What to say of a source of revocation data.
import type { ListScope, Report, RevocationSource, RevocationStatus } from 'anchorlight';
import { count, formatDate } from '../format.js';
import { sayPlainly } from '../say.js';

export type List = Extract<RevocationSource, { kind: 'list' }>;
export type Response = Extract<RevocationSource, { kind: 'response' }>;

export function kindOf(source: RevocationSource): string {
  if (source.kind === 'response') return 'OCSP response';
  return source.deltaBase === undefined ? 'Revocation list' : 'Delta list';
}

/** The same where a sentence has begun already; OCSP stays as it is. */
export function inSentence(kind: string): string {
  return kind.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

/** What sources of these kinds are called together. */
export function together(sources: RevocationSource[]): string {
  const lists = sources.some(({ kind }) => kind === 'list');
  const responses = sources.some(({ kind }) => kind === 'response');
  if (lists && responses) return 'Revocation lists and OCSP responses';
  return responses ? 'OCSP responses' : 'Revocation lists';
}

/** Who says it. */
export function signerOf(source: RevocationSource): string {
  if (source.kind === 'list') return source.issuer.short || 'an issuer without a name';
  if (source.responder) return source.responder.short || 'a responder without a name';
  return source.responderKey ? 'a responder named by its key' : 'a responder';
}

export function dateOf(source: RevocationSource): string | undefined {
  return source.kind === 'list' ? source.thisUpdate : source.producedAt;
}

export function heldBy(source: RevocationSource): string {
  if (source.kind === 'list') return count(source.entries, 'entry', 'entries');
  return source.error ? 'no answer' : count(source.answers, 'answer');
}

/** Whether it is in force at the time checked, in words; each answer of a response has times of its own. */
export function forceOf(source: RevocationSource, time: string): string {
  if (source.kind === 'response') return source.producedAt ? `of ${formatDate(source.producedAt)}` : '';
  const { thisUpdate, nextUpdate } = source;
  if (thisUpdate > time) return `from ${formatDate(thisUpdate)} on`;
  if (nextUpdate === undefined) return 'without an end';
  return nextUpdate < time
    ? `out of date since ${formatDate(nextUpdate)}`
    : `until ${formatDate(nextUpdate)}`;
}

/** A number as people have it: decimal as long as it can be one, or else in hexadecimal. */
export function numberText(hex: string): string {
  if (!/^([0-9a-f]{2}){1,20}$/i.test(hex)) return hex;
  return `${BigInt.asIntN(4 * hex.length, BigInt(`0x${hex}`))} (hexadecimal ${hex.toUpperCase()})`;
}

/** What a list covers beside its distribution point. */
export function scopeWords(scope: ListScope): string[] {
  const words = [];
  if (scope.onlyUserCerts) words.push('certificates of end entities only');
  if (scope.onlyCaCerts) words.push('certificates of CAs only');
  if (scope.onlyAttributeCerts) words.push('attribute certificates only');
  if (scope.indirect) words.push('certificates of other issuers too');
  if (scope.onlySomeReasons) words.push(`only where ${reasonsText(scope.onlySomeReasons)}`);
  return words;
}

/** "its key was compromised or it was replaced". */
export function reasonsText(reasons: readonly string[]): string {
  const titles = reasons.map((reason) => sayPlainly(reason, 'title'));
  return titles.length < 2 ? titles.join() : `${titles.slice(0, -1).join(', ')} or ${titles.at(-1)}`;
}

/** Whether a source says something of a certificate of any path. */
export function isUsed(report: Report, source: number): boolean {
  return report.paths.some(({ revocation }) => revocation.some((status) => saidBy(status).includes(source)));
}

export function saidBy(status: RevocationStatus): number[] {
  if (status.status === 'good') return status.sources;
  return status.status === 'revoked' ? [status.source] : [];
}
