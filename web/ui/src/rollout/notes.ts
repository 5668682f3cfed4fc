// What is said of a policy: ids with sentences, and what fills them.

export interface Note {
  id: string;
  /** Where something is wrong or missing there is no file. */
  severity: 'error' | 'missing' | 'warning' | 'info';
  data: object;
}

/** Whether there can be no file. */
export function stops(notes: readonly Note[]): boolean {
  return notes.some(({ severity }) => severity === 'error' || severity === 'missing');
}

export function note(id: string, severity: Note['severity'], data: object = {}): Note {
  return { id, severity, data };
}
