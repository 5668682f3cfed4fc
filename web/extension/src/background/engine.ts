import { createEngine, type Engine } from 'anchorlight';
import { loadPublicRoots } from 'anchorlight/public-roots';

let starting: Promise<Engine> | undefined;

/** The engine, started with the first question; where that failed, again with the next one. */
export function engine(): Promise<Engine> {
  starting ??= createEngine().catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

export { loadPublicRoots };
