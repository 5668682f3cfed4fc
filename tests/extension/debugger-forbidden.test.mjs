// Chromium where a policy forbids developer tools: nobody attaches the debugger, and nobody looks into a page either, the
// test included. So the page itself tells that it was left, and what was found is read once the policy is gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, sentences, settled, stateOf, until } from './lib/seen.mjs';
import { chainOf, serve } from './lib/serve.mjs';
import { lacking, startSetting } from './lib/setting.mjs';

const FORBIDDEN = 2;
const ALLOWED = 1;

/** Goes on once it is told to. */
const WAITING = "<script>fetch('/go').then(() => { location.href = '/next'; })</script>";
const NEXT = "<script>addEventListener('pagehide', () => navigator.sendBeacon('/left'))</script>";

test('where a policy forbids developer tools nothing is said of a site, and why is told', {
  skip: lacking.chromium,
}, async () => {
  const policy = {};
  const setting = await startSetting('chromium', { managed: { mode: 'warn' }, policy });
  const { browser, page, document, servers } = setting;
  const answers = new Map();
  const came = (url) => until(url, () => answers.has(url));
  const site = await serve(chainOf(servers.certificates, 'site', 'issuing'), ({ url }, response) => {
    answers.set(url, response);
    if (url === '/go') return undefined;
    const body = { '/wait': WAITING, '/next': NEXT }[url] ?? '';
    return response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>site</title>${body}`);
  });
  const set = (availability) => {
    policy.DeveloperToolsAvailability = availability;
    browser.setManaged({ trustStore: JSON.stringify(document), mode: 'warn' });
  };
  try {
    await browser.visit(page, `${site.origin}/wait`);
    const { tab } = await settled(browser, page, ({ badge }) => badge === 'organisation');
    await came('/go');
    site.requests.splice(0);
    set(FORBIDDEN);
    await until('a browser that nobody looks into', () => page.isClosed());
    answers.get('/go').end();
    await came('/left');
    const probes = site.requests.filter(({ method }) => method === 'HEAD');
    assert.deepEqual(probes, [], 'where the debugger is refused the site is asked for nothing');
    set(ALLOWED);
    let kept;
    await until('a browser that can be looked into', async () => {
      kept = await answerOf(browser, 'kept', { tab }).catch(() => undefined);
      return kept;
    });
    const { state } = kept;
    assert.deepEqual([state.badge, state.lack.id, state.chain], ['cannotSay', 'capture.refused', undefined]);
    assert.equal(state.origin, site.origin);
    // What is there to do names the policy, and once that is changed the page can be looked at again.
    assert.ok(sentences['capture.refused'].fix.includes(Object.keys(policy)[0]));
    await answerOf(browser, 'retry', { tab });
    await until('the verdict', async () => {
      const { origin, badge } = await stateOf(browser, tab);
      return origin === site.origin && badge === 'organisation';
    });
  } finally {
    site.close();
    await setting.stop();
  }
});
