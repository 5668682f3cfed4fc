// The only file that touches the glue of the engine's module.
import type {
  CheckRequest,
  Engine,
  Inspected,
  InspectedForm,
  InspectOptions,
  ModuleSource,
  OpenFiles,
  OpenStore,
  StoreFiles,
} from './api.js';
import * as glue from './engine.js';
import { closed } from './error.js';
import { guarded as guardedBy, notLoaded } from './guarded.js';
import { exportObjects, inspectFiles, loadInspector, relationsText, treeText } from './inspect-local.js';
import { type Encodings, inspectedOf, readAsked, readKept, readObjects } from './inspected.js';
import type { Relations } from './inspection.js';
import { Handle, type Held, Library } from './open-files.js';
import type { Opened, Report } from './report.js';
import { type EngineRequest, readFiles, readRequest, sourcesOf } from './request.js';

import { readStore, StoreEngine, StoreHandle, StoreLibrary, type Verbs } from './stores.js';

/** Engines that are open. They share one instance, because the glue keeps one per thread. */
let open = 0;
/** Their files, and the digests of those that the instance has. */
const library = new Library();
const stores = new StoreLibrary();
const present = new Set<string>();

/** A module, fetched when this is called. */
export type Inspector = () => ModuleSource | Promise<ModuleSource>;

/** Loads the module, once per thread, and makes an engine on it. */
export async function engineFrom(
  wasm: ModuleSource | Promise<ModuleSource>,
  inspector: Inspector,
): Promise<Engine> {
  try {
    await glue.default({ module_or_path: await wasm });
  } catch (cause) {
    throw notLoaded('wasm', cause);
  }
  open += 1;
  return new LocalEngine(inspector);
}

class LocalEngine extends StoreEngine implements Engine {
  readonly version = glue.version();
  readonly #handles = new Set<Handle>();
  readonly #stores = new Set<StoreHandle>();
  readonly #inspector: Inspector;
  #closed = false;

  constructor(inspector: Inspector) {
    super();
    this.#inspector = inspector;
  }

  async check(request: CheckRequest): Promise<Report> {
    if (this.#closed) throw closed();
    const read = readRequest(request);
    for (const data of library.missing(sourcesOf(read), present)) openFile(data);
    const store = stores.missing(read.store, present);
    if (store) askStore('open', store);
    return answer(read);
  }

  async open(files: Parameters<Engine['open']>[0]): Promise<OpenFiles> {
    if (this.#closed) throw closed();
    const held = readFiles(files);
    const opened = held.map(({ data }) => openFile(data));
    const handle = new Handle(held, opened, (handle) => this.#letGo(handle));
    library.add(opened, held);
    this.#handles.add(handle);
    return handle;
  }

  async openStore(store: StoreFiles): Promise<OpenStore> {
    if (this.#closed) throw closed();
    const source = readStore('store', store);
    const opened = askStore('open', source);
    const handle = new StoreHandle(opened, (handle) => this.#letGoOfStore(handle));
    stores.add(opened, source);
    this.#stores.add(handle);
    return handle;
  }

  async inspect(files: Parameters<Engine['inspect']>[0], options: InspectOptions = {}): Promise<Inspected> {
    if (this.#closed) throw closed();
    const held = readFiles(files, false);
    const asked = readAsked(options);
    await loadInspector(this.#inspector);
    const raw = inspectFiles(
      held.map(({ data }) => data),
      asked,
    );
    return inspectedOf(held, raw, this.#encodings);
  }

  async relate(files: Parameters<Engine['relate']>[0]): Promise<Relations> {
    if (this.#closed) throw closed();
    const kept = readKept(files);
    await loadInspector(this.#inspector);
    return JSON.parse(relationsText(kept));
  }

  async exportObjects(objects: Parameters<Engine['exportObjects']>[0], form: InspectedForm) {
    const encodings = readObjects(objects);
    await loadInspector(this.#inspector);
    return this.#encodings.export(encodings, form);
  }

  readonly #encodings: Encodings = {
    tree: async (der) => {
      if (this.#closed) throw closed();
      return treeText(der);
    },
    export: async (encodings, form) => {
      if (this.#closed) throw closed();
      return exportObjects(encodings, form);
    },
  };

  protected async ask<Verb extends keyof Verbs>(verb: Verb, request: Verbs[Verb]['request']) {
    if (this.#closed) throw closed();
    return askStore(verb, request);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const handle of this.#stores) handle.close();
    for (const handle of this.#handles) handle.close();
    open -= 1;
    // WebAssembly memory never shrinks; a fresh instance gives it back.
    if (open === 0) reset();
  }

  #letGoOfStore(handle: StoreHandle): void {
    this.#stores.delete(handle);
    if (stores.remove(handle)) closeFile(handle.store.digest);
  }

  #letGo(handle: Handle): void {
    this.#handles.delete(handle);
    for (const digest of library.remove(handle.files)) closeFile(digest);
  }
}

/** Asks the engine. */
export function answer(request: EngineRequest): Report {
  return guarded(() => glue.check(request));
}

/** Asks about a trust store document. */
export function askStore<Verb extends keyof Verbs>(
  verb: Verb,
  request: Verbs[Verb]['request'],
): Verbs[Verb]['answer'] {
  const answer: Verbs[Verb]['answer'] = guarded(() => glue.store(verb, request));
  if (verb === 'open') present.add((answer as Verbs['open']['answer']).store.digest);
  return answer;
}

/** Reads a file into the instance. */
export function openFile(data: Held['data']): Opened {
  const opened: Opened = guarded(() => glue.open(data));
  present.add(opened.digest);
  return opened;
}

/** Takes a file out of the instance. */
export function closeFile(digest: string): void {
  if (present.delete(digest)) guarded(() => glue.close(digest));
}

function guarded<Answer>(ask: () => Answer): Answer {
  return guardedBy(ask, reset);
}

function reset(): void {
  glue.__wbg_reset_state();
  present.clear();
}
