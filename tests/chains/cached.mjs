// What scripts make with `openssl`, kept until the scripts or openssl change.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { opensslVersion } from './openssl.mjs';

/**
 * What `make` returns, kept as JSON in a folder of `out`; paths in it are below the folder that `make` is
 * given. `sources` are the scripts that it depends on.
 */
export function cached(out, name, sources, make) {
  const stamp = createHash('sha256').update(opensslVersion());
  for (const file of sources) stamp.update(readFileSync(file));
  const dir = join(out, `${name}-${stamp.digest('hex').slice(0, 16)}`);
  if (!existsSync(dir)) {
    // Made aside and then renamed, because several test files may ask at once.
    const aside = join(out, `making-${name}-${process.pid}`);
    mkdirSync(aside, { recursive: true });
    const made = JSON.stringify(make(aside)).replaceAll(aside, '.');
    writeFileSync(join(aside, 'made.json'), made);
    try {
      renameSync(aside, dir);
    } catch (error) {
      rmSync(aside, { recursive: true });
      if (!existsSync(dir)) throw error;
    }
    for (const old of readdirSync(out).filter((old) => old.startsWith(`${name}-`))) {
      if (join(out, old) !== dir) rmSync(join(out, old), { recursive: true, force: true });
    }
  }
  return JSON.parse(readFileSync(join(dir, 'made.json'), 'utf8'), (_, value) =>
    typeof value === 'string' && value.startsWith('./') ? join(dir, value) : value,
  );
}

/** The scripts of a folder. */
export function scripts(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
  return files.map((file) => join(folder, file));
}
