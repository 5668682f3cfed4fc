// The certificates of files of any kind, seen from a document before anything of them is added.
import type { CertificateInput, Engine, InspectOptions } from './api.js';
import type { InspectedFile } from './inspected.js';
import type { InspectionProblem } from './inspection.js';
import type { Preview } from './report.js';

/** What files would bring. */
export interface Previewed extends Preview {
  /** The way to each certificate, by `file` of what was found: `bundle.zip › server.p12 › certificate 2`. */
  readonly ways: readonly string[];
  /** The ways to private keys. Nothing of them is kept. */
  readonly privateKeys: readonly string[];
  /** What was not opened or not read, and why: a password that is missing, say. */
  readonly unread: readonly { readonly way: string; readonly problem: InspectionProblem }[];
}

/** Opens files as inspection does, and looks at the certificates in them. */
export async function preview(
  engine: Engine,
  files: CertificateInput | readonly CertificateInput[],
  document: Uint8Array | undefined,
  passwords: InspectOptions['passwords'],
): Promise<Previewed> {
  const inspected = (await engine.inspect(files, { passwords, weakKeys: false })).files;
  const objects = inspected.flatMap((file, at) => {
    const ways = waysOf(file, `file ${at + 1}`);
    return file.objects.map((object, index) => ({ object, way: ways[index] ?? '', der: file.der(index) }));
  });
  const certificates = objects.flatMap(({ object, way, der }) =>
    object.content.kind === 'certificate' && der ? [{ label: way, data: der }] : [],
  );
  const ofFiles = inspected.flatMap((file, at) =>
    file.problems.map((problem) => ({ way: file.label ?? `file ${at + 1}`, problem })),
  );
  const ofObjects = objects.flatMap(({ object: { problem }, way }) => (problem ? [{ way, problem }] : []));
  return {
    ...(await engine.previewImport({ files: certificates, document })),
    ways: certificates.map(({ label }) => label),
    privateKeys: objects.flatMap(({ object, way }) => (object.content.kind === 'privateKey' ? [way] : [])),
    unread: [...ofFiles, ...ofObjects],
  };
}

/** The way to each object, from its file inwards. */
function waysOf({ label, objects }: InspectedFile, otherwise: string): string[] {
  const ways: string[] = [];
  for (const { within, entry, nth, content } of objects) {
    const steps = [within === undefined ? (label ?? otherwise) : (ways[within] ?? '')];
    if (entry !== undefined) steps.push(entry);
    if (nth) steps.push(nth.of > 1 ? `${content.kind} ${nth.number}` : content.kind);
    ways.push(steps.join(' › '));
  }
  return ways;
}
