import { readFile } from 'node:fs/promises';
import type { Engine, EngineOptions, ModuleSource } from './api.js';
import { engineFrom } from './local.js';

export * from './api.js';

/** Makes an engine on this thread. The module is read from beside this file. */
export function createEngine(options: EngineOptions = {}): Promise<Engine> {
  return engineFrom(read(options.wasm ?? new URL('./engine_bg.wasm', import.meta.url)));
}

// Node's fetch does not read files.
async function read(wasm: ModuleSource | Promise<ModuleSource>): Promise<ModuleSource> {
  const source = await wasm;
  if (source instanceof URL && source.protocol === 'file:') return readFile(source);
  if (typeof source === 'string' && !URL.canParse(source)) return readFile(source);
  return typeof source === 'string' && source.startsWith('file:') ? readFile(new URL(source)) : source;
}
