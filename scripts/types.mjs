// The TypeScript types of what the engine is asked and says, from the schemas that come from the Rust types.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const root = new URL('../', import.meta.url);
const bannerComment = '// Generated from the Rust types by scripts/types.mjs. Do not edit.\n';

await generate('answers', 'Answers', 'report.ts');
await generate('questions', 'Questions', 'engine-request.ts');

async function generate(name, title, target) {
  const schema = JSON.parse(await read(`target/schema/${name}.schema.json`), joined);
  const text = await compile(schema, title, { bannerComment, additionalProperties: false });
  const file = `web/sdk/src/${target}`;
  if ((await read(file).catch(() => '')) !== text) await writeFile(new URL(file, root), text);
}

/** A reference with properties of its own beside it, which the compiler would take for the whole, as a sum of both. */
function joined(_, value) {
  if (!value?.$ref || Object.keys(value).length === 1) return value;
  const { $ref, ...own } = value;
  return { allOf: value.properties ? [{ $ref }, own] : [{ $ref }], ...(value.properties ? {} : own) };
}

function read(path) {
  return readFile(new URL(path, root), 'utf8');
}
