// An object as a text file: what the page shows of it, line by line.
import type { inspection } from 'anchorlight';
import { inert } from '../inert.js';
import { isSaid, sayPlainly } from '../say.js';
import type { Notation } from './names.js';
import { kindOf } from './ways.js';
import { isEmpty, isRecord, labelOf, lineOf } from './words.js';

export function plainText(object: inspection.Object, way: readonly string[], notation: Notation): string {
  const { content, problem } = object;
  const said = 'data' in content ? linesOf(content.data, notation) : [];
  const lines = [
    `${way.join(' › ')}: ${kindOf(object)}`,
    ...(problem ? linesOf(problem.kind, notation) : []),
    ...said,
  ];
  return lines.map((line) => `${safe(line)}\n`).join('');
}

/** A value of any shape, each line with its indentation. */
function linesOf(of: unknown, notation: Notation): string[] {
  const line = lineOf(of, notation);
  if (line !== undefined) return [line];
  if (Array.isArray(of)) return of.flatMap((one) => item(linesOf(one, notation)));
  if (!isRecord(of)) return [];
  if ('critical' in of) return extension(of, notation);
  const { id } = of;
  if (isSaid(id)) return [`${sayPlainly(id, 'title', of)}. ${sayPlainly(id, 'explain', of)}`];
  return Object.entries(of).flatMap(([key, value]) => {
    // The tree of what nobody here knows says no more than its octets do.
    if (isEmpty(value) || key === 'tree') return [];
    const single = lineOf(value, notation);
    if (single !== undefined) return [`${labelOf(key)}: ${single}`];
    return [`${labelOf(key)}:`, ...linesOf(value, notation).map((line) => `  ${line}`)];
  });
}

/** Its name, and what it says. */
function extension(of: Record<string, unknown>, notation: Notation): string[] {
  const { oid, name, critical, spec, value, problem } = of;
  const data = isRecord(value) ? value['data'] : undefined;
  const told = [isRecord(problem) ? problem['kind'] : undefined, data].filter((one) => !isEmpty(one));
  const lines = told.flatMap((one) => linesOf(one, notation)).map((line) => `  ${line}`);
  const head = `${name ? `${name} (${oid})` : oid}${critical ? ', critical' : ''}`;
  return [`${head}${spec ? ` [${spec}]` : ''}`, ...lines];
}

/** Several lines of a list hang together. */
function item([first = '', ...others]: string[]): string[] {
  return [`- ${first}`, ...others.map((line) => `  ${line}`)];
}

/** Values come from the file, and a line of them stays a line. */
function safe(line: string): string {
  return inert(line, Number.POSITIVE_INFINITY);
}
