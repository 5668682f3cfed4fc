// Revocation lists and OCSP responses as callers give them: every form of file, open files, and mistakes named by their field.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createEngine } from 'anchorlight';
import { makeRevocationLists } from '../../../tests/chains/make.mjs';
import { extensions, openssl } from '../../../tests/chains/openssl.mjs';
import { Authority } from '../../../tests/revocation/authority.mjs';

const { leaf, issuing, root, lists, host, time } = makeRevocationLists();
const engine = await createEngine();
const request = { certificates: leaf.pem + issuing.pem, anchors: root.pem, host, time };
const ask = (revocation) => engine.check({ ...request, revocation });
const statuses = ({ paths }) => paths[0].revocation.map(({ status }) => status);
const der = Buffer.from(lists.keyCompromise.pem.replace(/-----[^-]+-----/g, ''), 'base64');

test('without anything on revocation a chain is trusted, and its status is not known', async () => {
  for (const revocation of [undefined, {}, { sources: undefined, mode: undefined, grace: undefined }]) {
    const report = await ask(revocation);
    assert.equal(report.verdict.outcome, 'trusted');
    assert.deepEqual(statuses(report), ['unknown', 'unknown']);
  }
});

const files = {
  'PEM as text': lists.keyCompromise.pem,
  'PEM as bytes': new TextEncoder().encode(lists.keyCompromise.pem),
  'DER as a Uint8Array': new Uint8Array(der),
  'DER as an ArrayBuffer': new Uint8Array(der).buffer,
  'a file with a label': { label: 'issuing.crl', data: der },
  'a list of files': [lists.root.pem, { label: 'issuing.crl', data: der }],
};
for (const [what, sources] of Object.entries(files)) {
  test(`a list may be ${what}`, async () => {
    const report = await ask({ sources });
    assert.equal(report.findings[0].fault.id, 'revocation.revoked');
    assert.equal(report.findings[0].fault.reason, 'keyCompromise');
    const source = report.revocationSources[report.findings[0].fault.source];
    assert.equal(source.entries, 1);
    const { label, role } = report.inputs[source.input];
    assert.deepEqual(
      [label, role],
      [JSON.stringify(sources).includes('issuing.crl') ? 'issuing.crl' : undefined, 'revocation'],
    );
  });
}

test('open lists give the report that their bytes give', async () => {
  const sources = [lists.root.pem, { label: 'issuing.crl', data: lists.issuing.pem }];
  const opened = await engine.open(sources);
  assert.deepEqual(
    opened.files.map(({ certificates, revocationSources }) => [certificates, revocationSources]),
    [
      [0, 1],
      [0, 1],
    ],
  );
  const expected = await ask({ sources, mode: 'require' });
  assert.deepEqual(statuses(expected), ['good', 'good']);
  assert.deepEqual(await ask({ sources: opened, mode: 'require' }), expected);
  assert.deepEqual(await ask({ sources: [opened], mode: 'require' }), expected);
  opened.close();
  await assert.rejects(ask({ sources: opened }), { name: 'AnchorlightError', id: 'request.source' });
});

test('mode, scope and grace reach the engine', async () => {
  assert.equal((await ask({ mode: 'require' })).findings[0].fault.id, 'revocation.unknown');
  assert.deepEqual(statuses(await ask({ mode: 'off', sources: lists.keyCompromise.pem })), []);
  assert.deepEqual(statuses(await ask({ scope: 'endEntity', sources: lists.issuing.pem })), ['good']);
  assert.deepEqual(statuses(await ask({ sources: lists.stale.pem })), ['unknown', 'unknown']);
  assert.deepEqual(statuses(await ask({ sources: lists.stale.pem, grace: 2 ** 32 - 1 })), [
    'good',
    'unknown',
  ]);
});

test('a response counts, and must repeat the nonce that is asked for', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'anchorlight-nonce-'));
  try {
    const ca = new Authority(dir, 'ca');
    const certificate = ca.issue('asked', { extensions: extensions.server('DNS:asked.example') });
    const question = ca.request([certificate]);
    const printed = openssl('ocsp', '-reqin', question, '-req_text');
    const nonce = /OCSP Nonce:\s+0410([0-9A-F]{32})/.exec(printed)[1];
    const statusWith = async (changes) => {
      const revocation = { sources: ca.response(question), ...changes };
      const files = { certificates: certificate.pem, anchors: ca.certificate.pem };
      const { paths } = await engine.check({ ...files, revocation });
      return paths[0].revocation[0];
    };
    for (const changes of [{}, { nonce }, { nonce: nonce.toLowerCase() }])
      assert.equal((await statusWith(changes)).status, 'good');
    assert.equal((await statusWith({ nonce: '00' })).why[0].id, 'source.nonce_mismatch');
    await assert.rejects(statusWith({ nonce: 'xyz' }), { name: 'AnchorlightError', id: 'request.nonce' });
  } finally {
    rmSync(dir, { recursive: true });
  }
});

const mistakes = [
  [null, /^revocation: .*an object.*got null/],
  [lists.root.pem, /^revocation: .*an object/],
  [[lists.root.pem], /^revocation: .*got Array/],
  [{ lists: [] }, /^revocation: unknown field "lists".*\bsources\b/],
  [{ sources: null }, /^revocation\.sources: /],
  [{ sources: [lists.root.pem, 7] }, /^revocation\.sources\[1\]: .*got 7/],
  [{ sources: { data: [1] } }, /^revocation\.sources\.data: /],
  [{ sources: [{ label: 7, data: '' }] }, /^revocation\.sources\[0\]\.label: /],
  [{ sources: new Blob([lists.root.pem]) }, /^revocation\.sources: .*arrayBuffer\(\)/],
  [{ mode: 'maybe' }, /^revocation\.mode: .*"require".*got "maybe"/],
  [{ mode: null }, /^revocation\.mode: /],
  [{ scope: 'chain' }, /^revocation\.scope: .*"endEntity".*got "chain"/],
  [{ nonce: 7 }, /^revocation\.nonce: .*hexadecimal.*got 7/],
  ...[-1, 0.5, 2 ** 32, Number.NaN, '60', null].map((grace) => [{ grace }, /^revocation\.grace: .*seconds/]),
];
for (const [revocation, message] of mistakes) {
  test(`a mistake is told ${message}`, async () => {
    await assert.rejects(ask(revocation), { name: 'AnchorlightError', id: 'request.shape', message });
  });
}
