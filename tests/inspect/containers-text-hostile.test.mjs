// Textual containers that mean harm: what they are is told, and memory and output stay small.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { der, held, pair } from './held.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';

const { pem } = pair(new Maker(), 'ec');
const base64 = der(pem).toString('base64');
const limit = (data, id) => {
  const { objects, problems } = inspectData(data);
  const all = [...problems, ...objects.map(({ problem }) => problem)].filter(Boolean);
  assert.ok(
    all.some(({ kind }) => kind.id === id),
    JSON.stringify(all).slice(0, 500),
  );
  return objects;
};

test('JSON and YAML 5,000 deep', () => {
  for (const open of ['[', '{"a":', '[{"a":']) {
    limit(open.repeat(5_000), 'container.too_deep');
    limit(`{"ca":${JSON.stringify(pem)},"deep":${open.repeat(5_000)}`, 'container.too_deep');
  }
  const head = `apiVersion: v1\nkind: ConfigMap\nca: "${pem.replaceAll('\n', '\\n')}"\n`;
  const deep = Array.from({ length: 5_000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n');
  const objects = limit(`${head}${deep}\n`, 'container.too_deep');
  assert.equal(objects[1].entry, '/ca');
  limit(`${head}a: ${'['.repeat(5_000)}\n`, 'container.too_deep');
  limit(`${head}${'- '.repeat(5_000)}\n`, 'container.yaml');
  limit(`${head}a:\n  ${'- '.repeat(5_000)}x\n`, 'container.too_deep');
});

test('a document in a document in a document', () => {
  let text = pem;
  for (let at = 0; at < 12; at++) text = JSON.stringify({ a: text });
  const objects = limit(text, 'container.too_deep');
  assert.equal(objects.filter(({ content }) => content.kind === 'container').length, 9);
});

test('a huge string, huge keys and a million values', () => {
  const huge = 'A'.repeat(20 << 20);
  assert.deepEqual(held(JSON.stringify({ huge, pem })).entries, { '/pem': ['certificate'] });
  const { entries } = held(JSON.stringify({ [huge]: { [huge]: pem } }));
  assert.ok(Object.keys(entries)[0].length < 2_100);
  // A pointer with a long key for each of many values.
  const long = 'k'.repeat(1 << 20);
  const many = Array.from({ length: 3_000 }, () => base64);
  const { objects } = inspectData(JSON.stringify({ [long]: many }));
  assert.equal(objects.length, 3_001);
  limit(`[${'0,'.repeat(1_100_000)}0]`, 'container.too_many_values');
});

test('a hundred thousand times the same key, and lines without end', () => {
  const twice = `{${`"a":"${base64}",`.repeat(1_000)}"b":0}`;
  const { objects } = inspectData(twice);
  assert.equal(objects.length, 1_001);
  assert.equal(objects[0].content.data.problems.length, 100);
  const lines = `Client-Cert: :${base64}:\r\n`.repeat(2_000);
  assert.ok(limit(lines, 'container.too_many_values').length <= 1_001);
  const list = `Client-Cert-Chain: ${`:${base64}:,`.repeat(20_000)}\r\n`;
  assert.ok(inspectData(list).objects.length <= 1_001);
});

test('aliases of aliases in many documents, and anchors that are never defined', () => {
  const bomb = ['apiVersion: v1', 'kind: A', 'x0: &x0 lol'];
  for (let at = 1; at < 50; at++) bomb.push(`x${at}: &x${at} [${`*x${at - 1},`.repeat(20)}]`);
  const one = `${bomb.join('\n')}\nca: "${pem.replaceAll('\n', '\\n')}"\n`;
  const { entries } = held(`${one}---\n`.repeat(50));
  assert.equal(Object.keys(entries).length, 50);
  const self = `apiVersion: v1\nkind: A\na: &a [*a, *nowhere]\n`;
  assert.ok(inspectData(self).objects.length <= 1);
});

test('names that turn text around, escape the terminal or end a line are shown safely', () => {
  const name = '\u202eevil\u0000\n\u001b[31m<img src=x>';
  const { entries, objects } = held(JSON.stringify({ [name]: pem, kid: '\u202e' }));
  const [entry] = Object.keys(entries);
  assert.doesNotMatch(entry, /[\u0000-\u001f\u202e]/);
  const jwk = { kty: 'oct', k: 'AAAA', kid: name };
  const said = JSON.stringify(held(JSON.stringify(jwk)).details);
  assert.ok(!said.includes('\u202e') && !said.includes('\\u001b'));
  assert.equal(objects.length, 2);
});
