// Firefox, headless, with the extension that policy installs and sets up.
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { find } from '../../browsers.mjs';
import { hindrance, withPolicies } from '../../policies.mjs';
import { badge, chromeOf, heldBy, shown, tab, visit } from './firefox-chrome.mjs';
import { underPolicy } from './under-policy.mjs';

const program = find('firefox');

/** Why these tests cannot run here; false where they can. */
export const noFirefox = program.advice ?? hindrance() ?? false;

/** Where the pages of the extension are: otherwise drawn by chance. */
const PLACE = '6f3c2a52-9d1b-4c58-8a1e-2f7b5d0e4c93';

/** Names that lead to loopback. */
const LOCAL = ['portal', 'wiki', 'portal.outside', 'xn--bcher-kva'].map((name) =>
  name.includes('.') ? `${name}.example` : `${name}.corp.example`,
);

/**
 * `xpi` is the packed extension, `id` its name, `managed` what `storage.managed` holds, `roots` (paths of PEM files)
 * what the browser trusts, `policies` more of its policy, `privateWindows` whether the extension is let into them, `proxy` the port of a proxy for everything, `preferences`
 * more of them.
 */
export async function startFirefox({
  xpi,
  id = 'anchorlight@anchorlight.dev',
  managed,
  roots = [],
  policies = {},
  privateWindows = false,
  proxy,
  preferences = {},
}) {
  const work = mkdtempSync(join(tmpdir(), 'anchorlight-firefox-'));
  const profile = join(work, 'profile');
  const files = withPolicies('firefox', program.path);
  const setManaged = (value) => {
    const all = {
      policies: {
        ...(roots.length > 0 && { Certificates: { Install: roots } }),
        ...(value && { '3rdparty': { Extensions: { [id]: value } } }),
        ExtensionSettings: {
          [id]: {
            installation_mode: 'force_installed',
            install_url: pathToFileURL(xpi).href,
            private_browsing: privateWindows,
          },
        },
        // What is built here has no signature of Mozilla's.
        Preferences: { 'xpinstall.signatures.required': { Value: false, Status: 'locked' } },
        ...policies,
      },
    };
    files.write('policies.json', JSON.stringify(all));
  };
  const open = async () => {
    const browser = await puppeteer.launch({
      ...{ browser: 'firefox', executablePath: files.program, headless: true },
      userDataDir: profile,
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: { ...own(id, proxy), ...preferences },
    });
    return new Firefox(id, browser, profile);
  };
  return underPolicy({
    open,
    managed,
    /** Firefox reads its policy when it starts: it counts after `restart`. */
    setManaged,
    release() {
      files.remove();
      rmSync(work, { recursive: true, force: true });
    },
  });
}

function own(id, proxy) {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [id]: PLACE }),
    'network.dns.localDomains': LOCAL.join(','),
    // puppeteer switches it off.
    'fission.bfcacheInParent': true,
    ...(proxy && {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxy,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy,
      'network.proxy.allow_hijacking_localhost': true,
    }),
  };
}

class Firefox {
  kind = 'firefox';
  base = `moz-extension://${PLACE}/`;
  #chrome;
  #control;

  constructor(id, browser, profile) {
    this.id = id;
    this.browser = browser;
    this.profile = profile;
    this.#chrome = chromeOf(browser.connection);
  }

  /** Runs `work` in the browser's own window, with the rights of the browser itself. */
  chrome(work, ...args) {
    return this.#chrome(work, ...args);
  }

  /** Waits until policy has installed the extension. */
  async installed() {
    await until('the extension', () =>
      this.chrome((id) => WebExtensionPolicy.getByID(id)?.extension.backgroundState === 'running', this.id),
    );
  }

  close() {
    return this.browser.close();
  }

  /** Ends it as a person does: it is waited for until it has written what it keeps. */
  async quit() {
    const exit = once(this.browser.process(), 'exit');
    // Whoever asks for it may be gone before the answer.
    await Promise.race([
      exit,
      this.chrome(() => void setTimeout(() => Services.startup.quit(Ci.nsIAppStartup.eAttemptQuit))),
    ]);
    await exit;
    await this.browser.close();
    // puppeteer takes its preferences back by then, and does not say when it has.
    const isLeft = (name) => existsSync(join(this.profile, `${name}.puppeteer`));
    await until('its profile', () => !['prefs.js', 'user.js'].some(isLeft));
  }

  open() {
    return this.browser.newPage();
  }

  /** The page that is there again after a start, whose address ends so. */
  async restored(end) {
    let page;
    await until(end, async () => {
      for (const one of await this.browser.pages()) {
        const { url } = await this.shown(one);
        if (url.endsWith(end)) page = one;
      }
      return page;
    });
    return page;
  }

  /** The page of a window of its own, opened at an address. */
  async openWindow(url, more = {}) {
    // The page that is asked from is opened before it.
    await this.ask(() => true);
    const before = new Set(await this.browser.pages());
    await this.ask((what) => chrome.windows.create(what).then(() => undefined), { url, ...more });
    let page;
    await until('a window', async () => {
      page = (await this.browser.pages()).find((one) => !before.has(one));
      return page;
    });
    return page;
  }

  /** As from the address bar: what comes of it, an error page too, is in the page afterwards. */
  async visit(page, url) {
    await this.chrome(visit, contextOf(page), url);
  }

  /** What the address bar says, and the title of the tab. */
  shown(page) {
    return this.chrome(shown, contextOf(page));
  }

  /** Runs `work` with all that extensions may do, in a page that has none of the extension's code. */
  async ask(work, ...args) {
    if (!this.#control || this.#control.isClosed()) {
      const front = await this.browser.pages();
      this.#control = await this.open();
      await this.visit(this.#control, `${this.base}manifest.json`);
      await front.at(-1)?.bringToFront();
    }
    // As text, because the extension's own policy forbids to make functions of text.
    return this.#control.evaluate(`(${work})(...${JSON.stringify(args)})`);
  }

  /** The number that extensions know a tab by. */
  tab(page) {
    return this.chrome(tab, contextOf(page));
  }

  /** What the toolbar shows of a tab: `{ text, title }`. */
  badge(page) {
    return this.chrome(badge, contextOf(page), this.id);
  }

  /** The popup for a tab, in a tab of its own. */
  async popup(page) {
    const number = await this.tab(page);
    const popup = await this.open();
    await this.visit(popup, `${this.base}popup.html?tab=${number}`);
    return popup;
  }

  /** Past the browser's warning, by its own buttons; the second one can be pressed after some seconds only. */
  async bypass(page) {
    // Its clock does not run behind another tab.
    await page.bringToFront();
    const { url } = await this.shown(page);
    await page.locator('net-error-card >>> #advanced-button').click();
    await until('its button', () => page.evaluate(canProceed));
    await page.locator('net-error-card >>> #exception-button').click();
    await until(url, async () => (await this.shown(page)).document === url);
  }

  /** Ends the event page, in whatever it is doing. */
  async killWorker() {
    await this.chrome(
      (id) =>
        WebExtensionPolicy.getByID(id).extension.terminateBackground({
          ...{ ignoreDevToolsAttached: true, disableResetIdleForTest: true },
        }),
      this.id,
    );
  }

  /** Runs `work` with the global object of the extension's background. */
  background(work, ...args) {
    return this.ask(
      `async (...args) => (${work})(await chrome.runtime.getBackgroundPage(), ...args)`,
      ...args,
    );
  }

  /** Ends the event page while the response with this address is held for it; `held` says whether it was. */
  async killWhileHeld(url) {
    await this.chrome(
      (id, url) => {
        const { extension } = WebExtensionPolicy.getByID(id);
        globalThis.anchorlightKilled = new Promise((resolve) => {
          const observer = {
            observe(channel) {
              if (channel.QueryInterface(Ci.nsIHttpChannel).URI.spec !== url) return;
              Services.obs.removeObserver(observer, 'http-on-examine-response');
              // Once all who observe it were told, and before the extension can have answered.
              Services.tm.dispatchToMainThread(() => {
                const held = ChannelWrapper.get(channel).suspended;
                extension
                  .terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })
                  .then(() => resolve(held));
              });
            },
          };
          Services.obs.addObserver(observer, 'http-on-examine-response');
        });
      },
      this.id,
      url,
    );
    return { held: () => this.chrome(() => globalThis.anchorlightKilled) };
  }

  /** The process in which extensions run: there is no other extension. */
  async processes() {
    return this.chrome(async () => {
      const { children } = await ChromeUtils.requestProcInfo();
      return children.filter(({ type }) => type === 'extension').map(({ pid }) => pid);
    });
  }

  /** What the background alone holds, WebAssembly's memory included. */
  async memory() {
    const readings = [];
    // What can be collected is not always collected the first time.
    for (let times = 0; times < 3; times += 1) readings.push(await this.chrome(heldBy, PLACE));
    return Math.min(...readings);
  }
}

function contextOf(page) {
  return page.mainFrame()._id;
}

async function until(what, holds) {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Firefox never came to ${what}`);
}

/** Runs in the browser's error page. */
function canProceed() {
  const button = document.querySelector('net-error-card')?.shadowRoot?.getElementById('exception-button');
  return button !== undefined && button !== null && !button.disabled;
}
