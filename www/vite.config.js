// The page for a file server, in any folder of it.
import { fileURLToPath } from 'node:url';
import { served } from './csp.js';

export const shared = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

export default {
  ...shared,
  configFile: false,
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // Everything is loaded by its own address: the rules of the page allow no data: scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  plugins: [{ name: 'csp', transformIndexHtml: (html) => html.replace('%CSP%', served) }],
};
