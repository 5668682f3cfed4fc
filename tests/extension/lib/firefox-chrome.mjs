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
  let stopped = false;
  const listener = {
    QueryInterface: ChromeUtils.generateQI(['nsIWebProgressListener', 'nsISupportsWeakReference']),
    onStateChange(progress, request, flags) {
      const { STATE_STOP, STATE_IS_WINDOW } = Ci.nsIWebProgressListener;
      if (!progress.isTopLevel || !(flags & STATE_STOP) || !(flags & STATE_IS_WINDOW)) return;
      // A process that takes the tab over begins with an empty document.
      const loaded = request instanceof Ci.nsIChannel ? request.originalURI.spec : url;
      stopped ||= loaded !== 'about:blank' || url === loaded;
    },
  };
  browser.addProgressListener(listener, Ci.nsIWebProgress.NOTIFY_STATE_WINDOW);
  browser.fixupAndLoadURIString(url, {
    triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
  });
  // Where the end was not told, five seconds in which nothing is loaded are one as well.
  for (let quiet = 0; quiet < (stopped ? 1 : 100); ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    quiet = browser.webProgress.isLoadingDocument ? 0 : quiet + 1;
  }
  browser.removeProgressListener(listener);
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
  const native = gBrowser.getTabForBrowser(NavigableManager.getBrowserById(context));
  return ExtensionParent.apiManager.global.tabTracker.getId(native);
}

export function badge(context, id) {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const native = gBrowser.getTabForBrowser(NavigableManager.getBrowserById(context));
  const { action } = ExtensionParent.apiManager.global.browserActionFor(
    WebExtensionPolicy.getByID(id).extension,
  );
  const { badgeText, title } = action.getContextData(native);
  return { text: badgeText ?? '', title };
}
