// The only file that touches the WebAssembly glue.
import type { CheckRequest, Engine, ModuleSource } from './api.js';
import * as glue from './engine.js';
import { AnchorlightError, closed, type ErrorId, reason } from './error.js';
import type { Report } from './report.js';
import { type EngineRequest, readRequest } from './request.js';

/** Engines that are open. They share one instance, because the glue keeps one per thread. */
let open = 0;

/** Loads the module, once per thread, and makes an engine on it. */
export async function engineFrom(wasm: ModuleSource | Promise<ModuleSource>): Promise<Engine> {
  try {
    await glue.default({ module_or_path: await wasm });
  } catch (cause) {
    const message = `The WebAssembly module could not be loaded: ${reason(cause)}. Where it is served from elsewhere, pass it as \`wasm\`.`;
    throw new AnchorlightError('engine.load', message, cause);
  }
  open += 1;
  return new LocalEngine();
}

class LocalEngine implements Engine {
  readonly version = glue.version();
  #closed = false;

  async check(request: CheckRequest): Promise<Report> {
    if (this.#closed) throw closed();
    return answer(readRequest(request));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    open -= 1;
    // WebAssembly memory never shrinks; a fresh instance gives it back.
    if (open === 0) glue.__wbg_reset_state();
  }
}

/** Asks the engine. */
export function answer(request: EngineRequest): Report {
  try {
    return glue.check(request);
  } catch (cause) {
    if (isTyped(cause)) throw new AnchorlightError(cause.id, cause.message);
    // Whatever else comes out of it, the instance stopped halfway and must not be used again.
    glue.__wbg_reset_state();
    throw new AnchorlightError('engine.trap', `The engine failed and was replaced: ${reason(cause)}.`, cause);
  }
}

/** The module's own errors carry the id as a property. */
function isTyped(thrown: unknown): thrown is Error & { id: ErrorId } {
  return thrown instanceof Error && 'id' in thrown && typeof thrown.id === 'string';
}
