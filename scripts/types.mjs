// The TypeScript types of request and report, from the JSON Schemas that come from the Rust types.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const root = new URL('../', import.meta.url);
const banner = '// Generated from web/sdk/schema by scripts/types.mjs. Do not edit.\n';

const schema = JSON.parse(await readFile(new URL('web/sdk/schema/report.schema.json', root), 'utf8'));
const text = await compile(schema, 'Report', {
  bannerComment: banner,
  additionalProperties: false,
});
const target = new URL('web/sdk/src/report.ts', root);
const present = await readFile(target, 'utf8').catch(() => '');
if (present !== text) await writeFile(target, text);
