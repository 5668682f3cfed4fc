// What the parts of a document say, in words.
import type { Constraints, Document, Enforce, Revocation, Rules, Subtrees, TrustedFor } from 'anchorlight';
import { plainHex, type Shown } from '../documents.js';
import { count, formatTime, isTime } from '../format.js';
import { nameOf } from '../people.js';
import { type Piece, say } from '../say.js';
import { keysOf, valueAt } from './pointer.js';

/** One thing that a document says of an entry: its key below the entry, a name, and the values. */
export interface Line {
  key: string;
  name: string;
  values: string[];
}

export const PURPOSES: Record<TrustedFor, string> = {
  server: 'servers',
  client: 'clients',
  email: 'mail',
  code: 'signing code',
  timeStamping: 'time stamps',
};

const FORMS: [keyof Subtrees, string][] = [
  ['dns', 'DNS names'],
  ['ip', 'IP addresses'],
  ['email', 'email addresses'],
  ['uri', 'URIs'],
  ['directory', 'directory names'],
];

export function purposeWords(purposes: readonly TrustedFor[] | undefined): string {
  return (purposes ?? []).map((purpose) => PURPOSES[purpose]).join(', ');
}

/** Constraints in the order in which people ask for them. */
export function constraintLines(constraints: Constraints = {}): Line[] {
  const lines: Line[] = [];
  const line = (key: string, name: string, values: string[] | undefined) => {
    if (values && values.length > 0) lines.push({ key: `/constraints/${key}`, name, values });
  };
  for (const side of ['permitted', 'excluded'] as const)
    for (const [form, words] of FORMS)
      line(
        `${side}/${form}`,
        `${side === 'permitted' ? 'Permitted' : 'Excluded'} ${words}`,
        constraints[side]?.[form],
      );
  const { extendedKeyUsages, policies, pathLength, distrustIssuedAfter, useUntil } = constraints;
  line('extendedKeyUsages', 'Only these key purposes', extendedKeyUsages);
  line('policies', 'One of these policies', policies);
  line('pathLength', 'Path length', pathLength === undefined ? undefined : [intermediates(pathLength)]);
  line('distrustIssuedAfter', 'Not what was issued after', times(distrustIssuedAfter));
  line('useUntil', 'Not used after', times(useUntil));
  return lines;
}

function intermediates(most: number): string {
  return most === 0 ? 'no intermediate certificate' : `at most ${count(most, 'intermediate certificate')}`;
}

function times(time: string | undefined): string[] | undefined {
  return time === undefined ? undefined : [timeWords(time)];
}

export function timeWords(time: string): string {
  return isTime(time) ? formatTime(time) : time;
}

const ENFORCED: [keyof Enforce, string, string][] = [
  ['dates', 'its validity period', 'its validity period does not count'],
  ['constraints', 'what its extensions say', 'what its extensions say does not count'],
  ['basicConstraints', 'that it says it is a CA', 'it need not say that it is a CA'],
];

/** What of an anchor's certificate is in force: all of it unless the document says otherwise. */
export function enforceLines(enforce: Partial<Enforce> = {}): Line[] {
  return ENFORCED.map(([key, on, off]) => ({
    key: `/enforce/${key}`,
    name: 'In force',
    values: [enforce[key] === false ? off : on],
  }));
}

/** A rule in words, with its parameters. */
export function ruleWords(shown: Shown, id: string, rule: Rules[keyof Rules]): Piece[] {
  const data =
    rule && 'anchors' in rule ? { ...rule, anchors: rule.anchors.map((hash) => called(shown, hash)) } : rule;
  // What a rule may leave out changes what it says.
  if (id === 'certificate.problem') return problemWords(rule as ProblemRule);
  const short = id === 'key.post_quantum' && Object.keys(data ?? {}).length < 2;
  return say(`rule.${id}${short ? '.all' : ''}`, 'title', data);
}

type ProblemRule = Rules['certificate.problem'];

function problemWords(rule: ProblemRule): Piece[] {
  const { ids = [], severities } = rule ?? {};
  const own = Object.entries(severities ?? {}).map(([id, action]) => `${id}: ${action}`);
  const [some, several] = [ids.length > 0, own.length > 0];
  const part = some && several ? '' : some ? '.ids' : several ? '.severities' : '.all';
  return say(`rule.certificate.problem${part}`, 'title', { ids, severities: own });
}

/** What an anchor is called that is named by its hash. */
function called(shown: Shown, hash: string): string {
  const wanted = plainHex(hash);
  const known = shown.report.certificates.find(({ sha256 }) => sha256 === wanted);
  return known ? nameOf(known) : hash;
}

const MODES: Record<NonNullable<Revocation['mode']>, string> = {
  prefer: 'What was revoked is refused.',
  require: 'What was revoked is refused, and so is what nobody vouches for.',
  off: 'Revocation is not looked at.',
};

export function modeWords({ mode = 'prefer' }: Revocation = {}): string {
  return MODES[mode];
}

/** What is said of revocation at a key: of a list or response its name, otherwise what the mode says. */
function revocationWords(revocation: Revocation = {}, key: string, index?: string): Piece[] {
  const source = key === 'sources' ? revocation.sources?.[Number(index)] : undefined;
  if (source) return [{ words: 'A list or response of the store: ' }, { value: source.name }];
  if (key !== 'grace') return [{ words: modeWords(revocation) }];
  return [{ words: `A list or response may be out of date by ${count(revocation.grace ?? 0, 'second')}.` }];
}

/** What stands at a place of the document, as far as it can decide something. */
export function clauseWords(shown: Shown, pointer: string): Piece[] {
  const { document } = shown.report;
  const keys = keysOf(pointer);
  const rule = ruleAt(document, keys);
  if (rule) return ruleWords(shown, rule.id, rule.rule);
  const [list, index = '', ...rest] = keys;
  if (list === 'revocation') return revocationWords(document.revocation, index, rest[0]);
  if (list === 'expires') return [{ words: 'It counts until ' }, { value: timeWords(document.expires) }];
  if (list === 'distrusted') return distrustWords(valueAt(document, keys));
  const entry = valueAt(document, [list ?? '', index]) as Entry | undefined;
  if (!entry) return [];
  const certificate = shown.certificates.get(`/${list}/${index}/certificate`);
  const about = certificate ? nameOf(certificate) : list === 'includes' ? 'What is included' : '';
  const below = `/${rest.join('/')}`;
  const line = entryLines(entry).find(({ key }) => below === key || below.startsWith(`${key}/`));
  const said: Piece[] = line ? [{ words: `${line.name}: ` }, { value: listed(line.values) }] : [];
  return about ? [{ value: about }, { words: line ? '. ' : '' }, ...said] : said;
}

interface Entry {
  purposes?: TrustedFor[];
  enforce?: Partial<Enforce>;
  constraints?: Constraints;
  hosts?: string[];
  useUntil?: string;
}

/** Everything that an entry says of the certificate in it. */
export function entryLines({ purposes, enforce, constraints, hosts, useUntil }: Entry): Line[] {
  const lines: Line[] = [];
  if (purposes) lines.push({ key: '/purposes', name: 'Trusted for', values: [purposeWords(purposes)] });
  if (hosts) lines.push({ key: '/hosts', name: 'Only for', values: hosts });
  lines.push(...constraintLines(constraints));
  if (useUntil) lines.push({ key: '/useUntil', name: 'Not used after', values: [timeWords(useUntil)] });
  return [...lines, ...enforceLines(enforce)];
}

function listed(values: string[]): string {
  return values.length > 10
    ? `${values.slice(0, 10).join(', ')} and ${values.length - 10} more`
    : values.join(', ');
}

function distrustWords(entry: unknown): Piece[] {
  const { note } = (entry ?? {}) as { note?: string };
  return note ? [{ words: 'Distrusted: ' }, { value: note }] : [{ words: 'Distrusted' }];
}

function ruleAt(
  document: Document,
  keys: readonly string[],
): { id: string; rule: Rules[keyof Rules] } | undefined {
  const place = keys.indexOf('rules') + 1;
  const id = keys[place];
  if (place === 0 || !id) return undefined;
  return { id, rule: valueAt(document, keys.slice(0, place + 1)) as Rules[keyof Rules] };
}
