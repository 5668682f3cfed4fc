import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AnchorlightError, createEngine } from 'anchorlight';
import * as inline from 'anchorlight/inline';
import { count, loadPublicRoots } from 'anchorlight/public-roots';
import { trusted } from './chains.mjs';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const wasm = fileURLToPath(import.meta.resolve('anchorlight/engine_bg.wasm'));

test('a chain is trusted for its host, and not for another', async () => {
  const engine = await createEngine();
  const report = await engine.check(trusted);
  assert.equal(report.verdict.outcome, 'trusted');
  assert.equal(report.certificates[report.verdict.endEntity].subject.short, trusted.host);
  const other = await engine.check({ ...trusted, host: 'other.example' });
  assert.equal(other.verdict.outcome, 'notTrusted');
  assert.equal(other.findings[0].fault.id, 'name.mismatch');
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  assert.equal((await createEngine()).version, version);
});

test('the inline module gives the same report, and its errors are of the same class', async () => {
  const engine = await inline.createEngine();
  assert.deepEqual(await engine.check(trusted), await (await createEngine()).check(trusted));
  assert.equal(inline.AnchorlightError, AnchorlightError);
});

// Each source is tried in a process of its own, because a thread loads the module once.
const sources = {
  'a path': `${JSON.stringify(wasm)}`,
  'a file: URL': `new URL(${JSON.stringify(pathToFileURL(wasm).href)})`,
  'a file: URL as text': JSON.stringify(pathToFileURL(wasm).href),
  'a promise of bytes': `import('node:fs/promises').then((fs) => fs.readFile(${JSON.stringify(wasm)}))`,
  'a compiled module': `new WebAssembly.Module((await import('node:fs')).readFileSync(${JSON.stringify(wasm)}))`,
  'a Response': `new Response((await import('node:fs')).readFileSync(${JSON.stringify(wasm)}), { headers: { 'content-type': 'application/wasm' } })`,
};
for (const [name, source] of Object.entries(sources)) {
  test(`the module can be given as ${name}`, () => {
    assert.equal(outcome(source), 'trusted');
  });
}

test('a module that cannot be loaded is a typed error, and the next try works', () => {
  const script = `
    const { createEngine } = await import('anchorlight');
    const ids = [];
    const late = async () => { throw new Error('late'); };
    for (const wasm of [() => '/nowhere/engine_bg.wasm', () => new Uint8Array([1, 2, 3]), late]) {
      await createEngine({ wasm: wasm() }).then(() => ids.push('loaded'), (error) => ids.push(error.id));
    }
    await createEngine();
    console.log(ids.join(' '));`;
  assert.equal(run(script), 'engine.load engine.load engine.load');
});

test('a closed engine rejects; others go on', async () => {
  const [first, second] = [await createEngine(), await createEngine()];
  first.close();
  first.close();
  await assert.rejects(first.check(trusted), { name: 'AnchorlightError', id: 'engine.closed' });
  assert.equal((await second.check(trusted)).verdict.outcome, 'trusted');
});

test('closing the last engine gives its memory back, and another can be made', () => {
  const script = `
    const { createEngine } = await import('anchorlight');
    const instances = [];
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
      construct: (target, args) => (instances.push(Reflect.construct(target, args)), instances.at(-1)),
    });
    const [first, second] = [await createEngine(), await createEngine()];
    first.close();
    const before = instances.length;
    second.close();
    const third = await createEngine();
    const { verdict } = await third.check({ certificates: [], anchors: [] });
    console.log(before, instances.length, verdict.outcome);`;
  assert.equal(run(script), '0 1 cannotSay');
});

test('the public roots are one trust store, and the engine can read every one of them', async () => {
  const roots = await loadPublicRoots();
  const report = await (await createEngine()).check({ ...trusted, anchors: roots });
  const [, store] = report.inputs;
  assert.equal(store.label, roots.label);
  assert.equal(store.certificates, count);
  assert.deepEqual(store.unreadable, []);
  assert.equal(report.verdict.outcome, 'notTrusted');
});

test('importing reads neither the module nor the public roots, and needs no browser', () => {
  const copy = mkdtempSync(join(tmpdir(), 'anchorlight-'));
  try {
    cpSync(dist, copy, { recursive: true });
    cpSync(join(dist, '../package.json'), join(copy, 'package.json'));
    rmSync(join(copy, 'engine_bg.wasm'));
    rmSync(join(copy, 'public-roots-data.js'));
    const script = `
      for (const entry of ['node', 'web', 'inline', 'client', 'worker-inline', 'public-roots']) {
        await import(${JSON.stringify(pathToFileURL(copy).href)} + '/' + entry + '.js');
      }
      const { count, loadPublicRoots } = await import(${JSON.stringify(pathToFileURL(copy).href)} + '/public-roots.js');
      const { createEngine } = await import(${JSON.stringify(pathToFileURL(copy).href)} + '/client.js');
      const code = await loadPublicRoots().then(() => 'loaded', (error) => error.code);
      const id = await createEngine().then(() => 'started', (error) => error.id);
      console.log(count > 100, code, id);`;
    assert.equal(run(script), 'true ERR_MODULE_NOT_FOUND worker.failed');
  } finally {
    rmSync(copy, { recursive: true });
  }
});

function outcome(wasm) {
  const script = `
    const { createEngine } = await import('anchorlight');
    const engine = await createEngine({ wasm: ${wasm} });
    const { verdict } = await engine.check(${JSON.stringify(trusted)});
    console.log(verdict.outcome);`;
  return run(script);
}

function run(script) {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd,
    encoding: 'utf8',
  }).trim();
}
