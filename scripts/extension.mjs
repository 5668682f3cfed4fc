// Builds the browser extension for Chromium and for Firefox: a folder and an archive of each in web/extension/dist.
// Needs web/sdk/dist (scripts/sdk.mjs). The same sources give the same bytes.
//
//   node scripts/extension.mjs                                       hosts are asked for when they are needed
//   node scripts/extension.mjs --hosts 'https://*.corp.example/*'    these are granted by installing
//   node scripts/extension.mjs --built FOLDER --out OTHER            of what was built already, other hosts
import { copyFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { build } from 'vite';
import { manifest } from '../web/extension/manifest.js';
import { root, run } from './setup.mjs';

const PAGES = ['popup', 'panel', 'explain', 'options'];
const ARCHIVES = { chromium: 'zip', firefox: 'xpi' };
/** The first moment that an archive can name. */
const EPOCH = new Date(1980, 0, 1);

const { values } = parseArgs({
  options: {
    hosts: { type: 'string', multiple: true, default: [] },
    ...{ out: { type: 'string' }, built: { type: 'string' } },
  },
});
const source = join(root, 'web/extension');
const out = values.out ?? join(source, 'dist');
const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));

if (!values.built) await run('node', ['node_modules/typescript/bin/tsc', '-p', 'web/extension']);
await rm(out, { recursive: true, force: true });
// The browsers differ in their manifests alone.
const plain = join(out, 'firefox');
if (values.built) await cp(join(values.built, 'firefox'), plain, { recursive: true });
else await bundle(plain);
await cp(plain, join(out, 'chromium'), { recursive: true });
for (const [browser, kind] of Object.entries(ARCHIVES)) {
  const folder = join(out, browser);
  const hosts = values.hosts.flatMap((list) => list.split(/[\s,]+/)).filter(Boolean);
  const text = JSON.stringify(manifest({ browser, version, hosts }), null, 2);
  await writeFile(join(folder, 'manifest.json'), `${text}\n`);
  const schema = 'managed.schema.json';
  if (browser === 'chromium') await copyFile(join(source, schema), join(folder, schema));
  await writeFile(join(out, `anchorlight-${browser}-${version}.${kind}`), await archive(folder));
}

/** The pages share their parts; the background is one file, because a service worker loads no others. */
async function bundle(folder) {
  const shared = {
    root: source,
    base: './',
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es' },
  };
  const output = {
    target: 'es2023',
    outDir: folder,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  };
  await build({
    ...shared,
    build: {
      ...output,
      emptyOutDir: true,
      rolldownOptions: { input: PAGES.map((page) => join(source, `${page}.html`)) },
    },
  });
  await build({
    ...shared,
    publicDir: false,
    build: {
      ...output,
      emptyOutDir: false,
      rolldownOptions: {
        input: join(source, 'src/background.ts'),
        output: { format: 'es', codeSplitting: false, entryFileNames: 'background.js' },
      },
    },
  });
}

async function archive(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = {};
  for (const path of paths.sort()) files[relative(folder, path).split(sep).join('/')] = await readFile(path);
  return zipSync(files, { mtime: EPOCH, level: 9 });
}
