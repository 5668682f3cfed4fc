// What a trust store document costs as it grows: to load and index it, and one check by it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngine } from 'anchorlight';
import { makeChains } from '../chains/make.mjs';
import { strangers } from './stores.mjs';

const SIZES = [100, 1_000, 10_000];
const ROUNDS = 15;
const CHECKS = 40;
const FLAT = 1.5;

/** Prints the table; a check that costs more with the largest document is no success. */
export async function documents() {
  const { leaf, intermediates, roots, host, time } = makeChains().find(({ id }) => id === 'p256');
  const engine = await createEngine();
  const certificates = [leaf, intermediates[0]].map(({ path }) => readFileSync(path));
  const stores = [];
  for (const size of SIZES) {
    const document = documentOf(size, roots[0].pem, host);
    const start = process.cpuUsage();
    const store = await engine.openStore({ document });
    const spent = spentSince(start);
    const report = await engine.check({ certificates, store, host, time });
    if (report.verdict.outcome !== 'trusted') throw new Error(report.findings[0].fault.id);
    stores.push({ size, bytes: document.length, load: spent / 1000, store, times: [] });
  }
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { store, times } of stores) {
      const start = process.cpuUsage();
      for (let count = 0; count < CHECKS; count += 1) await engine.check({ certificates, store, host, time });
      // The first round warms up.
      if (round > 0) times.push(spentSince(start) / CHECKS);
    }
  }
  engine.close();
  console.log('\nA trust store document of anchors with constraints, in Wasm; CPU time, one check by it');
  console.log(`as the median of ${ROUNDS} rounds of ${CHECKS} checks in turn\n`);
  console.log(
    `${'anchors'.padEnd(12)}${'MB'.padStart(8)}${'load and index, ms'.padStart(22)}${'check, us'.padStart(12)}`,
  );
  for (const { size, bytes, load, times } of stores) {
    const columns = [(bytes / 1e6).toFixed(2).padStart(8), load.toFixed(0).padStart(22)];
    console.log(`${String(size).padEnd(12)}${columns.join('')}${median(times).toFixed(0).padStart(12)}`);
  }
  const ratio = median(stores.at(-1).times) / median(stores[0].times);
  const flat = ratio <= FLAT;
  console.log(`last by first ${ratio.toFixed(2)}, ${flat ? 'flat' : 'NOT FLAT'} within ${FLAT}`);
  if (!flat) process.exitCode = 1;
}

/** One anchor of a chain in the middle of others that no path needs, each with constraints of its own. */
function documentOf(size, pem, host) {
  const domain = host.split('.').slice(-2).join('.');
  const others = strangers('anchors').slice(0, size - 1);
  const anchor = (certificate, index) => ({
    certificate: certificate.replace(/-----[^-]+-----|\n/g, ''),
    purposes: ['server', 'client'],
    constraints: {
      permitted: { dns: [domain, `site-${index}.example`], directory: ['', `O=Site ${index}`] },
      excluded: { dns: [`closed.site-${index}.example`] },
      pathLength: 2,
      distrustIssuedAfter: '2099-01-01T00:00:00Z',
      useUntil: '2099-01-01T00:00:00Z',
    },
    note: `Anchor ${index} of the bench`,
  });
  const half = size >> 1;
  return JSON.stringify({
    name: 'Bench',
    version: 1,
    issued: '2020-01-01T00:00:00Z',
    expires: '2099-01-01T00:00:00Z',
    anchors: [...others.slice(0, half), pem, ...others.slice(half)].map(anchor),
    rules: { 'key.rsa_bits': { action: 'deny', minimum: 2048 } },
  });
}

function spentSince(start) {
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await documents();
