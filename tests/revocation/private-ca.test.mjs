// Lists as organisations' own CAs make them: for one distribution point, in parts, and very long.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createEngine } from 'anchorlight';
import { __wbg_reset_state as freshModule, initSync } from '../../web/sdk/dist/engine.js';
import { longList } from '../chains/long-list.mjs';
import { opensslVersion } from '../chains/openssl.mjs';
import { checkBoth } from '../engine/engine.mjs';
import { commandLine } from '../engine/native.mjs';
import { fromPem } from '../engine/pem.mjs';
import { Authority } from './authority.mjs';

opensslVersion();
const dir = mkdtempSync(join(tmpdir(), 'anchorlight-private-ca-'));
after(() => rmSync(dir, { recursive: true, force: true }));

const time = '2026-06-01T12:00:00Z';

/** What package and command line say of the end entity, which is the same. */
async function statusOf(certificate, sources) {
  const report = await checkBoth({
    ...{ chain: fromPem(certificate.pem), store: fromPem(root.certificate.pem) },
    ...{ time, purpose: 'any', endEntity: 'first', revocation: { sources, mode: 'require' } },
  });
  return report.paths[0].revocation[0];
}

const root = new Authority(dir, 'root');
const point = (part) => `http://lists.corp.example/${part}.crl`;
const [first, second] = ['first', 'second'].map((part) => {
  const extensions = ['authorityKeyIdentifier=keyid', `crlDistributionPoints=URI:${point(part)}`];
  return root.issue(part, { extensions });
});
root.revoke(second, '-crl_reason', 'cessationOfOperation');
const [ofFirst, ofSecond] = ['first', 'second'].map((part) =>
  root.list({
    ...{ from: '2026-05-01T00:00:00Z', to: '2026-07-01T00:00:00Z' },
    extensions: ['issuingDistributionPoint=critical,@idp', '[idp]', `fullname=URI:${point(part)}`],
  }),
);

test('a list with a critical issuing distribution point says something of its own certificates alone', async () => {
  assert.equal((await statusOf(first, [ofFirst])).status, 'good');
  const { status, why } = await statusOf(first, [ofSecond]);
  assert.equal(status, 'unknown');
  assert.equal(why[0].id, 'source.out_of_scope');
});

test('of a pair of partitions each is asked for its own', async () => {
  const both = [ofFirst, ofSecond];
  assert.deepEqual(await statusOf(first, both), { status: 'good', sources: [0] });
  const { status, reason, source } = await statusOf(second, both);
  assert.deepEqual([status, reason, source], ['revoked', 'cessationOfOperation', 1]);
});

// 52 MB.
const { list: file, revoked, good, issuer } = longList(1_250_000);
const list = readFileSync(file);
/** How often its size: the list itself is one, and in the module what JavaScript holds of it is another. */
const TIMES = { native: 2, module: 3 };
/** Everything but the list: code, stack and tables. */
const BESIDES = { native: 16_000_000, module: 4_000_000 };

test('a list of over 50 MB takes no more than twice its size in memory, natively', (t) => {
  assert.ok(list.length > 50_000_000);
  // A limit on the address space is how Linux bounds a process before it starts.
  if (process.platform !== 'linux') return t.skip('needs Linux');
  for (const [certificate, code] of Object.entries({ good: 0, revoked: 1 })) {
    const files = { certificate: { good, revoked }[certificate], issuer };
    for (const [name, der] of Object.entries(files)) writeFileSync(join(dir, name), der);
    const args = ['check', '--purpose', 'any', '--revocation', 'require', '--time', time];
    args.push('--store', join(dir, 'issuer'), '--crl', file, '--', join(dir, 'certificate'));
    const limit = Math.floor((BESIDES.native + TIMES.native * list.length) / 1024);
    const run = spawnSync('sh', ['-c', `ulimit -v ${limit} && exec "$0" "$@"`, commandLine, ...args], {
      encoding: 'utf8',
    });
    assert.equal(run.status, code, run.stderr);
  }
});

test('a list of over 50 MB takes no more than three times its size in memory, in the module', async () => {
  const engine = await createEngine();
  freshModule();
  const sources = await engine.open(list);
  const ask = (certificate) =>
    engine.check({
      ...{ certificates: certificate, anchors: issuer, time, purpose: 'any' },
      revocation: { sources, mode: 'require' },
    });
  assert.equal((await ask(good)).verdict.outcome, 'trusted');
  assert.equal((await ask(revoked)).findings[0].fault.id, 'revocation.revoked');
  const used = list.length + initSync().memory.buffer.byteLength;
  assert.ok(
    used <= TIMES.module * list.length + BESIDES.module,
    `${used} bytes for a list of ${list.length}`,
  );
  engine.close();
});
