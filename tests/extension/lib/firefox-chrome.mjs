// Scripts in Firefox's own window, by WebDriver BiDi. https://firefox-source-docs.mozilla.org/remote/Security.html
// Needs --remote-allow-system-access.

/** By the connection of puppeteer's browser: `(work, ...args)`, which runs `work` there and gives what it returns. */
export function chromeOf(connection) {
  const send = async (method, parameters) => (await connection.send(method, parameters)).result;
  return async (work, ...args) => {
    const { contexts } = await send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
    const answer = await send('script.callFunction', {
      functionDeclaration: `async (json) => JSON.stringify((await (${work})(...JSON.parse(json))) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      target: { context: contexts[0].context },
      awaitPromise: true,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result.value);
  };
}

// What follows runs there. A tab is named by the browsing context that puppeteer knows it by.

/** As from the address bar, until the browser has stopped to load. */
export async function visit(context, url) {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const browser = NavigableManager.getBrowserById(context);
  const { gBrowser } = browser.ownerDocument.defaultView;
  let listener;
  // Listeners of the window, and not those of a tab, are still there after another process took the tab over.
  const stopped = new Promise((resolve) => {
    listener = {
      onStateChange(of, progress, request, flags) {
        const { STATE_STOP, STATE_IS_WINDOW } = Ci.nsIWebProgressListener;
        if (of !== browser || !progress.isTopLevel) return;
        if (!(flags & STATE_STOP) || !(flags & STATE_IS_WINDOW)) return;
        // A process that takes the tab over begins with an empty document.
        const loaded = request instanceof Ci.nsIChannel ? request.originalURI.spec : url;
        if (loaded !== 'about:blank' || url === loaded) resolve();
      },
    };
  });
  gBrowser.addTabsProgressListener(listener);
  browser.fixupAndLoadURIString(url, {
    triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
  });
  await stopped;
  gBrowser.removeTabsProgressListener(listener);
  // Where the extension moves the tab, one load follows the other.
  while (browser.webProgress.isLoadingDocument) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** What the address bar says, the title of the tab, and which document it really has. */
export function shown(context) {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const browser = NavigableManager.getBrowserById(context);
  // While another process takes the tab over, it has no document.
  return {
    url: browser.currentURI?.spec ?? '',
    title: browser.contentTitle,
    document: browser.documentURI?.spec,
  };
}

/** The number that extensions know a tab by. */
export function tab(context) {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const browser = NavigableManager.getBrowserById(context);
  const native = browser.ownerDocument.defaultView.gBrowser.getTabForBrowser(browser);
  return ExtensionParent.apiManager.global.tabTracker.getId(native);
}

export function badge(context, id) {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const browser = NavigableManager.getBrowserById(context);
  const native = browser.ownerDocument.defaultView.gBrowser.getTabForBrowser(browser);
  const { action } = ExtensionParent.apiManager.global.browserActionFor(
    WebExtensionPolicy.getByID(id).extension,
  );
  const { badgeText, title } = action.getContextData(native);
  return { text: badgeText ?? '', title };
}

/** The bytes that the background of the extension at this place holds, as about:memory tells them. */
export async function heldBy(place) {
  const manager = Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager);
  // In the processes of pages and extensions, and then in this one.
  Services.obs.notifyObservers(null, 'child-mmu-request');
  await new Promise((resolve) => manager.minimizeMemoryUsage(resolve));
  let bytes = 0;
  const add = (_process, path, _kind, units, amount) => {
    // Slashes of an address stand there as backslashes.
    const [kind, of, page] = path.split('/');
    const isBackground = page?.includes(place) && page.includes('_generated_background_page');
    const isMemory = kind === 'explicit' && units === Ci.nsIMemoryReporter.UNITS_BYTES;
    if (isMemory && of === 'window-objects' && isBackground) bytes += amount;
  };
  await new Promise((resolve) => manager.getReports(add, null, resolve, null, false));
  if (bytes === 0) throw new Error('The browser tells nothing of the background');
  return bytes;
}
