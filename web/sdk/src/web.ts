import type { Engine, EngineOptions } from './api.js';
import { engineFrom } from './local.js';

export * from './api.js';

/** Makes an engine on this thread. The modules are fetched from beside this file. */
export function createEngine(options: EngineOptions = {}): Promise<Engine> {
  return engineFrom(
    options.wasm ?? new URL('./engine_bg.wasm', import.meta.url),
    () => options.inspectorWasm ?? new URL('./inspector_bg.wasm', import.meta.url),
  );
}
