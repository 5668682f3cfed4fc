// Pages with rules: a strict content security policy with Trusted Types, and one HTML file opened from disk.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createEngine } from 'anchorlight';
import { build } from 'vite';
import { trusted } from '../../web/sdk/test/chains.mjs';
import { launch, noBrowser } from './lib/browser.mjs';
import { makeProject } from './lib/project.mjs';
import { serve } from './lib/serve.mjs';

/** The worker through a policy that passes that one address. */
const served = `
  import { createEngine } from 'anchorlight/client';
  import url from 'anchorlight/worker?worker&url';
  const policy = trustedTypes.createPolicy('anchorlight', {
    createScriptURL: (text) => {
      if (text !== url) throw new TypeError('not the worker');
      return text;
    },
  });
  const worker = () => new Worker(policy.createScriptURL(url), { type: 'module' });
  window.refused = () => createEngine().then(() => 'started', (error) => error.id);
  window.ask = async (request) => (await createEngine({ worker })).check(request);
`;

/** The same from a Blob, with the module inside. */
const single = `
  import { createEngine, inlineWorkerUrl } from 'anchorlight/worker-inline';
  const policy = window.trustedTypes?.createPolicy('anchorlight', {
    createScriptURL: (text) => {
      if (text !== inlineWorkerUrl()) throw new TypeError('not the worker');
      return text;
    },
  });
  const url = () => policy?.createScriptURL(inlineWorkerUrl()) ?? inlineWorkerUrl();
  window.ask = async (request) => (await createEngine({ worker: () => new Worker(url()) })).check(request);
`;

const strict = (script, worker) =>
  `default-src 'none'; script-src ${script} 'wasm-unsafe-eval'; worker-src ${worker}; connect-src 'self'; ` +
  "require-trusted-types-for 'script'; trusted-types anchorlight";

let project;
let expected;
before(async () => {
  project = makeProject({
    'index.html': '<!doctype html><title>strict</title><script type="module" src="/served.js"></script>',
    'served.js': served,
    'single.js': single,
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

  async function open(address) {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      window.violations = [];
      addEventListener('securitypolicyviolation', (event) => {
        window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
      });
    });
    await page.goto(address);
    await page.waitForFunction(() => window.ask);
    return page;
  }

  test('under Trusted Types the worker starts through one policy, and only through it', async () => {
    const outDir = join(project.folder, 'served');
    await build({ root: project.folder, configFile: false, logLevel: 'warn', build: { outDir } });
    const site = await serve(outDir, { headers: { 'content-security-policy': strict("'self'", "'self'") } });
    try {
      const page = await open(`${site.origin}/`);
      assert.deepEqual(await page.evaluate((request) => window.ask(request), trusted), expected);
      assert.deepEqual(await page.evaluate(() => window.violations), []);
      assert.equal(await page.evaluate(() => window.refused()), 'worker.failed');
    } finally {
      await site.close();
    }
  });

  test('one HTML file, opened from disk, starts the worker from a Blob', async () => {
    const [{ output }] = await build({
      root: project.folder,
      configFile: false,
      logLevel: 'error',
      build: { write: false, lib: { entry: 'single.js', formats: ['iife'], name: 'app' } },
    });
    assert.equal(output.length, 1);
    const script = output[0].code.replaceAll('</script', '<\\/script');
    const hash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
    const policy = strict(hash, 'blob:').replace("connect-src 'self'", "connect-src 'none'");
    const file = join(project.folder, 'single.html');
    writeFileSync(
      file,
      `<!doctype html><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}">` +
        `<title>single</title><script>${script}</script>`,
    );
    const page = await open(pathToFileURL(file).href);
    assert.deepEqual(await page.evaluate((request) => window.ask(request), trusted), expected);
    assert.deepEqual(await page.evaluate(() => window.violations), []);
  });
});
