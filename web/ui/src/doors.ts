import type {
  CheckRequest,
  Engine,
  ImportAsked,
  ImportReport,
  Report,
  Shelf,
  StoreContext,
  TrustStore,
} from 'anchorlight';

/** What the engine does with trust store documents. */
export type StoreDoors = Pick<
  Engine,
  | 'describeStore'
  | 'diffStores'
  | 'editStore'
  | 'exportStore'
  | 'openStore'
  | 'previewImport'
  | 'simulate'
  | 'updateStore'
>;

/** What a page or an extension hands to the views: they reach nothing else. */
export interface Doors extends StoreDoors {
  /** Checks a chain; aborting gives it up. */
  check(request: CheckRequest, signal: AbortSignal): Promise<Report>;
  /** Opens files of any kind and tells all that is in them. */
  inspect: Engine['inspect'];
  /** Tells what belongs together among inspected files. */
  relate: Engine['relate'];
  /** Writes objects of inspected files as one file. */
  exportObjects: Engine['exportObjects'];
  /** The public web's root certificates, loaded when this is called. */
  publicRoots(): Promise<File>;
  /** The trust stores that are kept on this device, where the page keeps any. */
  readonly kept?: KeptDoors;
  /** Sample chains, loaded when this is called, where there are any. */
  samples?(): Promise<Sample[]>;
  /** Where the end entity is; found by itself unless it is the first certificate. */
  readonly endEntity?: CheckRequest['endEntity'];
}

/** What a page does with the trust stores that it keeps. */
export interface KeptDoors {
  shelf(): Promise<Shelf>;
  storeOf(shelf: Shelf, name: string, context: StoreContext): Promise<TrustStore>;
  importAll(shelf: Shelf, file: Uint8Array<ArrayBuffer>, asked: ImportAsked): Promise<ImportReport>;
}

/** What it takes to read a trust store document with everything that it includes. */
export type ReadDoors = Pick<Doors, 'describeStore' | 'openStore' | 'publicRoots'>;

/** What it takes to write the next version of one. */
export type EditDoors = Pick<Doors, 'describeStore' | 'editStore' | 'previewImport'>;

/** A file that was given: named, with its bytes. */
export interface File {
  label: string;
  data: Uint8Array<ArrayBuffer>;
}

/** A chain to try, with the question that belongs to it. */
export interface Sample {
  id: string;
  title: string;
  description: string;
  chain: File;
  /** Revocation lists. */
  lists: File[];
  /** Root certificates, or a trust store document. */
  store: File;
  host: string;
  /** RFC 3339, UTC. */
  time: string;
}
