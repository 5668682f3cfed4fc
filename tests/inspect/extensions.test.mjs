// Every kind of extension, made by OpenSSL and read by the inspector.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { listRows } from './extension-list-rows.mjs';
import { logotypeRows } from './extension-logotype-rows.mjs';
import { certificateRows } from './extension-rows.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';

const maker = new Maker();
const rows = [...certificateRows, ...listRows, ...logotypeRows];

const key = maker.key('ec');
/** The one extension of a certificate that OpenSSL made; it adds none of its own. */
function extension({ lines, sections }) {
  const [object] = inspectData(maker.certificate({ key, lines, sections })).objects;
  assert.equal(object.content.kind, 'certificate');
  assert.equal(object.content.data.extensions.length, 1);
  return object.content.data.extensions[0];
}

for (const row of rows) {
  test(row.what, () => {
    const { critical, name, spec, value, problem, tree } = extension(row);
    assert.deepEqual({ problem, tree }, { problem: undefined, tree: undefined });
    assert.equal(critical, row.critical ?? false);
    assert.ok(name, 'it has a name');
    assert.ok(spec && row.what.includes(spec), `it is defined in ${spec}`);
    assert.equal(value.kind, row.kind);
    const sorted = (data) => (row.unordered ? data.map((one) => JSON.stringify(one)).sort() : data);
    const normal = (data) =>
      row.unordered ? data.map((one) => Object.fromEntries(Object.entries(one).sort())) : data;
    assert.deepEqual(sorted(normal(value.data)), sorted(normal(row.data)));
  });
}

// developer.apple.com/documentation/devicecheck, and source.android.com/docs/security/features/keystore/attestation.
test('markers of Apple and Android are named, and their contents are a tree', () => {
  for (const [oid, name] of [
    ['1.2.840.113635.100.8.2', 'appleAnonymousAttestation'],
    ['1.3.6.1.4.1.11129.2.1.17', 'androidKeyAttestation'],
  ]) {
    const read = extension({ lines: [`${oid} = ASN1:SEQUENCE:s`], sections: '[s]\na=INTEGER:7' });
    assert.equal(read.name, name);
    assert.equal(read.value, undefined);
    assert.deepEqual(
      read.tree.nodes.map(({ type, text }) => [type, text]),
      [
        ['SEQUENCE', undefined],
        ['INTEGER', '7'],
      ],
    );
  }
});

test('a picture of which something else is told than RFC 9399 §4.1 allows is a problem with its place', () => {
  const [, row] = logotypeRows;
  for (const [from, to] of [
    ['d=IMPLICIT:2,INTEGER:256', 'd=IMPLICIT:3,INTEGER:256'],
    ['b=INTEGER:640', 'b=IA5:640'],
    ['c=INTEGER:1', 'c=INTEGER:-1'],
  ]) {
    assert.ok(row.sections.includes(from));
    const { value, problem, tree } = extension({ ...row, sections: row.sections.replace(from, to) });
    assert.deepEqual([value, problem.kind.id], [undefined, 'extension.malformed'], to);
    assert.ok(tree.nodes.length > 20);
  }
});

test('an unknown extension is its identifier and its tree', () => {
  const read = extension({ lines: ['1.2.3.4 = DER:0102'] });
  assert.deepEqual(
    [read.oid, read.name, read.value, read.problem],
    ['1.2.3.4', undefined, undefined, undefined],
  );
  assert.deepEqual(read.tree.nodes[0].faults, [{ id: 'asn1.cut', missing: 2 }]);
});

test('every extension that is read is a problem with its place where it does not decode', () => {
  for (const row of rows) {
    const oid = extension(row).oid;
    const { problem, tree, value, offset } = extension({ lines: [`${oid} = DER:09010a`] });
    assert.equal(value, undefined, row.what);
    assert.equal(problem?.kind.id, 'extension.malformed', row.what);
    assert.equal(problem.kind.oid, oid);
    assert.equal(problem.offset, offset, row.what);
    assert.equal(tree.nodes[0].type, 'REAL');
  }
});

test('every extension that has a reader has a row here', () => {
  const source = readFileSync(new URL('../../crate/inspect/src/extension.rs', import.meta.url), 'utf8');
  const readers = [...source.matchAll(/^ {4}\(\s*"([\d.]+)",/gm)].map(([, oid]) => oid);
  assert.ok(readers.length > 50, `${readers.length} readers`);
  const made = new Set(rows.map((row) => extension(row).oid));
  assert.deepEqual(
    readers.filter((oid) => !made.has(oid)),
    [],
  );
});
