// OpenSSL as a judge from outside.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toPem } from './pem.mjs';

const dir = mkdtempSync(join(tmpdir(), 'anchorlight-openssl-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

/**
 * Whether `openssl verify` trusts a chain: `{ trusted, text }`. OpenSSL follows the first
 * intermediate that fits and never turns back, so it is asked with them in both orders. With `lists`,
 * revocation lists in PEM, it wants a status of every certificate.
 */
export function opensslVerify(chain) {
  const given = verify(chain);
  if (given.trusted || chain.intermediates.length < 2) return given;
  return verify({ ...chain, intermediates: chain.intermediates.toReversed() });
}

/** Intermediates may be anchors (-partial_chain) and SHA-1 is refused (-auth_level 1), as with the engine. */
function verify({ leaf, intermediates, roots, host, time, lists }) {
  const file = (name, ders) => {
    writeFileSync(join(dir, name), toPem(ders));
    return join(dir, name);
  };
  const args = ['verify', '-partial_chain', '-auth_level', '1', '-purpose', 'sslserver', '-check_ss_sig'];
  args.push('-attime', String(Date.parse(time) / 1000));
  if (host !== undefined) args.push(isIP(host) ? '-verify_ip' : '-verify_hostname', host);
  args.push('-no-CAfile', '-no-CApath', '-no-CAstore', '-trusted', file('store', roots));
  if (intermediates.length > 0) args.push('-untrusted', file('untrusted', intermediates));
  // Every certificate must have a status, as with `require`.
  if (lists) args.push('-crl_check_all', '-extended_crl', '-use_deltas');
  for (const [index, list] of (lists ?? []).entries()) {
    writeFileSync(join(dir, `list-${index}`), list);
    args.push('-CRLfile', join(dir, `list-${index}`));
  }
  const run = spawnSync('openssl', [...args, file('leaf', [leaf])], { encoding: 'utf8' });
  if (run.error) throw run.error;
  return { trusted: run.status === 0, text: `${run.stdout}${run.stderr}` };
}
