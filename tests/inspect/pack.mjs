// Archives of files given by their names, made by Python and by tar.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Folder } from './folder.mjs';

const folder = new Folder();

function written(files) {
  for (const [name, data] of Object.entries(files)) folder.write(name, data);
  return Object.keys(files);
}

/** A ZIP; `method` is how each file is packed, as Python calls it. */
export function zip(files, method = 'ZIP_DEFLATED') {
  const program =
    `import sys, zipfile\nwith zipfile.ZipFile('packed.zip', 'w', zipfile.${method}) as z:\n` +
    ` for name in sys.argv[1:]: z.write(name)`;
  execFileSync('python3', ['-c', program, ...written(files)], { cwd: folder.path('.') });
  return readFileSync(folder.path('packed.zip'));
}

export function tar(files) {
  execFileSync('tar', ['-cf', 'packed.tar', ...written(files)], { cwd: folder.path('.') });
  return readFileSync(folder.path('packed.tar'));
}
