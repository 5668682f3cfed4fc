// Every id that a report can hold has its sentences, and no sentence names a field that is not there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const sentences = read('web/ui/sentences/en.json');
const schema = read('web/sdk/schema/report.schema.json');

const tagged = ['Fault', 'InputFault', 'ProblemKind', 'RuleFault', 'Unusable'].flatMap(
  (name) => schema.$defs[name].oneOf,
);
const words = [
  'AbstainReason',
  'Judgement',
  'Limit',
  'Outcome',
  'Profile',
  'Reason',
  'Requirement',
  'ResponderError',
  'Rule',
  'SuffixSection',
].flatMap((name) => schema.$defs[name].enum ?? schema.$defs[name].oneOf.map((word) => word.const));

test('every id has a title and an explanation', () => {
  const ids = [...tagged.map(({ properties }) => properties.id.const), ...words];
  assert.ok(ids.length > 60, `only ${ids.length} ids were found in the schema`);
  for (const id of ids) {
    const { title, explain, fix } = sentences[id] ?? {};
    assert.ok(title && explain, `${id} has no sentence`);
    assert.equal(typeof fix, 'string', `${id} says nothing of what to do`);
  }
});

test('every finding says what to do', () => {
  for (const { properties } of tagged) assert.ok(sentences[properties.id.const].fix, properties.id.const);
});

test('placeholders name fields of the value', () => {
  for (const { $ref, properties } of tagged) {
    const fields = { ...properties, ...($ref && target($ref).properties) };
    const { title, explain, fix } = sentences[properties.id.const];
    for (const [, field] of `${title} ${explain} ${fix}`.matchAll(/\{([^}]*)\}/g))
      assert.ok(has(fields, field.split('.')), `${properties.id.const}: {${field}}`);
  }
});

function target($ref) {
  return schema.$defs[$ref.split('/').at(-1)];
}

function has(properties, [key, ...rest]) {
  const field = properties?.[key];
  if (!field) return false;
  if (rest.length === 0) return true;
  const value = field.$ref ? target(field.$ref) : field;
  return [value, ...(value.oneOf ?? [])].some((one) => has(one.properties, rest));
}
