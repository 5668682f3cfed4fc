// The extension as it is built for a test: with the hosts that an administrator would let it see.
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../../../scripts/setup.mjs';

export const HOSTS = [
  'https://*.example/*',
  'https://localhost/*',
  'https://127.0.0.1/*',
  'http://*.example/*',
];

/** For both browsers, of what was built (scripts/build.mjs): `{ out, chromium, firefox }`, each a folder. */
export async function buildExtension(hosts = HOSTS) {
  const out = mkdtempSync(join(tmpdir(), 'anchorlight-extension-'));
  const built = join(root, 'web/extension/dist');
  if (!existsSync(built)) await run('node', ['scripts/extension.mjs']);
  const args = ['--built', built, '--out', out, ...hosts.flatMap((host) => ['--hosts', host])];
  await run('node', ['scripts/extension.mjs', ...args], { cwd: root });
  return { out, chromium: join(out, 'chromium'), firefox: join(out, 'firefox') };
}
