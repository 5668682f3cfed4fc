// Another extension, with all that one may ask for, and nothing in it.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with it; whoever made it takes it away. */
export function makeOther() {
  const folder = mkdtempSync(join(tmpdir(), 'anchorlight-other-'));
  const manifest = {
    ...{ manifest_version: 3, name: 'Other', version: '1' },
    permissions: ['debugger', 'management', 'scripting', 'storage', 'tabs', 'webNavigation'],
    host_permissions: ['<all_urls>'],
    background: { service_worker: 'worker.js' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'worker.js'), '');
  return folder;
}
