// Every id that an inspection can show has its sentences, and none names a field that is not there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const sentences = JSON.parse(read('web/ui/sentences/en.json'));

/** Where the ids of each family are, and at least how many there are. */
const families = [
  ['asn1', ['crate/inspect/src/tree/fault.rs'], 23],
  ['container', ['crate/inspect/src/problem.rs'], 4],
  ['key', ['crate/inspect/src/weak.rs', 'crate/inspect/src/weak/shared_factor.rs'], 8],
];

for (const [family, files, least] of families)
  test(`sentences for every id ${family}.*`, () => {
    const pattern = new RegExp(`rename = "(${family}\\.[a-z0-9_]+)"\\)\\]\\s+\\w+(?: \\{([^}]*)\\})?`, 'g');
    const all = [...files.map(read).join('\n').matchAll(pattern)];
    assert.ok(all.length >= least, `${all.length} ids`);
    for (const [, id, fields = ''] of all) {
      const { title, explain, fix } = sentences[id] ?? {};
      assert.ok(title && explain && fix, id);
      const known = [...fields.matchAll(/(\w+):/g)].map(([, field]) => field);
      for (const [, named] of `${title} ${explain} ${fix}`.matchAll(/\{([^}]*)\}/g))
        assert.ok(known.includes(named), `${id}: {${named}}`);
    }
    // The rules of documents have ids of their own.
    const told = Object.keys(sentences).filter(
      (id) => id.startsWith(`${family}.`) && !sentences[`rule.${id}`],
    );
    assert.deepEqual(told.sort(), all.map(([, id]) => id).sort());
  });

test('every kind of object and every format of container has a name', () => {
  const { $defs } = JSON.parse(read('web/sdk/schema/inspection.schema.json'));
  const formats = $defs.Format.oneOf.flatMap((one) => one.enum ?? one.const).map((id) => `format.${id}`);
  const kinds = $defs.Content.oneOf.map(({ properties }) => `object.${properties.kind.const}`);
  assert.ok(formats.length >= 19 && kinds.length >= 12, `${formats.length} formats, ${kinds.length} kinds`);
  for (const id of [...formats, ...kinds]) assert.ok(sentences[id]?.title, id);
  const told = Object.keys(sentences).filter((id) => /^(format|object)\./.test(id));
  assert.deepEqual(told.sort(), [...formats, ...kinds].sort());
});
