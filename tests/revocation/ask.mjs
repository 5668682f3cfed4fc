// Anchorlight as a judge of revocation: the command line.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'anchorlight-revocation-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

execFileSync('cargo', ['build', '--quiet', '--locked', '--package', 'anchorlight-cli'], {
  cwd: root,
  stdio: 'inherit',
});
const commandLine = join(resolve(root, process.env.CARGO_TARGET_DIR ?? 'target'), 'debug/anchorlight');

/**
 * The report on a path, from the end entity up to its anchor. `lists` and `responses` are DER,
 * `others` are certificates at hand that are no part of the path.
 */
export function report({
  path,
  lists = [],
  responses = [],
  others = [],
  time,
  nonce,
  grace = 0,
  mode = 'prefer',
}) {
  const file = (name, data) => {
    writeFileSync(join(dir, name), data);
    return join(dir, name);
  };
  const pem = (certificates) => certificates.map((certificate) => certificate.pem).join('');
  const args = ['check', '--json', '--end-entity-first', '--purpose', 'any', '--revocation', mode];
  args.push('--time', time, '--grace', String(grace), '--store', file('store', pem(path.slice(-1))));
  for (const [index, list] of lists.entries()) args.push('--crl', file(`list-${index}`, list));
  for (const [index, one] of responses.entries()) args.push('--ocsp', file(`response-${index}`, one));
  if (nonce !== undefined) args.push('--ocsp-nonce', nonce);
  const chain = file('chain', pem([...path.slice(0, -1), ...others]));
  const run = spawnSync(commandLine, [...args, '--', chain], { encoding: 'utf8' });
  if (run.error) throw run.error;
  assert.equal(run.stderr, '');
  return JSON.parse(run.stdout);
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
