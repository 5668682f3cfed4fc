// Header fields in which proxies hand on certificates: of AWS, CloudFront, nginx, Envoy, Traefik, HAProxy, and
// those of RFC 9440, with their names and without.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { der, held, keepsSecret, pair, sound } from './held.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';

const maker = new Maker();
const leaf = pair(maker, 'ec', '/CN=Leaf');
const ca = pair(maker, 'rsa', '/CN=CA');
const base64 = (pem) => der(pem).toString('base64');
// As nginx escapes, and as AWS says that it does: + = / as they are.
const escaped = (pem) => encodeURIComponent(pem);
const safe = (pem) => encodeURI(pem).replaceAll('%2B', '+').replaceAll('%3D', '=').replaceAll('%2F', '/');
const digests = ({ objects }) =>
  objects
    .filter(({ content }) => content.kind === 'certificate')
    .map(({ content }) => content.data.fingerprints.sha256);
const digest = (pem) => new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();

test('AWS: X-Amzn-Mtls-Clientcert, its -Leaf and -Chain, with + = / escaped and not', () => {
  assert.match(safe(ca.pem), /[+/]/);
  for (const encode of [escaped, safe])
    for (const name of [
      'X-Amzn-Mtls-Clientcert',
      'x-amzn-mtls-clientcert-leaf',
      'X-Amzn-Mtls-Clientcert-Chain',
      'CloudFront-Viewer-Cert-Pem',
      'X-SSL-Client-Cert',
    ]) {
      const all = sound(`${name}: ${encode(leaf.pem + ca.pem)}\r\n`);
      assert.equal(all.format, 'headers');
      assert.deepEqual(all.entries, { [name]: ['certificate', 'certificate'] });
      assert.deepEqual(digests(all), [digest(leaf.pem), digest(ca.pem)]);
    }
});

test('one value without its name, as `$ssl_client_escaped_cert` of nginx', () => {
  for (const value of [escaped(ca.pem), safe(ca.pem), escaped(ca.pem).replaceAll('%20', '+')])
    for (const line of [value, `${value}\n`, `"${value}"`])
      assert.deepEqual(digests(sound(line)), [digest(ca.pem)]);
});

test('Client-Cert and Client-Cert-Chain are byte sequences, and a list of them (RFC 9440 §2.2, §2.3)', () => {
  const chain = [leaf.pem, ca.pem].map((pem) => `:${base64(pem)}:`).join(', ');
  const text = `Client-Cert: :${base64(leaf.pem)}:\r\nClient-Cert-Chain: ${chain}\r\n`;
  const all = sound(text);
  assert.deepEqual(all.entries, {
    'Client-Cert': ['certificate'],
    'Client-Cert-Chain[0]': ['certificate'],
    'Client-Cert-Chain[1]': ['certificate'],
  });
  assert.deepEqual(
    digests(all),
    [leaf, leaf, ca].map(({ pem }) => digest(pem)),
  );
  for (const line of [`:${base64(leaf.pem)}:`, `:${base64(leaf.pem)}:;a=1`])
    assert.deepEqual(digests(sound(line)), [digest(leaf.pem)]);
  // Folded over lines, as the examples in the specification are.
  const folded = `Client-Cert: :${base64(leaf.pem).replaceAll(/.{60}/g, '$&\r\n ')}:\r\n`;
  assert.deepEqual(digests(sound(folded)), [digest(leaf.pem)]);
});

test("Envoy's X-Forwarded-Client-Cert: certificate and chain of each proxy, and what it says beside", () => {
  const element = (pem) =>
    `By=spiffe://corp/ns/a;Hash=${digest(pem)};Subject="CN=\\"Leaf\\",O=a;b";URI=spiffe://corp/b;` +
    `Cert="${escaped(pem)}";Chain="${escaped(pem + ca.pem)}"`;
  const one = sound(`x-forwarded-client-cert: ${element(leaf.pem)}`);
  assert.deepEqual(one.entries, {
    'x-forwarded-client-cert.Cert': ['certificate'],
    'x-forwarded-client-cert.Chain': ['certificate', 'certificate'],
  });
  assert.deepEqual(
    one.details.map(({ entry, text }) => [entry, text]),
    [
      ['x-forwarded-client-cert.By', 'spiffe://corp/ns/a'],
      ['x-forwarded-client-cert.Hash', digest(leaf.pem)],
      ['x-forwarded-client-cert.Subject', 'CN=\\"Leaf\\",O=a;b'],
      ['x-forwarded-client-cert.URI', 'spiffe://corp/b'],
    ],
  );
  const two = sound(`${element(leaf.pem)},${element(ca.pem)}`);
  assert.deepEqual(Object.keys(two.entries), ['[0].Cert', '[0].Chain', '[1].Cert', '[1].Chain']);
});

test('Traefik and HAProxy send base64 without armour (RFC 4648 §4)', () => {
  const traefik = `X-Forwarded-Tls-Client-Cert: ${[leaf, ca].map(({ pem }) => escaped(base64(pem))).join(',')}`;
  assert.deepEqual(digests(sound(traefik)), [digest(leaf.pem), digest(ca.pem)]);
  assert.deepEqual(digests(sound(`X-SSL-Client-DER: ${base64(leaf.pem)}`)), [digest(leaf.pem)]);
});

test('a whole request pasted from curl, with what the load balancer says in words', () => {
  const text = [
    '> GET /accounts HTTP/1.1',
    '> Host: api.example',
    '> Authorization: Bearer c2VjcmV0',
    `> X-Amzn-Mtls-Clientcert-Leaf: ${safe(leaf.pem)}`,
    '> X-Amzn-Mtls-Clientcert-Serial-Number: 03A5B1',
    '> X-Amzn-Mtls-Clientcert-Subject: CN=Leaf',
    `> Client-Cert: :${base64(leaf.pem)}:`,
    '>',
  ].join('\r\n');
  const { entries, details } = sound(text);
  assert.deepEqual(Object.keys(entries), ['X-Amzn-Mtls-Clientcert-Leaf', 'Client-Cert']);
  assert.deepEqual(
    details.map(({ text }) => text),
    ['03A5B1', 'CN=Leaf'],
  );
});

test('fields in JSON, as a function of AWS gets them', () => {
  const event = {
    headers: { host: 'api.example', 'x-amzn-mtls-clientcert-leaf': safe(leaf.pem) },
    requestContext: { identity: { clientCert: { clientCertPem: leaf.pem } } },
  };
  const { objects } = sound(JSON.stringify(event));
  assert.deepEqual(digests({ objects }), [digest(leaf.pem), digest(leaf.pem)]);
});

test('text with a colon, and base64 that holds no object, stay what they were', () => {
  for (const text of [
    'Host: api.example\n',
    'X-Id: MIIB\n',
    'Client-Cert: ::\n',
    'note: ":"\n',
    ':'.repeat(99),
  ])
    assert.deepEqual(
      inspectData(text).problems.map(({ kind }) => kind.id),
      ['input.unrecognised'],
      text,
    );
});

test('a private key in a field is named and no more', () => {
  for (const text of [
    `X-Key: ${escaped(leaf.keyPem)}`,
    `X-Key: ${base64(leaf.keyPem)}`,
    `Client-Cert: :${base64(leaf.keyPem)}:`,
  ]) {
    assert.deepEqual(Object.values(held(text).entries), [['privateKey']]);
    keepsSecret(text, leaf.keyPem);
  }
});
