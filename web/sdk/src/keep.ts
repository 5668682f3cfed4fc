import { AnchorlightError, reason } from './error.js';
import { currentOf, KeptShelf, type Setting } from './kept-shelf.js';
import { canDigest } from './sha256.js';
import { shape } from './shape.js';
import type { NotDurable, Shelf, ShelfOptions } from './shelf.js';
import type { Backing } from './shelf-backing.js';
import { DatabaseBacking } from './shelf-database.js';
import { MemoryBacking } from './shelf-memory.js';

/**
 * Opens the trust stores that are kept in this browser. Where they cannot be kept, the shelf works in memory and
 * says why; this rejects for options of the wrong type and for nothing else.
 */
export async function keepStores(options: ShelfOptions = {}): Promise<Shelf> {
  const { database = 'anchorlight-trust-stores', versions = 10 } = options;
  if (typeof database !== 'string') throw shape('database', database, 'a string');
  if (!Number.isSafeInteger(versions) || versions < 1)
    throw shape('versions', versions, 'a number from 1 on');
  const refusal = lack();
  if (refusal) return inMemory(versions, refusal);
  const backing = new DatabaseBacking(database);
  try {
    return new KeptShelf(backing, await currentOf(backing), { versions, channel: `anchorlight:${database}` });
  } catch (error) {
    backing.close();
    return inMemory(versions, refusalOf(error));
  }
}

function inMemory(versions: number, refusal: NonNullable<Setting['refusal']>): Shelf {
  return new KeptShelf(new MemoryBacking(), new Map(), { versions, refusal });
}

/** What the platform does not have, before anything is tried. */
function lack(): Setting['refusal'] {
  try {
    if (!globalThis.indexedDB) return { reason: 'unavailable' };
  } catch (error) {
    return { reason: 'refused', detail: reason(error) };
  }
  return canDigest() ? undefined : { reason: 'insecure' };
}

/** The backing's errors are named as the reasons are. */
function refusalOf(error: unknown): NonNullable<Setting['refusal']> {
  if (!(error instanceof AnchorlightError)) return { reason: 'failed', detail: reason(error) };
  return { reason: error.id.replace('store.', '') as NotDurable, detail: error.message };
}
