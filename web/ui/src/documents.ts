// Trust store documents among the files of a store: which of them decides, and what else counts.
import type { AnchorlightError, Certificate, OpenStore, StoreFiles, StoreReport } from 'anchorlight';
import type { File, ReadDoors } from './doors.js';

/** The files of a store, by what they are there for. */
export interface Sorted {
  /** The document that decides: the first one. */
  document: File | undefined;
  /** Further documents: they count where the first one includes them. */
  further: File[];
  /** What is no document. Beside a document only the revocation lists and OCSP responses in it count. */
  others: File[];
}

/** A trust store that decides. */
export interface Trust {
  sorted: Sorted;
  /** What it was read from. */
  files: StoreFiles;
  open: OpenStore;
  /** Whether it includes the public web's roots. */
  publicRoots: boolean;
  /** The document that decides, then those that it includes. */
  documents: Shown[];
}

/** A document that can be looked at. */
export interface Shown {
  file: File;
  report: StoreReport;
  /** Its certificates by where they stand. */
  certificates: Map<string, Certificate>;
}

const [BRACE, BOM] = [0x7b, [0xef, 0xbb, 0xbf]];
const BLANKS = [0x20, 0x09, 0x0a, 0x0d];

/** Documents are JSON objects; no certificate and no list begins with a brace. */
export function isDocument({ data }: File): boolean {
  const start = BOM.every((byte, index) => data[index] === byte) ? BOM.length : 0;
  return data.subarray(start).find((byte) => !BLANKS.includes(byte)) === BRACE;
}

export function sort(files: readonly File[]): Sorted {
  const [document, ...further] = files.filter(isDocument);
  return { document, further, others: files.filter((file) => !isDocument(file)) };
}

/** Whether a store would be read from the same documents. */
export function isSame(one: Sorted, other: Sorted): boolean {
  const [these, those] = [one, other].map(({ document, further }) => [document, ...further]);
  return these?.length === those?.length && (these ?? []).every((file, index) => file === those?.[index]);
}

/** Reads the document that decides, with those that it includes and the public web's roots where it includes them. */
export async function readTrust(doors: ReadDoors, document: File, sorted: Sorted): Promise<Trust> {
  const files: StoreFiles = { document, included: sorted.further };
  const { report, publicWebRoots } = await describe(doors, files);
  const included = new Set(report.document.includes?.map((one) => plainHex(one.document ?? '')));
  const documents = [shown(document, report)];
  for (const file of sorted.further) {
    // One that cannot be read alone, or that is not included, has no view.
    const alone = await describe(doors, { document: file }).catch(() => undefined);
    if (alone && included.has(alone.report.store.digest)) documents.push(shown(file, alone.report));
  }
  // In the order of the document, in which reports name them.
  const order = [...included];
  const place = (file: File) => {
    const found = documents.find((one) => one.file === file);
    return found ? order.indexOf(found.report.store.digest) : order.length;
  };
  const inOrder = sorted.further.toSorted((one, other) => place(one) - place(other));
  const all = { document, included: inOrder, publicWebRoots };
  return {
    sorted,
    files: all,
    open: await doors.openStore(all),
    documents,
    publicRoots: publicWebRoots !== undefined,
  };
}

/** Whether a file takes part in the decision. */
export function takesPart({ documents }: Trust, file: File): boolean {
  return documents.some((shown) => shown.file === file);
}

async function describe(
  doors: ReadDoors,
  files: StoreFiles,
): Promise<{ report: StoreReport; publicWebRoots?: File }> {
  try {
    return { report: await doors.describeStore(files) };
  } catch (thrown) {
    const { problems = [] } = thrown as Partial<AnchorlightError>;
    if (!problems.some(({ fault }) => fault.id === 'document.public_web_roots_missing')) throw thrown;
    const publicWebRoots = await doors.publicRoots();
    return { report: await doors.describeStore({ ...files, publicWebRoots }), publicWebRoots };
  }
}

function shown(file: File, report: StoreReport): Shown {
  const pairs = report.certificates.map((one): [string, Certificate] => [one.pointer ?? '', one]);
  return { file, report, certificates: new Map(pairs) };
}

/** Hexadecimal as people write it, as reports have it. */
export function plainHex(text: string): string {
  return text.replaceAll(':', '').toLowerCase();
}
