import { readFile } from 'node:fs/promises';
import type { Engine, EngineOptions, ModuleSource } from './api.js';
import { engineFrom } from './local.js';

export * from './api.js';

/** Makes an engine on this thread. The modules are read from beside this file. */
export function createEngine(options: EngineOptions = {}): Promise<Engine> {
  return engineFrom(read(options.wasm ?? new URL('./engine_bg.wasm', import.meta.url)), () =>
    read(options.inspectorWasm ?? new URL('./inspector_bg.wasm', import.meta.url)),
  );
}

// Node's fetch does not read files; a text without a scheme is a path.
async function read(wasm: ModuleSource | Promise<ModuleSource>): Promise<ModuleSource> {
  const source = await wasm;
  if (typeof source !== 'string' && !(source instanceof URL)) return source;
  if (typeof source === 'string' && !/^[a-z][a-z\d+.-]+:/i.test(source)) return readFile(source);
  const url = new URL(source);
  return url.protocol === 'file:' ? readFile(url) : url;
}
