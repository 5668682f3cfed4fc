// The engine as its users meet it: the npm package in Node, and the command line.
import assert from 'node:assert/strict';
import { createEngine } from 'anchorlight';
import { checkNatively, named } from './native.mjs';

const engine = await createEngine();

/**
 * Asks the package. A request is `{ chain, store, host, name, time, purpose, endEntity, revocation }`:
 * `chain`, `store` and `revocation.sources` are lists of files as bytes, `time` is RFC 3339. A trust store document
 * is a store of one file.
 */
export function check({ chain, store, revocation, ...rest }) {
  const anchors = named('store', store);
  const isDocument = store[0]?.toString().startsWith('{');
  const trusted = isDocument ? { store: { document: anchors[0] } } : { anchors };
  const files = { certificates: named('chain', chain), ...trusted };
  if (revocation?.sources) revocation = { ...revocation, sources: named('revocation', revocation.sources) };
  return engine.check({ ...files, ...rest, revocation });
}

const exitCodes = { trusted: 0, trustedWithWarnings: 0, notTrusted: 1, cannotSay: 2 };

/** Asks both, which must say the same, and returns the report. */
export async function checkBoth(request) {
  const report = await check(request);
  const native = checkNatively(request);
  assert.equal(JSON.stringify(native.report), JSON.stringify(report), 'native and Wasm reports differ');
  assert.equal(native.code, exitCodes[report.verdict.outcome]);
  return report;
}

/** The id of the finding in first place. */
export function first(report) {
  return report.findings[0]?.fault.id;
}

/** All ids of findings, in order. */
export function ids(report) {
  return report.findings.map((finding) => finding.fault.id);
}
