// Builds the static page into www/dist: for a file server, and as one HTML file. Needs web/sdk/dist (scripts/sdk.mjs).
//
//   node scripts/page.mjs                       builds
//   node scripts/page.mjs --serve [--port N]    serves what was built
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build } from 'vite';
import { writeSamples } from '../tests/chains/make.mjs';
import { served } from '../www/csp.js';
import { buildSingle } from '../www/single.js';
import config from '../www/vite.config.js';
import { servePage } from './serve.mjs';
import { root, run } from './setup.mjs';

const dist = join(root, 'www/dist');

if (process.argv.includes('--serve')) {
  const port = process.argv.indexOf('--port');
  const { address } = await servePage(dist, port > 0 ? Number(process.argv[port + 1]) : 8080);
  console.log(`Anchorlight is at ${address}`);
} else {
  await buildPage();
}

async function buildPage() {
  await run('node', ['node_modules/typescript/bin/tsc', '-p', 'www']);
  await samples();
  await rm(dist, { recursive: true, force: true });
  await build(config);
  await fill('_headers', { CSP: served });
  await keepForOffline();
  // After the list of files: people download it on purpose, so the service worker leaves it alone.
  await writeFile(join(dist, 'anchorlight.html'), await buildSingle());
}

async function samples() {
  const folder = join(root, 'www/public/samples');
  try {
    writeSamples(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    console.error(`The page is built without samples, which the openssl command makes: ${error.message}`);
  }
}

/** The service worker, with the digest of every file that it keeps. */
async function keepForOffline() {
  const files = {};
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths.sort()) {
    const name = relative(dist, path).split(sep).join('/');
    if (name !== '_headers') files[name] = sha256(await readFile(path));
  }
  const list = JSON.stringify(files);
  await writeFile(join(dist, 'sw.js'), await readFile(join(root, 'www/src/sw.js')));
  await fill('sw.js', { VERSION: sha256(list).slice(0, 16), FILES: list });
}

async function fill(name, values) {
  const path = join(dist, name);
  const text = await readFile(path, 'utf8');
  await writeFile(
    path,
    text.replace(/%([A-Z]+)%/g, (_, key) => values[key]),
  );
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
