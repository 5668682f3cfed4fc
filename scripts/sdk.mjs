// Builds the npm package in web/sdk/dist from its TypeScript and from what scripts/build.mjs made in web/sdk/generated.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { notices } from './notices.mjs';
import { root, run } from './setup.mjs';

const sdk = new URL('../web/sdk/', import.meta.url);
const generated = new URL('generated/', sdk);
const dist = new URL('dist/', sdk);

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await run('node', ['node_modules/typescript/bin/tsc', '-p', 'web/sdk']);
const modules = ['engine', 'inspector'];
const files = modules.flatMap((name) => [`${name}.js`, `${name}_bg.wasm`]);
for (const file of [...files, 'public-roots-data.js']) {
  await copyFile(new URL(file, generated), new URL(file, dist));
}
await writeFile(new URL('THIRD-PARTY.txt', dist), notices());
for (const name of modules) {
  const module = await readFile(new URL(`${name}_bg.wasm`, generated));
  await constant(`${name}-base64`, 'base64', module.toString('base64'));
}
const { count } = await import(new URL('public-roots-data.js', generated));
await constant('public-roots-count', 'count', count);
await constant('worker-source', 'source', await bundle('worker-blob'));

async function constant(module, name, value) {
  const text = `// Written by scripts/sdk.mjs. Do not edit.\nexport const ${name} = ${JSON.stringify(value)};\n`;
  await writeFile(new URL(`${module}.js`, dist), text);
}

/** One classic script from a module of the package; the module itself is not shipped. */
async function bundle(module) {
  const entry = new URL(`${module}.js`, dist);
  const [{ output }] = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: fileURLToPath(entry), formats: ['iife'], name: 'anchorlight' },
    },
  });
  await rm(entry);
  await rm(new URL(`${module}.d.ts`, dist));
  if (output.length !== 1) throw new Error(`${module} became ${output.length} files instead of one`);
  return output[0].code;
}
