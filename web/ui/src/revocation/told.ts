// What to say of a source of revocation data.
import type { ListScope, Report, RevocationSource, RevocationStatus } from 'anchorlight';
import { count, formatDate } from '../format.js';
import { sayPlainly } from '../say.js';

export function kindOf(source: RevocationSource): string {
  return source.deltaBase === undefined ? 'Revocation list' : 'Delta list';
}

/** The same where a sentence has begun already; OCSP stays as it is. */
export function inSentence(kind: string): string {
  return kind.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

export function issuerOf(source: RevocationSource): string {
  return source.issuer.short || 'an issuer without a name';
}

export function heldBy(source: RevocationSource): string {
  return count(source.entries, 'entry', 'entries');
}

/** Whether it is in force at the time checked, in words. */
export function forceOf({ thisUpdate, nextUpdate }: RevocationSource, time: string): string {
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
