// Browsers that find policies of their own in /etc. Each has a namespace in which it alone sees them: nothing is
// written to the machine's /etc, and browsers with different policies run beside each other.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where each browser reads managed policies. */
const FOLDERS = { chromium: '/etc/chromium/policies/managed', firefox: '/etc/firefox/policies' };

const isolation = ['--mount', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])];

/** Why no policy can be set here; undefined where it can. */
export function hindrance() {
  const tried = withPolicies('chromium', '/bin/true');
  const { status } = spawnSync(tried.program);
  tried.remove();
  if (status === 0) return undefined;
  return 'skipped: browsers under managed policy (it takes Linux and a namespace of mounts: unshare --mount)';
}

/**
 * `program`: what starts the browser so that `write(name, text)` is its policy; `remove` when it is closed.
 * `kind` says which browser it is, `path` where.
 */
export function withPolicies(kind, path) {
  const work = mkdtempSync(join(tmpdir(), 'anchorlight-policies-'));
  const [program, policies, layers] = ['start', 'policies', 'layers'].map((name) => join(work, name));
  for (const folder of [policies, layers]) mkdirSync(folder);
  writeFileSync(program, script({ layers, policies, folder: FOLDERS[kind], path }));
  chmodSync(program, 0o755);
  return {
    program,
    /** In one step, as a browser that runs may read at any time. */
    write(name, text) {
      const aside = join(work, name);
      writeFileSync(aside, text);
      renameSync(aside, join(policies, name));
    },
    remove() {
      rmSync(work, { recursive: true, force: true });
    },
  };
}

/** Both layers of /etc are in memory, as an overlay cannot be laid over another one, which containers often have. */
function script({ layers, policies, folder, path }) {
  const [upper, changes] = ['upper', 'work'].map((name) => join(layers, name));
  const commands = [
    ['mount', '-t', 'tmpfs', 'tmpfs', layers],
    ['mkdir', upper, changes],
    ['mount', '-t', 'overlay', 'overlay', '-o', `lowerdir=/etc,upperdir=${upper},workdir=${changes}`, '/etc'],
    ['mkdir', '-p', folder],
    ['mount', '--bind', policies, folder],
  ];
  const inside = `${commands.map(quoted).join(' && ')} && exec "$0" "$@"`;
  return `#!/bin/sh\nexec ${quoted(['unshare', ...isolation, 'sh', '-c', inside, path])} "$@"\n`;
}

const quoted = (words) => words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
