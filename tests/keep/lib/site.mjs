// A site that serves the built package, and pages that have it.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root, run } from '../../../scripts/setup.mjs';
import { serve } from '../../package/lib/serve.mjs';

const dist = fileURLToPath(new URL('../../../web/sdk/dist/', import.meta.url));

/** `origin` and `close`. A page has the package and lib/documents.js as globals, and `ready` when they are there. */
export async function startSite() {
  if (!existsSync(`${dist}keep.js`)) await run('node', ['scripts/sdk.mjs'], { cwd: root });
  return serve(dist, {
    pages: {
      '/': html,
      '/frame.html': frame,
      '/documents.js': readFileSync(new URL('documents.js', import.meta.url), 'utf8'),
    },
    // Pages of an opaque origin load modules only where anybody may.
    headers: { 'access-control-allow-origin': '*' },
  });
}

const html = `<!doctype html><title>keep</title><script type="module">
  import * as sdk from '/web.js';
  import * as documents from '/documents.js';
  Object.assign(globalThis, sdk, documents, { ready: true });
</script>`;

/** The same page in a sandbox, which has no origin of its own. */
const frame = '<!doctype html><title>frame</title><iframe sandbox="allow-scripts" src="/"></iframe>';
