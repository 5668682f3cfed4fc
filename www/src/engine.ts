import type { Doors } from '@anchorlight/ui';
import type { ClientEngine } from 'anchorlight/client';

/** The engine in its worker, started when the page is drawn; where that failed, again with the next check. */
export function engineDoor(start: () => Promise<ClientEngine>): Doors['check'] {
  let engine = start();
  // Nobody waits for the first start; the check that does is told.
  engine.catch(() => {});
  return async (request, signal) => {
    engine = engine.catch(start);
    return (await engine).check(request, { signal });
  };
}
