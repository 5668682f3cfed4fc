import type { ClientEngine, keepStores, TrustStore } from 'anchorlight/client';
import type { Doors, KeptDoors, StoreDoors } from './doors.js';

/** What of the package a page needs that keeps trust stores. */
interface Keeping {
  keepStores: typeof keepStores;
  TrustStore: typeof TrustStore;
}

/** The engine in its worker, started when the page is drawn; where that failed, again with the next question. */
export function engineDoors(
  start: () => Promise<ClientEngine>,
  keeping?: Keeping,
): StoreDoors & Pick<Doors, 'check' | 'exportObjects' | 'inspect' | 'kept' | 'relate'> {
  let engine = start();
  // Nobody waits for the first start; the question that does is told.
  engine.catch(() => {});
  const started = () => {
    engine = engine.catch(start);
    return engine;
  };
  return {
    ...(keeping && { kept: keptDoors(started, keeping) }),
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

function keptDoors(started: () => Promise<ClientEngine>, { keepStores, TrustStore }: Keeping): KeptDoors {
  return {
    shelf: () => keepStores(),
    storeOf: async (shelf, name, context) => new TrustStore(await started(), shelf, name, context),
    importAll: async (shelf, file, asked) => TrustStore.importAll(await started(), shelf, file, asked),
  };
}
