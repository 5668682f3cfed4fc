// The only file that touches the glue of the module for inspection.
import type { InspectedForm, ModuleSource } from './api.js';
import { guarded, notLoaded } from './guarded.js';
import type { Asked, Kept, RawInspection } from './inspected.js';
import * as glue from './inspector.js';

/** Octets that take the module a few MiB to inspect: a fresh one costs as much time as dozens of certificates. */
const LITTLE = 1 << 20;

let loaded: Promise<unknown> | undefined;

/** Loads the module, once per thread; after a failure, again. */
export async function loadInspector(wasm: () => ModuleSource | Promise<ModuleSource>): Promise<void> {
  loaded ??= Promise.resolve(wasm()).then((source) => glue.default({ module_or_path: source }));
  try {
    await loaded;
  } catch (cause) {
    loaded = undefined;
    throw notLoaded('inspectorWasm', cause);
  }
}

/** Inspects files. */
export function inspectFiles(
  files: readonly Uint8Array<ArrayBuffer>[],
  { passwords, weakKeys }: Asked,
): RawInspection[] {
  let mayStay = false;
  try {
    const answer = guarded(() => glue.inspect([...files], [...passwords], weakKeys), reset);
    const size = files.reduce((sum, { length }) => sum + length, 0);
    mayStay = passwords.length === 0 && size <= LITTLE && answer.every(([, , , , isPublic]) => isPublic);
    return answer.map(
      ([objects, problems, octets, lengths]): RawInspection => ({ objects, problems, octets, lengths }),
    );
  } finally {
    // Neither keys nor the room that a large file took stay behind.
    if (!mayStay) reset();
  }
}

/** The tree of an encoding, as JSON. */
export function treeText(der: Uint8Array<ArrayBuffer>): string {
  return guarded(() => glue.tree(der), reset);
}

/** What belongs together, as JSON. */
export function relationsText(kept: readonly Kept[]): string {
  const [kinds, octets, lengths] = [
    kept.map(({ kinds }) => kinds),
    kept.map(({ octets }) => octets),
    kept.map(({ lengths }) => lengths),
  ];
  try {
    return guarded(() => glue.relate(kinds, octets, lengths), reset);
  } finally {
    // The room that all files together took does not stay behind.
    reset();
  }
}

/** The objects of encodings in another form. */
export function exportObjects(encodings: readonly Uint8Array<ArrayBuffer>[], form: InspectedForm) {
  const exported = guarded(() => glue.export_objects([...encodings], form), reset);
  return exported as Uint8Array<ArrayBuffer> | undefined;
}

function reset(): void {
  glue.__wbg_reset_state();
}
