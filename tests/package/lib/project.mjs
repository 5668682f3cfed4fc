// The package as users get it: packed, then installed into a folder that knows nothing of this repository.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sdk = fileURLToPath(new URL('../../../web/sdk/', import.meta.url));

/** Packs the package into `folder`; gives npm's account of it, with the tarball's path as `tarball`. */
export function pack(folder) {
  const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], sdk));
  return { ...packed, tarball: join(folder, packed.filename) };
}

/** A folder of its own, with the package installed and these files by path; `remove` deletes it. */
export function makeProject(files) {
  const folder = mkdtempSync(join(tmpdir(), 'anchorlight-project-'));
  const manifest = { name: 'project', version: '1.0.0', private: true, type: 'module' };
  write(folder, { 'package.json': JSON.stringify(manifest), ...files });
  const { tarball } = pack(folder);
  npm(['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball], folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function npm(args, cwd) {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
