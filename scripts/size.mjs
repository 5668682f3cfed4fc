// `npm run size`: the modules as they are and as servers send them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root, run } from './setup.mjs';

const files = ['engine', 'inspector'].map((name) => join(root, `web/sdk/generated/${name}_bg.wasm`));
if (!files.every((file) => existsSync(file))) await run('node', ['scripts/build.mjs']);
for (const file of files) {
  const module = readFileSync(file);
  const sizes = {
    raw: module.length,
    gzip: gzipSync(module, { level: 9 }).length,
    brotli: brotliCompressSync(module, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  };
  console.log(file.replace(/.*\//, ''));
  for (const [name, bytes] of Object.entries(sizes))
    console.log(`  ${name.padEnd(8)}${(bytes / 1000).toFixed(1)} kB`);
}
