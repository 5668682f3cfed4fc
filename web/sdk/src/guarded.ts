// Calls into a WebAssembly module, with whatever goes wrong as an error of our own.
import { AnchorlightError, type ErrorId, reason } from './error.js';
import type { DocumentProblem } from './report.js';

/** `reset` replaces the instance where it failed. */
export function guarded<Answer>(ask: () => Answer, reset: () => void): Answer {
  try {
    return ask();
  } catch (cause) {
    if (isTyped(cause)) throw new AnchorlightError(cause.id, cause.message, undefined, cause.problems);
    // Whatever else comes out of it, the instance stopped halfway and must not be used again.
    reset();
    throw new AnchorlightError('engine.trap', `The engine failed and was replaced: ${reason(cause)}.`, cause);
  }
}

export function notLoaded(option: string, cause: unknown): AnchorlightError {
  const message = `The WebAssembly module could not be loaded: ${reason(cause)}. Where it is served from elsewhere, pass it as \`${option}\`.`;
  return new AnchorlightError('engine.load', message, cause);
}

/** The module's own errors carry the id as a property. */
function isTyped(thrown: unknown): thrown is Error & { id: ErrorId; problems?: DocumentProblem[] } {
  return thrown instanceof Error && 'id' in thrown && typeof thrown.id === 'string';
}
