// The trust store, remembered on this device in IndexedDB when the person asks for it.
import type { Input } from 'anchorlight';
import type { File } from './doors.js';

const NAME = 'anchorlight';
const STORE = 'kept';
const KEY = 'trust-store';

export async function recall(): Promise<File[]> {
  const kept: unknown = await transact('readonly', (store) => store.get(KEY));
  return Array.isArray(kept) ? kept : [];
}

export async function keep(files: File[]): Promise<void> {
  await transact('readwrite', (store) => store.put(files, KEY));
}

export async function forget(): Promise<void> {
  await transact('readwrite', (store) => store.delete(KEY));
}

/** Whether a file is worth keeping: it holds certificates or revocation lists, and no private key. */
export function holdsSomething(input: Input | undefined): boolean {
  const secret = input?.problems.some((problem) => problem.kind.id === 'input.private_key');
  return input !== undefined && input.certificates + input.revocationSources > 0 && !secret;
}

function transact<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
      transaction.onabort = () => {
        database.close();
        reject(transaction.error);
      };
    };
  });
}
