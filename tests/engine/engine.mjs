// The engine as its users meet it: the npm package in Node, and the command line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from 'anchorlight';
import { commandLine } from './command-line.mjs';

export { commandLine };

const engine = await createEngine();
const dir = mkdtempSync(join(tmpdir(), 'anchorlight-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

/**
 * Asks the package. A request is `{ chain, store, host, name, time, purpose, endEntity, revocation }`:
 * `chain`, `store` and `revocation.sources` are lists of files as bytes, `time` is RFC 3339.
 */
export function check({ chain, store, revocation, ...rest }) {
  const files = { certificates: named('chain', chain), anchors: named('store', store) };
  if (revocation?.sources) revocation = { ...revocation, sources: named('revocation', revocation.sources) };
  return engine.check({ ...files, ...rest, revocation });
}

/** Asks the command line; `{ code, report }`, the report undefined where it printed none. */
export function checkNatively({ chain, store, host, name, time, purpose, endEntity, revocation = {} }) {
  const write = ({ label, data }) => writeFileSync(label, data);
  const [chainFiles, storeFiles] = [named('chain', chain), named('store', store)];
  const listFiles = named('revocation', revocation.sources ?? []);
  [...chainFiles, ...storeFiles, ...listFiles].forEach(write);
  const args = ['check', '--json', '--time', time];
  if (host !== undefined) args.push('--host', host);
  if (name !== undefined) args.push({ email: '--email', uri: '--uri' }[name.kind], name.value);
  if (purpose !== undefined)
    args.push('--purpose', { serverAuth: 'server', clientAuth: 'client', any: 'any' }[purpose]);
  if (endEntity === 'first') args.push('--end-entity-first');
  if (revocation.mode !== undefined) args.push('--revocation', revocation.mode);
  if (revocation.scope === 'endEntity') args.push('--end-entity-status-only');
  if (revocation.grace !== undefined) args.push('--grace', String(revocation.grace));
  for (const { label } of listFiles) args.push('--crl', label);
  for (const { label } of storeFiles) args.push('--store', label);
  const run = spawnSync(commandLine, [...args, '--', ...chainFiles.map(({ label }) => label)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (run.error) throw run.error;
  assert.equal(run.signal, null, 'the command line was killed by a signal');
  assert.doesNotMatch(run.stderr, /panicked/);
  return {
    code: run.status,
    report: run.stdout === '' ? undefined : JSON.parse(run.stdout),
    stderr: run.stderr,
  };
}

const exitCodes = { trusted: 0, notTrusted: 1, cannotSay: 2 };

/** Asks both, which must say the same, and returns the report. */
export async function checkBoth(request) {
  const report = await check(request);
  const native = checkNatively(request);
  assert.equal(JSON.stringify(native.report), JSON.stringify(report), 'native and Wasm reports differ');
  assert.equal(native.code, exitCodes[report.verdict.outcome]);
  return report;
}

/** What the command line calls its files is what the package is told to call them. */
function named(what, files) {
  return files.map((data, index) => ({ label: join(dir, `${what}-${index}`), data }));
}

/** The id of the finding in first place. */
export function first(report) {
  return report.findings[0]?.fault.id;
}

/** All ids of findings, in order. */
export function ids(report) {
  return report.findings.map((finding) => finding.fault.id);
}
