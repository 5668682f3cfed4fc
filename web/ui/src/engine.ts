import type { ClientEngine } from 'anchorlight/client';
import type { Doors, StoreDoors } from './doors.js';

/** The engine in its worker, started when the page is drawn; where that failed, again with the next question. */
export function engineDoors(
  start: () => Promise<ClientEngine>,
): StoreDoors & Pick<Doors, 'check' | 'exportObjects' | 'inspect' | 'relate'> {
  let engine = start();
  // Nobody waits for the first start; the question that does is told.
  engine.catch(() => {});
  const started = () => {
    engine = engine.catch(start);
    return engine;
  };
  return {
    check: async (request, signal) => (await started()).check(request, { signal }),
    inspect: async (files, options) => (await started()).inspect(files, options),
    relate: async (files) => (await started()).relate(files),
    exportObjects: async (objects, form) => (await started()).exportObjects(objects, form),
    openStore: async (store) => (await started()).openStore(store),
    describeStore: async (store) => (await started()).describeStore(store),
    previewImport: async (asked) => (await started()).previewImport(asked),
    exportStore: async (document, format) => (await started()).exportStore(document, format),
    editStore: async (asked) => (await started()).editStore(asked),
    diffStores: async (asked) => (await started()).diffStores(asked),
    updateStore: async (asked) => (await started()).updateStore(asked),
    simulate: async (asked) => (await started()).simulate(asked),
  };
}
