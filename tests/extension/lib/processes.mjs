// The processes of a browser, read from /proc, so that none but its own is ever touched.
import { readdirSync, readFileSync } from 'node:fs';

/** The processes below `parent` that were started with an argument: their numbers. */
export function below(parent, argument) {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(read)
    .filter(Boolean);
  const family = new Set([parent]);
  // A process is listed after its parent but for numbers that went round: until nothing is added.
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { pid, of } of all) if (family.has(of)) family.add(pid);
  }
  return all.filter(({ pid, args }) => family.has(pid) && args.includes(argument)).map(({ pid }) => pid);
}

/** Nothing where it has ended in the meantime. */
function read(pid) {
  try {
    const [, of] = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return {
      pid: Number(pid),
      of: Number(of),
      args: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/),
    };
  } catch {
    return undefined;
  }
}
