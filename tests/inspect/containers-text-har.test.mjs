// HTTP archives (HAR 1.2, §4 "entries"), recorded from Chromium by Playwright on a server of our own: what bodies and
// headers hold is opened, named by its JSON pointer (RFC 6901). No HAR has the certificates of the connection: browsers
// write the names of one and its dates (`_securityDetails`).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { chromiumArguments, find } from '../browsers.mjs';
import { der, held, pair, sound } from './held.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';

const maker = new Maker();
const [server, body, binary, header, posted] = ['localhost', 'PEM', 'DER', 'Header', 'Posted'].map((name) =>
  pair(maker, 'ec', `/CN=${name}`),
);
const request = maker.request({ subject: '/CN=Asks', lines: [] });
const { path: executablePath, advice } = find('chromium');

/** What the server answers: its type and its octets. */
const answers = {
  '/': ['text/html', '<p>'],
  '/ca.pem': ['application/x-pem-file', body.pem],
  '/ca.der': ['application/pkix-cert', der(binary.pem)],
  '/store.json': ['application/json', JSON.stringify({ keys: [{ ca: body.pem }] })],
};

/** A recording of these addresses and of one request with a body and a header, as text. */
async function recorded() {
  const https = createServer({ cert: server.pem, key: server.keyPem }, ({ url }, response) => {
    const [type, data] = answers[url] ?? ['text/plain', 'thanks'];
    const clientCert = url === '/' ? { 'Client-Cert': `:${der(header.pem).toString('base64')}:` } : {};
    response.writeHead(200, { 'Content-Type': type, ...clientCert }).end(data);
  });
  await new Promise((resolve) => https.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  const path = maker.path('recording.har');
  try {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      recordHar: { path, content: 'embed' },
    });
    const page = await context.newPage();
    await page.goto(`https://localhost:${https.address().port}/`);
    const data = { paths: Object.keys(answers).slice(1), request, certificate: posted.pem };
    await page.evaluate(async ({ paths, request, certificate }) => {
      for (const one of paths) await (await fetch(one)).arrayBuffer();
      const headers = { 'X-Amzn-Mtls-Clientcert': encodeURIComponent(certificate) };
      await (await fetch('/sign', { method: 'POST', body: request, headers })).text();
    }, data);
    await context.close();
  } finally {
    await browser.close();
    https.close();
  }
  return readFileSync(path, 'utf8');
}

let text;
before(async () => {
  if (executablePath) text = await recorded();
});

test('bodies and headers of a recording are opened, and nothing else (HAR 1.2)', { skip: advice }, () => {
  const { log } = JSON.parse(text);
  const urls = log.entries.map(({ request }) => new URL(request.url).pathname);
  assert.deepEqual(urls, [...Object.keys(answers), '/sign']);
  const inHeaders = (at, side, name) => {
    const index = log.entries[at][side].headers.findIndex((one) => one.name.toLowerCase() === name);
    assert.ok(index >= 0, name);
    return `/log/entries/${at}/${side}/headers/${index}/value`;
  };
  const { format, entries, objects, details } = sound(text);
  assert.equal(format, 'har');
  assert.deepEqual(details ?? [], []);
  assert.deepEqual(entries, {
    [inHeaders(0, 'response', 'client-cert')]: ['certificate'],
    '/log/entries/1/response/content/text': ['certificate'],
    '/log/entries/2/response/content/text': ['certificate'],
    '/log/entries/3/response/content/text': ['container'],
    // A container of its own: the field is percent-encoded.
    [inHeaders(4, 'request', 'x-amzn-mtls-clientcert')]: ['container'],
    '/log/entries/4/request/postData/text': ['certificationRequest'],
  });
  assert.deepEqual(
    objects
      .filter(({ content }) => content.kind === 'certificate')
      .map(({ content }) => content.data.subject.openssl),
    ['CN = Header', 'CN = PEM', 'CN = DER', 'CN = PEM', 'CN = Posted'],
  );
  // The server's own certificate is in none of it, only its name.
  assert.ok(text.includes('"_securityDetails"') && !text.includes(der(server.pem).toString('base64')));
});

test('a recording that was cut off is read as far as it goes', { skip: advice }, () => {
  const cut = text.slice(0, text.indexOf('/store.json'));
  const { format, entries, problem } = held(cut);
  assert.deepEqual([format, problem.kind.id, problem.fatal], ['har', 'container.json', true]);
  assert.equal(Object.keys(entries).filter((one) => one.endsWith('/content/text')).length, 2);
});

test('a recording of nothing that holds anything is one nevertheless', { skip: advice }, () => {
  const { log } = JSON.parse(text);
  const bare = JSON.stringify({ log: { ...log, entries: [] } });
  const [{ content }] = inspectData(bare).objects;
  assert.deepEqual([content.data.format, content.data.entries], ['har', 0]);
});
