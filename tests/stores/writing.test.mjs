// What `anchorlight store` writes over, and what it leaves: signed documents, links, and files that others write meanwhile.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  copyFileSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandLine } from '../engine/native.mjs';
import { anchorlight, base64, document, folder, json, Maker, readJson, sha256, written } from './command.mjs';

const dir = folder();
const maker = new Maker(dir);
const time = '2026-06-01T00:00:00Z';
const [root, one, two] = ['root', 'one', 'two'].map((name) => maker.root(name));
const purposes = ['server'];
const store = (name, parts) => written(dir, `${name}.json`, document({ anchors: [], ...parts }));

/** A document signed by its one signer. */
function signed(name, parts) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = join(dir, `${name}.key`);
  writeFileSync(key, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const signers = { threshold: 1, keys: [{ publicKey: spki }] };
  const path = join(dir, `${name}.json`);
  const run = anchorlight(
    'store',
    'sign',
    store(`${name}-bare`, { signers, ...parts }),
    '--key',
    key,
    '--out',
    path,
  );
  assert.equal(run.code, 0, run.stderr);
  return path;
}

test('no unsigned version is written over a signed document unless somebody says so', () => {
  const anchors = [{ certificate: base64(two), purposes }];
  const path = signed('signed', { anchors });
  const copy = join(dir, 'copy.json');
  copyFileSync(path, copy);
  const before = readFileSync(path);
  const verbs = [
    ['add', path, root.path],
    ['remove', path, '--sha256', sha256(two)],
    // Nor is another one that is named.
    ['add', store('bare'), root.path, '--out', path],
  ];
  for (const verb of verbs) {
    const { code, stderr } = anchorlight('store', ...verb, '--time', time);
    assert.equal(code, 2, verb.join(' '));
    assert.match(stderr, /is signed, and the next version is not yet: .*--out, or use --replace/);
    assert.deepEqual(readFileSync(path), before);
  }
  const out = join(dir, 'next.json');
  for (const [verb, ...rest] of verbs.slice(0, 2)) {
    const { code, stderr } = anchorlight('store', verb, ...rest, '--out', out, '--time', time);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /not signed yet/);
    assert.deepEqual(readFileSync(path), before);
    assert.deepEqual([readJson(out).version, readJson(out).anchors.length], [2, verb === 'add' ? 2 : 0]);
  }
  for (const [verb, , ...rest] of verbs.slice(0, 2)) {
    const { code, stderr } = anchorlight('store', verb, copy, ...rest, '--replace', '--time', time);
    assert.equal(code, 0, stderr);
  }
  assert.deepEqual([readJson(copy).version, readJson(copy).anchors.length], [3, 1]);
  // What is not signed any more is written over as ever.
  assert.equal(anchorlight('store', 'add', copy, one.path, '--time', time).stderr, '');
  // A dry run writes nothing, so there is nothing to refuse.
  assert.equal(anchorlight('store', 'add', path, one.path, '--dry-run', '--time', time).code, 0);
});

test('check says whether the document that decides is signed', () => {
  const anchors = [{ certificate: base64(root), purposes }];
  const leaf = maker.server('www.example', root);
  const last = (path, ...args) => {
    const { code, stdout } = anchorlight('check', leaf.path, '--store', path, '--time', time, ...args);
    return [code, stdout.trimEnd().split('\n').at(-1)];
  };
  const host = ['--host', 'www.example'];
  const elsewhere = ['--host', 'www.elsewhere'];
  const open = store('open', { anchors });
  const said = 'not signed: whoever can change the file can change whom it trusts';
  assert.deepEqual(last(open, ...host), [0, `trust store corp, version 1, ${said}`]);
  assert.deepEqual(last(open, ...elsewhere), [1, `trust store corp, version 1, ${said}`]);
  assert.deepEqual(last(signed('closed', { anchors }), ...host), [0, 'trust store corp, version 1, signed']);
  // Files that are no document have nobody to sign them.
  assert.match(last(root.path, ...host)[1], /^checked at /);
});

test('who may read the file stays as it is, and a link a link', () => {
  const path = join(dir, 'mode.json');
  writeFileSync(path, JSON.stringify(document({ anchors: [] })), { mode: 0o640 });
  assert.equal(anchorlight('store', 'add', path, root.path).code, 0);
  assert.equal(statSync(path).mode & 0o777, 0o640);
  const link = join(dir, 'link.json');
  symlinkSync(path, link);
  assert.equal(anchorlight('store', 'add', link, one.path).code, 0);
  assert.ok(lstatSync(link).isSymbolicLink());
  assert.deepEqual([readJson(path).version, readJson(path).anchors.length], [3, 2]);
});

/**
 * Starts a verb that reads `{pipe}` after the document; once it has it open, so that the document was read, does `meanwhile` and
 * only then writes the pipe. Nothing here waits for a time.
 */
async function interrupted(name, args, meanwhile, bytes) {
  const pipe = join(dir, `${name}.pipe`);
  execFileSync('mkfifo', [pipe]);
  const child = spawn(commandLine, ['store', ...args.map((arg) => (arg === '{pipe}' ? pipe : arg))]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => (stdout += data));
  child.stderr.on('data', (data) => (stderr += data));
  const ended = new Promise((resolve) => child.on('close', resolve));
  const writer = await open(pipe, 'w');
  meanwhile();
  await writer.writeFile(bytes);
  await writer.close();
  return { code: await ended, stdout, stderr };
}

test('two processes add at once: neither takes back what the other wrote', async () => {
  const path = store('both');
  const run = await interrupted(
    'add',
    ['add', path, '{pipe}', '--time', time],
    () => json('add', path, one.path, '--time', time),
    two.pem,
  );
  assert.equal(run.code, 2, run.stdout);
  assert.match(run.stderr, /was changed meanwhile and is left as it is now: do it again/);
  const { version, anchors } = readJson(path);
  assert.deepEqual([version, anchors.map(({ certificate }) => certificate)], [2, [base64(one)]]);
  // Done again, it has both.
  json('add', path, two.path, '--time', time);
  assert.deepEqual([readJson(path).version, readJson(path).anchors.length], [3, 2]);
});

test('two processes update at once: the older version does not come after the newer one', async () => {
  const versions = [1, 2, 3].map((version) => store(`version-${version}`, { version }));
  const [, second, third] = versions.map((path) => readFileSync(path));
  const current = join(dir, 'current.json');
  copyFileSync(versions[0], current);
  const update = ['update', current, '{pipe}', '--time', time];
  const newer = () => json('update', current, versions[2], '--time', time);
  const refused = await interrupted('older', update, newer, second);
  assert.equal(refused.code, 1, refused.stderr);
  assert.match(refused.stdout, /\[update\.rollback\]/);
  assert.deepEqual(readFileSync(current), third);

  copyFileSync(versions[0], current);
  const older = () => json('update', current, versions[1], '--time', time);
  const taken = await interrupted('newer', update, older, third);
  assert.equal(taken.code, 0, taken.stderr);
  assert.match(taken.stdout, /from version 2 to version 3/);
  assert.deepEqual(readFileSync(current), third);
});

test('a first document is not written over one that came meanwhile', async () => {
  const [mine, other] = ['mine', 'other'].map((name) => store(name, { name }));
  const current = join(dir, 'first.json');
  const sum = (path) => execFileSync('sha256sum', [path], { encoding: 'utf8' }).slice(0, 64);
  const run = await interrupted(
    'first',
    ['update', current, '{pipe}', '--accept-digest', sum(mine), '--time', time],
    () => copyFileSync(other, current),
    readFileSync(mine),
  );
  assert.equal(run.code, 1, run.stdout);
  assert.match(run.stdout, /\[update\.other_store\]/);
  assert.deepEqual(readFileSync(current), readFileSync(other));
});

test('nothing that was begun is left beside a file', () => {
  const left = readdirSync(dir).filter((name) => name.endsWith('.tmp'));
  assert.deepEqual(left, []);
});
