// The keys of the document's schema, and which of them a document uses.
import { readFileSync } from 'node:fs';

const schema = JSON.parse(
  readFileSync(new URL('../../web/sdk/schema/document.schema.json', import.meta.url), 'utf8'),
);

const resolve = (type) => (type?.$ref ? schema.$defs[type.$ref.split('/').at(-1)] : type);
const nameOf = (type) => type?.$ref?.split('/').at(-1);

/** Every key as `Type.key`; the document itself is the type Document. */
export const keys = [
  ...Object.keys(schema.properties).map((key) => `Document.${key}`),
  ...Object.entries(schema.$defs).flatMap(([name, { properties = {} }]) =>
    Object.keys(properties).map((key) => `${name}.${key}`),
  ),
];

/** Every key that a value uses, with its pointer: `[key, pointer, value]`. */
export function* uses(value, type = schema, name = 'Document', pointer = '') {
  if (Array.isArray(value)) {
    const items = resolve(type).items;
    for (const [index, item] of value.entries())
      yield* uses(item, resolve(items), nameOf(items), `${pointer}/${index}`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const property = resolve(type).properties?.[key];
      if (!property) continue;
      yield [`${name}.${key}`, `${pointer}/${key}`, inner];
      yield* uses(inner, resolve(property), nameOf(property), `${pointer}/${key}`);
    }
  }
}
