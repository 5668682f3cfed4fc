// Every id that the planning of a store can tell has its sentences, and none names a field that is not there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const sentences = JSON.parse(read('web/ui/sentences/en.json'));

/** Ids in Rust with the fields of their variants; whether each says what to do. */
const sources = [
  ['advice', true],
  ['calendar', true],
  ['export', true],
  ['import', true],
  ['problem', true],
  ['diff/item', false],
];

const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

function variants(source) {
  const text = read(`crate/policy/src/${source}.rs`);
  const found = text.matchAll(/rename = "([a-z]+\.[a-z0-9_]+)"\)\]\s+(\w+)(?: \{([^}]*)\})?/g);
  return [...found].map(([, id, , body = '']) => ({
    id,
    fields: [...body.matchAll(/^\s*(\w+):|[,{ ](\w+):/gm)].map(([, own, inline]) => camel(own ?? inline)),
  }));
}

for (const [source, mends] of sources) {
  test(`${source}: sentences for every id`, () => {
    const all = variants(source);
    assert.ok(all.length >= 4, `${all.length} ids in ${source}`);
    for (const { id, fields } of all) {
      const { title, explain, fix } = sentences[id] ?? {};
      assert.ok(title && explain, `${id} has no sentence`);
      assert.equal(typeof fix, 'string', id);
      // What expired and is left out anyway needs no advice.
      if (mends && !id.startsWith('suggestion.')) assert.ok(fix, `${id} says nothing of what to do`);
      for (const [, field] of `${title} ${explain} ${fix}`.matchAll(/\{([^}.]*)[^}]*\}/g))
        assert.ok(fields.includes(field), `${id}: {${field}} is none of ${fields}`);
    }
  });
}

test('effects and states have titles', () => {
  for (const word of [
    'added',
    'removed',
    'tightened',
    'loosened',
    'changed',
    'past',
    'urgent',
    'soon',
    'due',
    'later',
  ])
    assert.ok(sentences[word]?.title && sentences[word].explain, word);
});
