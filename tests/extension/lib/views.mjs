// The views of a page, in Chromium with the extension let into every site, against servers on loopback.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import axe from 'axe-core';
import { buildExtension } from './extension.mjs';
import { startServers } from './servers.mjs';
import { ask, start } from './unpacked.mjs';

export const host = 'portal.corp.example';

/** A browser, servers, and a page of the extension to ask the background from. */
export async function startViews({ args = [] } = {}) {
  const { out, chromium } = await buildExtension(['https://*/*', 'http://*/*']);
  const servers = await startServers();
  const browser = await start({
    extension: chromium,
    args: [
      '--host-resolver-rules=MAP *.example 127.0.0.1',
      // No policy tells this browser whom to trust; what it thinks itself does not matter here.
      '--ignore-certificate-errors',
      '--silent-debugger-extension-api',
      ...args,
    ],
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const control = await browser.open('manifest.json');
  return {
    ...browser,
    servers,
    ask: (kind, asked) => ask(control, kind, asked),
    /** Lets a document decide; without a version before it, by its digest. */
    async decide(document) {
      const text = JSON.stringify(document);
      const digest = createHash('sha256').update(text).digest('hex');
      const report = await ask(control, 'import', { document: text, first: { accepted: { digest } } });
      if (report.outcome !== 'accepted') throw new Error(JSON.stringify(report));
    },
    /** A tab at an address: `{ page, tab, answer() }`. */
    async visit(url) {
      const page = await browser.context.newPage();
      await page.goto('about:blank');
      const session = await browser.context.newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      await session.detach();
      const targets = await control.evaluate(() => chrome.debugger.getTargets());
      const tab = targets.find(({ id }) => id === targetInfo.targetId).tabId;
      await page.goto(url).catch(() => {});
      return { page, tab, answer: () => settled(control, tab) };
    },
    async stop() {
      await browser.stop();
      servers.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}

/** What is known of a tab, as soon as there is a verdict on the page that it shows. */
async function settled(control, tab) {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await ask(control, 'page', { tab });
    const frame = await control.evaluate(
      (tabId) => chrome.webNavigation.getFrame({ tabId, frameId: 0 }),
      tab,
    );
    if (answer?.state.badge && answer.state.document === frame?.documentId) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`There is no verdict on tab ${tab}`);
}

/** What axe finds serious, and whether the page is wider than its window. */
export async function faultsOf(page) {
  const isSerious = ({ impact }) => ['serious', 'critical'].includes(impact);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  const isWide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth;
  });
  return [
    ...violations.filter(isSerious).map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
    ...(isWide ? ['wider than the window'] : []),
  ];
}
