// What every state of the page owes to everybody.
import assert from 'node:assert/strict';
import axe from 'axe-core';

/** Axe finds nothing serious, and nothing is wider than the screen. */
export async function calm(page, what) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
  const told = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  assert.deepEqual(told, [], what);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(wide, false, `${what} is wider than the screen`);
}
