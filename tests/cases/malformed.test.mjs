// Documents that are refused: each fault with its pointer, as JSON and as a line for people.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { malformed } from './malformed.mjs';
import { ask, at } from './run.mjs';

for (const one of malformed) {
  test(one.name, () => {
    const { code, out } = ask(one);
    assert.equal(code, 2);
    const { error } = JSON.parse(out);
    assert.equal(error.id, 'request.store');
    const [first] = error.problems;
    const told = error.problems.map(({ pointer, fault }) => `${pointer} ${fault.id}`).join(', ');
    assert.deepEqual([first.pointer, first.fault.id], [one.at, one.id], told);
    assert.equal(first.document, one.of);
    assert.equal(error.problems.length, one.problems ?? 1, told);
    if (one.values) assert.deepEqual(pick(first.fault, one.values), one.values);
    assert.ok(out.length < 20_000 + 2 * one.length, 'what is quoted is cut');
    readsWell(one, error.problems);
    if (typeof one.document === 'object' && first.fault.with) at(one.document, first.fault.with);
  });
}

/** One line for each problem, with its pointer and its sentence, and nothing in it that deceives. */
function readsWell(one, problems) {
  const { code, out, err } = ask(one, { json: false });
  assert.deepEqual([code, out], [2, '']);
  const lines = err.split('\n');
  for (const { pointer, document, fault } of problems) {
    // A pointer that is long or deceives is told otherwise than it stands.
    const isPlain = /^[\x20-\x7e]{0,100}$/.test(pointer);
    const place = document ? `${document}#${pointer}` : pointer || 'the document as a whole';
    const start = isPlain ? `${place}: ` : '/';
    const line = lines.find((line) => line.startsWith(start) && line.endsWith(` [${fault.id}]`));
    assert.ok(line?.length > start.length + fault.id.length + 6, err);
  }
  assert.doesNotMatch(err, /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069\u200b]/u);
  assert.doesNotMatch(err, /BEGIN [A-Z ]*PRIVATE KEY/);
  assert.ok(err.length < 5000, `${err.length} characters`);
}

function pick(fault, values) {
  return Object.fromEntries(Object.keys(values).map((key) => [key, fault[key]]));
}
