// The TypeScript types of what the engine is asked and says, from the schemas that come from the Rust types.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const root = new URL('../', import.meta.url);
const bannerComment = '// Generated from the Rust types by scripts/types.mjs. Do not edit.\n';

await generate('answers', 'Answers', 'report.ts');
await generate('inspected', 'Inspected', 'inspection.ts');
await generate('questions', 'Questions', 'engine-request.ts');

async function generate(name, title, target) {
  const schema = JSON.parse(await read(`target/schema/${name}.schema.json`), joined);
  const text = await compile(schema, title, { bannerComment, additionalProperties: false });
  const file = `web/sdk/src/${target}`;
  if ((await read(file).catch(() => '')) !== text) await writeFile(new URL(file, root), text);
}

/**
 * A reference with something beside it, as a sum of both: the compiler would take the reference for the whole where
 * there are properties, and write the type out once more where there is a description. Of a default it would make a type.
 */
function joined(_, value) {
  if (!value?.$ref || Object.keys(value).length === 1) return value;
  const { $ref, description, default: _default, ...own } = value;
  const parts = Object.keys(own).length === 0 ? [{ $ref }] : [{ $ref }, own];
  return { ...(description && { description }), allOf: parts };
}

function read(path) {
  return readFile(new URL(path, root), 'utf8');
}
