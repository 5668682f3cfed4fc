// Files on their way in and out.
import { useRef, useState } from 'preact/hooks';
import type { File } from './doors.js';
import { dropped, read, typed } from './files.js';

interface Props {
  id: string;
  /** Whose files they are, for the ear. */
  what: string;
  /** What the field for text takes. */
  label: string;
  /** The number of the next pasted text. */
  next: number;
  describedBy?: string;
  onFiles: (files: File[]) => void;
}

/** Files by a picker or as text. */
export function Give({ id, what, label, next, describedBy, onFiles }: Props) {
  const [pasting, setPasting] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const use = () => {
    const text = area.current?.value ?? '';
    if (text.trim()) onFiles([typed(text, next)]);
    setPasting(false);
  };
  return (
    <>
      <div class="slot">
        <label class="pick">
          <input
            type="file"
            multiple
            aria-describedby={describedBy}
            onChange={async (event) => {
              const input = event.currentTarget;
              const chosen = await Promise.all([...(input.files ?? [])].map(read));
              // The same file can then be chosen again after it was removed.
              input.value = '';
              onFiles(chosen);
            }}
          />
          <span>Choose files</span>
          <span class="sr-only"> {what}</span>
        </label>
        <button type="button" class="quiet" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          Paste text<span class="sr-only"> {what}</span>
        </button>
        <span class="slot-words">or drop here</span>
      </div>
      {pasting && (
        <div class="paste">
          <label for={`${id}-text`}>{label}</label>
          <textarea
            id={`${id}-text`}
            ref={area}
            rows={6}
            spellcheck={false}
            autocomplete="off"
            placeholder="-----BEGIN CERTIFICATE-----"
          />
          <button type="button" onClick={use}>
            Use this text
          </button>
        </div>
      )}
    </>
  );
}

/** Hands a text or bytes to the browser as a file. */
export function download(name: string, contents: BlobPart, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([contents], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the bytes by the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** Lets an element take files that are dropped on it. */
export function taking(onFiles: (files: File[]) => void) {
  return {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
    },
    onDrop: async (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) onFiles(await dropped(event.dataTransfer));
    },
  };
}
