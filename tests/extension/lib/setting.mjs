// What most tests begin with: the servers, and a browser with the extension and the store by policy.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { noChromium, startChromium } from './chromium.mjs';
import { buildExtension, HOSTS } from './extension.mjs';
import { noFirefox, startFirefox } from './firefox.mjs';
import { settled } from './seen.mjs';
import { browserRoots, startServers } from './servers.mjs';
import { storeOf } from './store.mjs';

/** By browser: why its tests cannot run here; false where they can. */
export const lacking = { chromium: noChromium, firefox: noFirefox };
for (const line of Object.values(lacking)) if (line) console.log(line);

/**
 * `{ browser, document, page, servers, stop }`, the page being at a site that is trusted. `managed` is what the policy
 * has beside the store, or a function of the servers that gives all of it; `publicRoot` names a
 * root that the extension takes for one of the public web's, `granted` are the hosts that it may see, `options` go to the browser.
 */
export async function startSetting(
  kind = 'chromium',
  { managed = {}, publicRoot, granted = HOSTS, ...options } = {},
) {
  const servers = await startServers();
  const der = publicRoot && Buffer.from(servers.certificates[publicRoot].base64, 'base64');
  const built = await buildExtension(granted, der);
  const document = storeOf(servers.certificates);
  let browser;
  const stop = async () => {
    await browser?.stop();
    servers.close();
    rmSync(built.out, { recursive: true, force: true });
  };
  try {
    const all =
      typeof managed === 'function'
        ? await managed({ servers, document })
        : { trustStore: JSON.stringify(document), ...managed };
    browser = await starters[kind](built, servers, { managed: all, ...options });
    const page = await browser.open();
    // In Chromium the policy comes a moment after the extension.
    await browser.visit(page, servers.url('good'));
    await settled(browser, page, ({ badge }) => badge === 'organisation');
    return { browser, document, page, servers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const starters = {
  chromium: ({ chromium }, { certificates }, options) =>
    startChromium({
      folder: chromium,
      roots: browserRoots.map((name) => certificates[name].base64),
      ...options,
    }),
  firefox: ({ out }, { certificates }, options) =>
    startFirefox({
      xpi: join(
        out,
        readdirSync(out).find((name) => name.endsWith('.xpi')),
      ),
      roots: browserRoots.map((name) => certificates[name].path),
      ...options,
    }),
};
