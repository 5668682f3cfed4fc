// docs/extension.md: its commands are run, its settings and permissions are those of the extension.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/setup.mjs';
import { manifest } from '../../web/extension/manifest.js';
import { find } from '../browsers.mjs';
import { PICTURES, WITHOUT } from './lib/pictures.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const guide = read('docs/extension.md');
const schema = JSON.parse(read('web/extension/managed.schema.json')).properties;
const blocks = (kind) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text);
/** The first cells of the rows of the table below a heading. */
const rows = (heading) => {
  const [, section] = guide.split(`\n## ${heading}\n`);
  return [...section.split('\n## ')[0].matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
};
const { path: chromium, advice } = find('chromium');
if (advice) console.log(advice);

test('every setting stands there, and no other', () => {
  assert.deepEqual(rows('Settings').toSorted(), Object.keys(schema).toSorted());
  for (const text of blocks('json'))
    for (const [name, value] of Object.entries(JSON.parse(text)))
      assert.equal(
        Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value,
        schema[name]?.type,
        name,
      );
});

test('every permission stands there with why, and no other', () => {
  const asked = ['chromium', 'firefox'].flatMap(
    (browser) => manifest({ browser, version: '1', hosts: [] }).permissions,
  );
  assert.deepEqual(rows('Permissions'), [...new Set(asked)].sort());
});

test('the package is built, packed and announced as it says', { skip: advice ?? false }, () => {
  const work = mkdtempSync(join(tmpdir(), 'anchorlight-guide-'));
  const shell = (script, folder, env) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-ec', script], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    assert.equal(status, 0, `${script}\n${stdout}${stderr}`);
    return stdout;
  };
  try {
    const [build, pack, announce] = blocks('sh');
    const out = join(work, 'web/extension/dist');
    // What it builds goes elsewhere, so that other tests find what they built.
    shell(`${build.trim()} --out ${out}`, root, process.env);
    // A chromium that needs no screen; root has no sandbox.
    const programs = join(work, 'programs');
    mkdirSync(programs);
    const flags = `--headless=new --no-sandbox --user-data-dir=${join(work, 'profile')}`;
    writeFileSync(join(programs, 'chromium'), `#!/bin/sh\nexec '${chromium}' ${flags} "$@"\n`);
    chmodSync(join(programs, 'chromium'), 0o755);
    const env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` };
    const id = shell(`${pack}${announce}printf %s "$ID"`, work, env).slice(-32);
    assert.match(id, /^[a-p]{32}$/);
    const crx = readFileSync(join(work, 'anchorlight.crx'));
    assert.equal(crx.subarray(0, 4).toString(), 'Cr24');
    // The id is in the package's signed header, as sixteen bytes.
    const bytes = Buffer.from(
      [...id].map((letter) => (letter.charCodeAt(0) - 97).toString(16)).join(''),
      'hex',
    );
    assert.ok(crx.includes(bytes), 'the package has another id');
    const updates = readFileSync(join(work, 'updates.xml'), 'utf8');
    const { version } = JSON.parse(read('web/extension/package.json'));
    assert.ok(updates.includes(`appid="${id}"`) && updates.includes(`version="${version}"`), updates);
    assert.ok(guide.includes(`anchorlight-firefox-${version}.xpi`));
    assert.ok(existsSync(join(out, `anchorlight-firefox-${version}.xpi`)));
    const built = JSON.parse(readFileSync(join(out, 'chromium/manifest.json'), 'utf8'));
    assert.deepEqual(built.host_permissions, ['https://*.corp.example/*']);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});

test('the threat model names tests that exist, and every picture of the guide is there', () => {
  const model = read('docs/threat-model.md');
  const named = [...model.matchAll(/`(tests\/[^`]+?) › ([^`]+)`/g)];
  const cases = model.split('\n').filter((line) => /^\| [A-Z]\d \|/.test(line));
  for (const line of cases)
    assert.match(line, /(`tests\/[^`]+ › [^`]+`|not tested: the browser's own boundary) \|$/, line);
  for (const [, path, title] of named)
    assert.ok(
      titles(path).some((one) => one.test(title)),
      `${path} has no test "${title}"`,
    );
  const pictures = [...guide.matchAll(/\]\((extension\/[^)]+)\)/g)].map(([, path]) => `docs/${path}`);
  assert.ok(named.length > 20 && pictures.length > 0);
  for (const path of pictures) assert.ok(existsSync(join(root, path)), path);
});

test('there is a picture of every state, and each is in the guide', () => {
  const state = read('web/extension/src/state.ts').replaceAll(/\/\*\*.*?\*\//gs, '');
  const union = (type) => new RegExp(`export type ${type} =(.*?);\n\n`, 's').exec(state)[1];
  const badges = [...union('Badge').matchAll(/'(\w+)'/g)].map(([, one]) => `badge.${one}`);
  const lacks = [...union('Lack').matchAll(/id: '([a-z._]+)'/g)].map(([, id]) => id);
  // "Cannot say" always comes with why.
  const states = [...badges.filter((one) => one !== 'badge.cannotSay'), ...lacks];
  assert.ok(badges.length === 6 && lacks.length >= 10);
  const shown = Object.values(PICTURES).map(([, what]) => what);
  for (const one of states) assert.notEqual(shown.includes(one), WITHOUT.includes(one), one);
  for (const [name, [words]] of Object.entries(PICTURES))
    assert.ok(guide.includes(`![${words}](extension/${name}.png)`), name);
  const files = readdirSync(join(root, 'docs/extension')).map((file) => file.replace(/\.png$/, ''));
  assert.deepEqual(files.sort(), Object.keys(PICTURES).sort());
});

/** The titles of a file's tests, where values that are filled in may be anything. */
function titles(path) {
  return [...read(path).matchAll(/\btest\(\s*(['"`])(.+?)\1,/gs)].map(([, , title]) => {
    const parts = title.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}$`, 's');
  });
}
