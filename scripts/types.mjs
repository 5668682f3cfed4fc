// The TypeScript types of request and report, from the JSON Schemas that come from the Rust types.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const root = new URL('../', import.meta.url);
const banner = '// Generated from web/sdk/schema by scripts/types.mjs. Do not edit.\n';

const report = await generate('report', 'Report', 'report.ts');
await generate('request', 'Request', 'engine-request.ts');
// What an open file shares with the report is declared there, once.
await generate('opened', 'Opened', 'opened.ts', report);

async function generate(name, title, target, shared) {
  const schema = JSON.parse(await read(`web/sdk/schema/${name}.schema.json`), joined);
  const names = Object.keys((shared && schema.$defs) ?? {}).filter((name) =>
    JSON.stringify(schema.properties).includes(`/${name}"`),
  );
  const bannerComment = banner + (shared ? `import type { ${names.join(', ')} } from './${shared}';\n` : '');
  const options = { bannerComment, additionalProperties: false, declareExternallyReferenced: !shared };
  const text = await compile(schema, title, options);
  const file = `web/sdk/src/${target}`;
  if ((await read(file).catch(() => '')) !== text) await writeFile(new URL(file, root), text);
  return target.replace('.ts', '.js');
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
