import type { DocumentProblem } from 'anchorlight';

/** Why a question was not answered. */
export interface Failure {
  id: string;
  message: string;
  /** What keeps a trust store document from being read. */
  problems?: readonly DocumentProblem[];
}

export function fault(thrown: unknown): Failure {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const id = thrown instanceof Error && 'id' in thrown ? String(thrown.id) : 'engine.load';
  const { problems } = thrown as { problems?: readonly DocumentProblem[] };
  return { id, message, ...(problems && { problems }) };
}
