// The organisation's trust store, and the certificates that the person added: kept with their history, and changed
// only by documents that may follow the one before.
import {
  type AnchorlightError,
  type FirstUse,
  type KeptVersion,
  keepStores,
  TrustStore,
  type UpdateReport,
} from 'anchorlight';
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
  /** Whether that document is signed. */
  signed?: boolean;
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

/** The store that decides; nothing where none was accepted. While one takes the place of another, that is waited for. */
export async function storeOf(of: Of): Promise<TrustStore | undefined> {
  await queue;
  const kept = await shelf(of);
  const [name] = await kept.names();
  if (name === undefined) return undefined;
  const context = {
    included: (await readKept(of))?.included ?? [],
    publicWebRoots: await loadPublicRoots(),
  };
  const running = await engine();
  const known = open.get(of);
  if (known?.name === name) return known;
  known?.close();
  const store = new TrustStore(running, kept, name, context);
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
  const otherwise = { from, pin: kept?.pin ?? pin, included: kept?.included ?? [] };
  try {
    const shelved = await shelf(of);
    const names = await shelved.names();
    // One that is trusted for another reason takes the place of the one before it without having to follow it.
    const current = names[0] !== undefined && kept?.pin === pin ? await shelved.current(names[0]) : undefined;
    const candidate = new TextEncoder().encode(document);
    const report = await (await engine()).updateStore({
      ...{ candidate, included, publicWebRoots: await loadPublicRoots() },
      ...(current ? { current: current.bytes } : { first }),
    });
    if (report.outcome === 'refused') {
      await refuse(of, { ...report.refusal }, otherwise);
      return report;
    }
    const { name, version, digest, signed } = report.store;
    const [newest] = await shelved.history(name);
    if (newest?.digest !== digest)
      await shelved.put({ name, version, digest, bytes: candidate }, { expected: newest?.revision ?? null });
    for (const other of names) if (other !== name) await shelved.remove(other, { expected: 'any' });
    await writeKept(of, { from, pin, included, digest, signed: signed !== undefined });
    open.get(of)?.close();
    open.delete(of);
    return report;
  } catch (error) {
    await refuse(of, faultOf(error), otherwise);
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

/** What views are told of the store, for which no engine has to run. */
export async function stateOf(of: Of): Promise<StoreState> {
  await queue;
  const [kept, current] = await Promise.all([readKept(of), currentOf(of)]);
  const told = { ...(kept && { from: kept.from }), ...(kept?.refused && { refused: kept.refused }) };
  if (!current) return told;
  const { name, version, digest } = current;
  // A worker that was ended between the two has kept the document and nothing beside it.
  const signed = kept?.digest === digest ? kept.signed : undefined;
  return { ...told, name, version, digest, signed: signed ?? (await isSigned(of)) };
}

async function currentOf(of: Of): Promise<KeptVersion | undefined> {
  const kept = await shelf(of);
  const [name] = await kept.names();
  return name === undefined ? undefined : (await kept.history(name))[0];
}

async function isSigned(of: Of): Promise<boolean> {
  const described = await (await storeOf(of))?.describe();
  return described?.store.signed !== undefined;
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
