// `npm run bench`: chains per second from DER, and the first check in a fresh process, beside PKI.js and Node's own;
// then scale.mjs, documents.mjs, inspect.mjs and extension.mjs.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { opensslVersion } from '../chains/openssl.mjs';
import { benchChains, flipped } from './chains.mjs';
import { contenders } from './contenders.mjs';
import { documents } from './documents.mjs';
import { extension } from './extension.mjs';
import { inspection } from './inspect.mjs';
import { scale } from './scale.mjs';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const ROUNDS = 7;
const ROUND_MS = 400;
const FRESH_PROCESSES = 9;

const chains = benchChains();
const checks = {};
for (const [name, { make }] of Object.entries(contenders)) checks[name] = await make();

conditions();
await judge();
await throughput();
firstChecks();
await scale();
await documents();
await inspection();
await extension();

function conditions() {
  const version = (name) => JSON.parse(readFileSync(`${modules}${name}/package.json`, 'utf8')).version;
  console.log(`Machine: ${cpus().length} x ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}`);
  console.log(`Node ${process.version}, anchorlight ${version('anchorlight')}, PKI.js ${version('pkijs')}`);
  console.log(`Chains: leaf <- intermediate <- root, made by ${opensslVersion().replace(/ \(.*/, '')}`);
  console.log(
    `CPU time of the whole process (all threads), median of ${ROUNDS} rounds of ${ROUND_MS} ms each`,
  );
  console.log('in turn; the range in brackets is the slowest and the fastest round.\n');
  for (const [name, { does }] of Object.entries(contenders)) console.log(`${name.padEnd(12)} ${does}`);
}

/** A number means something only if the answers are right. */
async function judge() {
  for (const [kind, chain] of Object.entries(chains)) {
    for (const [name, check] of Object.entries(checks)) {
      if (!(await check(chain))) throw new Error(`${name} does not trust the ${kind} chain`);
      if (await check(flipped(chain))) throw new Error(`${name} trusts a flipped signature (${kind})`);
    }
  }
}

async function throughput() {
  for (const [kind, chain] of Object.entries(chains)) {
    const rates = Object.fromEntries(Object.keys(checks).map((name) => [name, []]));
    for (const check of Object.values(checks)) await rate(check, chain);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, check] of Object.entries(checks)) rates[name].push(await rate(check, chain));
    }
    const ours = median(rates.anchorlight);
    console.log(
      `\n${kind.padEnd(12)} ${'chains/s'.padStart(9)} ${'range'.padStart(17)} ${'us/chain'.padStart(9)}   anchorlight is`,
    );
    for (const [name, values] of Object.entries(rates)) {
      const range = `(${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)})`;
      const middle = median(values);
      const line = `${name.padEnd(12)} ${middle.toFixed(0).padStart(9)} ${range.padStart(17)} ${(1e6 / middle).toFixed(0).padStart(9)}`;
      console.log(name === 'anchorlight' ? line : `${line}   ${(ours / middle).toFixed(2)} times as fast`);
    }
  }
}

/** Chains per second of CPU time. */
async function rate(check, chain) {
  let count = 0;
  let spent = 0;
  const start = process.cpuUsage();
  while (spent < ROUND_MS) {
    for (let index = 0; index < 20; index += 1) await check(chain);
    count += 20;
    const { user, system } = process.cpuUsage(start);
    spent = (user + system) / 1000;
  }
  return (count / spent) * 1000;
}

function firstChecks() {
  console.log(`\nImport and first check in a fresh process (P-256, median of ${FRESH_PROCESSES})`);
  const script = fileURLToPath(new URL('first-check.mjs', import.meta.url));
  const runs = { anchorlight: [], pkijs: [] };
  for (let round = 0; round < FRESH_PROCESSES; round += 1) {
    for (const [name, values] of Object.entries(runs)) {
      values.push(JSON.parse(execFileSync(process.execPath, [script, name, 'P-256'], { encoding: 'utf8' })));
    }
  }
  for (const [name, values] of Object.entries(runs)) {
    const cpu = median(values.map((value) => value.cpu)).toFixed(1);
    const elapsed = median(values.map((value) => value.elapsed)).toFixed(1);
    console.log(`${name.padEnd(12)} ${cpu.padStart(9)} ms CPU ${elapsed.padStart(9)} ms elapsed`);
  }
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
