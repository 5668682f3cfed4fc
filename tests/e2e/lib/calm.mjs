// What every state of the page owes to everybody.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { LOOKS } from '../../sampling.mjs';

/** In light and in dark, on a desk and on a phone: axe finds nothing serious, and nothing is wider than the screen. */
export async function calmEverywhere(page, what) {
  for (const { colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    await calm(page, `${what}, ${colorScheme}, ${viewport.width} wide`);
  }
}

/** The same as the page is now. */
export async function calm(page, what) {
  await page.evaluate(axe.source);
  const told = await page.evaluate(async () => {
    // What passes is not described, which would take longer than to find out.
    const { violations } = await window.axe.run({ resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  assert.deepEqual(told, [], what);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(wide, false, `${what} is wider than the screen`);
}
