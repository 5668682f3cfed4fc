// Sentences for ids. The same file serves the command line.
import type { FindingFault, Problem } from 'anchorlight';
import sentences from '../sentences/en.json';
import { formatTime, isTime } from './format.js';

export type Part = 'title' | 'explain' | 'fix';

/** What a sentence is made of: our own words, and values that come from the files. */
export type Piece = { words: string } | { value: string };

/** Longer lists are cut: a certificate can hold thousands of names. */
const MOST_LISTED = 10;

const table: Record<string, Record<Part, string>> = sentences;

/** Whether there are sentences for an id. */
export function isSaid(id: unknown): id is string {
  return typeof id === 'string' && Object.hasOwn(table, id);
}

/** One part of the sentence for an id, with the values that `data` has for it. */
export function say(id: string, part: Part, data: object = {}): Piece[] {
  const template = table[id]?.[part] ?? (part === 'title' ? id : '');
  return template
    .split(/(\{[^}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? filled(piece.slice(1, -1), data) : { words: piece }));
}

/** The same as one string, for places that hold nothing else. */
export function sayPlainly(id: string, part: Part, data: object = {}): string {
  return say(id, part, data)
    .map((piece) => ('words' in piece ? piece.words : piece.value))
    .join('');
}

/** The id and the data to speak of: what is wrong with a file or a certificate is told by its problem. */
export function subjectOf(fault: FindingFault | Problem): { id: string; data: object; offset?: number } {
  if ('kind' in fault) return { id: fault.kind.id, data: fault.kind, offset: fault.offset };
  if (fault.id === 'input.problem' || fault.id === 'certificate.malformed') return subjectOf(fault.problem);
  return { id: fault.id, data: fault };
}

/** Fields whose values are ids of our own, with a title each. */
const NAMED = ['kind', 'limit', 'profile', 'reason', 'rule', 'scope.kind', 'section', 'status', 'trusted'];

function filled(field: string, data: object): Piece {
  const value = at(data, field);
  const title = NAMED.includes(field) && typeof value === 'string' ? table[value]?.title : undefined;
  return title === undefined ? { value: words(value) } : { words: title };
}

function at(data: unknown, path: string): unknown {
  return path.split('.').reduce((value, key) => (isObject(value) ? value[key] : undefined), data);
}

function words(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return isTime(value) ? formatTime(value) : value;
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    const more = value.length - MOST_LISTED;
    const shown = value.slice(0, MOST_LISTED).map(words).join(', ');
    return more > 0 ? `${shown} and ${more} more` : shown;
  }
  if (isObject(value)) return words(value['text'] ?? value['value']);
  return String(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
