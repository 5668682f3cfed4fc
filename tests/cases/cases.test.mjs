// Every case of the table, natively and in Wasm: the verdict, and for a refusal or a warning the rule and the place in the document.
// The command line has the public web's roots built in, so that cases with other ones are for Wasm alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askPackage } from './package.mjs';
import { ask, at } from './run.mjs';
import { exitCodes, tables } from './tables.mjs';

for (const [group, cases] of Object.entries(tables)) {
  for (const one of cases) test(`${group}: ${one.name}`, () => judge(one));
}

async function judge(one) {
  const report = await askPackage(one);
  const out = JSON.stringify(report);
  if (!one.roots) {
    const native = ask(one);
    assert.equal(native.out.trim() === '', false, native.err);
    assert.equal(JSON.stringify(JSON.parse(native.out)), out, 'native and Wasm reports differ');
    assert.equal(native.code, exitCodes[one.expect]);
  }
  const findings = report.findings.filter(({ severity }) => severity !== 'info');
  const [first] = findings;
  const told = findings.map(({ fault, clause }) => `${fault.id} ${clause?.pointer ?? ''}`).join(', ');
  assert.equal(report.verdict.outcome, one.expect, told);
  assert.equal(first?.fault.id, one.first, told);
  assert.equal(first?.clause?.pointer, one.at, told);
  assert.equal(first?.clause?.document, one.of, told);
  for (const { clause } of findings.filter(({ clause }) => clause && !clause.document))
    assert.notEqual(at(one.document, clause.pointer), undefined, `${clause.pointer} is not in the document`);
  for (const path of report.paths) assert.notEqual(path.secondOpinion?.judgement, 'vetoes', out);
  if (one.values) assert.deepEqual(pick(first.fault, one.values), one.values);
  if (first && !one.roots) readsWell(one, first);
}

/** What people read names the rule and the place, and holds no gap where a value should be. */
function readsWell(one, { fault, clause }) {
  const { out } = ask(one, { json: false });
  const shown = fault.problem?.kind.id ?? fault.id;
  assert.ok(out.includes(`[${shown}]`), out);
  assert.ok(!out.includes(`: ${shown} [`), `${shown} has no sentence`);
  if (clause) assert.ok(out.includes(`trust store ${clause.pointer}`), out);
  assert.doesNotMatch(out, /[{}]| [.,:]( |$)/m);
}

function pick(fault, values) {
  return Object.fromEntries(Object.keys(values).map((key) => [key, fault[key]]));
}
