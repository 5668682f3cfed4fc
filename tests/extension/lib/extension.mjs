// The extension as it is built for a test: with the hosts that an administrator would let it see.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../../../scripts/setup.mjs';

export const HOSTS = [
  'https://*.example/*',
  'https://localhost/*',
  'https://127.0.0.1/*',
  'http://*.example/*',
];

/** Builds it for both browsers: `{ chromium, firefox }`, each a folder. */
export async function buildExtension(hosts = HOSTS) {
  const out = mkdtempSync(join(tmpdir(), 'anchorlight-extension-'));
  await run('node', ['scripts/extension.mjs', '--out', out, ...hosts.flatMap((host) => ['--hosts', host])], {
    cwd: root,
  });
  return { out, chromium: join(out, 'chromium'), firefox: join(out, 'firefox') };
}
