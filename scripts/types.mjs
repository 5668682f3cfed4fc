// The TypeScript types of request and report, from the JSON Schemas that come from the Rust types.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const root = new URL('../', import.meta.url);
const bannerComment = '// Generated from web/sdk/schema by scripts/types.mjs. Do not edit.\n';

for (const [name, title] of [
  ['report', 'Report'],
  ['request', 'Request'],
]) {
  const schema = await read(`web/sdk/schema/${name}.schema.json`);
  const text = await compile(JSON.parse(schema), title, { bannerComment, additionalProperties: false });
  const file = name === 'report' ? 'web/sdk/src/report.ts' : 'web/sdk/src/engine-request.ts';
  if ((await read(file).catch(() => '')) !== text) await writeFile(new URL(file, root), text);
}

function read(path) {
  return readFile(new URL(path, root), 'utf8');
}
