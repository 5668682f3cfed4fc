// `npm run differential`: generated hierarchies put to the engine, OpenSSL and pyca/cryptography.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './setup.mjs';

/** The version that the list of explained disagreements was written for. */
const cryptography = '48.0.0';
const venv = join(root, 'target/tools/python');

/** Runs it; resolves to a line for what had to be left out, if anything. */
export async function differential(args) {
  const python = pythonWithCryptography();
  const asked = python ? ['--python', python] : [];
  await run('cargo', [
    ...['run', '--quiet', '--locked', '--package', 'anchorlight-differential', '--'],
    ...asked,
    ...args,
  ]);
  if (!python) {
    return `skipped: pyca/cryptography (python3 with it: python3 -m pip install cryptography==${cryptography})`;
  }
}

/** The system's own python3, or one under target/tools, made when it is first needed. */
function pythonWithCryptography() {
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

if (import.meta.filename === process.argv[1]) {
  const args = process.argv.slice(2);
  // A full run, after which a row that nothing matched is reported as well.
  const cases = args.some((arg) => ['--cases', '--case'].includes(arg.split('=')[0]))
    ? []
    : ['--cases', '20000'];
  try {
    const skipped = await differential([...cases, ...args]);
    if (skipped) console.log(skipped);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
