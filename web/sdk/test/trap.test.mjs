import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from 'anchorlight';
import { trusted } from './chains.mjs';

test('after a trap the engine is replaced and the next check works', async (t) => {
  const printed = t.mock.method(console, 'error', () => {});
  const engine = await createEngine();
  const other = await createEngine();
  const before = await engine.check(trusted);
  // One byte more than a Vec can hold on wasm32: allocating it panics inside the module.
  // The pages are never touched, so this takes address space but no memory.
  const tooLong = new Uint8Array(2 ** 31);
  await assert.rejects(engine.check({ ...trusted, certificates: tooLong }), (error) => {
    assert.equal(error.name, 'AnchorlightError');
    assert.equal(error.id, 'engine.trap');
    assert.ok(error.cause instanceof WebAssembly.RuntimeError);
    return true;
  });
  assert.match(printed.mock.calls[0].arguments[0], /panicked at/);
  assert.deepEqual(await engine.check(trusted), before);
  assert.deepEqual(await other.check(trusted), before);
});
