// What this build asks the browser for.

const manifest = chrome.runtime.getManifest() as chrome.runtime.ManifestV3;

/** Opening the extension lets it see the site of that tab. */
export const seesOpened = list(manifest.permissions).includes('activeTab');

/** Only Chromium's build can attach the debugger. */
export const isChromium = list(manifest.permissions).includes('debugger');

/** Hosts that came with the installation: they cannot be given back here. */
export const requiredHosts = list(manifest.host_permissions);
export const optionalHosts = list(manifest.optional_host_permissions);
export const required = list(manifest.permissions);
export const optional = list(manifest.optional_permissions);

function list(names: readonly unknown[] | undefined): string[] {
  return (names ?? []).map(String);
}
