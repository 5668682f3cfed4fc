// What inspection gives: plain data, with the encodings of the objects beside it.
import type { Inspected, InspectedForm, InspectedObject, InspectOptions } from './api.js';
import { AnchorlightError } from './error.js';
import type * as inspection from './inspection.js';
import type { Held } from './open-files.js';
import { given, refuseStray } from './request.js';
import { shape } from './shape.js';

/** What the module gives of one file. */
export interface RawInspection {
  /** Of an `Inspection` each object as JSON. */
  readonly objects: readonly string[];
  /** Its problems as JSON. */
  readonly problems: string;
  /** What is public of its objects, one after another: encodings, and of a private key its public key. */
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
}

/** What of a file tells to what its objects belong. */
export interface Kept extends Pick<RawInspection, 'octets' | 'lengths'> {
  readonly kinds: string[];
}

/** What is asked beside the files. */
export interface Asked {
  readonly passwords: readonly string[];
  readonly weakKeys: boolean;
}

/** What is asked of the module about encodings. */
export interface Encodings {
  /** The tree of one, as JSON. */
  tree(der: Octets): Promise<string>;
  export(encodings: readonly Octets[], form: InspectedForm): Promise<Octets | undefined>;
}

type Octets = Uint8Array<ArrayBuffer>;
let keptOf: (file: InspectedFile) => Kept;

/** All that one file holds. As JSON it is what `anchorlight inspect --json` prints, but for the trees. */
export class InspectedFile implements inspection.Inspection {
  declare readonly label?: string;
  readonly objects: inspection.Object[];
  readonly problems: inspection.Inspection['problems'];
  readonly #octets: Octets;
  readonly #lengths: Uint32Array<ArrayBuffer>;
  /** Where the octets of each object end. */
  readonly #ends: number[];
  /** As the module told them, whatever callers do to the objects. */
  readonly #kinds: string[];
  readonly #ask: Encodings;

  static {
    keptOf = (file) => ({ octets: file.#octets, lengths: file.#lengths, kinds: file.#kinds });
  }

  constructor(label: string | undefined, raw: RawInspection, ask: Encodings) {
    Object.assign(this, given('label', label));
    this.objects = raw.objects.map((text) => JSON.parse(text));
    this.problems = JSON.parse(raw.problems);
    this.#kinds = this.objects.map(({ content }) => content.kind);
    this.#octets = raw.octets;
    this.#lengths = raw.lengths;
    let end = 0;
    this.#ends = Array.from(raw.lengths, (length) => {
      end += length;
      return end;
    });
    this.#ask = ask;
  }

  /**
   * The encoding of the object at this position, from which offsets of its problem, its extensions and its tree
   * count: not a copy. A private key has none, nor has a container that is not ASN.1.
   */
  der(index: number): Octets | undefined {
    const start = index === 0 ? 0 : this.#ends[index - 1];
    if (start === undefined || this.#ends[index] === undefined) return undefined;
    const der = this.#octets.subarray(start, this.#ends[index]);
    return this.#kinds[index] !== 'privateKey' && der.length > 0 ? der : undefined;
  }

  /** The same as ASN.1, read when it is asked for. */
  async tree(index: number): Promise<inspection.Tree | undefined> {
    const der = this.der(index);
    return der && JSON.parse(await this.#ask.tree(der));
  }

  /** The object as a file for other programs; nothing where it has no such form, as private keys have none. */
  async export(index: number, form: InspectedForm): Promise<Octets | undefined> {
    const der = this.der(index);
    return der && this.#ask.export([der], form);
  }
}

/** What callers are given. */
export function inspectedOf(held: readonly Held[], raw: readonly RawInspection[], ask: Encodings): Inspected {
  const files = held.map(({ label }, index) => new InspectedFile(label, raw[index] as RawInspection, ask));
  return { files };
}

/** What of files tells to what their objects belong. */
export function readKept(files: readonly InspectedFile[]): Kept[] {
  if (!Array.isArray(files)) throw shape('files', files, 'a list of inspected files');
  return files.map((file, index) => keptOf(inspected(`files[${index}]`, file)));
}

/** The encodings of objects; private keys have none. */
export function readObjects(objects: readonly InspectedObject[]): Octets[] {
  if (!Array.isArray(objects)) throw shape('objects', objects, 'a list of { file, index }');
  return objects.flatMap(
    (object, at) => inspected(`objects[${at}].file`, object?.file).der(object.index) ?? [],
  );
}

function inspected(field: string, file: unknown): InspectedFile {
  if (file instanceof InspectedFile) return file;
  throw shape(field, file, 'a file that `inspect` gave');
}

export function readAsked({ passwords = [], weakKeys = true, ...others }: InspectOptions): Asked {
  refuseStray('options', others, ['passwords', 'weakKeys', 'signal']);
  if (typeof weakKeys !== 'boolean') throw shape('weakKeys', weakKeys, 'true or false');
  if (Array.isArray(passwords) && passwords.every((password) => typeof password === 'string'))
    return { passwords: [...passwords], weakKeys };
  // What was given is not told: it may be a password all the same.
  throw new AnchorlightError('request.shape', 'passwords: expected a list of strings');
}
