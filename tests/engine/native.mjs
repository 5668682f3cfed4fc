// The engine as the command line has it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from './command-line.mjs';

const dir = mkdtempSync(join(tmpdir(), 'anchorlight-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

export { commandLine };

/**
 * Asks the command line what engine.mjs asks the package; `revocation.responses` come after its sources. Gives
 * `{ code, report, stderr }`, the report undefined where it printed none.
 */
export function checkNatively({ chain, store, host, name, time, purpose, endEntity, revocation = {} }) {
  const write = ({ label, data }) => writeFileSync(label, data);
  const [chainFiles, storeFiles] = [named('chain', chain), named('store', store)];
  const listFiles = named('revocation', revocation.sources ?? []);
  const responseFiles = named('response', revocation.responses ?? []);
  [...chainFiles, ...storeFiles, ...listFiles, ...responseFiles].forEach(write);
  const args = ['check', '--json', '--time', time];
  if (host !== undefined) args.push('--host', host);
  if (name !== undefined) args.push({ email: '--email', uri: '--uri' }[name.kind], name.value);
  if (purpose !== undefined)
    args.push('--purpose', { serverAuth: 'server', clientAuth: 'client', any: 'any' }[purpose]);
  if (endEntity === 'first') args.push('--end-entity-first');
  if (revocation.mode !== undefined) args.push('--revocation', revocation.mode);
  if (revocation.scope === 'endEntity') args.push('--end-entity-status-only');
  if (revocation.nonce !== undefined) args.push('--ocsp-nonce', revocation.nonce);
  if (revocation.grace !== undefined) args.push('--grace', String(revocation.grace));
  for (const { label } of listFiles) args.push('--crl', label);
  for (const { label } of responseFiles) args.push('--ocsp', label);
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

/** What the command line calls its files is what the package is told to call them. */
export function named(what, files) {
  return files.map((data, index) => ({ label: join(dir, `${what}-${index}`), data }));
}
