// The manifest of each build.

/** What an extension page may do: nothing but its own files, and the address of the trust store. */
const policy = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'worker-src': "'self'",
  'connect-src': "'self' https:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'anchorlight',
};

const icons = Object.fromEntries([16, 32, 48, 128].map((size) => [size, `icons/${size}.png`]));

/** Hosts are asked for on a click; those that are given here are granted by installing. */
export function manifest({ browser, version, hosts }) {
  const isChromium = browser === 'chromium';
  return {
    manifest_version: 3,
    name: 'Anchorlight',
    version,
    description: 'Is this site’s certificate chain trusted by your organisation, and if not, why?',
    icons,
    action: { default_popup: 'popup.html', default_icon: icons, default_title: 'Anchorlight' },
    options_ui: { page: 'options.html', open_in_tab: true },
    permissions: [
      'alarms',
      'storage',
      'webNavigation',
      'webRequest',
      ...(isChromium ? ['activeTab', 'debugger', 'scripting', 'sidePanel'] : ['webRequestBlocking']),
    ],
    ...(hosts.length > 0 && { host_permissions: hosts }),
    optional_host_permissions: ['https://*/*'],
    content_security_policy: {
      extension_pages: Object.entries(policy)
        .map(([name, value]) => `${name} ${value}`)
        .join('; '),
    },
    ...(isChromium ? chromium : firefox),
  };
}

const chromium = {
  minimum_chrome_version: '120',
  background: { service_worker: 'background.js', type: 'module' },
  side_panel: { default_path: 'panel.html' },
  storage: { managed_schema: 'managed.schema.json' },
  // Neither pages nor other extensions can talk to it.
  externally_connectable: { ids: [] },
};

const firefox = {
  background: { scripts: ['background.js'], type: 'module' },
  sidebar_action: { default_panel: 'panel.html', default_title: 'Anchorlight', open_at_install: false },
  browser_specific_settings: {
    gecko: {
      id: 'anchorlight@anchorlight.dev',
      strict_min_version: '140.0',
      data_collection_permissions: { required: ['none'] },
    },
  },
};
