// What objects are called, and the way to each.
import type { InspectedFile, inspection } from 'anchorlight';
import { sayPlainly } from '../say.js';

/** What an object is, in words. */
export function kindOf({ content }: inspection.Object): string {
  return content.kind === 'container'
    ? sayPlainly(`format.${content.data.format}`, 'title')
    : sayPlainly(`object.${content.kind}`, 'title');
}

/** The kind and the way without the file, where the way does not say the kind already. */
export function placeOf(object: inspection.Object, way: readonly string[]): string {
  const inside = way.slice(1).join(' › ');
  if (!inside) return aboutOf(object) && kindOf(object);
  return object.nth ? inside : `${kindOf(object)}: ${inside}`;
}

/** What an object is about: whose certificate or request it is, or whose list. */
export function aboutOf({ content }: inspection.Object): string {
  switch (content.kind) {
    case 'certificate':
    case 'certificationRequest':
      return shortName(content.data.subject);
    case 'revocationList':
      return shortName(content.data.issuer);
    case 'privateKey':
      return content.data.label;
    default:
      return '';
  }
}

/** The last common name, or else the name as it is. */
function shortName({ rdns, rfc4514 }: inspection.Name): string {
  const common = rdns.flat().filter(({ oid }) => oid === '2.5.4.3');
  return common.at(-1)?.text || rfc4514 || 'an empty name';
}

const known = new WeakMap<InspectedFile, string[][]>();

/** The way to each object, from its file inwards: `bundle.zip › server.p12 › certificate 2`. */
export function waysOf(file: InspectedFile): string[][] {
  const ways = known.get(file) ?? waysIn(file);
  known.set(file, ways);
  return ways;
}

function waysIn({ label, objects }: InspectedFile): string[][] {
  const ways: string[][] = [];
  for (const object of objects) {
    const { within, entry, nth } = object;
    const outer = within === undefined ? [label ?? 'the file'] : (ways[within] ?? []);
    const way = entry === undefined ? outer : [...outer, entry];
    const word = nth && (nth.of > 1 ? `${kindOf(object)} ${nth.number}` : kindOf(object));
    ways.push(word ? [...way, word] : way);
  }
  return ways;
}
