// What a check costs as the files that are kept open grow, and what it costs without signatures.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngine } from 'anchorlight';
import { makeChains } from '../chains/make.mjs';
import { folder, storeOf } from './stores.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SIZES = [100, 1_000, 10_000];
const ROUNDS = 15;
const ROUND_MS = 50;
const FLAT = 1.5;

/** Chains whose signatures are verified, and chains whose signatures are refused before any arithmetic. */
const KINDS = {
  'P-256': { id: 'p256', finding: null },
  'no signature': { id: 'rsa-sha1', finding: 'signature.algorithm_refused' },
};

/** Prints the tables. */
export async function scale() {
  const cases = Object.keys(KINDS).flatMap(casesOf);
  const measured = { native: native(cases), Wasm: await wasm(cases) };
  growth(measured);
  validation(measured);
}

function growth(measured) {
  console.log('\nOne check, leaf <- intermediate <- root, as the open files grow; microseconds, median of');
  console.log(`${ROUNDS} rounds of ${ROUND_MS} ms in turn (native by the clock, Wasm by CPU time).`);
  console.log(
    '"no signature" is a chain signed with SHA-1: refused before any arithmetic, all else is checked.\n',
  );
  console.log(`${''.padEnd(37)}${SIZES.map((size) => String(size).padStart(8)).join('')}   last by first`);
  for (const [where, times] of Object.entries(measured)) {
    for (const kind of Object.keys(KINDS)) {
      for (const role of ['anchors', 'intermediates']) {
        const row = SIZES.map((size) => times.get(`${kind}, ${size} ${role}`));
        const ratio = row.at(-1) / row[0];
        const judgement = `${ratio <= FLAT ? 'flat' : 'NOT FLAT'} within ${FLAT}`;
        const name = `${where.padEnd(8)}${kind.padEnd(14)}${role}`.padEnd(37);
        const numbers = row.map((value) => value.toFixed(0).padStart(8)).join('');
        console.log(`${name}${numbers}   ${ratio.toFixed(2)}, ${judgement}`);
      }
    }
  }
}

function validation({ native, Wasm }) {
  const alone = native.get('path alone');
  const whole = `no signature, ${SIZES[0]} anchors`;
  console.log('\nA path of three certificates without signatures, from open files; microseconds\n');
  const rows = {
    'native  built and validated, with a verifier that accepts': alone,
    'native  the whole check, which gives a report': native.get(whole),
    'Wasm    the same, which gives a report as JavaScript objects': Wasm.get(whole),
  };
  for (const [name, value] of Object.entries(rows))
    console.log(
      `${name.padEnd(61)}${value.toFixed(1).padStart(8)}   ${(value / alone).toFixed(1)} times the first`,
    );
}

function casesOf(kind) {
  const { finding } = KINDS[kind];
  const { id, leaf, intermediates, roots, chain, store, host, time } = chainOf(kind);
  const question = { host, time: Date.parse(time) / 1000, finding };
  return SIZES.flatMap((size) => [
    {
      ...question,
      name: `${kind}, ${size} anchors`,
      certificates: [chain],
      anchors: [storeOf(size, 'anchors', roots[0].pem, id)],
      intermediates: [],
    },
    {
      ...question,
      name: `${kind}, ${size} intermediates`,
      certificates: [leaf.path],
      anchors: [store],
      intermediates: [storeOf(size, 'intermediates', intermediates[0].pem, id)],
    },
  ]);
}

function chainOf(kind) {
  return makeChains().find(({ id }) => id === KINDS[kind].id);
}

function native(cases) {
  const file = `${folder}cases.json`;
  const { leaf, intermediates, roots } = chainOf('no signature');
  const path = [leaf, intermediates[0], roots[0]].map(({ path }) => path);
  writeFileSync(file, JSON.stringify({ path, cases }));
  const cargo = ['run', '--quiet', '--locked', '--release', '--package', 'anchorlight', '--example', 'bench'];
  const answer = execFileSync('cargo', [...cargo, '--', file, String(ROUNDS)], {
    cwd: root,
    encoding: 'utf8',
  });
  return new Map(JSON.parse(answer).map(([name, times]) => [name, median(times)]));
}

async function wasm(cases) {
  const engine = await createEngine();
  const open = (paths) => Promise.all(paths.map((path) => engine.open(readFileSync(path))));
  const times = new Map();
  const requests = new Map();
  for (const { name, certificates, anchors, intermediates, host, time, finding } of cases) {
    const request = {
      host,
      time: time * 1000,
      certificates: await open(certificates),
      anchors: await open(anchors),
    };
    if (intermediates.length > 0) request.intermediates = await open(intermediates);
    const report = await engine.check(request);
    const first = report.findings[0]?.fault.id ?? null;
    if (first !== finding || report.paths[0].certificates.length !== 3) throw new Error(`${name}: ${first}`);
    requests.set(name, request);
    times.set(name, []);
  }
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, request] of requests) {
      const spent = await micros(() => engine.check(request));
      // The first round warms up.
      if (round > 0) times.get(name).push(spent);
    }
  }
  engine.close();
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

/** CPU time of one check: the mean of one round. */
async function micros(check) {
  const start = process.cpuUsage();
  let count = 0;
  let spent = 0;
  while (spent < ROUND_MS * 1000) {
    for (let index = 0; index < 5; index += 1) await check();
    count += 5;
    const { user, system } = process.cpuUsage(start);
    spent = user + system;
  }
  return spent / count;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await scale();
