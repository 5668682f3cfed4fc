import type { Doors } from '@anchorlight/ui';
import type { ClientEngine } from 'anchorlight/client';

/** The engine in its worker, started when the page is drawn; where that failed, again with the next question. */
export function engineDoors(
  start: () => Promise<ClientEngine>,
): Pick<Doors, 'check' | 'openStore' | 'describeStore'> {
  let engine = start();
  // Nobody waits for the first start; the question that does is told.
  engine.catch(() => {});
  const started = () => {
    engine = engine.catch(start);
    return engine;
  };
  return {
    check: async (request, signal) => (await started()).check(request, { signal }),
    openStore: async (store) => (await started()).openStore(store),
    describeStore: async (store) => (await started()).describeStore(store),
  };
}
