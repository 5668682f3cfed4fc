// How much WebAssembly memory a check takes, measured on a fresh instance of the module.
import assert from 'node:assert/strict';
import { __wbg_reset_state, initSync } from '../../web/sdk/dist/engine.js';
import { check } from './engine.mjs';

const megabyte = 1_000_000;
/** The module itself, its stack and its tables. */
const ofTheModule = 4 * megabyte;

/** Checks in at most `times` the input's size of memory, and returns the report. */
export async function checkWithin(times, request) {
  __wbg_reset_state();
  const report = await check(request);
  const input = [...request.chain, ...request.store].reduce((sum, file) => sum + file.length, 0);
  const used = initSync().memory.buffer.byteLength;
  assert.ok(used <= times * input + ofTheModule, `${used} bytes of memory for ${input} bytes of input`);
  return report;
}
