// What it costs to look at a page in Chromium: to capture the chain, to check it, and to show it in the popup.
// Needs web/extension/dist (scripts/extension.mjs builds another one here, that may see the test's site).
//
//   node tests/bench/extension.mjs

import { settled } from '../extension/lib/seen.mjs';
import { startSetting } from '../extension/lib/setting.mjs';

const ROUNDS = 30;

const setting = await startSetting('chromium');
const { browser, page, servers } = setting;
const times = { capture: [], check: [], popup: [] };
try {
  for (let round = 0; round <= ROUNDS; round += 1) {
    await browser.visit(page, servers.url('good', { path: `/?round-${round}` }));
    await settled(browser, page, ({ badge }) => badge === 'organisation');
    const [worker] = browser.context.serviceWorkers();
    const measures = await worker.evaluate(() =>
      performance.getEntriesByType('measure').map(({ name, duration }) => [name, duration]),
    );
    const popup = await browser.context.newPage();
    await popup.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('.card:not(.verdict-looking) #badge')) return;
        observer.disconnect();
        // With the next frame it is on the screen.
        requestAnimationFrame(() => performance.mark('shown'));
      }).observe(document, { childList: true, subtree: true });
    });
    await popup.goto(`${browser.base}popup.html?tab=${await browser.tab(page)}`);
    await popup.waitForFunction(() => performance.getEntriesByName('shown').length > 0);
    const shown = await popup.evaluate(() => performance.getEntriesByName('shown')[0].startTime);
    await popup.close();
    // The first round warms up.
    if (round === 0) continue;
    for (const [name, duration] of measures) times[name]?.push(duration);
    times.popup.push(shown);
  }
} finally {
  await setting.stop();
}
console.log(`\nLooking at a page in Chromium, milliseconds, ${ROUNDS} rounds\n`);
console.log(`${''.padEnd(44)}${'median'.padStart(8)}${'slowest'.padStart(9)}`);
const rows = {
  capture: 'capture: attach, one HEAD request, detach',
  check: 'check: the chain under the store, in Wasm',
  popup: 'popup: from its opening to the verdict',
};
for (const [name, what] of Object.entries(rows)) {
  const sorted = times[name].toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)];
  console.log(`${what.padEnd(44)}${median.toFixed(1).padStart(8)}${sorted.at(-1).toFixed(1).padStart(9)}`);
}
