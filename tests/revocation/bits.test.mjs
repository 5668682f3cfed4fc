// Every byte of a list and of a response changed in turn, and every prefix of them: always an answer, and
// never one that makes a revoked certificate good.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { opensslVersion } from '../chains/openssl.mjs';
import { check, checkBoth } from '../engine/engine.mjs';
import { flipped, fromPem } from '../engine/pem.mjs';
import { Authority } from './authority.mjs';

opensslVersion();
const dir = mkdtempSync(join(tmpdir(), 'anchorlight-bits-'));
after(() => rmSync(dir, { recursive: true, force: true }));

const root = new Authority(dir, 'root');
const [good, revoked] = [root.issue('good'), root.issue('revoked')];
root.revoke(revoked, '-crl_reason', 'keyCompromise');
const list = root.list({ from: '2020-01-01T00:00:00Z', to: '2040-01-01T00:00:00Z' });
const response = root.response(root.request([good, revoked]));
// `openssl ocsp` knows no time but now.
const time = new Date(Date.now() + 60_000).toISOString();

const question = (certificate, source) => ({
  chain: fromPem(certificate.pem),
  store: fromPem(root.certificate.pem),
  ...{ time, purpose: 'any', endEntity: 'first' },
  revocation: { sources: [source], mode: 'require' },
});
const statusOf = ({ paths }) => paths[0].revocation[0].status;

async function assertNotGood(certificate, source, what) {
  const report = await check(question(certificate, source));
  assert.notEqual(statusOf(report), 'good', what);
  assert.equal(report.verdict.outcome, 'notTrusted', what);
}

for (const [what, source] of Object.entries({ list, response })) {
  test(`the ${what} as it was made`, async () => {
    assert.equal(statusOf(await checkBoth(question(good, source))), 'good');
    assert.equal(statusOf(await checkBoth(question(revoked, source))), 'revoked');
  });

  test(`no byte of the ${what} can be changed so that a revoked certificate is good`, async () => {
    for (let at = 0; at < source.length; at += 1) {
      await assertNotGood(revoked, flipped(source, at, at % 8), `byte ${at}`);
    }
  });

  test(`no prefix of the ${what} makes a certificate good`, async () => {
    for (let length = 0; length < source.length; length += 1) {
      const prefix = source.subarray(0, length);
      await assertNotGood(revoked, prefix, `the first ${length} bytes`);
      await assertNotGood(good, prefix, `the first ${length} bytes`);
    }
  });

  test(`the command line says the same of a changed ${what}`, async () => {
    for (let at = 0; at < source.length; at += 16) {
      const report = await checkBoth(question(revoked, flipped(source, at, at % 8)));
      assert.notEqual(statusOf(report), 'good', `byte ${at}`);
    }
  });
}
