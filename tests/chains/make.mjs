// Makes chains with the `openssl` command, once per version of these scripts and of openssl.
//
//   node tests/chains/make.mjs                              makes what is missing and prints the chains
//   node tests/chains/make.mjs --samples www/public/samples writes the page's samples
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached as keep, scripts } from './cached.mjs';
import { Workshop } from './openssl.mjs';
import { makeRevocation } from './revocation.mjs';
import { makeSamples, writeSampleFiles } from './samples.mjs';
import { makeSecondJudgeSets } from './second-judge.mjs';
import { address, host, makeSets, time } from './sets.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = join(here, 'out');

/**
 * The chains for tests: `{ id, algorithm, chain, store, leaf, intermediates, roots, host, address, time }`.
 * `chain` (leaf first) and `store` are paths of PEM files, `time` is RFC 3339;
 * each certificate is `{ path, key, pem, from, to }`.
 */
export function makeChains() {
  return cached('chains', (dir) => makeSets(new Workshop(dir)).map((set) => withFiles(dir, set)));
}

/** Chains on which the second judge does not simply agree; in the same form. */
export function makeSecondJudgeChains() {
  return cached('second-judge', (dir) =>
    makeSecondJudgeSets(new Workshop(dir)).map((set) => withFiles(dir, set)),
  );
}

/** A chain, and revocation lists of its CAs by name (revocation.mjs). */
export function makeRevocationLists() {
  return cached('revocation', (dir) => makeRevocation(new Workshop(dir)));
}

function withFiles(dir, set) {
  const file = (name, certificates) => {
    const path = join(dir, `${set.id}-${name}.pem`);
    writeFileSync(path, certificates.map((certificate) => certificate.pem).join(''));
    return path;
  };
  const chain = file('chain', [set.leaf, ...set.intermediates]);
  return { ...set, chain, store: file('store', set.roots), host, address, time };
}

/** Writes the page's samples, described by index.json, into a folder of their own. */
export function writeSamples(dir) {
  writeSampleFiles(
    dir,
    cached('samples', (made) => makeSamples(new Workshop(made))),
  );
}

/** What `make` returns, made once per version of these scripts. */
function cached(name, make) {
  return keep(out, name, scripts(here), make);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const samples = process.argv.indexOf('--samples');
  if (samples > 0) writeSamples(resolve(process.argv[samples + 1]));
  else for (const chain of makeChains()) console.log(`${chain.id.padEnd(14)} ${chain.chain}`);
}
