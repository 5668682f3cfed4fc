// The only file that touches the glue of the module for inspection.
import type { ModuleSource } from './api.js';
import { guarded, notLoaded } from './guarded.js';
import type { RawInspection } from './inspected.js';
import * as glue from './inspector.js';

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

/** Inspects a file. */
export function inspectFile(data: Uint8Array<ArrayBuffer>, passwords: readonly string[]): RawInspection {
  try {
    const [text, encodings, lengths] = guarded(() => glue.inspect(data, [...passwords]), reset);
    return { text, encodings, lengths };
  } finally {
    // Neither keys nor the room that a large file took stay behind.
    reset();
  }
}

/** The tree of an encoding, as JSON. */
export function treeText(der: Uint8Array<ArrayBuffer>): string {
  return guarded(() => glue.tree(der), reset);
}

function reset(): void {
  glue.__wbg_reset_state();
}
