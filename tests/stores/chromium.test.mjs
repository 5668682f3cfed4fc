// Chromium under managed policy as outside judge: for each store and each server, whether the page loads
// must be whether the engine trusts the same chain under the document that says the same.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { chromiumArguments, find } from '../browsers.mjs';
import { ask, documentOf, keep } from '../cases/run.mjs';
import { hindrance, withPolicies } from '../policies.mjs';
import { makeCertificates } from './certificates.mjs';
import { policyOf } from './chromium-policy.mjs';
import { differences } from './differences.mjs';
import { startServers } from './servers.mjs';
import { questions, stores } from './stores.mjs';

const browser = find('chromium');
const skip = browser.advice ?? hindrance();
if (skip) console.log(skip);

const made = makeCertificates();
const asked = questions(made);
const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
const explained = new Set();
let servers;

before(async () => {
  if (!skip) servers = await startServers(asked);
});
after(() => servers?.close());

for (const [store, fragment] of Object.entries(stores(made))) {
  const document = documentOf({ ...fragment, expires: '2100-01-01T00:00:00Z' });
  test(`${store}`, { skip }, async () => {
    const these = asked.filter(({ only = store }) => only === store);
    const loaded = await visit(these, policyOf(document));
    const differing = [];
    for (const [index, question] of these.entries()) {
      const engine = decide(document, question);
      if (loaded[index].ok === engine.ok) continue;
      const reason = differences.find((one) => one.stores.includes(store) && one.question === question.name);
      if (reason) explained.add(reason);
      else differing.push(`${question.name}: Chromium ${loaded[index].what}, engine ${engine.what}`);
    }
    assert.deepEqual(differing, []);
  });
}

test('every difference that is explained is still there', { skip }, () => {
  assert.deepEqual(
    differences.filter((one) => !explained.has(one)),
    [],
  );
});

/**
 * What a browser with a fresh profile does with each server. A page fetches from all of them: where a page of
 * its own is refused, the browser waits for seconds to see whether a hotel's login is in between.
 */
async function visit(questions, policy) {
  const policies = withPolicies('chromium', browser.path);
  policies.write('store.json', JSON.stringify(policy));
  let instance;
  try {
    instance = await chromium.launch({
      executablePath: policies.program,
      args: [...chromiumArguments, '--host-resolver-rules=MAP *.test 127.0.0.1'],
    });
    const page = await instance.newPage();
    const failed = new Map();
    page.on('requestfailed', (request) => failed.set(request.url(), request.failure().errorText));
    await page.goto(servers.plain);
    const urls = questions.map((question) => `https://${question.host}:${servers.port(question)}/`);
    const texts = await page.evaluate(fetchAll, urls);
    return urls.map((url, index) => seen(texts[index], failed.get(url)));
  } finally {
    await instance?.close();
    policies.remove();
  }
}

/** Runs in the page. */
function fetchAll(urls) {
  const text = (url) =>
    fetch(url).then(
      (response) => response.text(),
      () => undefined,
    );
  return Promise.all(urls.map(text));
}

function seen(text, code) {
  if (text === 'ok') return { ok: true, what: 'loads the page' };
  // Anything but a certificate that is refused says nothing of trust.
  assert.match(code, /^net::ERR_(CERT_|SSL_KEY_USAGE_INCOMPATIBLE$)/);
  return { ok: false, what: `says ${code}` };
}

function decide(document, { chain, host }) {
  const files = chain.map(({ pem }, index) => keep(`chain-${index}.pem`, pem));
  const { code, out } = ask({ document, chain: files, host, time: now });
  const { verdict, findings, error } = JSON.parse(out);
  assert.ok(!error, out);
  assert.ok([0, 1].includes(code), out);
  return { ok: code === 0, what: `says ${verdict.outcome} ${findings[0]?.fault.id ?? ''}` };
}
