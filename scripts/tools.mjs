// Cargo's own tools at pinned versions, in target/tools and nowhere else.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root, run } from './setup.mjs';

const tools = join(root, 'target/tools');

/** The path of a tool, which is installed where this version of it is not there; rejects where it cannot be had. */
export async function tool(name, version, ...options) {
  const path = join(tools, 'bin', name);
  if (versionOf(path) !== version) {
    const args = ['--quiet', '--force', name, '--version', version, '--locked', '--root', tools, ...options];
    await run('cargo', ['install', ...args]);
  }
  return path;
}

/** "0.20.2" of "cargo-deny 0.20.2". */
function versionOf(path) {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().split(' ').at(-1);
  } catch {
    return undefined;
  }
}
