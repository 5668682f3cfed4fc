// The engine in a worker, in Chromium: the package as built, served as it stands.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createEngine } from 'anchorlight';
import { makeRevocationLists } from '../../../tests/chains/make.mjs';
import { launch, noBrowser } from '../../../tests/package/lib/browser.mjs';
import { serve } from '../../../tests/package/lib/serve.mjs';
import { trusted } from './chains.mjs';

const sdk = fileURLToPath(new URL('../', import.meta.url));

describe('the engine in a worker', { skip: noBrowser }, () => {
  let site;
  let browser;
  let page;

  before(async () => {
    site = await serve(sdk, { pages: { '/': '<!doctype html><title>client</title>' } });
    browser = await launch();
    page = await browser.newPage();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Runs a function in a fresh page that has the client as `sdk`; errors are written as "id: message". */
  async function inPage(work, argument) {
    await page.goto(`${site.origin}/`);
    await page.evaluate(async () => {
      window.sdk = await import('/dist/client.js');
      window.told = (promise) =>
        promise.then(
          (report) => report.verdict?.outcome ?? 'ready',
          (error) => (error instanceof window.sdk.AnchorlightError ? error.id : `untyped: ${error}`),
        );
      // Starts the real worker behind a listener that hears every message first, and waits until it listens.
      window.tampered = (listener) =>
        new Promise((resolve) => {
          const script = `
            addEventListener('message', ${listener});
            import('${location.origin}/dist/worker.js').then(() => postMessage('loaded'));`;
          const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
          const worker = new Worker(url);
          worker.onmessage = () => resolve(worker);
        });
      window.dying = () =>
        window.tampered((event) => {
          if (event.data !== 'die') return;
          event.stopImmediatePropagation();
          throw new Error('struck');
        });
    });
    return page.evaluate(work, argument);
  }

  test('gives the report that Node gives', async () => {
    const report = await inPage(async (request) => {
      const engine = await window.sdk.createEngine();
      return engine.check(request);
    }, trusted);
    assert.deepEqual(report, await (await createEngine()).check(trusted));
  });

  test('takes revocation lists, open or not, and leaves their bytes to the caller', async () => {
    const { leaf, issuing, root, lists, host, time } = makeRevocationLists();
    const request = { certificates: leaf.pem + issuing.pem, anchors: root.pem, host, time };
    const [rootList, ofLeaf] = [lists.root.pem, lists.superseded.pem];
    const [bytes, opened, left] = await inPage(
      async ([request, rootList, ofLeaf]) => {
        const engine = await window.sdk.createEngine();
        const data = new TextEncoder().encode(ofLeaf);
        const ask = (sources) => engine.check({ ...request, revocation: { sources, mode: 'require' } });
        const bytes = await ask([rootList, data]);
        return [bytes, await ask([rootList, await engine.open(data)]), data.length];
      },
      [request, rootList, ofLeaf],
    );
    const revocation = { sources: [rootList, ofLeaf], mode: 'require' };
    assert.deepEqual(bytes, await (await createEngine()).check({ ...request, revocation }));
    assert.equal(bytes.findings[0].fault.id, 'revocation.revoked');
    assert.deepEqual(opened, bytes);
    assert.equal(left, Buffer.byteLength(ofLeaf));
  });

  test('leaves the bytes with the caller', async () => {
    const lengths = await inPage(async (request) => {
      const engine = await window.sdk.createEngine();
      const bytes = new TextEncoder().encode(`xx${request.certificates.data}`);
      const outcome = await window.told(engine.check({ ...request, certificates: bytes.subarray(2) }));
      return [outcome, bytes.length - request.certificates.data.length];
    }, trusted);
    assert.deepEqual(lengths, ['trusted', 2]);
  });

  test('answers in the order asked, and bad requests harm nobody', async () => {
    const outcomes = await inPage(async (request) => {
      const engine = await window.sdk.createEngine();
      const order = [];
      const ask = (name, changes) =>
        window
          .told(engine.check({ ...request, ...changes }))
          .then((outcome) => order.push(`${name} ${outcome}`));
      await Promise.all([
        ask('first', {}),
        ask('second', { host: 'a..b' }),
        ask('third', { host: 'other.example' }),
        ask('fourth', {}),
      ]);
      return order;
    }, trusted);
    assert.deepEqual(outcomes, [
      'first trusted',
      'second request.host',
      'third notTrusted',
      'fourth trusted',
    ]);
  });

  test('an aborted check ends its worker, one that waits leaves the queue, and the others are answered', async () => {
    const result = await inPage(async (request) => {
      const ended = [];
      const worker = () => {
        const started = new Worker('/dist/worker.js', { type: 'module' });
        const terminate = started.terminate.bind(started);
        started.terminate = () => {
          ended.push(started);
          terminate();
        };
        return started;
      };
      const engine = await window.sdk.createEngine({ worker });
      const [busy, waiting, never] = [
        new AbortController(),
        new AbortController(),
        AbortSignal.abort('early'),
      ];
      const answers = [
        window.told(engine.check(request, { signal: busy.signal })),
        window.told(engine.check(request, { signal: waiting.signal })),
        window.told(engine.check(request)),
        window.told(engine.check(request, { signal: never })),
      ];
      const cause = engine.check(request, { signal: never }).catch((error) => error.cause);
      // All of this is one turn of the page, so the worker cannot have answered before it is ended.
      waiting.abort();
      const second = await answers[1];
      const untouched = ended.length;
      busy.abort();
      return {
        answers: await Promise.all(answers),
        cause: await cause,
        second,
        untouched,
        ended: ended.length,
      };
    }, trusted);
    assert.deepEqual(result, {
      answers: ['check.aborted', 'check.aborted', 'trusted', 'check.aborted'],
      cause: 'early',
      second: 'check.aborted',
      untouched: 0,
      ended: 1,
    });
  });

  test('a worker that dies is replaced', async () => {
    const result = await inPage(async (request) => {
      const workers = [await window.dying(), await window.dying()];
      const [first] = workers;
      const engine = await window.sdk.createEngine({ worker: () => workers.shift() });
      const outcomes = [await window.told(engine.check(request))];
      first.postMessage('die');
      const { message } = await engine.check(request).catch((error) => error);
      outcomes.push(await window.told(engine.check(request)), workers.length);
      return { outcomes, message };
    }, trusted);
    assert.deepEqual(result.outcomes, ['trusted', 'trusted', 0]);
    assert.match(result.message, /died: .*struck/);
  });

  test('a worker whose engine traps is replaced', async () => {
    const outcomes = await inPage(async (request) => {
      // The real trap of trap.test.mjs; the bytes are made in the worker, so that none are copied.
      const tooLong = ({ data }) => {
        const [file] = data.request?.certificates ?? [];
        if (file?.label === 'too long') file.data = new Uint8Array(2 ** 31);
      };
      const workers = [await window.tampered(tooLong), await window.tampered(tooLong)];
      const engine = await window.sdk.createEngine({ worker: () => workers.shift() });
      return [
        await window.told(engine.check(request)),
        await window.told(engine.check({ ...request, certificates: { label: 'too long', data: '' } })),
        await window.told(engine.check(request)),
        workers.length,
      ];
    }, trusted);
    assert.deepEqual(outcomes, ['trusted', 'engine.trap', 'trusted', 0]);
  });

  test('an open file goes to each worker once, whether it follows another or not', async () => {
    const result = await inPage(async (request) => {
      const asked = [];
      const watched = async (number) => {
        const worker = await window.dying();
        const post = worker.postMessage.bind(worker);
        worker.postMessage = (question, transfer) => {
          if (question.kind) asked.push(`${number} ${question.kind}`);
          post(question, transfer);
        };
        return worker;
      };
      const workers = [await watched(1), await watched(2)];
      const [first] = workers;
      const engine = await window.sdk.createEngine({ worker: () => workers.shift() });
      const anchors = await engine.open(request.anchors);
      const opened = { ...request, anchors };
      const reports = [await engine.check(opened), await engine.check(opened)];
      const dead = new Promise((resolve) => first.addEventListener('error', resolve));
      first.postMessage('die');
      await dead;
      reports.push(await engine.check(opened), await engine.check(opened));
      // Asked for before the files are closed, and after.
      const outcomes = [window.told(engine.check(opened))];
      anchors.close();
      anchors.close();
      outcomes.push(window.told(engine.check(opened)), window.told(engine.check(request)));
      return { asked, reports, outcomes: await Promise.all(outcomes) };
    }, trusted);
    const expected = await (await createEngine()).check(trusted);
    for (const report of result.reports) assert.deepEqual(report, expected);
    assert.deepEqual(result.outcomes, ['trusted', 'request.source', 'trusted']);
    assert.deepEqual(result.asked, [
      ...['1 load', '1 open', '1 check', '1 check'],
      ...['2 load', '2 open', '2 check', '2 check', '2 check', '2 close', '2 check', '2 check'],
    ]);
  });

  test('files opened by one engine are unknown to another, and gone with their own', async () => {
    const outcomes = await inPage(async (request) => {
      const [engine, other] = [await window.sdk.createEngine(), await window.sdk.createEngine()];
      const anchors = await engine.open(request.anchors);
      const answers = [await window.told(other.check({ ...request, anchors }))];
      engine.close();
      anchors.close();
      answers.push(await window.told(engine.check({ ...request, anchors })));
      answers.push(await window.told(engine.open(request.anchors)));
      answers.push(await window.told(other.open(7)));
      return answers;
    }, trusted);
    assert.deepEqual(outcomes, ['request.source', 'engine.closed', 'engine.closed', 'request.shape']);
  });

  test('what cannot start is a typed error', async () => {
    const outcomes = await inPage(async () => {
      const { createEngine } = window.sdk;
      return [
        await window.told(createEngine({ worker: () => new Worker('/nothing.js', { type: 'module' }) })),
        await window.told(createEngine({ worker: () => null })),
        await window.told(createEngine({ wasm: '/nothing.wasm' })),
        await window.told(createEngine({ wasm: '/package.json' })),
        await window.told(createEngine({ wasm: new URL('/dist/engine_bg.wasm', location) })),
      ];
    });
    const failures = ['worker.failed', 'worker.failed', 'engine.load', 'engine.load'];
    assert.deepEqual(outcomes, [...failures, 'ready']);
  });

  test('a worker that dies while idle and cannot be started again is tried anew with each check', async () => {
    const outcomes = await inPage(async (request) => {
      const workers = [await window.dying(), undefined, await window.dying()];
      const [first] = workers;
      const worker = () => {
        const next = workers.shift();
        if (!next) throw new TypeError('not today');
        return next;
      };
      const engine = await window.sdk.createEngine({ worker });
      const died = new Promise((resolve) => first.addEventListener('error', resolve));
      first.postMessage('die');
      await died;
      return [await window.told(engine.check(request)), await window.told(engine.check(request))];
    }, trusted);
    assert.deepEqual(outcomes, ['worker.failed', 'trusted']);
  });

  test('a closed engine rejects what it was asked and what it is asked', async () => {
    const outcomes = await inPage(async (request) => {
      const engine = await window.sdk.createEngine();
      const asked = [window.told(engine.check(request)), window.told(engine.check(request))];
      engine.close();
      asked.push(window.told(engine.check(request)));
      return Promise.all(asked);
    }, trusted);
    assert.deepEqual(outcomes, ['engine.closed', 'engine.closed', 'engine.closed']);
  });

  test('nothing is requested on import, and only its own files after that', async () => {
    const requested = [];
    const listen = (request) => requested.push(new URL(request.url()).pathname);
    await page.goto(`${site.origin}/`);
    page.context().on('request', listen);
    await page.evaluate(() => import('/dist/client.js'));
    assert.ok(requested.length > 0 && requested.every((path) => path.endsWith('.js')), String(requested));
    assert.ok(!requested.includes('/dist/public-roots-data.js') && !requested.includes('/dist/worker.js'));
    await page.evaluate(async (request) => {
      const { createEngine } = await import('/dist/client.js');
      await (await createEngine()).check(request);
    }, trusted);
    page.context().off('request', listen);
    assert.ok(
      requested.every((path) => path.startsWith('/dist/')),
      String(requested),
    );
    assert.ok(requested.includes('/dist/engine_bg.wasm'));
  });
});
