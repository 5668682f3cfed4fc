// The same sources give the same bytes: packed in another folder and another zone of time.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/setup.mjs';

const built = join(root, 'web/extension/dist');

test('packed twice, folders and archives are the same byte for byte', { skip: !existsSync(built) }, () => {
  const work = mkdtempSync(join(tmpdir(), 'anchorlight-twice-'));
  try {
    const [first, second] = ['Pacific/Kiritimati', 'America/Anchorage'].map((TZ, index) => {
      const out = join(work, `${index}`.repeat(index + 1));
      const args = [
        'scripts/extension.mjs',
        '--built',
        built,
        '--out',
        out,
        '--hosts',
        'https://*.example/*',
      ];
      execFileSync('node', args, { cwd: root, env: { ...process.env, TZ } });
      return out;
    });
    const files = (folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
        .sort();
    assert.deepEqual(files(first), files(second));
    assert.ok(files(first).some((name) => name.endsWith('.zip')));
    assert.ok(files(first).some((name) => name.endsWith('.xpi')));
    for (const name of files(first))
      assert.ok(readFileSync(join(first, name)).equals(readFileSync(join(second, name))), name);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});
