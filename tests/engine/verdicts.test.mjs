// Real chains and chains made on the spot: trusted as they are, and refused with the fitting
// finding in first place once something is wrong. OpenSSL must come to the same verdict.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults, madeCases, onlineCases, request } from './cases.mjs';
import { checkBoth, first } from './engine.mjs';
import { opensslVerify } from './openssl-judge.mjs';

/** A self-signed certificate that was changed is no longer the one in the store, and has no intermediates. */
const ofSelfSigned = { 'signature.invalid': 'path.root_not_trusted', 'path.issuer_not_found': undefined };

const all = [...madeCases(), ...onlineCases()];

async function judge(one) {
  const report = await checkBoth(request(one));
  const openssl = opensslVerify(one);
  assert.equal(report.verdict.outcome, openssl.trusted ? 'trusted' : 'notTrusted', openssl.text);
  return report;
}

for (const one of all.filter(({ id }) => id.endsWith('-sha1'))) {
  test(`${one.id} is parsed, named and refused`, async () => {
    const report = await judge(one);
    assert.equal(first(report), 'signature.algorithm_refused');
    assert.equal(report.findings[0].fault.algorithm, one.algorithm);
    assert.equal(report.certificates[0].signatureAlgorithm, one.algorithm);
    assert.ok(report.certificates[0].subjectAltNames.length > 0);
  });
}

for (const one of all.filter(({ id }) => !id.endsWith('-sha1'))) {
  test(`${one.id} is trusted`, async () => {
    const report = await judge(one);
    assert.equal(report.verdict.outcome, 'trusted');
    assert.equal(report.verdict.endEntity, 0);
    assert.ok(report.certificates[report.verdict.anchor].inStore);
    if (one.algorithm) assert.equal(report.certificates[0].signatureAlgorithm, one.algorithm);
    const errors = report.findings.filter(({ severity }) => severity !== 'info');
    assert.deepEqual(errors, []);
    if (one.address) {
      assert.equal((await judge({ ...one, host: one.address })).verdict.outcome, 'trusted');
    }
  });

  for (const { what, change, finding } of faults) {
    const wanted =
      one.intermediates.length === 0 && finding in ofSelfSigned ? ofSelfSigned[finding] : finding;
    if (wanted === undefined) continue;
    test(`${one.id} ${what}: ${wanted}`, async () => {
      const report = await judge({ ...one, ...change(one) });
      assert.equal(first(report), wanted);
      assert.equal(report.findings[0].severity, 'error');
      assert.equal(
        report.findings[0].certificate,
        report.verdict.endEntity,
        'the finding is about the end entity',
      );
      assert.ok(report.findings[0].citation, 'the finding cites its source');
    });
  }
}
