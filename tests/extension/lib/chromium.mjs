// Chromium with the extension that policy installs and sets up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, find } from '../../browsers.mjs';
import { pack, serveUpdates } from './pack.mjs';
import { policyFile } from './policies.mjs';

const browser = find('chromium');

export async function startChromium({ folder, managed, policy = {}, args = [] }) {
  const work = mkdtempSync(join(tmpdir(), 'anchorlight-extension-'));
  const packed = pack(browser.path, folder, join(work, 'pack'));
  const updates = await serveUpdates(packed);
  const file = policyFile('/etc/chromium/policies/managed/anchorlight-test-extension.json');
  const setPolicy = (managed, policy) =>
    file.write({
      DeveloperToolsAvailability: 1,
      ExtensionInstallForcelist: [`${packed.id};${updates.url}`],
      ...(managed && { '3rdparty': { extensions: { [packed.id]: managed } } }),
      ...policy,
    });
  setPolicy(managed, policy);
  const profile = join(work, 'profile');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.path,
    ignoreDefaultArgs: true,
    viewport: null,
    args: [
      ...chromiumArguments.filter(
        (a) => !/background-networking|component-update/.test(a) || process.env.KEEP,
      ),
      `--user-data-dir=${profile}`,
      '--remote-debugging-pipe',
      '--enable-unsafe-extension-debugging',
      ...args,
      'about:blank',
    ],
  });
  return {
    context,
    id: packed.id,
    setPolicy,
    async close() {
      await context.close();
      file.restore();
      updates.close();
      rmSync(work, { recursive: true, force: true });
    },
    async worker() {
      const have = context
        .serviceWorkers()
        .find((w) => w.url().startsWith(`chrome-extension://${packed.id}/`));
      return (
        have ??
        context.waitForEvent('serviceworker', {
          predicate: (w) => w.url().startsWith(`chrome-extension://${packed.id}/`),
        })
      );
    },
  };
}
