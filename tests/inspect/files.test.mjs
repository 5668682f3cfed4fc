// Files made on the spot by OpenSSL, keytool and certtool: each opens, also cut off and with a byte changed, and
// what is damaged is there as a tree with the place of its damage.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pemBlocks, toPem } from '../engine/pem.mjs';
import { contentsOf } from './corpora.mjs';
import { Counts, explain } from './disagreements.mjs';
import { password } from './files.mjs';
import { certtoolFiles } from './files-certtool.mjs';
import { keytoolFiles } from './files-keytool.mjs';
import { opensslFiles } from './files-openssl.mjs';
import { inspectFiles } from './inspect.mjs';
import { differencesFromOpenssl } from './judge-openssl.mjs';
import { differencesFromPyca, lacksPyca } from './judge-pyca.mjs';
import { lacks } from './tools.mjs';

const dir = mkdtempSync(join(tmpdir(), 'anchorlight-damaged-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
const passwords = join(dir, 'passwords');
writeFileSync(passwords, `${password}\n`);

const inspect = (paths, ...args) => inspectFiles(paths, '--password-file', passwords, ...args);

/** As many files at once as their trees have room for in one answer. */
const batch = 200;

for (const [tool, make, asked] of [
  ['OpenSSL', opensslFiles, ['openssl', 'version']],
  ['keytool', keytoolFiles, ['keytool', '-help']],
  ['certtool', certtoolFiles, ['certtool', '--version']],
]) {
  const missing = lacks(...asked);
  test(`files of ${tool}`, { skip: missing && `skipped: ${missing}` }, async (context) => {
    const made = make();
    for (const what of made.skipped) context.diagnostic(`skipped: this ${tool} makes no ${what}`);
    await context.test('each opens', (context) => opens(made, context));
    const pems = certificatesIn(made);
    const contents = contentsOf(pems);
    await context.test('OpenSSL reads the same of certificates', (context) =>
      judged('OpenSSL', differencesFromOpenssl, { tool, pems, contents }, context),
    );
    await context.test('pyca reads the same of certificates', { skip: lacksPyca }, (context) =>
      judged('pyca', differencesFromPyca, { tool, pems, contents }, context),
    );
    await context.test('each may be cut off', (context) => damaged(made, cutOff, isCut, context));
    await context.test('each may have another byte anywhere', (context) =>
      damaged(made, changed, () => false, context),
    );
  });
}

function opens({ rows }, context) {
  const counts = {};
  for (const [at, { objects, problems }] of inspect(rows.map(({ path }) => path)).entries()) {
    const { what, holds } = rows[at];
    rows[at].locked = objects.some(({ content }) => content.data?.encrypted || content.kind === 'container');
    const kinds = [...new Set(objects.map(({ content }) => content.kind))];
    assert.deepEqual(kinds.sort(), holds.toSorted(), what);
    // What holds nothing says so.
    const ids = problems.map(({ kind }) => kind.id);
    assert.deepEqual(ids, holds.length > 0 ? [] : ['input.unrecognised'], what);
    for (const { content } of objects) {
      const kind = content.kind === 'container' ? `container (${content.data.format})` : content.kind;
      counts[kind] = (counts[kind] ?? 0) + 1;
      for (const extension of content.data?.extensions ?? []) assert.ok(!extension.problem, what);
    }
  }
  for (const [kind, count] of Object.entries(counts).sort()) context.diagnostic(`${count} ${kind}`);
}

/** Each certificate that a file holds alone, as a block. */
function certificatesIn({ rows }) {
  const alone = rows
    .filter(({ holds }) => holds.join() === 'certificate')
    .map(({ path }) => readFileSync(path));
  const isPem = (data) => data.includes('-----BEGIN ');
  const blocks = alone.map((data) => (isPem(data) ? data.toString('latin1') : toPem([data])));
  return [...new Set(blocks.flatMap((text) => pemBlocks(text)).map((der) => toPem([der])))];
}

function judged(judge, differences, { tool, pems, contents }, context) {
  const counts = new Counts();
  explain(judge, `files of ${tool}`, differences(pems, contents, counts.add), contents, counts.add);
  assert.ok(counts.of[`fields that agree with ${judge}`] > pems.length * 5);
  counts.tell(context);
}

/** Without its end, from a quarter of it to all but one byte. */
function* cutOff(bytes) {
  for (const length of [bytes.length >> 2, bytes.length >> 1, (bytes.length * 3) >> 2, bytes.length - 1])
    yield bytes.subarray(0, length);
}

/**
 * Of a text, whole blocks may be left, and the last of them without its last dash or line end; and what is neither
 * text nor ASN.1 is a key in a form of Microsoft's, which is only named.
 */
function isCut(data) {
  const text = data.toString('latin1');
  const count = (word) => text.split(`-----${word} `).length;
  const isText = /^[\t\r\n -~]*$/.test(text);
  return isText ? count('BEGIN') !== count('END') : data[0] === 0x30;
}

/** With one byte that is another, in eight places. */
function* changed(bytes) {
  for (let part = 0; part < 8; part++) {
    const copy = Buffer.from(bytes);
    copy[Math.floor((bytes.length * part) / 8)] ^= 0x11;
    yield copy;
  }
}

/**
 * What a password opens is damaged in crate/inspect/tests/containers.rs, where the rounds are few: here one byte
 * can make ten million of them.
 */
function damaged({ rows }, change, isDamaged, context) {
  const variants = rows
    .filter(({ locked }) => !locked)
    .flatMap(({ what, path }) => [...change(readFileSync(path))].map((data) => ({ what, data })));
  let told = 0;
  for (let from = 0; from < variants.length; from += batch) {
    const some = variants.slice(from, from + batch);
    const paths = some.map(({ data }, at) => {
      const path = join(dir, String(at));
      writeFileSync(path, data);
      return path;
    });
    for (const [at, opened] of inspect(paths, '--tree').entries()) {
      const { what, data } = some[at];
      const found = judge(opened, some[at]);
      assert.ok(found || !isDamaged(data), `${what}: nothing is said of ${data.toString('base64')}`);
      told += found ? 1 : 0;
    }
  }
  context.diagnostic(`damage is told of ${told} of ${variants.length} files`);
}

/** Whether damage is told; nothing is lost, and damage has its place. */
function judge({ objects, problems }, { what, data }) {
  assert.ok(objects.length + problems.length > 0, what);
  for (const { offset } of problems) assert.ok(Number.isInteger(offset) && offset <= data.length, what);
  for (const problem of problems) partIsShown(problem, objects, data, what);
  let found = problems.length > 0;
  for (const { content, problem, tree } of objects) {
    if (problem) assert.ok(Number.isInteger(problem.offset), what);
    if (content.kind === 'other') assert.ok(tree.nodes.length + tree.unread.length > 0, what);
    if (content.kind === 'unopened') assert.ok(problem, what);
    const faults = tree && (tree.unread.length > 0 || tree.nodes.some(({ faults }) => faults?.length > 0));
    const { extensions = [], integrity, problems = [] } = content.data ?? {};
    const within = extensions.some(({ problem }) => problem) || integrity === 'broken' || problems.length > 0;
    found ||= Boolean(problem || faults || within);
  }
  return found;
}

/** What stands before the fault of a block is there as an object, with a tree unless it is a key. */
function partIsShown({ kind, offset }, objects, data, what) {
  if (!kind.id.startsWith('pem.') || data.includes(0)) return;
  const text = data.toString('latin1');
  const begin = text.lastIndexOf('-----BEGIN ', offset);
  const block = text.slice(begin, kind.id === 'pem.base64' ? offset : undefined);
  const before = block.replace(/^-----BEGIN [^-]*-----/, '').match(/^[A-Za-z0-9+/\s]*/)[0];
  if (begin < 0 || before.replace(/\s/g, '').length < 4) return;
  const shown = objects.find((object) => object.offset === begin);
  assert.ok(shown, `${what}: nothing of a block that is damaged at ${offset}`);
  const { content, tree } = shown;
  assert.ok(content.kind === 'privateKey' || tree.nodes.length + tree.unread.length > 0, what);
}
