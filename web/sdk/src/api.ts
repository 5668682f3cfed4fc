import type {
  Appointment,
  Choice,
  ExportFormat,
  FirstUse,
  Request,
  RevocationRequest,
  Scenario,
  Thresholds,
  WrittenName,
} from './engine-request.js';
import type { InspectedFile } from './inspected.js';
import type { Relations } from './inspection.js';
import type {
  Advice,
  Calendar,
  Difference,
  Document,
  StoreReport as EngineStoreReport,
  Export,
  Opened,
  Preview,
  Purpose,
  Report,
  Simulation,
  StoreView,
  UpdateReport,
} from './report.js';

export type {
  Allowed,
  AnchorUse,
  Appointment,
  Choice,
  Distrusted,
  ExportFormat,
  FirstUse,
  NameKind,
  Placement,
  PolicyRequest,
  SubtreeRequest,
  Thresholds,
  WrittenName,
} from './engine-request.js';
export { AnchorlightError, type ErrorId } from './error.js';
export type { InspectedFile } from './inspected.js';
export type * as inspection from './inspection.js';
export { keepStores } from './keep.js';
export type * from './report.js';
export * from './shelf.js';
export {
  type DiffVersions,
  type EventWords,
  type ImportAsked,
  type ImportedStore,
  type ImportReport,
  type Linted,
  type NewAsked,
  type NextAsked,
  type Previewed,
  type RefusedStore,
  type StoreCheck,
  type StoreContext,
  TrustStore,
} from './trust-store.js';

/** Checks chains. It reads no network and no disk: everything it needs is in the request. */
export interface Engine {
  /** Checks one chain. Whatever is wrong with the certificates is in the report; a request that cannot be answered rejects. */
  check(request: CheckRequest): Promise<Report>;
  /**
   * Reads files once, for any number of checks: what it gives takes the place of the files. A check costs no more
   * for the anchors and intermediates of open files that no path needs, however many there are.
   * The bytes are copied and kept: an engine that failed and was replaced is given them again, unasked.
   */
  open(files: CertificateInput | readonly CertificateInput[]): Promise<OpenFiles>;
  /**
   * Reads a trust store document once, for any number of checks. A document that cannot be read rejects with
   * `request.store` and every problem with its place.
   */
  openStore(store: StoreFiles): Promise<OpenStore>;
  /**
   * Opens files of any kind, told by their content, and tells all that is in them: containers and what they hold,
   * every field and extension, and what is wrong with them. The first call loads a module of its own. Of a private
   * key nothing is kept and nothing is told but its kind.
   */
  inspect(
    files: CertificateInput | readonly CertificateInput[],
    options?: InspectOptions,
  ): Promise<Inspected>;
  /** Tells what belongs together among inspected files, whenever each was read. No signature is verified. */
  relate(files: readonly InspectedFile[]): Promise<Relations>;
  /**
   * Objects of inspected files, in this order, as one file for other programs, without those that have no such form,
   * as private keys have none; nothing where none has, or where several do not fit into one.
   */
  exportObjects(
    objects: readonly InspectedObject[],
    form: InspectedForm,
  ): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Reads a trust store document and tells all that is in it. */
  describeStore(store: StoreFiles): Promise<StoreReport>;
  /** Lists the certificates of files, with what is to be known of each before it goes into a document. */
  previewImport(asked: PreviewAsked): Promise<Preview>;
  /** What is no fault of a store and worth a second look. */
  adviseStore(store: StoreFiles, time?: Moment): Promise<Advice[]>;
  /** Lists everything that goes out of date, the next first. */
  calendar(asked: CalendarAsked): Promise<Calendar>;
  /** Writes a calendar file (RFC 5545) with an alarm at each threshold. */
  calendarFile(asked: CalendarFileAsked): Promise<string>;
  /** Writes a document in another form; `lost` is what that form cannot say. */
  exportStore(document: CertificateInput, format: ExportFormat): Promise<Export>;
  /** Tells in what two documents differ, and which of the chains would have another verdict. */
  diffStores(asked: DiffAsked): Promise<Difference>;
  /** Decides chains as things are and as they might be. */
  simulate(asked: SimulateAsked): Promise<Simulation>;
  /** Writes the next version of a document, unsigned, as JSON. */
  editStore(asked: EditAsked): Promise<string>;
  /**
   * Tells whether a document may take the place of another. A refusal is an answer and not an error; whoever keeps
   * the documents keeps the current one then.
   */
  updateStore(asked: UpdateAsked): Promise<UpdateReport>;
  /** The version of the engine. */
  readonly version: string;
  /** Gives the engine's memory back. A later check rejects. */
  close(): void;
}

/** What can be asked besides files, host and time; whatever is left out has the engine's default. */
type Options = Omit<
  Request,
  | 'anchors'
  | 'certificates'
  | 'host'
  | 'intermediates'
  | 'name'
  | 'publicSuffixes'
  | 'revocation'
  | 'store'
  | 'time'
>;

/** One question to the engine. */
export interface CheckRequest extends Readonly<{ [Field in keyof Options]?: Options[Field] | undefined }> {
  /** The chain: end entity and intermediates, in any order, in one file or several. */
  readonly certificates: Files;
  /** The trust store: every certificate in it is a trust anchor. */
  readonly anchors?: Files | undefined;
  /**
   * A trust store document instead of `anchors`. It decides the profile, what of anchors is in force, what is
   * distrusted, and what revocation takes: those fields may not be in the request as well.
   */
  readonly store?: StoreFiles | OpenStore | undefined;
  /**
   * Certificates that may stand between the chain and an anchor, used where a path needs them:
   * none of them is trusted or the end entity, and the report lists only those that a path uses.
   */
  readonly intermediates?: Files | undefined;
  /**
   * Lists of public suffixes, as text or bytes of public_suffix_list.dat (https://publicsuffix.org). Where there is one,
   * the profile `webpki` refuses wildcards directly above what it lists. None comes with the package.
   */
  readonly publicSuffixes?: Files | undefined;
  /** A DNS name or an IP address. Without it, names are not checked. */
  readonly host?: string | undefined;
  /** Instead of a host: an email address, a URI, a directory name. */
  readonly name?: WrittenName | undefined;
  /** A Date, RFC 3339 text, or milliseconds since 1970. Without it: now. */
  readonly time?: Moment | undefined;
  /** What is known of revocation, and what it takes to believe a certificate. Nothing is fetched. */
  readonly revocation?: RevocationOptions | undefined;
}

type RevocationFields = Omit<RevocationRequest, 'sources'>;

/** Revocation: without it, `prefer` for every certificate of a path but the anchor. */
export interface RevocationOptions
  extends Readonly<{ [Field in keyof RevocationFields]?: RevocationFields[Field] | undefined }> {
  /**
   * Revocation lists and OCSP responses, PEM or DER. Those in other files of the request count as much:
   * whoever signed them must be trusted, not whoever hands them over.
   */
  readonly sources?: Files | undefined;
}

/** One file or several, each by its bytes or kept open. */
export type Files = CertificateInput | OpenFiles | readonly (CertificateInput | OpenFiles)[];

/** Files that an engine keeps open. They belong to the engine that opened them. */
export interface OpenFiles {
  /** What each of them holds, in the order given. */
  readonly files: readonly OpenFile[];
  /** Lets go of them; checks that were asked for before still have them. A later check that names them rejects. */
  close(): void;
}

/** What was read from an open file. */
export interface OpenFile extends Opened {
  readonly label?: string;
}

/** What the one who asks knows beside the files. */
export interface InspectOptions {
  /** Tried on whatever is encrypted, in this order. Never kept, never in what is returned. */
  readonly passwords?: readonly string[] | undefined;
  /** Whether keys are looked at for weaknesses, for which there is arithmetic to be done; true unless given. */
  readonly weakKeys?: boolean | undefined;
}

/** What inspected files hold. */
export interface Inspected {
  /** In the order given. */
  readonly files: readonly InspectedFile[];
}

/** An object of an inspected file, by its position. */
export interface InspectedObject {
  readonly file: InspectedFile;
  readonly index: number;
}

/** What an inspected object can be written as: certificates and lists as PKCS #7 and as OpenSSL's text, too. */
export type InspectedForm = 'pem' | 'der' | 'pkcs7' | 'pkcs7Pem' | 'opensslText';

/** A trust store document with what it includes. */
export interface StoreFiles {
  /** The document: JSON, signed or not. */
  readonly document: CertificateInput;
  /** Documents that it includes, each by its bytes. */
  readonly included?: CertificateInput | readonly CertificateInput[] | undefined;
  /** The public web's roots (`anchorlight/public-roots`), where it includes them. */
  readonly publicWebRoots?: CertificateInput | undefined;
  /** The time at which the document must not have expired; without it, the time of the check. */
  readonly now?: Moment | undefined;
}

/** Files, seen from a document. */
export interface PreviewAsked {
  readonly document?: CertificateInput | undefined;
  readonly files: CertificateInput | readonly CertificateInput[];
  /** When dates are looked at; without it, now. */
  readonly time?: Moment | undefined;
}

/** A Date, RFC 3339 text, or milliseconds since 1970. */
export type Moment = Date | string | number;

/** A document and chains, of which everything that goes out of date is asked for. */
export interface CalendarAsked {
  readonly document: CertificateInput;
  /** Files whose certificates are listed too. */
  readonly chains?: CertificateInput | readonly CertificateInput[] | undefined;
  /** Without it, now. */
  readonly now?: Moment | undefined;
  /** How many days before it is due, soon and urgent: 45, 14 and 3 unless others are given. */
  readonly thresholds?: Thresholds | undefined;
}

/** Appointments that are to become a calendar file; whoever asks words them. */
export interface CalendarFileAsked {
  readonly name: string;
  readonly appointments: readonly Appointment[];
  /** When the file is made; without it, now. */
  readonly stamp?: Moment | undefined;
  readonly thresholds?: Thresholds | undefined;
}

/** A chain, and what is asked of it. */
export interface ChainAsked {
  readonly certificates: CertificateInput | readonly CertificateInput[];
  readonly revocation?: CertificateInput | readonly CertificateInput[] | undefined;
  readonly host?: string | undefined;
  readonly name?: WrittenName | undefined;
  readonly purpose?: Purpose | undefined;
}

/** Two documents, and the chains to hold against both. */
export interface DiffAsked {
  readonly old: StoreFiles;
  readonly new: StoreFiles;
  readonly chains?: readonly ChainAsked[] | undefined;
  readonly time?: Moment | undefined;
}

/** Chains, a document, and what is to be supposed. */
export interface SimulateAsked {
  readonly store: StoreFiles;
  readonly chains: readonly ChainAsked[];
  readonly scenarios: readonly Supposed[];
  readonly time?: Moment | undefined;
}

/** One thing that is supposed. */
export type Supposed =
  | Exclude<Scenario, { kind: 'against' | 'at' }>
  | { readonly kind: 'at'; readonly time: Moment }
  | { readonly kind: 'against'; readonly store: StoreFiles };

/** What is to be different in the next version of a document. */
export interface EditAsked {
  readonly document: CertificateInput;
  /** Certificates, and what each is to be. */
  readonly add?: readonly Choice[] | undefined;
  /** Certificates by their SHA-256 in hexadecimal, anything else by its JSON pointer. */
  readonly remove?: readonly string[] | undefined;
  /** When the version is issued; without it, now. */
  readonly issued?: Moment | undefined;
  /** From when it does not count; without it, as long after being issued as the version before. */
  readonly expires?: Moment | undefined;
}

/** A document that is to take the place of another. */
export interface UpdateAsked {
  /** The document as it is; without it, `first` says why the candidate is trusted. */
  readonly current?: CertificateInput | undefined;
  readonly candidate: CertificateInput;
  readonly included?: CertificateInput | readonly CertificateInput[] | undefined;
  readonly publicWebRoots?: CertificateInput | undefined;
  readonly first?: FirstUse | undefined;
  /** The time at which the candidate must not have expired; without it, now. */
  readonly now?: Moment | undefined;
}

/** A trust store that an engine keeps open. It belongs to the engine that opened it. */
export interface OpenStore {
  readonly store: StoreView;
  /** Lets go of it. A later check that names it rejects. */
  close(): void;
}

/** A trust store document, read: what it says, and the certificates in it. */
export type StoreReport = Omit<EngineStoreReport, 'document'> & { readonly document: Document };

/** One file, PEM or DER, with any number of certificates or revocation lists; with a label, the report calls it by that. */
export type CertificateInput =
  | CertificateData
  | { readonly label?: string | undefined; readonly data: CertificateData };

/** PEM as text or bytes, or DER as bytes. */
export type CertificateData = string | Uint8Array | ArrayBuffer;

/** Where the WebAssembly module comes from. */
export type ModuleSource =
  | URL
  | string
  | Response
  | ArrayBuffer
  | ArrayBufferView<ArrayBuffer>
  | CompiledModule;

/** WebAssembly.Module; nothing where the types in use do not know WebAssembly, as Node's own do not. */
export type CompiledModule = typeof globalThis extends {
  WebAssembly: { Module: { prototype: infer Module } };
}
  ? Module
  : never;

/** How an engine is made. */
export interface EngineOptions {
  /**
   * The WebAssembly module, where it is not beside the package's own files.
   * It is loaded once per thread: every engine of a thread shares the first one.
   */
  readonly wasm?: ModuleSource | Promise<ModuleSource> | undefined;
  /** The same for the module for inspection, which the first inspection loads. */
  readonly inspectorWasm?: ModuleSource | Promise<ModuleSource> | undefined;
}
