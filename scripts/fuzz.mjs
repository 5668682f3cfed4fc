// `npm run fuzz -- [--seconds 600] [--jobs 1] [TARGET…]`: looks for inputs that break a promise of the engine, from
// what the conformance suites and the repository hold; so many targets at once. Exit code 1: one was found.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root, run } from './setup.mjs';
import { tool } from './tools.mjs';

const package_ = join(root, 'tests/fuzz/libfuzzer');
const all = readdirSync(join(package_, 'fuzz_targets')).map((file) => file.replace('.rs', ''));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '600' }, jobs: { type: 'string', default: '1' } },
});
const targets = positionals.length > 0 ? positionals : all;
const unknown = targets.filter((target) => !all.includes(target));
if (!(Number(values.jobs) >= 1)) fail(`--jobs is ${values.jobs}, and not how many targets run at once.`);
if (unknown.length > 0) fail(`No target ${unknown.join(', ')}: there are ${all.join(', ')}.`);

const work = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'fuzz');
// Without a sanitizer, for which there is nothing to find in safe Rust, a stable compiler will do.
const build = ['--fuzz-dir', package_, '--target-dir', join(work, 'build')];
build.push('--sanitizer', 'none', '--release', '--no-trace-compares');

const cargoFuzz = await tool('cargo-fuzz', '0.13.2').catch(() =>
  fail('cargo-fuzz is missing and `cargo install cargo-fuzz` failed: nothing was fuzzed.'),
);
await run(cargoFuzz, ['fuzz', 'build', ...build]).catch(() =>
  fail('The fuzz targets could not be built: besides Rust they need a C++ compiler (Debian: g++).'),
);
await seeds();
const findings = [];
const waiting = [...targets];
const inTurn = async () => {
  for (let target = waiting.shift(); target; target = waiting.shift()) findings.push(...(await fuzz(target)));
};
await Promise.all(Array.from({ length: Number(values.jobs) }, inTurn));
for (const [target, file] of findings) {
  console.log(`found: ${file} (to keep it: copy it to tests/fuzz/regressions/${target})`);
}
process.exit(findings.length > 0 ? 1 : 0);

/** What the suites ask of the engine, as the first inputs. */
async function seeds() {
  const data = resolve(root, process.env.ANCHORLIGHT_CONFORMANCE ?? '../shared/conformance');
  const suites = { limbo: 'limbo/limbo.json', pkits: 'pkits', bssl: 'verify_certificate_chain' };
  // BetterTLS is thousands of cases that are much the same; of its path building there are dozens.
  const only = 'rfc5280,webpki,pathlen,crl,cve,pathological,online,invalid,bettertls::path';
  const requests = [];
  for (const [suite, path] of Object.entries(suites)) {
    const [where, reports] = [join(data, path), join(work, `${suite}.jsonl`)];
    if (!existsSync(where)) {
      console.log(
        `skipped: no conformance data for ${suite} (set ANCHORLIGHT_CONFORMANCE to a folder with ${path})`,
      );
      continue;
    }
    rmSync(reports, { force: true });
    const args = [suite, where, '--reports', reports, ...(suite === 'limbo' ? ['--only', only] : [])];
    // Whether the engine agrees with the suite is not the question here.
    await cargo('anchorlight-conformance', 'anchorlight-conformance', args, 'ignore').catch(() => {});
    requests.push(reports);
  }
  rmSync(join(work, 'seeds'), { recursive: true, force: true });
  await cargo('anchorlight-fuzz', 'seeds', [join(work, 'seeds'), ...requests], 'inherit');
}

function cargo(package_, bin, args, stdio) {
  const which = ['run', '--quiet', '--locked', '--package', package_, '--bin', bin];
  return run('cargo', [...which, '--', ...args], { stdio });
}

/** Runs one target for its time; prints what it did, and returns what it found. */
async function fuzz(target) {
  const folder = (name) => join(work, name, target);
  for (const name of ['corpus', 'found']) mkdirSync(folder(name), { recursive: true });
  const before = new Set(readdirSync(folder('found')));
  const kept = join(root, 'tests/fuzz/regressions', target);
  const inputs = [folder('corpus'), folder('seeds'), ...(existsSync(kept) ? [kept] : [])];
  // A check is over in milliseconds; the machine may be busy.
  const limits = [`-max_total_time=${values.seconds}`, '-max_len=131072', '-len_control=0', '-timeout=60'];
  const args = [...limits, '-print_final_stats=1', `-artifact_prefix=${folder('found')}/`];
  const log = join(work, `${target}.log`);
  const { code, text } = await output(
    cargoFuzz,
    ['fuzz', 'run', ...build, target, ...inputs, '--', ...args],
    log,
  );
  const last = (pattern) => [...text.matchAll(pattern)].at(-1)?.[1] ?? '0';
  const runs = last(/^stat::number_of_executed_units: (\d+)/gm);
  const found = readdirSync(folder('found')).filter(
    (file) => !before.has(file) && !file.startsWith('slow-unit'),
  );
  console.log(`${target}: ${runs} runs, coverage ${last(/ cov: (\d+)/g)}, ${found.length} findings (${log})`);
  if (code !== 0 && found.length === 0) fail(`${target} stopped with exit code ${code}: see ${log}`);
  return found.map((file) => [target, join(folder('found'), file)]);
}

function output(command, args, log) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const file = createWriteStream(log);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        text += chunk;
        file.write(chunk);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => file.end(() => resolve({ code, text })));
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
