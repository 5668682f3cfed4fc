// The page by keyboard alone.
import assert from 'node:assert/strict';

/** Presses Tab until what has the focus fits, and makes sure that the focus can be seen on the way. */
export async function tabTo(page, fits, argument) {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluateHandle(() => document.activeElement);
    const seen = await focused.evaluate((element) =>
      [element, element.parentElement].some((one) => getComputedStyle(one).outlineStyle !== 'none'),
    );
    if (await focused.evaluate((element) => element !== document.body))
      assert.ok(
        seen,
        `the focus is not visible on ${await focused.evaluate((element) => element.outerHTML.slice(0, 200))}`,
      );
    if (await focused.evaluate(fits, argument)) return;
  }
  assert.fail(`Tab never came to ${fits}`);
}
