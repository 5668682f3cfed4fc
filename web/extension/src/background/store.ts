// The organisation's trust store, and the certificates that the person added: kept with their history, and changed
// only by documents that may follow the one before.
import { type AnchorlightError, type FirstUse, keepStores, TrustStore, type UpdateReport } from 'anchorlight';
import type { StoreDocuments } from '../messages.js';
import type { StoreState } from '../state.js';
import { engine, loadPublicRoots } from './engine.js';

export type Of = 'organisation' | 'own';
type From = NonNullable<StoreState['from']>;

/** What is kept beside the documents. */
interface Kept {
  from: From;
  /** Why the first document was trusted; another reason is another store. */
  pin: string;
  included: readonly string[];
  /** Of the document that decides: views hear of another one by it. */
  digest?: string;
  refused?: StoreState['refused'];
}

/** A document that is to decide. */
export interface Offer {
  document: string;
  included?: readonly string[] | undefined;
  from: From;
  /** Why a first document is trusted. */
  first?: FirstUse | undefined;
  pin?: string;
}

const shelves = new Map<Of, ReturnType<typeof keepStores>>();
const open = new Map<Of, TrustStore>();
/** One document after the other. */
let queue: Promise<unknown> = Promise.resolve();

const shelf = (of: Of) => {
  const known = shelves.get(of) ?? keepStores({ database: `anchorlight-${of}` });
  shelves.set(of, known);
  return known;
};

export async function readKept(of: Of): Promise<Kept | undefined> {
  const key = `store:${of}`;
  return (await chrome.storage.local.get(key))[key] as Kept | undefined;
}

async function writeKept(of: Of, kept: Kept): Promise<void> {
  await chrome.storage.local.set({ [`store:${of}`]: kept });
}

/** The store that decides; nothing where none was accepted. */
export async function storeOf(of: Of): Promise<TrustStore | undefined> {
  const [name] = await (await shelf(of)).names();
  if (name === undefined) return undefined;
  const known = open.get(of);
  if (known?.name === name) return known;
  return opened(of, name, (await readKept(of))?.included ?? []);
}

async function opened(of: Of, name: string, included: readonly string[]): Promise<TrustStore> {
  open.get(of)?.close();
  const store = new TrustStore(await engine(), await shelf(of), name, {
    included,
    publicWebRoots: await loadPublicRoots(),
  });
  open.set(of, store);
  return store;
}

/** Lets a document decide if it may; what is refused changes nothing and is told. */
export function offer(of: Of, offered: Offer): Promise<UpdateReport> {
  const taken = queue.then(() => take(of, offered));
  queue = taken.catch(() => {});
  return taken;
}

async function take(
  of: Of,
  { document, included = [], from, first, pin = '' }: Offer,
): Promise<UpdateReport> {
  const kept = await readKept(of);
  const [current] = await (await shelf(of)).names();
  const candidate = new TextEncoder().encode(document);
  try {
    const context = { included, publicWebRoots: await loadPublicRoots() };
    const name =
      current ?? (await (await engine()).describeStore({ document: candidate, ...context })).store.name;
    const store = await opened(of, name, included);
    const report = await store.update(candidate, first);
    if (report.outcome === 'refused') {
      await refuse(
        of,
        { ...report.refusal },
        { from, pin: kept?.pin ?? pin, included: kept?.included ?? [] },
      );
      open.delete(of);
    } else {
      await writeKept(of, { from, pin, included, digest: report.store.digest });
    }
    return report;
  } catch (error) {
    open.delete(of);
    await refuse(of, faultOf(error), { from, pin: kept?.pin ?? pin, included: kept?.included ?? [] });
    throw error;
  }
}

/** Remembers why the newest document does not decide. */
export async function refuse(
  of: Of,
  { id, ...data }: { id: string; [field: string]: unknown },
  otherwise: Omit<Kept, 'refused'>,
): Promise<void> {
  // Whoever imports a document sees it there and then.
  if (otherwise.from === 'import') return;
  const kept = (await readKept(of)) ?? otherwise;
  await writeKept(of, { ...kept, refused: { id, data, at: now() } });
}

/** What was thrown, as sentences are filled in from it. */
export function faultOf(error: unknown): { id: string; message: string; [field: string]: unknown } {
  const message = error instanceof Error ? error.message : String(error);
  const {
    id = 'extension.failed',
    problems,
    address,
  } = error as Partial<AnchorlightError & { address: string }>;
  return { id, message, ...(address && { address }), ...(problems && { problems: problems.slice(0, 20) }) };
}

/** Nothing of it decides any more, and nothing of it is kept. */
export function forget(of: Of): Promise<void> {
  const gone = queue.then(async () => {
    open.get(of)?.close();
    open.delete(of);
    const kept = await shelf(of);
    for (const name of await kept.names()) await kept.remove(name, { expected: 'any' });
    await chrome.storage.local.remove(`store:${of}`);
  });
  queue = gone.catch(() => {});
  return gone;
}

export async function stateOf(of: Of): Promise<StoreState> {
  const [kept, store] = await Promise.all([readKept(of), storeOf(of)]);
  const told = { ...(kept && { from: kept.from }), ...(kept?.refused && { refused: kept.refused }) };
  const current = await store?.current();
  if (!store || !current) return told;
  const described = await store.describe();
  const { name, version, digest, signed } = described.store;
  return { ...told, name, version, digest, signed: signed !== undefined };
}

/** The document that decides, for views that look into it. */
export async function documentsOf(of: Of): Promise<StoreDocuments | undefined> {
  const current = await (await storeOf(of))?.current();
  if (!current) return undefined;
  const document = new TextDecoder().decode(current.bytes);
  return { document, included: (await readKept(of))?.included ?? [] };
}

/** RFC 3339 in UTC, whole seconds. */
export function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** The SHA-256 of a document. */
export async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
