// From what callers write to what the engine takes, with every mistake named by its field.
import type {
  CertificateInput,
  CheckRequest,
  Files,
  OpenFiles,
  RevocationOptions,
  StoreFiles,
} from './api.js';
import { bytesOf } from './bytes.js';
import type { Request, RevocationRequest } from './engine-request.js';
import { AnchorlightError } from './error.js';
import { asciiHost, asciiName } from './host.js';
import { Handle, type Held } from './open-files.js';
import { shape } from './shape.js';
import { readStore, StoreHandle, type StoreSource } from './stores.js';
import { seconds } from './time.js';

/** One file as the engine takes it. */
export type Source = Held | { readonly label?: string; readonly opened: string };

/** The request as the engine takes it (schema/request.schema.json). */
export type EngineRequest = Omit<
  Request,
  'anchors' | 'certificates' | 'intermediates' | 'publicSuffixes' | 'revocation' | 'store'
> & {
  readonly anchors?: Source[];
  readonly store?: StoreSource;
  readonly certificates: Source[];
  readonly intermediates?: Source[];
  readonly publicSuffixes?: Source[];
  readonly revocation?: Revocation;
};

type Revocation = Omit<RevocationRequest, 'sources'> & { readonly sources?: Source[] };

const END_ENTITIES = ['find', 'first'] as const;
const PROFILES = ['private', 'rfc5280', 'rfc5280Algorithm', 'webpki'] as const;
const PURPOSES = [
  'serverAuth',
  'clientAuth',
  'codeSigning',
  'emailProtection',
  'ocspSigning',
  'timeStamping',
  'c2paManifest',
  'c2paTimeStamping',
  'rcsMlsClient',
  'any',
] as const;
const STRICT = ['off', 'endEntity', 'path'] as const;
const MODES = ['off', 'prefer', 'require'] as const;
const SCOPES = ['endEntity', 'path'] as const;
/** What the engine counts in: 32 bits. */
const MOST_SECONDS = 2 ** 32 - 1;
const FIELDS = [
  'certificates',
  'anchors',
  'store',
  'intermediates',
  'host',
  'name',
  'time',
  'purpose',
  'endEntity',
  'profile',
  'publicSuffixes',
  'anchorUse',
  'strictPurpose',
  'maxPathLength',
  'allowed',
  'policies',
  'subtrees',
  'distrusted',
  'revocation',
];
const REVOCATION_FIELDS = ['sources', 'mode', 'scope', 'grace', 'nonce'];

/**
 * Reads a request. Bytes are the caller's own, not copied, unless `copy` is set:
 * then they can be given away to another thread.
 */
export function readRequest(request: CheckRequest, copy = false): EngineRequest {
  if (!isObject(request)) throw shape('request', request, 'an object with `certificates` and `anchors`');
  refuseStray('request', request, FIELDS);
  const { host, name, allowed, anchorUse, policies, subtrees, distrusted, maxPathLength } = request;
  if (maxPathLength !== undefined && !(Number.isInteger(maxPathLength) && maxPathLength >= 0))
    throw shape('maxPathLength', maxPathLength, 'a whole number of certificates');
  return {
    certificates: sources('certificates', request.certificates, copy),
    ...anchorsOf(request, copy),
    ...given('intermediates', optionalSources('intermediates', request.intermediates, copy)),
    ...given('publicSuffixes', optionalSources('publicSuffixes', request.publicSuffixes, copy)),
    time: seconds(request.time),
    ...given('host', asciiHost(host)),
    ...given('name', asciiName(name)),
    ...given('purpose', oneOf('purpose', request.purpose, PURPOSES)),
    ...given('endEntity', oneOf('endEntity', request.endEntity, END_ENTITIES)),
    ...given('profile', oneOf('profile', request.profile, PROFILES)),
    ...given('strictPurpose', oneOf('strictPurpose', request.strictPurpose, STRICT)),
    ...given('maxPathLength', maxPathLength),
    ...given('allowed', object('allowed', allowed)),
    ...given('anchorUse', object('anchorUse', anchorUse)),
    ...given('policies', object('policies', policies)),
    ...given('subtrees', object('subtrees', subtrees)),
    ...given('distrusted', object('distrusted', distrusted)),
    ...given('revocation', revocationOf(object('revocation', request.revocation), copy)),
  };
}

/** Exactly one of anchors and a store. */
function anchorsOf(
  { anchors, store }: CheckRequest,
  copy: boolean,
): Pick<EngineRequest, 'anchors' | 'store'> {
  if (store === undefined) {
    if (anchors === undefined) throw shape('anchors', anchors, 'files with the trust store, or `store`');
    return { anchors: sources('anchors', anchors, copy) };
  }
  if (anchors !== undefined) throw shape('anchors', anchors, 'left out where there is a `store`');
  if (store instanceof StoreHandle) return { store: { document: { opened: store.store.digest } } };
  return { store: readStore('store', store as StoreFiles) };
}

function revocationOf(revocation: RevocationOptions | undefined, copy: boolean): Revocation | undefined {
  if (revocation === undefined) return undefined;
  refuseStray('revocation', revocation, REVOCATION_FIELDS);
  const { sources: files, mode, scope, grace, nonce } = revocation;
  if (grace !== undefined && !(Number.isInteger(grace) && grace >= 0 && grace <= MOST_SECONDS))
    throw shape('revocation.grace', grace, `a whole number of seconds up to ${MOST_SECONDS}`);
  if (nonce !== undefined && typeof nonce !== 'string')
    throw shape('revocation.nonce', nonce, 'hexadecimal digits as a string');
  return {
    ...given('sources', optionalSources('revocation.sources', files, copy)),
    ...given('mode', oneOf('revocation.mode', mode, MODES)),
    ...given('scope', oneOf('revocation.scope', scope, SCOPES)),
    ...given('grace', grace),
    ...given('nonce', nonce),
  };
}

export function refuseStray(field: string, value: object, known: string[]): void {
  const stray = Object.keys(value).find((key) => !known.includes(key));
  if (stray === undefined) return;
  const message = `${field}: unknown field ${JSON.stringify(stray.slice(0, 80))}; the fields are ${known.join(', ')}`;
  throw new AnchorlightError('request.shape', message);
}

/** A field that is there only where it has a value. */
export function given<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}

/** Reads what is to be opened. The bytes are copied where they are kept or given away. */
export function readFiles(files: CertificateInput | readonly CertificateInput[], copy = true): Held[] {
  return each('files', files, (field, input) => [held(field, input, copy)]);
}

/** Every file that a request names. */
export function sourcesOf({ certificates, ...optional }: EngineRequest): Source[] {
  const { anchors = [], intermediates = [], revocation, publicSuffixes = [] } = optional;
  return [...certificates, ...anchors, ...intermediates, ...(revocation?.sources ?? []), ...publicSuffixes];
}

function optionalSources(field: string, given: Files | undefined, copy: boolean): Source[] | undefined {
  return given === undefined ? undefined : sources(field, given, copy);
}

function sources(field: string, given: Files, copy: boolean): Source[] {
  return each(field, given, (field, input): Source[] =>
    input instanceof Handle ? input.files.map(opened) : [held(field, input as CertificateInput, copy)],
  );
}

function opened({ label, digest }: OpenFiles['files'][number]): Source {
  return label === undefined ? { opened: digest } : { label, opened: digest };
}

function each<Input, Output>(
  field: string,
  given: Input | readonly Input[],
  read: (field: string, input: Input) => Output[],
): Output[] {
  if (!Array.isArray(given)) return read(field, given as Input);
  return given.flatMap((input, index) => read(`${field}[${index}]`, input));
}

function held(field: string, input: CertificateInput, copy: boolean): Held {
  const bare = bytesOf(input, copy);
  if (bare) return { data: bare };
  if (!isObject(input) || !('data' in input)) throw notCertificates(field, input);
  const { label, data } = input;
  if (label !== undefined && typeof label !== 'string') throw shape(`${field}.label`, label, 'a string');
  const own = bytesOf(data, copy);
  if (!own) throw notCertificates(`${field}.data`, data);
  return label === undefined ? { data: own } : { label, data: own };
}

function oneOf<Word extends string>(field: string, value: unknown, allowed: readonly Word[]) {
  if (value === undefined) return undefined;
  const word = allowed.find((word) => word === value);
  if (word !== undefined) return word;
  throw shape(field, value, allowed.map((name) => `"${name}"`).join(', '));
}

function object<Value>(field: string, value: Value | undefined): Value | undefined {
  if (value === undefined || (isObject(value) && !Array.isArray(value))) return value;
  throw shape(field, value, 'an object');
}

function notCertificates(field: string, value: unknown): AnchorlightError {
  return shape(
    field,
    value,
    'PEM as a string, or PEM or DER as a Uint8Array or ArrayBuffer, or { label, data }',
  );
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
