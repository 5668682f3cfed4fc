// Who made the requests of a browser, by its own account: pages and extensions, and not the browser by itself, which asks
// for whatever it wants to ask for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Chromium says where no page and no extension began a request. */
const NOBODY = 'not an origin';

/** Of the logs that Chromium wrote in a folder: the addresses that pages and extensions asked for, by `initiator url`. */
export function askedByPages(folder) {
  const asked = [];
  let all = 0;
  for (const file of readdirSync(folder)) {
    const { constants, events } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const started = constants.logEventTypes.URL_REQUEST_START_JOB;
    for (const { type, params } of events) {
      if (type !== started || !params?.url) continue;
      all += 1;
      const isOwn = params.initiator === NOBODY || params.initiator?.startsWith('chrome://');
      if (!isOwn) asked.push({ initiator: params.initiator, url: params.url });
    }
  }
  if (all === 0) throw new Error('The browser wrote down no request');
  return asked;
}

/** Runs in Firefox's own window: from now on all requests are written down that the browser did not begin itself. */
export function follow() {
  globalThis.anchorlightAsked = [];
  Services.obs.addObserver((channel) => {
    const { URI, loadInfo } = channel.QueryInterface(Ci.nsIHttpChannel);
    const { triggeringPrincipal } = loadInfo;
    if (triggeringPrincipal.isSystemPrincipal) return;
    globalThis.anchorlightAsked.push({ initiator: triggeringPrincipal.origin, url: URI.spec });
  }, 'http-on-modify-request');
}

export function followed() {
  return globalThis.anchorlightAsked;
}

/** Starts the extension once more, as with the start of the browser. */
export async function reload(id) {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const addon = await AddonManager.getAddonByID(id);
  await addon.reload();
}
