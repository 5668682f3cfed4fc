// Damaged containers: what stands after the damage is read as well, and where the damage is, is told.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { der, keepsSecret, pair } from './held.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';
import { zip } from './pack.mjs';

const maker = new Maker();
const [one, two, three] = ['One', 'Two', 'Three'].map((name) => pair(maker, 'ec', `/CN=${name}`));
const names = ({ objects }) => objects.map(({ content }) => content.data?.subject?.rfc4514).filter(Boolean);
const base64 = (pem) => der(pem).toString('base64');

test('JSON (RFC 8259) that is damaged: PEM and base64 after its fault are read', () => {
  for (const [what, text, found] of [
    [
      'between values',
      JSON.stringify({ Certificate: one.pem, a: 1, CertificateChain: two.pem }).replace('"a":1', '"a":'),
      ['CN=One', 'CN=Two'],
    ],
    [
      'in a string',
      JSON.stringify({ a: one.pem, b: `x${two.pem}`, c: base64(three.pem) }).replace('"x', '"\\x'),
      ['CN=One', 'CN=Two', 'CN=Three'],
    ],
    [
      'cut off',
      JSON.stringify([base64(one.pem), base64(two.pem), base64(three.pem)]).slice(0, -40),
      ['CN=One', 'CN=Two'],
    ],
    [
      'at its beginning',
      `{"a": ?, "b": "${base64(one.pem)}", "c": ["${base64(two.pem)}"]}`,
      ['CN=One', 'CN=Two'],
    ],
  ]) {
    const opened = inspectData(text);
    const [{ content, problem }] = opened.objects;
    assert.deepEqual([content.kind, problem.kind.id], ['container', 'container.json'], what);
    assert.ok(problem.offset > 0 && problem.offset <= text.length, what);
    assert.deepEqual(names(opened), found, what);
    // Each has its place in the text.
    for (const { entry, offset } of opened.objects.slice(1).filter(({ entry }) => entry === undefined))
      assert.match(text.slice(offset), /^(-----BEGIN |MI)/, `${what}: ${entry}`);
  }
  keepsSecret(JSON.stringify({ a: one.pem, b: one.keyPem }).replace('"b"', 'b'), one.keyPem);
});

test('YAML of Kubernetes that is damaged: what stands after its fault is read', () => {
  const indented = (pem) => pem.trim().replace(/^/gm, '    ');
  const text = `apiVersion: v1
kind: ConfigMap
data:
  one.crt: |
${indented(one.pem)}
  bad: "x
  two.crt: |
${indented(two.pem)}
  three.crt: ${base64(three.pem)}
`;
  const opened = inspectData(text);
  assert.equal(opened.objects[0].problem.kind.id, 'container.yaml');
  assert.deepEqual(names(opened), ['CN=One', 'CN=Two', 'CN=Three']);
});

test('a ZIP without its directory is read by its local headers (APPNOTE 4.3.7)', () => {
  const files = {
    'one.pem': one.pem,
    'two.der': der(two.pem),
    'words.txt': 'words '.repeat(200),
    'three.pem': three.pem,
  };
  for (const method of ['ZIP_STORED', 'ZIP_DEFLATED']) {
    const whole = zip(files, method);
    const directory = whole.indexOf('PK\x01\x02');
    const opened = inspectData(whole.subarray(0, directory));
    const { content, problem } = opened.objects[0];
    assert.deepEqual(
      [content.data.format, content.data.entries, problem.kind.id],
      ['zip', 4, 'container.damaged'],
    );
    assert.deepEqual(
      opened.objects.slice(1).map(({ entry, content }) => [entry, content.kind]),
      [
        ['one.pem', 'certificate'],
        ['two.der', 'certificate'],
        ['words.txt', 'unopened'],
        ['three.pem', 'certificate'],
      ],
    );
    // Cut in the midst of its last file, and with sizes that stand after the data.
    const cut = inspectData(whole.subarray(0, directory - 20));
    assert.deepEqual(names(cut).slice(0, 2), ['CN=One', 'CN=Two'], method);
    const last = cut.objects.filter(({ entry }) => entry === 'three.pem');
    assert.equal(last[0].problem.kind.id, 'container.damaged');
    const piped = Buffer.from(whole.subarray(0, directory));
    for (let at = piped.indexOf('PK\x03\x04'); at >= 0; at = piped.indexOf('PK\x03\x04', at + 1)) {
      piped[at + 6] |= 8;
      piped.fill(0, at + 14, at + 26);
    }
    assert.deepEqual(names(inspectData(piped)), ['CN=One', 'CN=Two', 'CN=Three'], method);
    for (let length = 1; length < directory; length += 97) inspectData(whole.subarray(0, length));
  }
  const secret = zip({ 'key.pem': readFileSync(one.key) });
  keepsSecret(secret.subarray(0, -30), one.keyPem);
});

test('base64 (RFC 4648 §3.3, §4) that is damaged is read up to its damage', () => {
  const text = base64(one.pem);
  const bad = `${text.slice(0, 201)}!${text.slice(202)}`;
  const [[object], [problem]] = [inspectData(bad, '--tree').objects, inspectData(bad).problems];
  assert.deepEqual([problem.kind.id, problem.offset, object.content.kind], ['pem.base64', 201, 'other']);
  const { nodes, unread } = object.tree;
  assert.ok(nodes.length > 10 && (unread.length > 0 || nodes.some(({ faults }) => faults)));
  assert.equal(nodes[0].length, 150 - 4);
});
