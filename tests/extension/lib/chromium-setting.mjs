// What most tests in Chromium begin with: the servers, and the browser with the extension and the store by policy.
import { rmSync } from 'node:fs';
import { startChromium } from './chromium.mjs';
import { buildExtension } from './extension.mjs';
import { settled } from './seen.mjs';
import { browserRoots, startServers } from './servers.mjs';
import { storeOf } from './store.mjs';

/** `more` is what the policy has beside the store, `options` goes to the browser. */
export async function startSetting({ more = {}, ...options } = {}) {
  const built = await buildExtension();
  const servers = await startServers();
  const document = storeOf(servers.certificates);
  const stop = async () => {
    await browser?.stop();
    servers.close();
    rmSync(built.out, { recursive: true, force: true });
  };
  let browser;
  try {
    browser = await startChromium({
      folder: built.chromium,
      managed: { trustStore: JSON.stringify(document), ...more },
      roots: browserRoots.map((name) => servers.certificates[name].base64),
      ...options,
    });
    const page = await browser.open();
    // The policy comes a moment after the extension.
    await browser.visit(page, servers.url('good'));
    await settled(browser, page, ({ badge }) => badge === 'organisation');
    return { browser, document, page, servers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
