// The same sources give the same bytes, wherever and however they are bundled. Of WebAssembly what is there is taken.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../../scripts/setup.mjs';

const run = promisify(execFile);
const PACKAGES = ['web/sdk', 'web/ui', 'web/extension'];
const HOSTS = ['--hosts', 'https://*.example/*'];
const lacking = existsSync(join(root, 'web/sdk/dist')) ? false : 'skipped: web/sdk/dist (npm run build)';

/** What makes it, elsewhere: packages that become a part of it are copied, tools stay where they are. */
function copyTo(folder) {
  const isOurs = (path) => !['node_modules', 'test'].includes(basename(path));
  for (const path of ['scripts', 'package.json', ...PACKAGES])
    cpSync(join(root, path), join(folder, path), {
      recursive: true,
      filter: (path) => isOurs(path) && path !== join(root, 'web/extension/dist'),
    });
  const manifest = (path) => JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  const ours = new Map(PACKAGES.map((path) => [manifest(path).name, path]));
  const parts = new Set(PACKAGES.flatMap((path) => Object.keys(manifest(path).dependencies ?? {})));
  const installed = join(root, 'node_modules');
  const names = readdirSync(installed).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(installed, name)).map((each) => `${name}/${each}`) : [name],
  );
  for (const name of names) {
    const to = join(folder, 'node_modules', name);
    mkdirSync(dirname(to), { recursive: true });
    if (ours.has(name)) symlinkSync(join(folder, ours.get(name)), to);
    else if (parts.has(name) || name.startsWith('@preact/'))
      cpSync(realpathSync(join(installed, name)), to, { recursive: true });
    else symlinkSync(join(installed, name), to);
  }
}

test('bundled twice, folders and archives are the same byte for byte', { skip: lacking }, async () => {
  const work = mkdtempSync(join(tmpdir(), 'anchorlight-twice-'));
  const out = (name) => join(work, name, 'out');
  const bundle = (cwd, mask, to, env, ...more) => {
    const script = `umask ${mask} && exec node scripts/extension.mjs "$@"`;
    return run('sh', ['-c', script, 'sh', '--out', to, ...HOSTS, ...more], {
      cwd,
      env: { ...process.env, ...env },
    });
  };
  try {
    const elsewhere = join(work, 'another place with a longer name');
    copyTo(elsewhere);
    await Promise.all([
      bundle(root, '022', out('first'), { TZ: 'Pacific/Kiritimati', LC_ALL: 'C' }),
      bundle(elsewhere, '077', out('second'), { TZ: 'America/Anchorage', LC_ALL: 'tr_TR.UTF-8' }),
    ]);
    // What is packed anew, with the hosts that it has, does not change.
    await bundle(root, '022', out('third'), {}, '--built', out('second'));
    const files = (name) =>
      readdirSync(out(name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(out(name).length))
        .sort();
    const first = files('first');
    for (const kind of ['.zip', '.xpi', 'background.js', 'popup.html'])
      assert.ok(
        first.some((name) => name.endsWith(kind)),
        kind,
      );
    for (const other of ['second', 'third']) {
      assert.deepEqual(files(other), first);
      for (const name of first)
        assert.ok(
          readFileSync(join(out('first'), name)).equals(readFileSync(join(out(other), name))),
          `${name} of the ${other}`,
        );
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});
