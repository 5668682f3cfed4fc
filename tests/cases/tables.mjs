// All cases, by group; each has its document whole and its chain.
import { readdirSync } from 'node:fs';
import { makeCertificates } from './certificates.mjs';
import { documentOf } from './run.mjs';

export const made = makeCertificates();
const folder = new URL('table/', import.meta.url);

/** The cases of each file of `table/`. */
export const tables = {};
for (const file of readdirSync(folder).sort()) {
  const { cases } = await import(new URL(file, folder));
  tables[file.replace('.mjs', '')] = cases(made).map((one) => ({
    chain: [made.leaf, made.ca],
    ...one,
    document: documentOf(one.document),
  }));
}

export const exitCodes = { trusted: 0, trustedWithWarnings: 0, notTrusted: 1, cannotSay: 2 };
