// What inspection gives: plain data, with the encodings of the objects beside it.
import type { Inspected, InspectedForm, InspectOptions } from './api.js';
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
  /** The encodings of its objects, one after another. */
  readonly encodings: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
}

/** What it gives of all of them. */
export interface RawInspections {
  readonly files: readonly RawInspection[];
  /** `Relations` as JSON, where they were asked for. */
  readonly relations?: string | undefined;
}

/** What is asked beside the files. */
export interface Asked {
  readonly passwords: readonly string[];
  readonly relations: boolean;
}

/** What is asked of the module about single encodings. */
export interface Encodings {
  /** The tree of one, as JSON. */
  tree(der: Uint8Array<ArrayBuffer>): Promise<string>;
  export(der: Uint8Array<ArrayBuffer>, form: InspectedForm): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** All that one file holds. As JSON it is what `anchorlight inspect --json` prints, but for the trees. */
export class InspectedFile implements inspection.Inspection {
  declare readonly label?: string;
  readonly objects: inspection.Object[];
  readonly problems: inspection.Inspection['problems'];
  readonly #encodings: Uint8Array<ArrayBuffer>;
  /** Where each object's encoding ends. */
  readonly #ends: number[];
  readonly #ask: Encodings;

  constructor(label: string | undefined, raw: RawInspection, ask: Encodings) {
    Object.assign(this, given('label', label));
    this.objects = raw.objects.map((text) => JSON.parse(text));
    this.problems = JSON.parse(raw.problems);
    this.#encodings = raw.encodings;
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
  der(index: number): Uint8Array<ArrayBuffer> | undefined {
    const start = index === 0 ? 0 : this.#ends[index - 1];
    const der = this.#encodings.subarray(start, this.#ends[index]);
    return start !== undefined && this.#ends[index] !== undefined && der.length > 0 ? der : undefined;
  }

  /** The same as ASN.1, read when it is asked for. */
  async tree(index: number): Promise<inspection.Tree | undefined> {
    const der = this.der(index);
    return der && JSON.parse(await this.#ask.tree(der));
  }

  /** The object as a file for other programs; nothing where it has no such form, as private keys have none. */
  async export(index: number, form: InspectedForm): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const der = this.der(index);
    return der && this.#ask.export(der, form);
  }
}

/** What callers are given. */
export function inspectedOf(held: readonly Held[], raw: RawInspections, ask: Encodings): Inspected {
  const files = held.map(
    ({ label }, index) => new InspectedFile(label, raw.files[index] as RawInspection, ask),
  );
  return { files, ...given('relations', raw.relations && JSON.parse(raw.relations)) };
}

export function readAsked({ passwords = [], relations = false, ...others }: InspectOptions): Asked {
  refuseStray('options', others, ['passwords', 'relations', 'signal']);
  if (typeof relations !== 'boolean') throw shape('relations', relations, 'true or false');
  if (Array.isArray(passwords) && passwords.every((password) => typeof password === 'string'))
    return { passwords: [...passwords], relations };
  // What was given is not told: it may be a password all the same.
  throw new AnchorlightError('request.shape', 'passwords: expected a list of strings');
}
