// Anchorlight as a judge of revocation: the command line.
import assert from 'node:assert/strict';
import { checkNatively } from '../engine/native.mjs';

/**
 * The report on a path, from the end entity up to its anchor. `lists` and `responses` are DER,
 * `others` are certificates at hand that are no part of the path.
 */
export function report({ path, lists: sources, others = [], time, ...revocation }) {
  const pem = (certificates) => certificates.map((certificate) => certificate.pem);
  const { report, stderr } = checkNatively({
    ...{ chain: pem([...path.slice(0, -1), ...others]), store: pem(path.slice(-1)) },
    ...{ time, purpose: 'any', endEntity: 'first' },
    revocation: { sources, ...revocation },
  });
  assert.equal(stderr, '');
  return report;
}

/**
 * What is known of the certificate at `place` of the path: `{ status, id, ...}`, the id being the
 * reason why the first source says nothing.
 */
export function status({ place = 0, ...question }) {
  const { paths } = report(question);
  const known = paths[0].revocation[place];
  return { ...known, id: known.why?.[0]?.id, fault: known.why?.[0]?.fault?.id };
}
