// `npm run size`: the module as it is and as servers send it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root, run } from './setup.mjs';

const file = join(root, 'web/sdk/generated/engine_bg.wasm');
if (!existsSync(file)) await run('node', ['scripts/build.mjs']);
const module = readFileSync(file);
const sizes = {
  raw: module.length,
  gzip: gzipSync(module, { level: 9 }).length,
  brotli: brotliCompressSync(module, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
};
for (const [name, bytes] of Object.entries(sizes))
  console.log(`${name.padEnd(8)}${(bytes / 1000).toFixed(1)} kB`);
