// The packed package: what is in it, and that it works in a plain Node project.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createEngine } from 'anchorlight';
import { trusted } from '../../web/sdk/test/chains.mjs';
import { makeProject, pack } from './lib/project.mjs';

const manifest = JSON.parse(readFileSync(new URL('../../web/sdk/package.json', import.meta.url), 'utf8'));

let project;
before(() => {
  project = makeProject({
    'request.json': JSON.stringify(trusted),
    'import.mjs': `
      import { createEngine } from 'anchorlight';
      import request from './request.json' with { type: 'json' };
      console.log(JSON.stringify(await (await createEngine()).check(request)));`,
    'inline.mjs': `
      import { createEngine } from 'anchorlight/inline';
      import request from './request.json' with { type: 'json' };
      console.log(JSON.stringify(await (await createEngine()).check(request)));`,
    'require.cjs': `
      const { createEngine } = require('anchorlight');
      createEngine().then((engine) => engine.check(require('./request.json'))).then(
        (report) => console.log(JSON.stringify(report)),
      );`,
    'entries.mjs': `
      import { existsSync } from 'node:fs';
      import { fileURLToPath } from 'node:url';
      for (const entry of ${JSON.stringify(entries(manifest.exports))}) {
        if (!existsSync(fileURLToPath(import.meta.resolve(entry)))) console.log(entry);
      }`,
  });
});
after(() => project?.remove());

test('the package holds what users need and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anchorlight-pack-'));
  try {
    const paths = pack(folder).files.map(({ path }) => path);
    for (const path of ['README.md', 'LICENSE-MIT', 'dist/THIRD-PARTY.txt', 'dist/report.d.ts']) {
      assert.ok(paths.includes(path), `${path} is missing`);
    }
    assert.deepEqual(
      paths.filter((path) => path.endsWith('.wasm')),
      ['dist/engine_bg.wasm', 'dist/inspector_bg.wasm'],
    );
    const wanted =
      /^(README\.md|LICENSE-(APACHE|MIT)|package\.json|schema\/\w+\.schema\.json|dist\/([\w-]+\.(js|d\.ts|wasm)|THIRD-PARTY\.txt))$/;
    assert.deepEqual(
      paths.filter((path) => !wanted.test(path)),
      [],
    );
    assert.ok(!paths.some((path) => path.includes('worker-blob')));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('it needs no other package', () => {
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.peerDependencies, undefined);
});

test('every entry is there', () => {
  assert.equal(node('entries.mjs'), '');
});

for (const script of ['import.mjs', 'inline.mjs', 'require.cjs']) {
  test(`${script} gives the report that the repository gives`, async () => {
    const report = JSON.parse(node(script));
    assert.equal(report.verdict.outcome, 'trusted');
    assert.deepEqual(report, await (await createEngine()).check(trusted));
  });
}

function entries(exports) {
  return Object.keys(exports).map((path) => path.replace(/^\./, manifest.name));
}

function node(script) {
  const options = { cwd: project.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };
  return execFileSync(process.execPath, ['--no-warnings', script], options).trim();
}
