import type { File } from '@anchorlight/ui/views';
import { ask, type StoreDocuments } from '../messages.js';

let last: { text: string; files: File[] } = { text: '', files: [] };

/** A store's documents: the same files as before where they are the same, so that they are not read again. */
export async function documentFiles(of: 'organisation' | 'own'): Promise<File[]> {
  const documents = await ask('document', { of });
  const text = JSON.stringify(documents ?? null);
  if (text !== last.text) last = { text, files: documents ? filesOf(documents) : [] };
  return last.files;
}

export function filesOf({ document, included }: StoreDocuments): File[] {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return [
    { label: 'trust-store.json', data: bytes(document) },
    ...included.map((text, index) => ({ label: `included-${index + 1}.json`, data: bytes(text) })),
  ];
}
