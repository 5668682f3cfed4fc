// Policies of browsers and trust stores of ours: what our exporter writes, what Chromium's policy page exports of it,
// and documents that are signed by jose. Entries are named by JSON pointer (RFC 6901).
// Chrome and Edge: https://chromeenterprise.google/policies/#CertificateManagement
// Firefox: https://mozilla.github.io/policy-templates/#certificates--install
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { chromiumArguments, find } from '../browsers.mjs';
import { hindrance, withPolicies } from '../policies.mjs';
import { anchorlight, base64, document, folder, Maker, sha256, written } from '../stores/command.mjs';
import { document as signable, signedBy, signer } from '../stores/signing.mjs';
import { held, sound } from './held.mjs';

const dir = folder();
const maker = new Maker(dir);
const [plain, bounded, hint, refused] = ['plain', 'bounded', 'hint', 'refused'].map((name) =>
  maker.root(name),
);
const certificate = ['certificate'];
const stored = document({
  anchors: [
    { certificate: base64(plain), purposes: ['server'] },
    {
      certificate: base64(bounded),
      purposes: ['server'],
      constraints: { permitted: { dns: ['corp.example', 'b.example'], ip: ['10.0.0.0/8'] } },
    },
  ],
  hints: [{ certificate: base64(hint) }, { certificate: base64(refused) }],
  distrusted: { certificates: [{ sha256: sha256(refused) }] },
});
const store = written(dir, 'store.json', stored);
const signers = ['ES256', 'EdDSA'].map((alg) => signer(dir, alg, alg));

function exported(...args) {
  const { code, stdout, stderr } = anchorlight('store', 'export', store, '--format', ...args);
  assert.equal(code, 0, stderr);
  return stdout;
}

/** What our exporter's policies hold, by the way to them and from each policy to its list. */
const heldBelow = (way, list = '') => ({
  entries: {
    [`${way}/CACertificates${list}/0`]: certificate,
    [`${way}/CACertificatesWithConstraints${list}/0/certificate`]: certificate,
    [`${way}/CADistrustedCertificates${list}/0`]: certificate,
    [`${way}/CAHintCertificates${list}/0`]: certificate,
    [`${way}/CAHintCertificates${list}/1`]: certificate,
  },
  details: [
    ['permittedDnsNames', 'corp.example, b.example'],
    ['permittedCidrs', '10.0.0.0/8'],
  ].map(([said, text]) => ({ said, entry: `${way}/CACertificatesWithConstraints${list}/0`, text })),
});

/** The same of a document that is sound; `subjects` are those of its certificates. */
function opened(text, expected) {
  const { format, entries, details, objects } = sound(text);
  assert.equal(format, 'chromePolicies');
  assert.deepEqual({ entries, details }, expected);
  const subjects = objects.slice(1).map(({ content }) => content.data.subject.openssl);
  // What is distrusted is a hint as well.
  const names = ['plain', 'bounded', 'refused', 'refused', 'hint'];
  assert.deepEqual(subjects.toSorted(), names.map((name) => `O = Corp, CN = ${name}`).toSorted());
}

test('a policy file of Chrome: lists of base64 of DER, and constraints', () => {
  opened(exported('chromium-policy'), heldBelow(''));
});

test('what is no certificate in a policy is told by its pointer', () => {
  const policy = { CACertificates: [base64(plain), 'aGVsbG8='], CAHintCertificates: [''] };
  const { entries, objects } = held(JSON.stringify(policy));
  assert.deepEqual(entries, { '/CACertificates/0': certificate });
  assert.deepEqual(
    objects[0].content.data.problems.map(({ kind, fatal }) => [kind, fatal]),
    ['/CACertificates/1', '/CAHintCertificates/0'].map((entry) => [
      { id: 'container.entry_unread', entry },
      false,
    ]),
  );
});

/** Chromium's policy page under the policy, as "Copy as JSON" copies it: the same text as "Export to JSON" saves. */
async function policyPage(policy) {
  const policies = withPolicies('chromium', find('chromium').path);
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<p>'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  let context;
  try {
    policies.write('anchorlight.json', policy);
    context = await chromium.launchPersistentContext(join(dir, 'profile'), {
      executablePath: policies.program,
      args: chromiumArguments,
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    // The policy page itself may not read the clipboard.
    const reader = await context.newPage();
    await reader.goto(`http://127.0.0.1:${server.address().port}/`);
    const page = await context.newPage();
    await page.goto('chrome://policy');
    await page.waitForSelector('policy-row');
    await page.click('#more-actions-button');
    await page.click('#copy-policies');
    await reader.bringToFront();
    for (let tries = 100; ; tries--) {
      const text = await reader.evaluate(() => navigator.clipboard.readText());
      if (text.startsWith('{')) return text;
      assert.ok(tries > 0, 'nothing was copied');
      await setTimeout(100);
    }
  } finally {
    await context?.close();
    server.close();
    policies.remove();
  }
}

const skip = find('chromium').advice ?? hindrance() ?? false;
test('the export of the policy page of Chromium', { skip }, async () => {
  const text = await policyPage(exported('chromium-policy'));
  const { policyGroups } = JSON.parse(text);
  assert.ok(policyGroups.chrome.policies.CACertificates.value.length > 0);
  opened(text, heldBelow('/policyGroups/chrome/policies', '/value'));
  // Edge names its own group.
  const edge = text.replace('"chrome": {', '"edge": {');
  assert.notEqual(edge, text);
  opened(edge, heldBelow('/policyGroups/edge/policies', '/value'));
});

test('exports of earlier policy pages', () => {
  const policy = JSON.parse(exported('chromium-policy'));
  const values = Object.entries(policy).map(([name, value]) => [name, { level: 'mandatory', value }]);
  const policies = Object.fromEntries(values);
  opened(JSON.stringify({ chromePolicies: policies }), heldBelow('/chromePolicies', '/value'));
  const later = JSON.stringify({ policyValues: { chrome: { name: 'Chrome Policies', policies } } });
  opened(later, heldBelow('/policyValues/chrome/policies', '/value'));
});

test('policies.json of Firefox names files, or has PEM in their place (Certificates › Install)', () => {
  const files = join(dir, 'certificates');
  const text = exported('firefox-policy', '--folder', files);
  const { Install } = JSON.parse(text).policies.Certificates;
  assert.ok(Install.length > 0);
  const { format, entries, details } = held(text);
  assert.equal(format, 'firefoxPolicies');
  assert.deepEqual(entries, {});
  const way = '/policies/Certificates/Install';
  assert.deepEqual(
    details,
    Install.map((file, at) => ({ said: 'file', entry: `${way}/${at}`, text: file })),
  );
  const inline = {
    policies: { Certificates: { ImportEnterpriseRoots: true, Install: [plain.pem, 'b.pem'] } },
  };
  const both = sound(JSON.stringify(inline));
  assert.equal(both.format, 'firefoxPolicies');
  assert.deepEqual(both.entries, { [`${way}/0`]: certificate });
  assert.deepEqual(both.details, [{ said: 'file', entry: `${way}/1`, text: 'b.pem' }]);
});

const pointers = {
  '/anchors/0/certificate': certificate,
  '/anchors/1/certificate': certificate,
  '/hints/0/certificate': certificate,
  '/hints/1/certificate': certificate,
};
const fields = ['name', 'issued', 'expires'].map((key) => ({
  said: 'field',
  entry: `/${key}`,
  text: stored[key],
}));

test('a trust store document, and what in it is no certificate', () => {
  const { format, entries, details } = sound(readFileSync(store, 'utf8'));
  assert.deepEqual(
    { format, entries, details },
    { format: 'trustStore', entries: pointers, details: fields },
  );
  const { anchors } = stored;
  const broken = { ...stored, anchors: [anchors[0], { ...anchors[1], certificate: 'none' }] };
  const { objects } = held(JSON.stringify(broken));
  assert.deepEqual(
    objects[0].content.data.problems.map(({ kind }) => kind),
    [{ id: 'container.entry_unread', entry: '/anchors/1/certificate' }],
  );
});

test('a signed trust store document (RFC 7515 §7.2.1): the payload is a document of its own', async () => {
  const signed = await signedBy(signable(base64(plain), signers, 2), signers);
  const { format, entries, objects } = sound(JSON.stringify(signed));
  assert.equal(format, 'signedTrustStore');
  assert.deepEqual(entries, { '/payload': ['container'] });
  const payload = objects.findIndex(({ entry }) => entry === '/payload');
  assert.equal(objects[payload].content.data.format, 'trustStore');
  const inside = objects.filter(({ within }) => within === payload);
  // The signers' keys are in it as well.
  assert.deepEqual(
    inside.map(({ entry, content }) => [entry, content.kind]),
    [
      ['/signers/keys/0/publicKey', 'publicKey'],
      ['/signers/keys/1/publicKey', 'publicKey'],
      ['/anchors/0/certificate', 'certificate'],
    ],
  );
  assert.equal(inside[2].content.data.fingerprints.sha256, sha256(plain));
  assert.deepEqual(inside[0].content.data.pin.hex, signers[0].kid);
});
