// `npm test`: everything that judges the project, each step only when its tools are there or can be had.
// `npm run exhaustive`: the same, where `npm test` takes samples with all that there is (tests/sampling.mjs).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { find } from '../tests/browsers.mjs';
import { differential } from './differential.mjs';
import { root, run, setup } from './setup.mjs';
import { tool } from './tools.mjs';

/** It kills browsers by the time that a write takes, so there is no browser beside it. */
const KILL = 'tests/keep/kill.test.mjs';
/** They start no browser. */
const BESIDE = 'tests/inspect/';
/** Browsers wait more than they work. */
const CONCURRENCY = 2 * availableParallelism();
const missing = [];
if (process.argv.includes('--exhaustive')) process.env.ANCHORLIGHT_EXHAUSTIVE = '1';

await step('set-up', setup);
await step('format and lint', async () => {
  await run('cargo', ['fmt', '--all', '--check']);
  await run('npx', ['biome', 'check', '--error-on-warnings', '.']);
  await run('cargo', [
    'clippy',
    '--quiet',
    '--workspace',
    '--all-targets',
    '--locked',
    '--',
    '-D',
    'warnings',
  ]);
});
await step('dependencies', dependencies);
await step('Rust tests', () => run('cargo', ['test', '--quiet', '--workspace', '--locked']));
await step('conformance', conformance);
await step('outside judges', outsideJudges);
await step('build', buildWithoutDrift);
await step('WebAssembly tests', wasmTests);
await step('JavaScript tests', async () => {
  const files = testFiles();
  const beside = files.filter((file) => file.startsWith(BESIDE));
  const others = files.filter((file) => file !== KILL && !beside.includes(file));
  await nodeTests(others, CONCURRENCY);
  const both = await Promise.allSettled([nodeTests([KILL], 1), withOutputLast(beside)]);
  for (const { reason } of both) if (reason) throw reason;
});

for (const line of missing) console.log(line);
console.log('All tests passed.');

async function step(name, work) {
  const start = performance.now();
  console.log(`\n== ${name}`);
  try {
    await work();
  } catch (error) {
    console.error(`\n== ${name} failed: ${error.message}`);
    process.exit(1);
  }
  console.log(`== ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

/** Licences, sources and who may use what; advisories where their database can be had. */
async function dependencies() {
  const deny = await tool('cargo-deny', '0.20.2', '--no-default-features');
  await run(deny, ['--log-level', 'error', 'check', 'bans', 'licenses', 'sources']);
  try {
    execFileSync(deny, ['--log-level', 'error', 'fetch', 'db'], {
      cwd: root,
      stdio: 'ignore',
      timeout: 60_000,
    });
  } catch {
    missing.push('skipped: advisories (the database of https://rustsec.org cannot be fetched here)');
    return;
  }
  await run(deny, ['--log-level', 'error', 'check', 'advisories']);
}

/** Other people's suites, where they are at hand. */
async function conformance() {
  const data = resolve(root, process.env.ANCHORLIGHT_CONFORMANCE ?? '../shared/conformance');
  const suites = { limbo: 'limbo/limbo.json', pkits: 'pkits', bssl: 'verify_certificate_chain' };
  for (const [suite, path] of Object.entries(suites)) {
    const where = join(data, path);
    if (existsSync(where)) await run('npm', ['run', '--silent', 'conformance', '--', suite, where]);
    else
      missing.push(
        `skipped: no conformance data for ${suite} (set ANCHORLIGHT_CONFORMANCE to a folder with ${path})`,
      );
  }
}

/** The same generated hierarchies every time; `npm run differential` draws others. */
async function outsideJudges() {
  const skipped = await differential(['--cases', process.env.ANCHORLIGHT_EXHAUSTIVE ? '10000' : '1000']);
  if (skipped) missing.push(skipped);
}

/** The generated files in the repository are those that the Rust types give. */
async function buildWithoutDrift() {
  const schemas = readdirSync(join(root, 'web/sdk/schema')).map((file) => `web/sdk/schema/${file}`);
  const types = ['engine-request.ts', 'inspection.ts', 'report.ts'].map((file) => `web/sdk/src/${file}`);
  const generated = [...schemas, ...types];
  const contents = () => generated.map((file) => readFileSync(join(root, file), 'utf8'));
  const before = contents();
  await run('node', ['scripts/build.mjs']);
  const changed = generated.filter((_, index) => contents()[index] !== before[index]);
  if (changed.length > 0) throw new Error(`generated anew, commit them: ${changed.join(', ')}`);
}

async function wasmTests() {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  await run('cargo', [
    'build',
    '--quiet',
    '--locked',
    '--package',
    'xtask',
    '--bin',
    'wasm-bindgen-test-runner',
  ]);
  const env = {
    ...process.env,
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: join(target, 'debug/wasm-bindgen-test-runner'),
  };
  const test = (name, more = {}) =>
    run(
      'cargo',
      [
        'test',
        '--locked',
        '--package',
        'anchorlight-wasm',
        '--target',
        'wasm32-unknown-unknown',
        '--test',
        name,
      ],
      {
        cwd: join(root, 'crate/wasm'),
        env: { ...env, ...more },
      },
    );
  await test('golden');
  const chromedriver = find('chromedriver');
  if (chromedriver.path) await test('golden_browser', { CHROMEDRIVER: chromedriver.path });
  else missing.push(chromedriver.advice);
}

async function nodeTests(files, concurrency, ...options) {
  await run('node', ['--test', `--test-concurrency=${concurrency}`, ...options, ...files]);
}

/** Two runs that print at once could not be read. */
async function withOutputLast(files) {
  const output = join(root, 'target/tests-beside.txt');
  mkdirSync(join(root, 'target'), { recursive: true });
  writeFileSync(output, '');
  const reporter = process.stdout.isTTY ? 'spec' : 'tap';
  try {
    await nodeTests(files, 1, `--test-reporter=${reporter}`, `--test-reporter-destination=${output}`);
  } finally {
    process.stdout.write(readFileSync(output));
  }
}

/** tests/THEME/*.test.mjs and web/PACKAGE/test/*.test.mjs. */
function testFiles() {
  const folders = ['tests', 'web'].flatMap((top) => list(top).map((name) => `${top}/${name}`));
  return folders
    .flatMap((folder) => [folder, `${folder}/test`])
    .flatMap((folder) => list(folder).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith('.test.mjs'))
    .sort();
}

function list(folder) {
  const path = join(root, folder);
  return existsSync(path) && statSync(path).isDirectory() ? readdirSync(path) : [];
}
