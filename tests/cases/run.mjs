// One case, put to the command line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../engine/command-line.mjs';
import { host, time } from './certificates.mjs';

const dir = mkdtempSync(join(tmpdir(), 'anchorlight-cases-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

/** What every document has. */
const base = {
  name: 'Cases',
  version: 1,
  issued: '2026-01-01T00:00:00Z',
  expires: '2027-01-01T00:00:00Z',
};

/** Writes a file for the cases. */
export function keep(name, content) {
  const path = join(dir, name);
  writeFileSync(path, content);
  return { path };
}

/** An anchor as a document has it. */
export const anchor = ({ base64 }, more = {}) => ({ certificate: base64, purposes: ['server'], ...more });

/** The document of a case, which says only what is its own. */
export const documentOf = (fragment) => ({ ...base, ...fragment });

/**
 * Asks about a case: `{ document, included, chain, host, email, purpose, time, crl }`. `document` and each of
 * `included` is an object or JSON text, `chain` and `crl` hold certificates and lists.
 */
export function ask(one, { json = true } = {}) {
  const write = (name, content) => {
    const isText = typeof content === 'string' || Buffer.isBuffer(content);
    return keep(name, isText ? content : JSON.stringify(content)).path;
  };
  const args = ['check', '--time', one.time ?? time, '--store', write('document.json', one.document)];
  (one.included ?? []).forEach((document, index) => {
    args.push('--store', write(`included-${index}.json`, document));
  });
  if (json) args.push('--json');
  if (one.email) args.push('--email', one.email);
  else if (one.host !== null) args.push('--host', one.host ?? host);
  if (one.purpose) args.push('--purpose', one.purpose);
  for (const { path } of one.crl ?? []) args.push('--crl', path);
  const run = spawnSync(commandLine, [...args, '--', ...one.chain.map(({ path }) => path)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (run.error) throw run.error;
  assert.equal(run.signal, null, 'the command line was killed by a signal');
  assert.doesNotMatch(run.stderr, /panicked/);
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** What stands at a pointer (RFC 6901); undefined where nothing does. */
export function at(document, pointer) {
  const keys = pointer.split('/').slice(1);
  const plain = keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return plain.reduce((value, key) => value?.[key], document);
}
