// Chromium, headless, with the extension that policy installs and sets up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, find } from '../../browsers.mjs';
import { until } from '../../e2e/lib/page.mjs';
import { hindrance, withPolicies } from '../../policies.mjs';
import { pack, serveUpdates } from './pack.mjs';
import { below } from './processes.mjs';
import { shown, speakTo } from './shown.mjs';
import { underPolicy } from './under-policy.mjs';

const program = find('chromium');

/** Why these tests cannot run here; false where they can. */
export const noChromium = program.advice ?? hindrance() ?? false;

/** With this argument no extension is fetched. */
const AGAINST = '--disable-background-networking';

/**
 * `folder` is an unpacked extension, `managed` what `storage.managed` holds, `roots` (base64) what the browser trusts,
 * `policy` more of its policy, `proxy` the port of a proxy for everything, `netLog` a folder for
 * what each start writes of its requests, `args` more arguments.
 */
export async function startChromium({ folder, managed, roots = [], policy = {}, proxy, netLog, args = [] }) {
  const work = mkdtempSync(join(tmpdir(), 'anchorlight-chromium-'));
  const packed = pack(program.path, folder, join(work, 'pack'));
  const updates = await serveUpdates(packed);
  const policies = withPolicies('chromium', program.path);
  const setManaged = (value) => {
    const all = {
      // By default nobody, and so no test, may look into an extension that policy installed.
      DeveloperToolsAvailability: 1,
      // What the browser asks for by itself.
      ...{ BrowserNetworkTimeQueriesEnabled: false, ComponentUpdatesEnabled: false, BrowserSignin: 0 },
      ...{ SafeBrowsingProtectionLevel: 0, SearchSuggestEnabled: false, MetricsReportingEnabled: false },
      ExtensionInstallForcelist: [`${packed.id};${updates.url}`],
      ...(roots.length > 0 && { CACertificates: roots }),
      ...(value && { '3rdparty': { extensions: { [packed.id]: value } } }),
      ...policy,
    };
    policies.write('extension.json', JSON.stringify(all));
  };
  const profile = join(work, 'profile');
  let starts = 0;
  const more = () => {
    starts += 1;
    return netLog ? [...args, `--log-net-log=${join(netLog, `${starts}.json`)}`] : args;
  };
  return underPolicy({
    open: async () => new Chromium(packed.id, await launch(policies.program, profile, proxy, more())),
    managed,
    setManaged,
    release() {
      policies.remove();
      updates.close();
      rmSync(work, { recursive: true, force: true });
    },
  });
}

function launch(executablePath, profile, proxy, more) {
  const args = [
    ...chromiumArguments.filter((argument) => argument !== AGAINST),
    '--host-resolver-rules=MAP *.example 127.0.0.1',
    `--user-data-dir=${profile}`,
    '--remote-debugging-pipe',
    // For a click on the toolbar's button.
    '--enable-unsafe-extension-debugging',
    // `<-loopback>`: loopback too goes through the proxy.
    ...(proxy ? [`--proxy-server=http://127.0.0.1:${proxy}`, '--proxy-bypass-list=<-loopback>'] : []),
    ...more,
    'about:blank',
  ];
  // playwright's own arguments switch off extensions, the page cache and the bar that tells of debugging.
  return chromium.launchPersistentContext(profile, {
    ...{ executablePath, ignoreDefaultArgs: true, args },
    viewport: null,
  });
}

class Chromium {
  kind = 'chromium';
  #control;
  #browser;
  #tabs = new WeakMap();

  constructor(id, context) {
    this.id = id;
    this.context = context;
    this.base = `chrome-extension://${id}/`;
  }

  /**
   * Waits until policy has installed the extension, and set it up if it does: a page of the extension that is opened
   * before that can keep its settings away until the next start.
   */
  async installed(managed) {
    const isOurs = (worker) => worker.url().startsWith(this.base);
    const worker =
      this.context.serviceWorkers().find(isOurs) ??
      (await this.context.waitForEvent('serviceworker', { predicate: isOurs }));
    if (managed) await worker.evaluate(configured);
  }

  close() {
    return this.context.close();
  }

  open() {
    return this.context.newPage();
  }

  /** The page that is there again after a start, whose address ends so. */
  async restored(end) {
    let page;
    await until(() => {
      page = this.context.pages().find((one) => one.url().endsWith(end));
      return page;
    }, end);
    return page;
  }

  /** The page of a window of its own, opened at an address. */
  async openWindow(url, more = {}) {
    // The page that is asked from is opened before it.
    await this.ask(() => true);
    const opened = this.context.waitForEvent('page');
    await this.ask((what) => chrome.windows.create(what).then(() => undefined), { url, ...more });
    return opened;
  }

  /** As from the address bar: what comes of it, an error page too, is in the page afterwards. */
  async visit(page, url) {
    const failed = new Promise((resolve) => {
      page.on('framenavigated', function listener(frame) {
        if (frame !== page.mainFrame()) return;
        if (frame.url().startsWith('chrome-error:')) resolve();
        page.off('framenavigated', listener);
      });
    });
    await page.goto(url).catch(async ({ message }) => {
      // The error page comes after the error. Where the extension moves the tab there is none.
      if (/net::ERR_(?!ABORTED)/.test(message)) await failed;
      else if (!/net::ERR_ABORTED|interrupted by another navigation/.test(message)) throw new Error(message);
    });
    await page.waitForLoadState();
  }

  /**
   * Runs `work` with all that extensions may do, in a page that has none of the extension's code: asking there does not
   * wake its worker.
   */
  async ask(work, ...args) {
    if (!this.#control || this.#control.isClosed()) {
      // Pages of the extension may have ended with its process; they cannot come to the front any more.
      const front = this.context.pages().findLast((page) => !page.url().startsWith(this.base));
      this.#control = await this.context.newPage();
      await this.#control.goto(`${this.base}manifest.json`);
      await front?.bringToFront();
    }
    // As text, because the extension's own policy forbids to make functions of text.
    return this.#control.evaluate(`(${work})(...${JSON.stringify(args)})`);
  }

  /** The number that extensions know a tab by. */
  async tab(page) {
    const known = this.#tabs.get(page) ?? (await this.#tabOf(page));
    this.#tabs.set(page, known);
    return known;
  }

  async #tabOf(page) {
    const session = await this.context.newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    const targets = await this.ask(() => chrome.debugger.getTargets());
    return targets.find(({ id }) => id === targetInfo.targetId).tabId;
  }

  /** What the toolbar shows of a tab: `{ text, title }`. */
  async badge(page) {
    return this.ask(
      async (tabId) => ({
        text: await chrome.action.getBadgeText({ tabId }),
        title: await chrome.action.getTitle({ tabId }),
      }),
      await this.tab(page),
    );
  }

  /** Whether the extension's debugger is attached; others, such as playwright, do not count. */
  async attached(page) {
    return this.ask(
      (tabId) =>
        chrome.debugger.sendCommand({ tabId }, 'Page.getFrameTree').then(
          () => true,
          (error) => {
            if (/not attached/.test(error.message)) return false;
            throw error;
          },
        ),
      await this.tab(page),
    );
  }

  /** The popup for a tab, in a tab of its own. */
  async popup(page) {
    const tab = await this.tab(page);
    const popup = await this.context.newPage();
    await popup.goto(`${this.base}popup.html?tab=${tab}`);
    return popup;
  }

  /** A click on the toolbar's button; where a popup opens it is what is returned (see shown.mjs). */
  async click(page) {
    await page.bringToFront();
    const session = await this.#session();
    const tab = await this.#tabTarget(page, session);
    await session.send('Extensions.triggerAction', { id: this.id, targetId: tab });
    return { popup: () => shown(session, `${this.base}popup.html`) };
  }

  /** The side panel, after something that opens it. */
  async panel() {
    return shown(await this.#session(), `${this.base}panel.html`);
  }

  /** Past the browser's warning, by its own buttons. */
  async bypass(page) {
    // Behind another tab nothing is drawn, and so nothing can be clicked.
    await page.bringToFront();
    await page.click('#details-button');
    // Its button does nothing until the browser is ready for that.
    await until(async () => {
      await page.click('#proceed-link', { timeout: 1000 }).catch(() => {});
      return page.evaluate(() => document.querySelector('#proceed-link') === null).catch(() => false);
    }, 'what is behind the warning');
    await page.waitForLoadState();
  }

  /** Lets the extension into private windows, as a person does in the settings. */
  async allowPrivate() {
    const page = await this.context.newPage();
    await page.goto('chrome://extensions');
    const restarted = this.context.waitForEvent('serviceworker');
    await page.evaluate(
      (extensionId) =>
        chrome.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true }),
      this.id,
    );
    await restarted;
    await page.close();
  }

  /** The processes in which pages and worker of the extension run. */
  async processes() {
    const { processInfo } = await (await this.#session()).send('SystemInfo.getProcessInfo');
    const { id } = processInfo.find(({ type }) => type === 'browser');
    return below(id, '--extension-process');
  }

  /** What the worker alone holds once nothing is left to be collected, WebAssembly's memory included. */
  async memory() {
    const session = await this.#session();
    const { targetInfos } = await session.send('Target.getTargets');
    const isOurs = ({ type, url }) => type === 'service_worker' && url.startsWith(this.base);
    const send = await speakTo(session, targetInfos.find(isOurs).targetId);
    await send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await send('Runtime.getHeapUsage');
    return usedSize + backingStorageSize;
  }

  /** Runs `work` in the extension's background. */
  background(work, ...args) {
    const worker = this.context.serviceWorkers().find((one) => one.url().startsWith(this.base));
    return worker.evaluate(`(${work})(globalThis, ...${JSON.stringify(args)})`);
  }

  /** Ends the worker in whatever it is doing, with its process: nothing of it is asked. */
  async killWorker() {
    const page = this.#control;
    this.#control = undefined;
    for (const pid of await this.processes()) process.kill(pid, 'SIGKILL');
    await page?.close();
  }

  /** Ends the worker alone: what it had attached stays attached. */
  async stopWorker() {
    const session = await this.context.newCDPSession(this.#control);
    const came = (status) =>
      new Promise((resolve) => {
        session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          const found = versions.find(({ runningStatus }) => runningStatus === status);
          if (found) resolve(found);
        });
      });
    const [running, stopped] = ['running', 'stopped'].map(came);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopWorker', { versionId: (await running).versionId });
    await stopped;
    await session.detach();
  }

  async #session() {
    this.#browser ??= await this.context.browser().newBrowserCDPSession();
    return this.#browser;
  }

  /** The toolbar belongs to tabs, of which pages are a part. */
  async #tabTarget(page, session) {
    const own = await this.context.newCDPSession(page);
    const { targetInfo } = await own.send('Target.getTargetInfo');
    await own.detach();
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'tab' }] });
    const tabs = targetInfos.filter(({ url }) => url === targetInfo.url);
    if (tabs.length !== 1) throw new Error(`${tabs.length} tabs have ${targetInfo.url}`);
    return tabs[0].targetId;
  }
}

/** Runs in the worker: resolves when its settings are there. */
export async function configured() {
  const come = new Promise((resolve) => chrome.storage.managed.onChanged.addListener(resolve));
  if (Object.keys(await chrome.storage.managed.get()).length === 0) await come;
}
