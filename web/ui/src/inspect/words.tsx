// Typed values in words: what the JSON has, by the names of its fields. The command line does the same.
import type { inspection } from 'anchorlight';
import { Field, Hex } from '../certificate/field.js';
import { Many } from '../certificate/many.js';
import { Copy } from '../copy.js';
import { formatTime, isTime } from '../format.js';
import { isSaid } from '../say.js';
import { Sentence, Value } from '../text.js';
import { NameWords, type Notation } from './names.js';

/** Fields whose names alone would not say enough. */
const LABELS: Record<string, string> = {
  bits: 'Size in bits',
  ca: 'CA',
  colons: 'With colons',
  current: 'OpenSSL 1.0 and later',
  decimal: 'Decimal',
  fileSize: 'Size in octets',
  first: 'First entries',
  hex: 'Hexadecimal',
  keyIds: 'Key identifiers',
  m: 'Degree (m)',
  notAfter: 'Valid to',
  notBefore: 'Valid from',
  numBits: 'Bits of a pixel',
  octets: 'Octets of the key',
  oid: 'Identifier',
  old: 'Before OpenSSL 1.0',
  pin: 'SHA-256 of the key (pin)',
  playTime: 'Milliseconds',
  sampleRate: 'Samples in a second',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha256Short: 'SHA-256, first 160 bits',
  sha512: 'SHA-512',
  serial: 'Serial number',
  signatureAlgorithm: 'Signed with',
  signedAlgorithm: 'Says that it is signed with',
  lower: 'In lower case, with its sign octet',
  upper: 'Hexadecimal',
  upperSigned: 'In upper case, with its sign octet',
  xSize: 'Width in pixels',
  ySize: 'Height in pixels',
};
const FINGERPRINTS = ['sha1', 'sha256', 'sha512', 'sha256Short'];
/** What people carry elsewhere. */
const COPIED = ['base64', 'current', 'decimal', 'hex', 'old', 'colons', 'lower', 'upper', 'upperSigned'];
/** Long enough to be no word. */
const HEX = /^[0-9a-f]{16,}$/;
/** A longer list takes a line for each of its items. */
const LONGEST_LIST = 96;

interface Props {
  of: unknown;
  notation: Notation;
}

/** A value of any shape. */
export function Words({ of, notation }: Props) {
  if (isRecord(of) && isSaid(of['id'])) return <Told id={of['id']} data={of} />;
  const text = lineOf(of, notation);
  if (text !== undefined && HEX.test(text))
    return (
      <code>
        <Value text={text} />
      </code>
    );
  if (text !== undefined) return <Value text={text} />;
  if (Array.isArray(of))
    return <Many items={of} what="more" line={(item) => <Words of={item} notation={notation} />} />;
  return <Fields of={of as object} notation={notation} />;
}

/** What has sentences of its own: why a key is weak, or what is wrong. */
export function Told({ id, data }: { id: string; data: object }) {
  return (
    <span>
      <strong>
        <Sentence id={id} part="title" data={data} />.
      </strong>{' '}
      <Sentence id={id} part="explain" data={data} /> <Sentence id={id} part="fix" data={data} />
    </span>
  );
}

/** The fields of an object, each with its value. */
export function Fields({ of, notation }: { of: object; notation: Notation }) {
  return (
    <dl class="fields">
      {Object.entries(of)
        .filter(([, value]) => !isEmpty(value))
        .map(([key, value]) => (
          <Field key={key} name={labelOf(key)}>
            <Named name={key} of={value} notation={notation} />
          </Field>
        ))}
    </dl>
  );
}

function Named({ name, of, notation }: Props & { name: string }) {
  if (typeof of === 'string' && FINGERPRINTS.includes(name)) return <Hex hex={of} copy={labelOf(name)} />;
  if (typeof of === 'string' && COPIED.includes(name))
    return (
      <span class="hex">
        <code>
          <Value text={of} />
        </code>
        <Copy text={() => of} words="Copy" />
      </span>
    );
  if (isName(of)) return <NameWords name={of} notation={notation} />;
  // Each notation of a serial number is what some tool asks for.
  if (isRecord(of) && 'colons' in of) {
    const { upper, upperSigned, hex: lower, decimal, colons } = of;
    return <Fields of={{ upper, upperSigned, lower, decimal, colons }} notation={notation} />;
  }
  return <Words of={of} notation={notation} />;
}

/** What fits on one line. */
export function lineOf(of: unknown, notation: Notation): string | undefined {
  if (typeof of === 'string') return isTime(of) ? formatTime(of) : of;
  if (typeof of === 'boolean') return of ? 'yes' : 'no';
  if (typeof of === 'number') return String(of);
  if (Array.isArray(of)) {
    const all = of.map((item) => (Array.isArray(item) ? undefined : lineOf(item, notation)));
    const text = all.some((one) => one === undefined) ? undefined : all.join(', ');
    return text !== undefined && text.length <= LONGEST_LIST ? text : undefined;
  }
  return isRecord(of) ? known(of, notation) : '';
}

/** Names and numbers that have more notations than one are shown in one. */
function known(of: Record<string, unknown>, notation: Notation): string | undefined {
  if (isName(of)) return of[notation];
  if ('colons' in of) return String(of['upper']);
  const only = (...keys: string[]) => Object.keys(of).every((key) => keys.includes(key));
  const { oid, name, kind, form, text, type } = of;
  if (typeof oid === 'string' && only('oid', 'name', 'parameters'))
    return withParameters(name ? `${name} (${oid})` : oid, of['parameters'], notation);
  if (typeof kind === 'string' && only('kind')) return kind;
  if (typeof form === 'string' && only('form', 'text', 'type', 'spiffe'))
    return `${type ? lineOf(type, notation) : form}: ${text}`;
  return undefined;
}

/** An algorithm, where its parameters take no line of their own. */
function withParameters(text: string, parameters: unknown, notation: Notation): string | undefined {
  if (!isRecord(parameters) || parameters['kind'] === 'null') return text;
  return parameters['kind'] === 'named' ? `${text}, ${lineOf(parameters['id'], notation)}` : undefined;
}

function isName(of: unknown): of is inspection.Name {
  return isRecord(of) && typeof of['rfc4514'] === 'string';
}

/** Whether there is a name anywhere in a value. */
export function hasName(of: unknown): boolean {
  if (Array.isArray(of)) return of.some(hasName);
  return isName(of) || (isRecord(of) && Object.values(of).some(hasName));
}

export function isRecord(of: unknown): of is Record<string, unknown> {
  return typeof of === 'object' && of !== null && !Array.isArray(of);
}

export function isEmpty(of: unknown): boolean {
  return of === undefined || of === null || of === '' || (Array.isArray(of) && of.length === 0);
}

/** `keyIdentifier` as `Key identifier`. */
export function labelOf(key: string): string {
  const words = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return LABELS[key] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
