// The command line, built from what is there.
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export const commandLine = buildCommandLine();

/** Cargo builds nothing anew where nothing changed, and what is judged is never older than its source. */
function buildCommandLine() {
  execFileSync('cargo', ['build', '--quiet', '--locked', '--package', 'anchorlight-cli'], {
    cwd: root,
    stdio: 'inherit',
  });
  return join(resolve(root, process.env.CARGO_TARGET_DIR ?? 'target'), 'debug/anchorlight');
}
