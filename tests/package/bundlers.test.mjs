// The packed package in fresh projects of the bundlers people use, run in Chromium.
import assert from 'node:assert/strict';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { createEngine } from 'anchorlight';
import { build, createServer } from 'vite';
import webpack from 'webpack';
import { trusted } from '../../web/sdk/test/chains.mjs';
import { launch, noBrowser } from './lib/browser.mjs';
import { makeProject } from './lib/project.mjs';
import { serve } from './lib/serve.mjs';

const html = (script) => `<!doctype html><title>app</title><script type="module" src="${script}"></script>`;

/** Every entry that a browser has. */
const everything = `
  import * as local from 'anchorlight';
  import * as client from 'anchorlight/client';
  import * as inline from 'anchorlight/inline';
  import * as workerInline from 'anchorlight/worker-inline';
  import { loadPublicRoots } from 'anchorlight/public-roots';

  const entries = { local, client, inline, workerInline };
  window.ask = async (name, request) => {
    const engine = await entries[name].createEngine();
    const report = await engine.check(request);
    const { files } = await engine.inspect(request.certificates);
    if (files[0].objects.some(({ content }) => content.kind !== 'certificate')) throw new Error(name);
    engine.close();
    return report;
  };
  window.publicRoots = loadPublicRoots;
`;

/** What most people write. */
const small = `
  import { createEngine } from 'anchorlight';
  window.ask = async (_, request) => (await createEngine()).check(request);
`;

let project;
let expected;
before(async () => {
  project = makeProject({
    'index.html': html('/everything.js'),
    'everything.js': everything,
    'small/index.html': html('/small.js'),
    'small.js': small,
  });
  expected = await (await createEngine()).check(trusted);
});
after(() => project?.remove());

describe('in Chromium', { skip: noBrowser }, () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /** Opens a page and asks each entry; every report is that of Node. */
  async function judge(address, names) {
    const page = await browser.newPage();
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => complaints.push(request.url()));
    await page.goto(address);
    await page.waitForFunction(() => window.ask);
    for (const name of names) {
      const ask = ([entry, request]) => window.ask(entry, request);
      assert.deepEqual(await page.evaluate(ask, [name, trusted]), expected, name);
    }
    assert.deepEqual(complaints, []);
    return page;
  }

  async function judgeFolder(folder, path, names) {
    const site = await serve(folder);
    try {
      await judge(site.origin + path, names);
    } finally {
      await site.close();
    }
  }

  const entries = ['local', 'client', 'inline', 'workerInline'];

  test('Vite builds a project with every entry', async () => {
    const outDir = join(project.folder, 'vite');
    await build({ ...vite(project.folder), build: { outDir, chunkSizeWarningLimit: 4_000 } });
    await judgeFolder(outDir, '/', entries);
  });

  test('Vite builds a small project to one small script and the modules', async () => {
    const outDir = join(project.folder, 'vite-small');
    const input = join(project.folder, 'small/index.html');
    await build({ ...vite(project.folder), build: { outDir, rolldownOptions: { input } } });
    await judgeFolder(outDir, '/small/', ['local']);
    assertSmall(join(outDir, 'assets'));
  });

  test('Vite serves the same project while it is written', async () => {
    const server = await createServer({ ...vite(project.folder), server: { host: '127.0.0.1', port: 0 } });
    await server.listen();
    try {
      const page = await judge(server.resolvedUrls.local[0], entries);
      await page.close();
    } finally {
      await server.close();
    }
  });

  test('webpack builds a project with every entry', async () => {
    const folder = await pack('everything');
    await judgeFolder(folder, '/', entries);
  });

  test('webpack builds a small project to one small script and the modules', async () => {
    const folder = await pack('small');
    await judgeFolder(folder, '/', ['local']);
    assertSmall(folder);
  });

  async function pack(entry) {
    const path = join(project.folder, `webpack-${entry}`);
    const stats = await promisify(webpack)({
      mode: 'production',
      context: project.folder,
      entry: `./${entry}.js`,
      output: { path, publicPath: 'auto' },
      performance: false,
    });
    assert.ok(!stats.hasErrors() && !stats.hasWarnings(), stats.toString());
    writeFileSync(join(path, 'index.html'), html('./main.js'));
    return path;
  }
});

function vite(root) {
  return { root, configFile: false, logLevel: 'warn', cacheDir: join(root, '.vite') };
}

/** Nothing that was not asked for is in it: no inline module, no worker, no public roots. */
function assertSmall(folder) {
  const files = readdirSync(folder).filter((file) => !file.endsWith('.html'));
  const endings = files.map((file) => file.replace(/.*\./, '')).sort();
  assert.deepEqual(endings, ['js', 'wasm', 'wasm']);
  const script = files.find((file) => file.endsWith('.js'));
  assert.ok(statSync(join(folder, script)).size < 50_000, `${script} is too large`);
}
