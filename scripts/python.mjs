// A Python that has pyca/cryptography, the outside judge of hierarchies and of what the inspector reads.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** The version that the lists of explained disagreements were written for. */
const cryptography = '48.0.0';
const venv = join(root, 'target/tools/python');

/** What to say where there is none. */
export const withoutPyca = `skipped: pyca/cryptography (python3 with it: python3 -m pip install cryptography==${cryptography})`;

/** The system's own python3, or one under target/tools, made when it is first needed. */
export function pythonWithCryptography() {
  const own = join(venv, 'bin/python3');
  for (const python of ['python3', own]) if (version(python) === cryptography) return python;
  try {
    if (!existsSync(own)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'ignore' });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    execFileSync(own, [...pip, `cryptography==${cryptography}`], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return version(own) === cryptography ? own : undefined;
}

function version(python) {
  try {
    const program = 'import cryptography; print(cryptography.__version__)';
    return execFileSync(python, ['-c', program], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
