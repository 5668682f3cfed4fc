// What a fresh machine needs, fetched where it is missing and skipped where it is there.
// Runs before any npm package is installed, so it uses nothing but Node.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));
const wasmTarget = 'wasm32-unknown-unknown';

/** Runs a command in the project's folder; rejects when it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')}: ${signal ?? `exit ${code}`}`)),
    );
  });
}

export async function setup() {
  rust();
  wasm();
  await packages();
}

function rust() {
  const version = output('cargo', ['--version']);
  if (!version) fail('Rust is missing: install it from https://rustup.rs and run this again.');
}

function wasm() {
  const libraries = output('rustc', ['--print', 'target-libdir', '--target', wasmTarget]);
  if (libraries && existsSync(libraries)) return;
  try {
    execFileSync('rustup', ['target', 'add', wasmTarget], { cwd: root, stdio: 'inherit' });
  } catch {
    fail(`The Rust target ${wasmTarget} is missing and \`rustup target add ${wasmTarget}\` failed.`);
  }
}

async function packages() {
  const installed = new URL('node_modules/.package-lock.json', `file://${root}`);
  const locked = new URL('package-lock.json', `file://${root}`);
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs) return;
  try {
    await run('npm', ['ci', '--no-audit', '--no-fund']);
  } catch {
    fail('The npm packages could not be installed: `npm ci` failed.');
  }
}

function output(command, args) {
  try {
    return execFileSync(command, args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
