// The only file that touches the glue of the module for inspection.
import type { InspectedForm, ModuleSource } from './api.js';
import { guarded, notLoaded } from './guarded.js';
import type { Asked, RawInspection, RawInspections } from './inspected.js';
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

/** Inspects files. */
export function inspectFiles(files: readonly Uint8Array<ArrayBuffer>[], asked: Asked): RawInspections {
  const { passwords, relations } = asked;
  try {
    const answer = guarded(() => glue.inspect([...files], [...passwords], relations), reset);
    const raw = answer.slice(0, files.length);
    return {
      files: raw.map(
        ([objects, problems, encodings, lengths]): RawInspection => ({
          objects,
          problems,
          encodings,
          lengths,
        }),
      ),
      relations: answer[files.length],
    };
  } finally {
    // Neither keys nor the room that a large file took stay behind.
    reset();
  }
}

/** The tree of an encoding, as JSON. */
export function treeText(der: Uint8Array<ArrayBuffer>): string {
  return guarded(() => glue.tree(der), reset);
}

/** The object of an encoding in another form. */
export function exportObject(der: Uint8Array<ArrayBuffer>, form: InspectedForm) {
  return guarded(() => glue.export_object(der, form), reset) as Uint8Array<ArrayBuffer> | undefined;
}

function reset(): void {
  glue.__wbg_reset_state();
}
