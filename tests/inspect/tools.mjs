// Other tools that make containers, and whether they are there.
import { execFileSync } from 'node:child_process';

/** Runs a tool and returns what it prints; its complaints are in the error. */
export function run(tool, args, options = {}) {
  return execFileSync(tool, args, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], ...options });
}

/** For `skip`: false where the tool is there, or the line that says that it is not. */
export function lacks(tool, ...args) {
  try {
    run(tool, args);
    return false;
  } catch (error) {
    return error.code === 'ENOENT' && `no ${tool} on this machine`;
  }
}

/** Runs a Python program, whose arguments are in `argv`. */
export function python(program, ...args) {
  return run('python3', ['-c', `from sys import argv\nargv = argv[1:]\n${program}`, ...args]);
}
