// What inspection gives: plain data, with the encodings of the objects beside it.
import type { InspectOptions } from './api.js';
import { AnchorlightError } from './error.js';
import type * as inspection from './inspection.js';
import type { Held } from './open-files.js';
import { given, refuseStray } from './request.js';

/** What the module gives of one file. */
export interface RawInspection {
  /** An `Inspection` as JSON. */
  readonly text: string;
  /** The encodings of its objects, one after another. */
  readonly encodings: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
}

/** Asks for the tree of an encoding, as JSON. */
export type AskTree = (der: Uint8Array<ArrayBuffer>) => Promise<string>;

/** All that one file holds. As JSON it is what `anchorlight inspect --json` prints, but for the trees. */
export class InspectedFile implements inspection.Inspection {
  declare readonly label?: string;
  readonly objects: inspection.Object[];
  readonly problems: inspection.Inspection['problems'];
  readonly #encodings: Uint8Array<ArrayBuffer>;
  /** Where each object's encoding ends. */
  readonly #ends: number[];
  readonly #tree: AskTree;

  constructor(label: string | undefined, raw: RawInspection, tree: AskTree) {
    const { objects, problems } = JSON.parse(raw.text) as inspection.Inspection;
    Object.assign(this, given('label', label));
    this.objects = objects;
    this.problems = problems;
    this.#encodings = raw.encodings;
    let end = 0;
    this.#ends = Array.from(raw.lengths, (length) => {
      end += length;
      return end;
    });
    this.#tree = tree;
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
    return der && JSON.parse(await this.#tree(der));
  }
}

/** Files by what was read of each. */
export function inspectedOf(held: readonly Held[], raw: readonly RawInspection[], tree: AskTree) {
  return held.map(({ label }, index) => new InspectedFile(label, raw[index] as RawInspection, tree));
}

export function readPasswords({ passwords = [], ...others }: InspectOptions): string[] {
  refuseStray('options', others, ['passwords', 'signal']);
  if (Array.isArray(passwords) && passwords.every((password) => typeof password === 'string'))
    return [...passwords];
  // What was given is not told: it may be a password all the same.
  throw new AnchorlightError('request.shape', 'passwords: expected a list of strings');
}
