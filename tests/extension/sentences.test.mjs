// Everything that the extension tells of a page has its sentences, and none names a field that is not there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const sentences = JSON.parse(read('web/ui/sentences/en.json'));
const state = read('web/extension/src/state.ts').replaceAll(/\/\*\*.*?\*\//gs, '');

/** The words of a union type. */
function wordsOf(type) {
  const [, body] = new RegExp(`(?:type ${type} =|readonly ${type}:)([^;]*);`).exec(state);
  return [...body.matchAll(/'(\w+)'/g)].map(([, word]) => word);
}

function tells(id, fields = []) {
  const { title, explain, fix } = sentences[id] ?? {};
  assert.ok(title && explain, `${id} has no sentence`);
  assert.equal(typeof fix, 'string', id);
  for (const [, field] of `${title} ${explain} ${fix}`.matchAll(/\{([^}]*)\}/g))
    assert.ok(fields.includes(field), `${id}: {${field}}`);
  return fix;
}

test('every badge', () => {
  const badges = wordsOf('Badge');
  assert.equal(badges.length, 6);
  for (const badge of [...badges, 'looking']) tells(`badge.${badge}`);
});

test('every reason why there is no chain, with what to do', () => {
  const [, lacks] = /export type Lack =([\s\S]*?\});\n\n/.exec(state);
  const all = [...lacks.matchAll(/readonly id: '([a-z._]+)'([^}]*)/g)];
  assert.ok(all.length >= 10, `${all.length} reasons`);
  for (const [, id, rest] of all) {
    const fields = [...rest.matchAll(/readonly (\w+):/g)].map(([, field]) => field);
    assert.ok(tells(id, fields), `${id} says nothing of what to do`);
  }
});

test('every source of a chain', () => {
  const sources = wordsOf('Source');
  assert.equal(sources.length, 3);
  for (const source of sources)
    tells(`source.${source.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`);
});

test('every change since the last visit', () => {
  const changes = wordsOf('what');
  assert.equal(changes.length, 3);
  for (const change of changes) tells(`change.${change}`, ['before', 'after', 'since']);
});
