import type { DocumentProblem } from './report.js';

/** What went wrong, in a form that stays the same. */
export type ErrorId =
  /** A field of the request is missing, unknown or of the wrong type. */
  | 'request.shape'
  /** The host is neither a DNS name nor an IP address. */
  | 'request.host'
  /** The name is not of its kind, or a host is asked for as well. */
  | 'request.name'
  /** The nonce of an OCSP request is not written in hexadecimal. */
  | 'request.nonce'
  /** An acceptable policy is no object identifier in dotted form. */
  | 'request.policy'
  /** A file was given as a list of public suffixes and is none. */
  | 'request.public_suffixes'
  /** A permitted or excluded subtree is not of its kind. */
  | 'request.subtree'
  /** A distrusted certificate or key is not named by a SHA-256 in hexadecimal. */
  | 'request.distrusted'
  /** The trust store document cannot be read: `problems` has every reason with its place. */
  | 'request.store'
  /** The request says what is for the trust store document to say. */
  | 'request.store_decides'
  /** A file is not open: it was closed, or another engine opened it. */
  | 'request.source'
  /** The answer would be longer than a string can be. */
  | 'request.too_large'
  /** The time is not a moment within the years 0000 to 9999. */
  | 'request.time'
  /** The WebAssembly module could not be loaded. */
  | 'engine.load'
  /** The engine failed, which is a fault of its own. It has been replaced; the next check works. */
  | 'engine.trap'
  /** The engine could not write its report, which is a fault of its own. */
  | 'report.unserialisable'
  /** The engine was closed. */
  | 'engine.closed'
  /** The worker could not be started, or died. It is replaced when the next check comes. */
  | 'worker.failed'
  /** The caller's signal was aborted. */
  | 'check.aborted'
  /** Somebody else changed the trust store in between; nothing was written. */
  | 'store.conflict'
  /** What is kept of a trust store no longer matches its digest; see DamagedStoreError. */
  | 'store.damaged'
  /** There is no room left; what was kept is as it was. */
  | 'store.full'
  /** The trust stores together are too large for one file. */
  | 'store.export'
  /** The file is no export of trust stores, or damaged; nothing was imported. */
  | 'store.import'
  /** A newer version of this package keeps the trust stores now. */
  | 'store.newer'
  /** Another tab keeps the trust stores busy. */
  | 'store.blocked'
  /** The browser no longer opens the database. */
  | 'store.refused'
  /** The browser's storage failed; what was kept is as it was. */
  | 'store.failed'
  /** The shelf was closed. */
  | 'store.closed'
  /** A document has another name than the store it is for. */
  | 'store.name'
  /** No document of this store is kept. */
  | 'store.absent';

/** Every error this package throws on purpose. */
export class AnchorlightError extends Error {
  readonly id: ErrorId;
  /** What keeps a trust store document from being read. */
  readonly problems?: readonly DocumentProblem[];

  constructor(id: ErrorId, message: string, cause?: unknown, problems?: readonly DocumentProblem[]) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AnchorlightError';
    this.id = id;
    if (problems) this.problems = problems;
  }
}

/** The text of anything that was thrown. */
export function reason(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

export function closed(): AnchorlightError {
  return new AnchorlightError('engine.closed', 'The engine was closed; make another with createEngine().');
}

export function workerFailed(why: string, cause?: unknown): AnchorlightError {
  return new AnchorlightError('worker.failed', `The worker could not be started or died: ${why}.`, cause);
}
