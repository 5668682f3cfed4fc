// What it costs to open a revocation list, and to look up certificates on it, as it grows.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngine } from 'anchorlight';
import { longList, revocationList } from '../chains/long-list.mjs';
import { newKey } from '../engine/der.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}target/lists/`;
const SIZES = [100_000, 1_000_000];
const LOOKUPS = 2_000;
const ROUNDS = 5;
const FLAT = 1.5;
const TIME = '2026-06-01T00:00:00Z';

/** Prints the tables. */
export async function lists() {
  const made = SIZES.map(listOf);
  const rows = { 'anchorlight, native': native(made), 'anchorlight, Wasm': await wasm(made) };
  Object.assign(rows, others(made));
  console.log(
    '\nA revocation list: opening it, and finding certificates on it; milliseconds to open it, median',
  );
  console.log(
    `of ${ROUNDS}, and microseconds for the first and for the next look-ups, median of ${LOOKUPS}.`,
  );
  console.log(
    'openssl is its whole process (CPU time), less that for an empty list. Wasm look-ups are whole',
  );
  console.log('checks of a chain of two, the first with the signature on the list.\n');
  const columns = SIZES.flatMap((size) => [`open ${size / 1000}k`, 'first', 'next']);
  console.log(`${''.padEnd(22)}${columns.map((name) => name.padStart(11)).join('')}   next, last by first`);
  for (const [who, row] of Object.entries(rows)) {
    const numbers = row.flatMap(({ open, first, next }) => [open, first, next]);
    const shown = numbers.map((value) => (value === undefined ? '-' : value.toFixed(1)).padStart(11));
    const ratio = row.at(-1).next / row[0].next;
    const judgement = Number.isNaN(ratio)
      ? ''
      : `   ${ratio.toFixed(2)}, ${ratio <= FLAT ? 'flat' : 'NOT FLAT'}`;
    console.log(`${who.padEnd(22)}${shown.join('')}${judgement}`);
  }
}

function native(made) {
  const cargo = [
    'run',
    '--quiet',
    '--locked',
    '--release',
    '--package',
    'anchorlight',
    '--example',
    'bench-crl',
  ];
  const files = made.flatMap(({ list, serials }) => [list, serials]);
  const runs = Array.from({ length: ROUNDS }, () =>
    JSON.parse(execFileSync('cargo', [...cargo, '--', ...files], { cwd: root, encoding: 'utf8' })),
  );
  return made.map((_, index) => {
    const rows = runs.map((run) => run[index]);
    if (rows.some(({ found }) => found !== LOOKUPS)) throw new Error('an entry was not found');
    return {
      open: median(rows.map(({ open }) => open / 1000)),
      first: median(rows.map(({ lookups }) => lookups[0])),
      next: median(rows.flatMap(({ lookups }) => lookups.slice(1))),
    };
  });
}

async function wasm(made) {
  const rows = [];
  for (const { list, chain, store } of made) {
    const opens = [];
    let row;
    for (let round = 0; round < ROUNDS; round += 1) {
      const engine = await createEngine();
      await engine.check({ certificates: chain, anchors: store, time: TIME });
      const data = readFileSync(list);
      const start = performance.now();
      const opened = await engine.open(data);
      opens.push(performance.now() - start);
      const request = {
        certificates: chain,
        anchors: store,
        time: TIME,
        revocation: { sources: opened, mode: 'require' },
      };
      const times = [];
      for (let index = 0; index < LOOKUPS / 10; index += 1) {
        const start = performance.now();
        const { findings } = await engine.check(request);
        times.push((performance.now() - start) * 1000);
        if (findings[0]?.fault.id !== 'revocation.revoked') throw new Error('the certificate is not revoked');
      }
      row = { open: median(opens), first: times[0], next: median(times.slice(1)) };
      engine.close();
    }
    rows.push(row);
  }
  return rows;
}

/** OpenSSL and pyca/cryptography, measured by a script of Python's, which knows the CPU time of a child. */
function others(made) {
  const empty = `${folder}list-0.der`;
  if (!existsSync(empty)) writeFileSync(empty, revocationList([], newKey()));
  const script = fileURLToPath(new URL('crl.py', import.meta.url));
  const files = made.flatMap(({ list, serials }) => [list, serials]);
  const run = spawnSync('python3', [script, String(ROUNDS), empty, ...files], { encoding: 'utf8' });
  if (run.status === 0) return JSON.parse(run.stdout);
  console.log('skipped: OpenSSL and pyca, which need python3 with cryptography (pip install cryptography)');
  return {};
}

/** A list, and a chain with its last certificate on it. */
function listOf(count) {
  const { list, serials, revoked, issuer } = longList(count, LOOKUPS);
  return { list, serials, chain: revoked, store: issuer };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await lists();
