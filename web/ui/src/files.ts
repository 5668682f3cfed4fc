// From what a browser hands over (picked, dropped, pasted) to named bytes.
import type { File as Given } from './doors.js';

export async function read(file: Blob & { name: string }): Promise<Given> {
  return { label: file.name, data: new Uint8Array(await file.arrayBuffer()) };
}

/** Everything that was dropped; folders are read to the bottom. */
export async function dropped(transfer: DataTransfer): Promise<Given[]> {
  // The entries have to be taken before the first await: the list is emptied afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.all([...transfer.files].map(read));
  const files: Given[] = [];
  for (const entry of entries) if (entry) await walk(entry, files);
  return files;
}

async function walk(entry: FileSystemEntry, files: Given[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<Blob & { name: string }>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    files.push(await read(file));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives a part of the folder at a time, and nothing at its end.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return;
    for (const inner of part.sort((a, b) => (a.name < b.name ? -1 : 1))) await walk(inner, files);
  }
}

/** Files or text from the clipboard. */
export async function pasted(transfer: DataTransfer, number: number): Promise<Given[]> {
  if (transfer.files.length > 0) return Promise.all([...transfer.files].map(read));
  const text = transfer.getData('text/plain');
  return text.trim() ? [typed(text, number)] : [];
}

export function typed(text: string, number: number): Given {
  return { label: `pasted text ${number}`, data: new TextEncoder().encode(text) };
}
