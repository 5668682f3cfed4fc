// What it costs to look at a page in Chromium: to capture the chain and to check it, while the page is there already; and
// what somebody waits for who opens the popup: until it asks, until it is answered, until the verdict is drawn.
// Needs web/extension/dist (scripts/extension.mjs builds another one here, that may see the test's site).
//
//   node tests/bench/extension.mjs
import { fileURLToPath } from 'node:url';
import { settled } from '../extension/lib/seen.mjs';
import { lacking, startSetting } from '../extension/lib/setting.mjs';

const ROUNDS = 30;
/**
 * In milliseconds, from the opening of the popup to its verdict: what people do not notice as a wait. Nielsen, Usability
 * Engineering (1993), chapter 5.5, after Miller (1968): https://www.nngroup.com/articles/response-times-3-important-limits/
 */
const UNNOTICED = 100;

const rows = {
  capture: 'capture: attach, one HEAD request, detach',
  check: 'check: the chain under the store, in Wasm',
  load: 'popup: from its opening until it asks',
  answer: 'popup: from the question to the answer',
  render: 'popup: from the answer until it is drawn',
  popup: 'popup: all, from its opening to the verdict',
  asleep: 'the same, after the browser ended the worker',
};

/** Prints the table; a popup that is slower than people do not notice makes the process fail. */
export async function extension() {
  if (lacking.chromium) return;
  const times = await measure();
  console.log(`\nLooking at a page in Chromium, milliseconds, ${ROUNDS} rounds\n`);
  console.log(`${''.padEnd(44)}${'median'.padStart(8)}${'slowest'.padStart(9)}`);
  const medians = {};
  for (const [name, what] of Object.entries(rows)) {
    const sorted = times[name].toSorted((one, other) => one - other);
    medians[name] = sorted[Math.floor(sorted.length / 2)];
    console.log(
      `${what.padEnd(44)}${medians[name].toFixed(1).padStart(8)}${sorted.at(-1).toFixed(1).padStart(9)}`,
    );
  }
  const isUnnoticed = medians.popup <= UNNOTICED;
  console.log(`\nThe popup's median is ${isUnnoticed ? 'within' : 'over'} ${UNNOTICED} ms`);
  if (!isUnnoticed) process.exitCode = 1;
}

/** What somebody sees who opens the popup on a page: when it asked, was answered and drew, since it was opened. */
async function open({ browser, page }) {
  const popup = await browser.context.newPage();
  await popup.addInitScript(mark);
  await popup.goto(`${browser.base}popup.html?tab=${await browser.tab(page)}`);
  await popup.waitForFunction(() => performance.getEntriesByName('shown').length > 0);
  const times = await popup.evaluate(() =>
    ['asked', 'answered', 'shown'].map((name) => performance.getEntriesByName(name)[0].startTime),
  );
  await popup.close();
  return times;
}

async function measure() {
  const setting = await startSetting('chromium');
  const { browser, page, servers } = setting;
  const times = Object.fromEntries(Object.keys(rows).map((name) => [name, []]));
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      await browser.visit(page, servers.url('good', { path: `/?round-${round}` }));
      await settled(browser, page, ({ badge }) => badge === 'organisation');
      const measures = await browser.background(({ performance }) =>
        performance.getEntriesByType('measure').map(({ name, duration }) => [name, duration]),
      );
      const [asked, answered, shown] = await open(setting);
      // The first round warms up.
      if (round === 0) continue;
      for (const [name, duration] of measures) times[name]?.push(duration);
      times.load.push(asked);
      times.answer.push(answered - asked);
      times.render.push(shown - answered);
      times.popup.push(shown);
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      await browser.stopWorker();
      times.asleep.push((await open(setting)).at(-1));
    }
  } finally {
    await setting.stop();
  }
  return times;
}

/** Runs in the popup before anything of it. */
function mark() {
  const { runtime } = chrome;
  const send = runtime.sendMessage.bind(runtime);
  runtime.sendMessage = async (message) => {
    const isFirst = message?.kind === 'page' && performance.getEntriesByName('asked').length === 0;
    if (isFirst) performance.mark('asked');
    const reply = await send(message);
    if (isFirst) performance.mark('answered');
    return reply;
  };
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.card:not(.verdict-looking) #badge')) return;
    observer.disconnect();
    // With the next frame it is on the screen.
    requestAnimationFrame(() => performance.mark('shown'));
  }).observe(document, { childList: true, subtree: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await extension();
