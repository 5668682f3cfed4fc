// Every departure from DER has its sentences, and none names a field that is not there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const sentences = JSON.parse(read('web/ui/sentences/en.json'));

test('sentences for every departure', () => {
  const text = read('crate/inspect/src/tree/fault.rs');
  const all = [...text.matchAll(/rename = "(asn1\.[a-z_]+)"\)\]\s+\w+(?: \{ (\w+): \w+ \})?/g)];
  assert.equal(all.length, 23);
  for (const [, id, field] of all) {
    const { title, explain, fix } = sentences[id] ?? {};
    assert.ok(title && explain && fix, id);
    for (const [, named] of `${title} ${explain} ${fix}`.matchAll(/\{([^}]*)\}/g))
      assert.equal(named, field, id);
  }
  const told = Object.keys(sentences).filter((id) => id.startsWith('asn1.'));
  assert.deepEqual(told.sort(), all.map(([, id]) => id).sort());
});

test('sentences for every fault of a container', () => {
  const text = read('crate/inspect/src/problem.rs');
  const all = [...text.matchAll(/rename = "(container\.[a-z_0-9]+)"\)\]\s+\w+(?: \{ ([^}]+) \})?,/g)];
  assert.equal(all.length, [...text.matchAll(/rename = "container\./g)].length);
  for (const [, id, fields = ''] of all) {
    const { title, explain, fix } = sentences[id] ?? {};
    assert.ok(title && explain && fix, id);
    const known = [...fields.matchAll(/(\w+):/g)].map(([, name]) => name);
    for (const [, named] of `${title} ${explain} ${fix}`.matchAll(/\{([^}]*)\}/g))
      assert.ok(known.includes(named), `${id}: ${named}`);
  }
  const told = Object.keys(sentences).filter((id) => id.startsWith('container.'));
  assert.deepEqual(told.sort(), all.map(([, id]) => id).sort());
});
