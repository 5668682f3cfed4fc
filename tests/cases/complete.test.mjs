// No rule, no constraint and no other part of a document is without a case that passes and one that fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { full, partner } from './full.mjs';
import { malformed } from './malformed.mjs';
import { ask } from './run.mjs';
import { keys, uses } from './schema.mjs';
import { made, tables } from './tables.mjs';

const cases = Object.values(tables).flat();
const passing = cases.filter(({ expect }) => expect === 'trusted');
const failing = cases.filter(({ expect }) => expect !== 'trusted');
const source = readFileSync(new URL('../../crate/policy/src/rules.rs', import.meta.url), 'utf8');
const rules = [...source.matchAll(/rename = "([a-z_.]+)"/g)].map(([, id]) => id);

test('every rule is kept, denies, warns and is off', () => {
  assert.ok(rules.length >= 16, rules.join(' '));
  const broken = (id, action) =>
    failing.some(({ document, at }) => at === `/rules/${id}` && document.rules[id].action === action);
  for (const id of rules) {
    const kept = (action) => passing.some(({ document }) => document.rules?.[id]?.action === action);
    assert.ok(kept('deny'), `${id} is never kept`);
    assert.ok(kept('off'), `${id} is never off`);
    assert.ok(broken(id, 'deny'), `${id} never denies`);
    assert.ok(broken(id, 'warn'), `${id} never warns`);
  }
});

test('every refusal and warning has its place, but where there is no path and where the name is another', () => {
  const alone = ['input.no_anchor', 'name.mismatch', 'path.issuer_not_found', 'path.root_not_trusted'];
  const placeless = failing.filter(({ at }) => at === undefined);
  assert.deepEqual(
    placeless.filter(({ first }) => !alone.includes(first)).map(({ name }) => name),
    [],
  );
  assert.ok(failing.length > 150, `${failing.length} cases`);
});

test('every part of a constraint and of an anchor decides for and against', () => {
  const decide = ['Constraints', 'Enforce', 'Subtrees'];
  const asked = keys.filter((key) => decide.includes(key.split('.')[0]));
  asked.push('Anchor.purposes', 'EndEntity.hosts', 'EndEntity.purposes', 'EndEntity.useUntil');
  const against = new Set(malformed.flatMap(({ covers = [] }) => covers));
  for (const { document, at } of failing) for (const key of through(document, at)) against.add(key);
  const forIt = used(passing);
  for (const key of asked) {
    assert.ok(forIt.has(key), `no case with ${key} passes`);
    assert.ok(against.has(key), `no case fails by ${key}`);
  }
  for (const side of ['permitted', 'excluded']) {
    for (const form of ['dns', 'ip', 'email', 'uri', 'directory']) {
      const pointer = `/anchors/0/constraints/${side}/${form}`;
      assert.ok(
        failing.some(({ at }) => at === pointer),
        `no case fails by ${pointer}`,
      );
    }
  }
});

test('every key of the schema is used by a case that passes and named by one that fails', () => {
  const accepted = new Set([...used(passing), ...used([{ document: full }])]);
  const named = new Set(malformed.flatMap(({ covers = [] }) => covers));
  for (const { document, at } of [...failing, ...malformed])
    for (const key of through(document, at)) named.add(key);
  assert.deepEqual(
    keys.filter((key) => !accepted.has(key)),
    [],
    'in no document that is accepted',
  );
  assert.deepEqual(
    keys.filter((key) => !named.has(key)),
    [],
    'in no refusal',
  );
});

test('a document with every key is accepted', () => {
  const { code, out } = ask({ document: full, included: [partner], chain: [made.leaf, made.ca] });
  assert.notEqual(code, 2, out);
  assert.equal(JSON.parse(out).store.name, 'Cases');
  const present = used([{ document: full }]);
  assert.deepEqual(
    keys.filter((key) => !present.has(key)),
    [],
  );
});

function used(cases) {
  return new Set(cases.flatMap(({ document }) => [...uses(document)].map(([key]) => key)));
}

/** The keys on the way to a pointer; of a rule what is in it as well, since it decides as a whole. */
function through(document, at) {
  if (at === undefined || typeof document !== 'object') return [];
  const isRule = /\/rules\/[^/]+$/.test(at);
  const found = [...uses(document)].filter(([, pointer]) => {
    const above = at === pointer || at.startsWith(`${pointer}/`);
    return above || (isRule && pointer.startsWith(`${at}/`));
  });
  return found.map(([key]) => key);
}
