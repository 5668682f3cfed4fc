// Pages, servers, other extensions and a renderer that was taken over, all after the extension: docs/threat-model.md.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { makeCertificates } from './lib/certificates.mjs';
import { hostileChain, image } from './lib/hostile-chain.mjs';
import { makeOther } from './lib/other.mjs';
import { answerOf, settled, stateOf, until, untilPage } from './lib/seen.mjs';
import { chainOf, serve } from './lib/serve.mjs';
import { browserRoots } from './lib/servers.mjs';
import { lacking, startSetting } from './lib/setting.mjs';
import { faultsOf } from './lib/views.mjs';

const PAGES = ['popup', 'panel', 'explain', 'options'];
/** Every one of them would tell or change something. */
const MESSAGES = [
  { kind: 'page', tab: 1 },
  { kind: 'settings' },
  { kind: 'set', mode: 'warn', history: false },
  { kind: 'import', document: '{}' },
  { kind: 'forgetStore' },
  { kind: 'document', of: 'organisation' },
  { kind: 'own', document: '{}' },
  { kind: 'forgetOwn' },
  { kind: 'history' },
  { kind: 'forgetHistory' },
  { kind: 'proceed' },
  { kind: 'retry' },
  { kind: 'kept' },
  // Of a tab that it names.
  ...['again', 'proceed', 'retry', 'kept'].map((kind) => ({ kind, tab: 1 })),
];
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const html = (response, text, headers = {}) =>
  response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(text);

/** All that the extension keeps, but of other tabs: those come and go. */
async function kept(browser, page) {
  const tab = await browser.tab(page);
  const read = () =>
    browser.ask(
      async (tab) => ({
        local: await chrome.storage.local.get(),
        session: Object.fromEntries(
          Object.entries(await chrome.storage.session.get()).filter(
            ([key]) => !/:\d+$/.test(key) || key.endsWith(`:${tab}`),
          ),
        ),
      }),
      tab,
    );
  let all;
  // A look that is under way writes once more when it ends.
  await until('the end of a look', async () => {
    all = await read();
    const state = all.session[`page:${tab}`];
    return state === undefined || state.badge !== undefined;
  });
  return all;
}

/** Runs in a page, or wherever something speaks that should not: all that it is answered. */
async function speak({ id, messages }) {
  const runtime = (globalThis.browser ?? globalThis.chrome)?.runtime;
  const to = id === undefined ? [] : [id];
  const ways = {
    posted: (message) => globalThis.postMessage(message, '*'),
    sent: (message) => runtime.sendMessage(...to, message),
    byPort: (message) => {
      const port = runtime.connect(...to);
      const came = new Promise((resolve) => {
        port.onMessage.addListener(resolve);
        port.onDisconnect.addListener(() => resolve());
      });
      port.postMessage(message);
      return came;
    },
  };
  const answers = [];
  for (const message of messages)
    for (const way of Object.values(ways))
      try {
        const answer = await way(message);
        if (answer !== undefined && answer !== null) answers.push(answer);
      } catch {
        // Nobody is there to be spoken to.
      }
  return answers;
}

for (const kind of ['chromium', 'firefox'])
  describe(`against a page in ${kind}`, { skip: lacking[kind] }, () => {
    let setting;
    let servers = [];
    before(async () => {
      setting = await startSetting(kind);
    });
    after(async () => {
      for (const server of servers) server.close();
      servers = [];
      await setting?.stop();
    });
    const started = async (chain, answer) => {
      const server = await serve(chainOf(setting.servers.certificates, ...chain), answer);
      servers.push(server);
      return server;
    };

    test('it cannot speak to the background', async () => {
      const { browser, page, servers } = setting;
      await browser.visit(page, servers.url('good'));
      await settled(browser, page, ({ badge }) => badge === 'organisation');
      const before = await kept(browser, page);
      assert.deepEqual(await page.evaluate(speak, { id: browser.id, messages: MESSAGES }), []);
      assert.deepEqual(await kept(browser, page), before);
    });

    test('it can neither open nor frame nor read what belongs to the extension', async () => {
      const { browser, page, servers } = setting;
      await browser.visit(page, servers.url('good'));
      const base = browser.base;
      // A page of its own comes last: what was asked for before it has had its turn then.
      const addresses = [
        ...PAGES.map((name) => `${base}${name}.html`),
        servers.url('good', { path: '/?own' }),
      ];
      // Each with a gesture of its own, as browsers let a page open one window for one.
      for (const address of addresses)
        await page.evaluate((address) => {
          globalThis.opened ??= [];
          globalThis.framed ??= [];
          const frame = document.createElement('iframe');
          frame.src = address;
          document.body.append(frame);
          globalThis.framed.push(frame);
          try {
            globalThis.opened.push(open(address));
          } catch {
            // Firefox does not even try.
          }
        }, address);
      await untilPage(page, () =>
        [globalThis.opened.at(-1), globalThis.framed.at(-1).contentWindow].every(
          ({ document, location }) => location.search === '?own' && document.readyState === 'complete',
        ),
      );
      const read = await page.evaluate(async (base) => {
        const read = [];
        for (const name of ['manifest.json', 'icons/16.png', 'popup.html'])
          await fetch(base + name).then(
            () => read.push(name),
            () => {},
          );
        return read;
      }, base);
      assert.deepEqual(read, []);
      const frames = page.frames().map((frame) => frame.url());
      assert.deepEqual(
        frames.filter((url) => url.startsWith(browser.base)),
        [],
      );
      const tabs = await browser.ask(async () =>
        chrome.extension.getViews({ type: 'tab' }).map(({ location }) => location.href),
      );
      assert.deepEqual(tabs, [`${browser.base}manifest.json`], 'the one that the test asks from');
      await page.evaluate(() => {
        for (const one of globalThis.opened) one?.close();
      });
    });

    test('it finds nothing of the verdict in what it can read', async () => {
      const { browser, page, servers } = setting;
      await browser.visit(page, servers.url('distrusted'));
      await settled(browser, page, ({ badge }) => badge === 'notTrusted');
      const found = await page.evaluate(async () => ({
        stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys())],
        databases: (await indexedDB.databases()).map(({ name }) => name),
        cookies: document.cookie,
        // Of requests a page can see that there was one, by its time.
        asked: performance
          .getEntriesByType('resource')
          .map(({ name }) => new URL(name).pathname)
          .filter((path) => path !== '/favicon.ico'),
        markup: document.documentElement.outerHTML,
        globals: Object.getOwnPropertyNames(globalThis).filter((name) => /anchorlight/i.test(name)),
      }));
      const { markup, ...rest } = found;
      assert.deepEqual(rest, { stored: [], databases: [], cookies: '', asked: [], globals: [] });
      assert.equal(
        markup.replace(/\s/g, ''),
        '<html><head><title>/</title></head><body><p>hello</p></body></html>',
      );
    });

    test('a service worker of it answers for everything, and the verdict is on its server', async () => {
      const { browser, page } = setting;
      // A server on the same host, so that its certificate would do.
      const other = await started(['site', 'issuing'], (_, response) =>
        html(response, '<title>answered</title>', { 'access-control-allow-origin': '*' }),
      );
      const worker = `
        addEventListener('install', () => skipWaiting());
        addEventListener('activate', (event) => event.waitUntil(clients.claim()));
        addEventListener('fetch', (event) => event.respondWith(fetch('${other.origin}/other', { mode: 'cors' })));`;
      const own = await started(['siteOfDistrusted'], ({ url }, response) => {
        if (url !== '/worker.js') return html(response, '<title>own</title>');
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(worker);
      });
      await browser.visit(page, own.origin);
      await page.evaluate(async () => {
        await navigator.serviceWorker.register('/worker.js');
        const { serviceWorker } = navigator;
        await serviceWorker.ready;
      });
      await browser.visit(page, `${own.origin}/?again`);
      assert.equal(await page.evaluate(() => document.title), 'answered');
      const { tab } = await settled(browser, page, ({ badge }) => badge === 'notTrusted');
      own.requests.splice(0);
      await page.evaluate(() => {
        globalThis.answered = [];
        globalThis.asking = setInterval(
          () => fetch('/asked').then(async (response) => globalThis.answered.push(await response.text())),
          20,
        );
      });
      for (let looks = 0; looks < 8; looks += 1) {
        await answerOf(browser, 'again', { tab });
        assert.equal((await stateOf(browser, tab)).badge, 'notTrusted');
      }
      const answered = await page.evaluate(() => {
        clearInterval(globalThis.asking);
        return globalThis.answered;
      });
      assert.ok(answered.length > 0);
      assert.deepEqual([...new Set(answered)], ['<title>answered</title>']);
      const past = own.requests.filter(({ url }) => url === '/asked');
      assert.deepEqual(past, [], 'its own requests still go to its worker');
      // Offline it lives by its worker, and there is nobody whose certificate could be looked at.
      own.close();
      await browser.visit(page, `${own.origin}/?offline`);
      assert.equal(await page.evaluate(() => document.title), 'answered');
      await settled(browser, page, ({ badge }) => badge === 'cannotSay');
    });

    test('strange messages are refused without harm, even from a page of the extension', async () => {
      const { browser, page, document } = setting;
      await browser.visit(page, setting.servers.url('good'));
      await settled(browser, page, ({ badge }) => badge === 'organisation');
      const before = await kept(browser, page);
      const silent = [
        0,
        'page',
        [],
        {},
        ...['__proto__', 'constructor', 'hasOwnProperty'].map((kind) => ({ kind })),
      ];
      silent.push({ kind: ['page'], tab: 1 }, { kind: { kind: 'page' } }, { kind: 'x'.repeat(4_000_000) });
      const refused = [
        ...['__proto__', {}, 1.5, 'x'.repeat(100_000)].map((tab) => ({ kind: 'page', tab })),
        ...['__proto__', 'anything', 7].map((mode) => ({ kind: 'set', mode })),
        ...['__proto__', 'visits', {}].map((of) => ({ kind: 'document', of })),
        { kind: 'history', host: {} },
        ...['proceed', 'retry'].flatMap((kind) => [{ kind }, { kind, tab: '__proto__' }, { kind, tab: {} }]),
        { kind: 'import', document: '{}' },
        { kind: 'forgetStore' },
        { kind: 'own', document: { __proto__: null, anchors: [] } },
      ];
      const send = (messages) =>
        browser.ask(async (messages) => {
          const replies = [];
          for (const message of messages)
            replies.push(
              await chrome.runtime.sendMessage(message).then(
                (reply) =>
                  reply === undefined ? 'nothing' : 'fault' in reply ? 'fault' : JSON.stringify(reply),
                () => 'nothing',
              ),
            );
          return replies;
        }, messages);
      assert.deepEqual(
        await send(silent),
        silent.map(() => 'nothing'),
      );
      assert.deepEqual(
        await send(refused),
        refused.map(() => 'fault'),
      );
      assert.deepEqual(await kept(browser, page), before);
      const databases = await browser.ask(async () => (await indexedDB.databases()).map(({ name }) => name));
      assert.deepEqual(
        databases.filter((name) => !/^anchorlight-(organisation|own|visits)$/.test(name)),
        [],
      );
      const { document: decides } = await answerOf(browser, 'document', { of: 'organisation' });
      assert.deepEqual(JSON.parse(decides), document);
    });
  });

describe('against who holds more, in Chromium', { skip: lacking.chromium }, () => {
  const certificates = makeCertificates();
  const host = `${['a', 'b', 'c'].map((letter) => letter.repeat(60)).join('.')}.corp.example`;
  const chain = hostileChain('portal.corp.example', host);
  const anchors = (document) => [...document.anchors, { certificate: chain.root, purposes: ['server'] }];
  let setting;
  let other;
  let hostile;
  before(async () => {
    other = makeOther();
    hostile = await serve(chain, (_, response) => html(response, '<title>hostile</title>'));
    setting = await startSetting('chromium', {
      managed: ({ document }) => ({
        trustStore: JSON.stringify({ ...document, anchors: anchors(document) }),
      }),
      roots: [...browserRoots.map((name) => certificates[name].base64), chain.root],
      args: [`--load-extension=${other}`, '--disable-features=DisableLoadExtensionCommandLineSwitch'],
    });
  });
  after(async () => {
    await setting?.stop();
    hostile?.close();
    rmSync(other, { recursive: true, force: true });
  });
  /** Runs in the extension's own world of the page, where whoever holds the page's process can be. */
  const within = async (work, ...args) => {
    const { browser, page } = setting;
    const run = `async (tabId, args) => {
      const [{ result }] = await chrome.scripting.executeScript({ target: { tabId }, func: ${work}, args });
      return result;
    }`;
    return browser.ask(run, await browser.tab(page), args);
  };

  test('the extension’s own world in a page is answered nothing, and reads nothing that is stored', async () => {
    const { browser, page, servers } = setting;
    await browser.visit(page, servers.url('good'));
    await settled(browser, page, ({ badge }) => badge === 'organisation');
    const before = await kept(browser, page);
    assert.deepEqual(await within(speak, { messages: MESSAGES }), []);
    const done = await within(async () => {
      const done = [];
      for (const area of ['local', 'managed', 'session'])
        for (const [act, value] of Object.entries({
          get: null,
          set: { choices: { mode: 'inform' } },
          clear: null,
        }))
          try {
            await chrome.storage[area][act](...(value ? [value] : []));
            done.push(`${act} ${area}`);
          } catch {
            // It may not.
          }
      return done;
    });
    assert.deepEqual(done, []);
    assert.deepEqual(await kept(browser, page), before);
  });

  test('a false answer to the probe makes no false verdict', async () => {
    const { browser, page, servers } = setting;
    for (const address of [null, servers.url('good', { path: '/elsewhere' })]) {
      await browser.visit(page, servers.url('distrusted'));
      const { tab } = await settled(browser, page, ({ badge }) => badge === 'notTrusted');
      await within((address) => {
        const real = fetch;
        globalThis.fetch = () => (address ? real(address, { mode: 'no-cors' }) : new Response(''));
      }, address);
      await answerOf(browser, 'again', { tab });
      const { badge, lack, origin } = await settled(browser, page);
      assert.equal(origin, new URL(servers.url('distrusted')).origin);
      assert.deepEqual({ badge, lack }, { badge: 'cannotSay', lack: { id: 'capture.no_chain' } });
    }
    // Of what a page does in its own world nothing is used.
    await browser.visit(page, servers.url('distrusted'));
    const { tab } = await settled(browser, page, ({ badge }) => badge === 'notTrusted');
    await page.evaluate((good) => {
      const real = fetch;
      globalThis.fetch = () => real(good, { mode: 'no-cors' });
      AbortSignal.timeout = () => AbortSignal.abort();
      Array.prototype[Symbol.iterator] = undefined;
    }, servers.url('good'));
    await answerOf(browser, 'again', { tab });
    assert.equal((await settled(browser, page)).badge, 'notTrusted');
  });

  test('another extension is answered nothing, and may not look into it', async () => {
    const { browser, page } = setting;
    const isOther = (worker) => !worker.url().startsWith(browser.base) && /worker\.js$/.test(worker.url());
    const worker = browser.context.serviceWorkers().find(isOther);
    assert.ok(worker, 'the other extension is there');
    const before = await kept(browser, page);
    assert.deepEqual(await worker.evaluate(speak, { id: browser.id, messages: MESSAGES }), []);
    const popup = await browser.popup(page);
    const tab = await browser.tab(popup);
    const got = await worker.evaluate(
      async ({ id, tab }) => {
        const ways = {
          script: () =>
            chrome.scripting.executeScript({ target: { tabId: tab }, func: () => document.title }),
          debugger: () => chrome.debugger.attach({ tabId: tab }, '1.3'),
          background: () => chrome.debugger.attach({ extensionId: id }, '1.3'),
          off: () => chrome.management.setEnabled(id, false),
        };
        const got = [];
        for (const [name, way] of Object.entries(ways))
          await way().then(
            () => got.push(name),
            () => {},
          );
        return got;
      },
      { id: browser.id, tab },
    );
    await popup.close();
    assert.deepEqual(got, []);
    assert.deepEqual(await kept(browser, page), before);
  });

  test('hostile names are text in every view, and not in the title', async () => {
    const { browser, document } = setting;
    const alarms = [];
    browser.context.on('page', (opened) => {
      opened.on('dialog', (dialog) => {
        alarms.push(dialog.message());
        void dialog.dismiss();
      });
      opened.on('pageerror', ({ message }) => alarms.push(message));
      opened.on('console', (message) => message.type() === 'error' && alarms.push(message.text()));
    });
    const page = await browser.open();
    for (const name of ['portal.corp.example', host]) {
      await browser.visit(page, `https://${name}:${new URL(hostile.origin).port}/`);
      await settled(browser, page, ({ badge }) => badge === 'organisation');
      const { title } = await browser.badge(page);
      assert.equal(title, `${name}: Trusted by your organisation`);
    }
    const tab = await browser.tab(page);
    const shown = async (address, ready) => {
      const view = await browser.open();
      await view.setViewportSize({ width: 400, height: 640 });
      await view.goto(`${browser.base}${address}`);
      await view.waitForSelector(ready);
      return view;
    };
    const views = [
      await shown(`popup.html?tab=${tab}`, '.links li'),
      await shown(`panel.html?tab=${tab}`, '.visits li'),
      await shown('options.html', '.visits li'),
    ];
    const assertInert = async (view) => {
      const text = await view.evaluate(() => document.querySelector('#app').textContent);
      const where = new URL(view.url()).pathname;
      assert.ok(text.includes(image), `${where}: ${text.slice(0, 2000)}`);
      assert.match(text, /U\+202E|\\E2\\80\\AE/, where);
      assert.doesNotMatch(text.replaceAll('\n', ''), CONTROLS, where);
      const made = await view.evaluate(
        () => document.querySelectorAll('#app :is(img, script, iframe)').length,
      );
      assert.equal(made, 0, where);
      assert.deepEqual(await faultsOf(view), [], where);
    };
    for (const view of views) await assertInert(view);
    const rules = { 'validity.end_entity': { action: 'deny', maximumDays: 1 } };
    const next = { ...document, anchors: anchors(document), version: 2, rules };
    browser.setManaged({ trustStore: JSON.stringify(next), mode: 'warn' });
    await page.waitForURL(/explain\.html/);
    await page.setViewportSize({ width: 400, height: 640 });
    await page.waitForSelector('.links li');
    await assertInert(page);
    assert.deepEqual(alarms, []);
    for (const view of views) await view.close();

    // The page that it was kept from, and others, ask to go on.
    const proceed = (view) => view.evaluate(() => chrome.runtime.sendMessage({ kind: 'proceed' }));
    const apart = await browser.open();
    await apart.goto(`${browser.base}explain.html`);
    assert.ok('fault' in (await proceed(apart)), 'a tab that was not kept from anything');
    await page.goto(`${browser.base}options.html`);
    await page.waitForSelector('#app > *');
    await until(
      'what is known of another page',
      async () => (await stateOf(browser, tab)).lack?.id === 'capture.scheme',
    );
    const reply = await proceed(page);
    assert.ok(
      'fault' in reply,
      `a tab that went on to something else: ${page.url()} ${JSON.stringify(reply)}`,
    );
    browser.setManaged({ trustStore: JSON.stringify(next), mode: 'block' });
    await browser.ask(
      () =>
        new Promise((resolve) => {
          const look = async () =>
            (await chrome.storage.managed.get()).mode === 'block' ? resolve() : setTimeout(look, 100);
          void look();
        }),
    );
    await browser.visit(page, hostile.origin).catch(() => {});
    await page.waitForURL(/explain\.html/);
    assert.ok('fault' in (await proceed(page)), 'mode block');
    assert.match(page.url(), /explain\.html/);
    await apart.close();
  });
});

const OTHER_LEAF = { id: 'capture.other_leaf' };

/** Chromium tells of the page's own leaf only where it is told to. */
const TELLING = { chromium: { args: ['--enable-features=WebRequestSecurityInfo'] }, firefox: {} };

for (const [kind, options] of Object.entries(TELLING))
  describe(`against a server in ${kind}`, { skip: lacking[kind] }, () => {
    let setting;
    before(async () => {
      setting = await startSetting(kind, options);
    });
    after(() => setting?.stop());

    test('that sends one chain for the page and another after it, the page’s own is what counts', async () => {
      const { browser, page, servers } = setting;
      const chains = {
        bad: chainOf(servers.certificates, 'siteOfDistrusted'),
        good: chainOf(servers.certificates, 'site', 'issuing'),
      };
      const open = new Set();
      const server = await serve(chains.bad, (request, response) => {
        if (request.url === '/') {
          server.server.setSecureContext(chains.good);
          // Browsers open connections ahead: those have the first chain, and are of no use any more.
          for (const { socket, port } of open) if (port !== request.socket.remotePort) socket.destroy();
        }
        html(response, '<title>page</title>', { connection: 'close' });
      });
      server.server.on('connection', (socket) => {
        const one = { socket, port: socket.remotePort };
        open.add(one);
        socket.on('close', () => open.delete(one));
      });
      try {
        await browser.visit(page, `${server.origin}/`);
        const { badge, lack } = await settled(browser, page, ({ origin }) => origin === server.origin);
        const told = kind === 'firefox' ? { badge: 'notTrusted' } : { badge: 'cannotSay', lack: OTHER_LEAF };
        assert.deepEqual({ badge, ...(lack && { lack }) }, told);
        const { text } = await browser.badge(page);
        assert.equal(text, kind === 'firefox' ? '✕' : '?');
      } finally {
        server.close();
      }
    });
  });
