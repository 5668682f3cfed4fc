// The extension as it is built for a test: with the hosts that an administrator would let it see.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../../../scripts/setup.mjs';

export const HOSTS = [
  'https://*.example/*',
  'https://localhost/*',
  'https://127.0.0.1/*',
  'http://*.example/*',
];

/**
 * For both browsers, of what was built (scripts/build.mjs): `{ out, chromium, firefox }`, each a folder. `publicRoot` is
 * the DER of one more root of the public web, because nobody has the key of a real one.
 */
export async function buildExtension(hosts = HOSTS, publicRoot = undefined) {
  const out = mkdtempSync(join(tmpdir(), 'anchorlight-extension-'));
  const built = join(root, 'web/extension/dist');
  if (!existsSync(built)) await run('node', ['scripts/extension.mjs']);
  const source = publicRoot ? withPublicRoot(built, publicRoot) : built;
  const args = ['--built', source, '--out', out, ...hosts.flatMap((host) => ['--hosts', host])];
  await run('node', ['scripts/extension.mjs', ...args], { cwd: root });
  if (source !== built) rmSync(source, { recursive: true, force: true });
  return { out, chromium: join(out, 'chromium'), firefox: join(out, 'firefox') };
}

/** A copy of what was built, in which the public web's roots are one more. */
function withPublicRoot(built, der) {
  const copy = mkdtempSync(join(tmpdir(), 'anchorlight-public-'));
  cpSync(built, copy, { recursive: true });
  const folder = join(copy, 'firefox');
  const scripts = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js'));
  let changed = 0;
  for (const name of scripts) {
    const text = readFileSync(join(folder, name), 'utf8');
    const next = text.replace(/`(MII[\w+/=]{100000,})`/, (_, base64) => {
      changed += 1;
      return `\`${Buffer.concat([der, Buffer.from(base64, 'base64')]).toString('base64')}\``;
    });
    if (next !== text) writeFileSync(join(folder, name), next);
  }
  if (changed === 0) throw new Error('The roots of the public web were not found in what was built');
  return copy;
}
