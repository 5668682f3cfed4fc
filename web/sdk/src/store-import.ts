// Trust stores of a file: each is taken in as an update is, and all of them or none.
import type { Engine, FirstUse } from './api.js';
import type { Refusal } from './report.js';
import type { ExportedDocument, ExportedStore, KeptDocument, Shelf, StorePut } from './shelf.js';
import { includedIn, type StoreContext } from './store-context.js';

/** What is known beside the file. */
export interface ImportAsked extends StoreContext {
  /** Why the first document of a store is trusted, by the store's name; it counts where none is kept of that store. */
  readonly first?: ReadonlyMap<string, FirstUse> | undefined;
}

export interface ImportedStore {
  readonly name: string;
  /** `unchanged`: the same document is current here, and was left as it is. */
  readonly outcome: 'added' | 'updated' | 'unchanged';
}

export interface RefusedStore {
  readonly name: string;
  readonly refusal: Refusal;
}

/** What came of a file. Where one store of it is refused, nothing was changed. */
export type ImportReport =
  | { readonly outcome: 'accepted'; readonly stores: readonly ImportedStore[] }
  | { readonly outcome: 'refused'; readonly refused: readonly RefusedStore[] };

type Judged = RefusedStore | (ImportedStore & { readonly put?: StorePut });

export async function importAll(
  engine: Engine,
  shelf: Shelf,
  file: Uint8Array | ArrayBuffer,
  asked: ImportAsked,
): Promise<ImportReport> {
  const judged: Judged[] = [];
  for (const store of await shelf.readExport(file))
    judged.push(await judge(engine, store, await shelf.current(store.name), asked));
  const refused = judged.flatMap((one) => ('refusal' in one ? [one] : []));
  if (refused.length > 0) return { outcome: 'refused', refused };
  const taken = judged.flatMap((one) => ('refusal' in one ? [] : [one]));
  await shelf.putAll(taken.flatMap(({ put }) => put ?? []));
  return { outcome: 'accepted', stores: taken.map(({ name, outcome }) => ({ name, outcome })) };
}

async function judge(
  engine: Engine,
  { name, documents: [newest, ...older] }: ExportedStore,
  current: KeptDocument | undefined,
  asked: ImportAsked,
): Promise<Judged> {
  const context = contextOf(newest, asked);
  const first = asked.first?.get(name);
  const report = await engine.updateStore({
    candidate: newest.bytes,
    ...context,
    ...(current ? { current: current.bytes } : { first }),
  });
  if (report.outcome === 'refused') return { name, refusal: report.refusal };
  const { store, change } = report;
  if (store.name !== name)
    return { name, refusal: { id: 'update.other_store', expected: name, found: store.name } };
  if (change.kind === 'unchanged') return { name, outcome: 'unchanged' };
  const { version, digest } = store;
  const included = await includedIn(engine, newest.bytes, context);
  // Nobody signs settings: those that are here stay.
  const put = {
    name,
    version,
    digest,
    bytes: newest.bytes,
    included,
    settings: (current ?? newest).settings,
  };
  if (current) return { name, outcome: 'updated', put: { documents: [put], expected: current.revision } };
  const history = await historyOf(engine, { ...newest, ...put }, older, asked);
  const documents = [{ ...put, kept: newest.kept }, ...history];
  return { name, outcome: 'added', put: { documents, expected: null } };
}

/** What of a file's older documents could have been followed by what was accepted; what is before a gap is left out. */
async function historyOf(
  engine: Engine,
  newest: ExportedDocument,
  older: readonly ExportedDocument[],
  asked: ImportAsked,
): Promise<ExportedDocument[]> {
  const history: ExportedDocument[] = [];
  let next = newest;
  for (const one of older) {
    const context = contextOf(next, asked);
    const { issued, signed } = (await engine.describeStore({ document: next.bytes, ...context })).store;
    const report = await engine.updateStore({
      ...{ current: one.bytes, candidate: next.bytes, ...context },
      now: issued,
    });
    if (report.outcome === 'refused') break;
    const { change } = report;
    // A signed document does not vouch for one that nobody signed.
    if (change.kind === 'updated' && change.unprotected && signed) break;
    next = { ...one, version: change.kind === 'updated' ? change.from : next.version };
    history.push(next);
  }
  return history;
}

function contextOf(
  { included }: ExportedDocument,
  { included: more, publicWebRoots }: ImportAsked,
): StoreContext {
  return { included: included?.map(({ bytes }) => bytes) ?? more, publicWebRoots };
}
