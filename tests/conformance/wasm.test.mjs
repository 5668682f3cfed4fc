// The suites once more, through the package: the same report as natively, byte for byte.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createEngine } from 'anchorlight';
import { stepOf } from '../sampling.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const data = resolve(root, process.env.ANCHORLIGHT_CONFORMANCE ?? '../shared/conformance');
const dir = mkdtempSync(join(tmpdir(), 'anchorlight-'));
const engine = await createEngine();
after(() => {
  engine.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Every BetterTLS case builds on the same few chains: each twenty-fourth of them is 100. */
const isSampled = (index) => index % stepOf(24) === 0;

compare('limbo', 'limbo/limbo.json', { every: (id) => !isBetterTls(id), sample: isBetterTls });
compare('pkits', 'pkits', { every: () => true, sample: () => false });

function isBetterTls(id) {
  return id.startsWith('bettertls::');
}

function compare(suite, path, { every, sample }) {
  const where = join(data, path);
  const folder = `set ANCHORLIGHT_CONFORMANCE to a folder with ${path}`;
  const skip = !existsSync(where) && `skipped: no conformance data (${folder})`;
  test(`${suite}: the package gives the reports of the native engine`, { skip }, async (context) => {
    const file = recordNatively(suite, where);
    const counts = { every: 0, sample: 0 };
    const open = new Map();
    let seen = 0;
    for await (const line of createInterface({ input: createReadStream(file) })) {
      const { id, opened, data, ...native } = JSON.parse(line);
      if (opened !== undefined) {
        open.set(opened, await engine.open(Uint8Array.from(data)));
        continue;
      }
      if (every(id)) counts.every += 1;
      else if (sample(id) && isSampled(seen++)) counts.sample += 1;
      else continue;
      assertSame(await answer(native.request, open), native.report ?? native.error, id);
    }
    context.diagnostic(`the same: ${counts.every} of ${suite}, ${counts.sample} sampled`);
    assert.ok(counts.every > 0);
  });
}

/** The runner's own verdict on the cases is another test's matter. */
function recordNatively(suite, where) {
  const file = join(dir, `${suite}.jsonl`);
  const args = ['run', '--quiet', '--locked', '--package', 'anchorlight-conformance', '--', suite, where];
  const run = spawnSync('cargo', [...args, '--reports', file], { cwd: root, encoding: 'utf8' });
  if (run.error) throw run.error;
  assert.ok(run.status === 0 || run.status === 1, run.stderr);
  return file;
}

/** The report as JSON; of a request that cannot be answered, the id of the error. */
async function answer(request, open) {
  try {
    return JSON.stringify(await engine.check(forThePackage(request, open)));
  } catch (error) {
    if (typeof error?.id === 'string') return error.id;
    throw error;
  }
}

/** Reports run to megabytes: only the place where they part is shown. */
function assertSame(actual, expected, id) {
  if (actual === expected) return;
  let at = 0;
  while (actual[at] === expected[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 100), at + 100);
  assert.fail(`${id}, character ${at}\n  package: ${around(actual)}\n  native: ${around(expected)}`);
}

/** Bytes as bytes, files that are open as such, time in milliseconds, and what has no value left out. */
function forThePackage(request, open) {
  const converted = (value) => {
    if (typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(converted);
    if (Array.isArray(value.data)) return asFile(value);
    if (open.has(value.opened)) return open.get(value.opened);
    const given = Object.entries(value).filter(([, value]) => value !== null);
    return Object.fromEntries(given.map(([key, value]) => [key, converted(value)]));
  };
  return { ...converted(request), time: request.time * 1000 };
}

function asFile({ label, data }) {
  return { label: label ?? undefined, data: Uint8Array.from(data) };
}
