// OpenSSL as a judge of revocation from outside.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toPem } from '../engine/pem.mjs';

const dir = mkdtempSync(join(tmpdir(), 'anchorlight-judge-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

function write(name, data) {
  writeFileSync(join(dir, name), data);
  return join(dir, name);
}

function run(...args) {
  const { error, status, stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (error) throw error;
  return { status, text: `${stdout}${stderr}` };
}

const lists = (ders) => toPem(ders, { label: 'X509 CRL' });
const pems = (certificates) => certificates.map(({ pem }) => pem).join('');

/**
 * What `openssl verify -crl_check` says of the certificate at `place` of a path, from the end entity
 * up to the root: `{ status, error }`, the error being OpenSSL's number of what is wrong with it.
 */
export function opensslLists({ path, sources, time, place = 0, options = [] }) {
  const [leaf, ...above] = path;
  const root = above.pop();
  const args = ['verify', ...(place > 0 ? ['-crl_check_all'] : ['-crl_check']), ...options];
  args.push('-attime', String(Date.parse(time) / 1000), '-no-CAfile', '-no-CApath', '-no-CAstore');
  args.push('-trusted', root.path);
  if (above.length > 0) args.push('-untrusted', write('untrusted', pems(above)));
  if (sources.length > 0) args.push('-CRLfile', write('lists', lists(sources)));
  const { status, text } = run(...args, leaf.path);
  const errors = [...text.matchAll(/error (\d+) at (\d+) depth/g)].map(([, code, depth]) => [
    Number(code),
    Number(depth),
  ]);
  const [error] = errors.find(([, depth]) => depth === place) ?? [];
  const known = { 23: 'revoked', undefined: 'good' };
  if ((status === 0) !== (errors.length === 0)) throw new Error(text);
  return { status: known[error] ?? 'unknown', error, text };
}

/**
 * What `openssl ocsp -respin` says: `{ status, reason, date, text }`; the status is unknown where it
 * does not accept the response, whatever that says.
 */
export function opensslResponse({
  certificate,
  issuer,
  roots,
  response,
  request,
  lists: crls = [],
  options = [],
  digest = '-sha1',
}) {
  const args = ['ocsp', '-respin', write('response', response), '-no_nonce', '-no-CApath', '-no-CAstore'];
  args.push('-CAfile', write('roots', `${pems(roots)}${lists(crls)}`));
  if (crls.length > 0) args.push('-crl_check');
  // OpenSSL takes a request from a file or from the command line; the one from the file has the nonce.
  const asked = ['-issuer', issuer.path, digest, '-cert', certificate.path, ...options];
  const runs = [run(...args, ...asked), ...(request ? [run(...args, '-reqin', request)] : [])];
  const text = runs.map((run) => run.text).join('');
  const status = Math.max(...runs.map((run) => run.status));
  const [, said] = text.match(/^\S+: (good|revoked|unknown)$/m) ?? [];
  const refused = status !== 0 || /Response Verify Failure|Status times invalid|No Status found/.test(text);
  const [, reason] = text.match(/^\s+Reason: (\S+)$/m) ?? [];
  const [, date] = text.match(/^\s+Revocation Time: (.+)$/m) ?? [];
  return {
    status: refused || said === undefined ? 'unknown' : said,
    said,
    reason,
    date: date && new Date(date).toISOString().replace('.000', ''),
    text,
  };
}
