// The report as text, for whoever helps: what was asked, what was found, the certificates and who decided.
import type { Finding, Report } from 'anchorlight';
import { count, formatDate, formatTime } from '../format.js';
import { inert } from '../inert.js';
import { keyText, nameOf, roleOf } from '../people.js';
import { sayPlainly, subjectOf } from '../say.js';
import { signedWords } from '../trust/head.js';
import { placeWords } from './anchor.js';

/** Reports can hold thousands; the JSON has them all. */
const MOST_FINDINGS = 20;
const MOST_CERTIFICATES = 20;
const LONGEST = 500;

export function reportText(report: Report): string {
  return [...asked(report), '', ...found(report), ...chain(report), ...decider(report)].join('\n');
}

function asked(report: Report): string[] {
  return [
    `Verdict: ${sayPlainly(report.verdict.outcome, 'title')}`,
    `Name: ${report.name ? inert(report.name.value) : 'not checked'}`,
    `Time: ${formatTime(report.time)}`,
    `Purpose: ${report.purpose}`,
    `Paths tried: ${report.paths.length}${report.effort.limitsReached.length > 0 ? ', and there are more' : ''}`,
  ];
}

function found(report: Report): string[] {
  const { findings } = report;
  if (findings.length === 0) return ['Found: nothing to say against it', ''];
  const left = findings.length - MOST_FINDINGS;
  return [
    'Found:',
    ...findings.slice(0, MOST_FINDINGS).flatMap((finding, at) => lines(report, finding, at + 1)),
    ...(left > 0 ? [`  And ${left} more; the JSON report has them all.`] : []),
    '',
  ];
}

function lines(report: Report, { fault, severity, certificate, citation, clause }: Finding, number: number) {
  const { id, data } = subjectOf(fault);
  const say = (part: 'title' | 'explain' | 'fix') => inert(sayPlainly(id, part, data), LONGEST);
  const about = report.certificates[certificate ?? -1];
  const [explain, fix] = [say('explain'), say('fix')];
  return [
    `  ${number}. ${say('title')} (${severity}, ${id})`,
    ...(about ? [`     About: ${inert(nameOf(about))}`] : []),
    ...(explain ? [`     ${explain}`] : []),
    ...(clause
      ? [`     Decided by: ${inert(clause.pointer)}${clause.document ? ` of ${clause.document}` : ''}`]
      : []),
    ...(citation ? [`     Written in: ${citation.source}, section ${citation.section}`] : []),
    ...(fix ? [`     What to do: ${fix}`] : []),
  ];
}

/** The best path, or where there is none what was given. */
function chain(report: Report): string[] {
  const [path] = report.paths;
  const shown = path?.certificates ?? report.certificates.map((_, index) => index);
  if (shown.length === 0) return [];
  const left = shown.length - MOST_CERTIFICATES;
  return [
    path ? 'The chain, from the end entity up:' : 'Certificates:',
    ...shown.slice(0, MOST_CERTIFICATES).flatMap((index, place) => {
      const certificate = report.certificates[index];
      if (!certificate) return [];
      const status = path?.revocation[place]?.status;
      return [
        `  ${inert(nameOf(certificate))} (${roleOf(report, index)})`,
        `     Valid from ${formatDate(certificate.notBefore)} until ${formatDate(certificate.notAfter)}` +
          (status ? `; revocation: ${sayPlainly(status, 'title')}` : ''),
        `     Key: ${inert(keyText(certificate))}`,
        `     SHA-256: ${certificate.sha256}`,
      ];
    }),
    ...(left > 0 ? [`  And ${left} more; the JSON report has them all.`] : []),
    '',
  ];
}

function decider(report: Report): string[] {
  const { store, verdict, paths } = report;
  const opinion = paths[0]?.secondOpinion;
  return [
    ...(verdict.place ? [`The anchor is ${placeWords(report)}, at ${inert(verdict.place.pointer)}`] : []),
    ...(store
      ? [
          `Trust store: ${inert(store.name)}, version ${store.version}, ${signedText(report)}`,
          `     SHA-256: ${store.digest}`,
          `     ${store.expired ? 'Expired' : 'Expires'}: ${formatDate(store.expires)}`,
        ]
      : [`Trust store: ${count(report.inputs.filter(({ role }) => role === 'trustStore').length, 'file')}`]),
    ...(opinion ? [`Second judge: ${sayPlainly(opinion.judgement, 'title')}`] : []),
    '',
  ];
}

function signedText({ store }: Report): string {
  return store?.signed ? `signed ${signedWords(store)}` : 'not signed';
}
