// The whole browser is killed at random moments while a store is written. Each restart on the same profile finds the
// old document or the new one, complete, and everything beside it as it was.
//
//   node tests/keep/kill.test.mjs [kills of each browser] [seed]
//
// `npm test` kills Chromium 8 times and Firefox 5 times; `npm run kill` and `npm run exhaustive` each of them 50 times.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isExhaustive } from '../sampling.mjs';
import { browsers, launch, makeProfile, removeProfile } from './lib/browser.mjs';
import { startSite } from './lib/site.mjs';

const [asked, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
const few = isExhaustive ? { chromium: 50, firefox: 50 } : { chromium: 8, firefox: 5 };
const KILLS = { chromium: asked ?? few.chromium, firefox: asked ?? few.firefox };
/** A store of this size takes long enough to write for a kill to hit. */
const SIZE = 8_000_000;
/** Of the versions written, each turn drops one. */
const VERSIONS = 2;
const MEASURED = 3;
const BEGUN = 'the transaction has begun';

for (const { name, skip } of browsers) {
  describe(`a killed ${name}`, { skip }, () => {
    let site;
    let profile;
    let browser;
    before(async () => {
      site = await startSite();
      profile = makeProfile(name);
    });
    after(async () => {
      await browser?.kill();
      await site?.close();
      if (profile) removeProfile(profile);
    });

    test(`leaves the old or the new store, ${KILLS[name]} times`, async (context) => {
      const random = randomFrom(seed);
      context.diagnostic(`seed ${seed}`);
      let [page, written] = [undefined, 0];
      const times = [];
      // A browser's first write takes longest, and it is the one that will be killed.
      for (; written < MEASURED; written += 1) {
        await browser?.close();
        browser = await launch(name, { profile });
        page = await openShelf();
        times.push(await (await write(page, written + 1)).duration);
      }
      const usual = times.sort((a, b) => a - b)[Math.floor(MEASURED / 2)];
      context.diagnostic(`a write of ${SIZE} bytes takes ${usual.toFixed(0)} ms`);
      await look(page);
      await browser.close();
      browser = await launch(name, { profile });
      page = await openShelf();

      // The moments are spread over a little more than a write takes, in random order.
      let span = 1.1 * usual;
      const counts = { old: 0, new: 0, inside: 0, acknowledged: 0 };
      const turns = shuffled(KILLS[name], random);
      const oneSided = () => counts.old === 0 || counts.new === 0;
      let kills = 0;
      // A machine that has become much slower or faster meanwhile takes a few more.
      for (; kills < turns.length || (oneSided() && kills < 2 * turns.length); kills += 1) {
        const fraction = ((turns[kills] ?? random() * turns.length) + random()) / turns.length;
        const writing = await write(page, written + 1);
        await new Promise((resolve) => setTimeout(resolve, fraction * span));
        await browser.kill();
        const { begun, acknowledged } = writing.known();

        browser = await launch(name, { profile });
        page = await openShelf();
        const found = await look(page);
        const moment = `killed ${(fraction * span).toFixed(0)} ms into the write of version ${written + 1}`;
        const outcome = found === written + 1 ? 'new' : 'old';
        assert.ok([written, written + 1].includes(found), `${moment}: version ${found} was found`);
        assert.ok(!acknowledged || outcome === 'new', `${moment}: what was acknowledged is lost`);
        counts[outcome] += 1;
        if (acknowledged) counts.acknowledged += 1;
        else if (begun) counts.inside += 1;
        written = found;
        // Where writes have become slower or faster, the moments move with them.
        if (!acknowledged && fraction > 0.75) span *= 1.25;
        if (acknowledged && fraction < 0.5) span *= 0.8;
        if (kills > turns.length / 2 && oneSided()) span *= counts.new === 0 ? 1.5 : 0.6;
      }
      context.diagnostic(
        `${kills} kills: ${counts.old} found the old store, ${counts.new} the new one; ` +
          `${counts.inside} fell into the transaction, ${counts.acknowledged} after the write was acknowledged`,
      );
      assert.ok(!oneSided(), 'not both outcomes were seen');
      assert.ok(counts.inside >= kills / 10, 'too few kills fell into the transaction');
    });

    async function openShelf() {
      const page = await browser.open(`${site.origin}/`);
      await page.evaluate(async (versions) => {
        globalThis.shelf = await keepStores({ versions });
      }, VERSIONS);
      return page;
    }
  });
}

/**
 * Begins a write. `duration` is how long it takes from now on; `known` tells whether its transaction is known to have
 * begun, and whether the write was acknowledged.
 */
async function write(page, version) {
  let [begun, acknowledged] = [false, false];
  page.on('console', (message) => {
    begun ||= message.text() === BEGUN;
  });
  await page.evaluate(
    async (version, size, text) => {
      const document = await documentOf('a', version, size);
      const expected = (await shelf.current('a'))?.revision ?? null;
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (...given) {
        if (given[1] === 'readwrite') console.log(text);
        return transaction.apply(this, given);
      };
      globalThis.putting = shelf.put(document, { expected });
    },
    version,
    SIZE,
    BEGUN,
  );
  const start = performance.now();
  const answer = page.evaluate(() => putting.then(() => {}));
  const duration = answer.then(() => {
    acknowledged = true;
    return performance.now() - start;
  });
  // A browser that was killed does not answer.
  duration.catch(() => {});
  return { duration, known: () => ({ begun, acknowledged }) };
}

/** The version that is current, when it and all others are complete. */
async function look(page) {
  const { durable, version, digest, expected, history, records, documents } = await page.evaluate(
    async (size) => {
      const { version, digest } = await shelf.current('a');
      const expected = await documentOf('a', version, size);
      const history = await shelf.history('a');
      return {
        durable: shelf.durable,
        version,
        digest,
        expected: expected.digest,
        history,
        ...(await inventory()),
      };
    },
    SIZE,
  );
  assert.equal(durable, true);
  assert.equal(digest, expected);
  assert.equal(records.length, 1);
  assert.deepEqual(
    history.map((entry) => entry.version),
    [version, version - 1],
  );
  assert.deepEqual(documents.map((one) => one.digest).sort(), history.map((one) => one.digest).sort());
  assert.ok(documents.every(({ matches }) => matches));
  return version;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The numbers from 0 up to `count`, in random order. */
function shuffled(count, random) {
  return Array.from({ length: count }, (_, index) => ({ index, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ index }) => index);
}
