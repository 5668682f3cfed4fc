import type { Engine, EngineOptions } from './api.js';
import { fromBase64 } from './base64.js';
import { base64 } from './engine-base64.js';
import { inlineInspector } from './inline-inspector.js';
import { engineFrom } from './local.js';

export * from './api.js';

/** Makes an engine on this thread. The module is part of this script; that for inspection is imported when it is needed. */
export function createEngine(options: EngineOptions = {}): Promise<Engine> {
  return engineFrom(options.wasm ?? fromBase64(base64), () => options.inspectorWasm ?? inlineInspector());
}
