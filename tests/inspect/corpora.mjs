// Every certificate and every list of other people's suites, and Mozilla's roots.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rootCertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { toPem } from '../engine/pem.mjs';
import { inspectData } from './inspect.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const data = resolve(root, process.env.ANCHORLIGHT_CONFORMANCE ?? '../shared/conformance');

/** Blocks in the text of a file, or its DER as a block. */
function blocks(file) {
  const bytes = readFileSync(file);
  if (bytes[0] === 0x30)
    return [toPem([bytes], { label: file.endsWith('.crl') ? 'X509 CRL' : 'CERTIFICATE' })];
  return bytes.toString('latin1').match(/-----BEGIN [A-Z0-9 ]+-----[^-]*-----END [A-Z0-9 ]+-----/g) ?? [];
}

/** Every block in a JSON value, however deep. */
function inJson(value) {
  if (typeof value === 'string') return value.includes('-----BEGIN ') ? [value] : [];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(inJson);
}

function* filesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else yield path;
  }
}

const all = (folder) => [...filesOf(join(data, folder))].flatMap(blocks);
/** `objects` gives PEM blocks, `least` of which there must be; `folder` has to be there. */
export const suites = {
  "Mozilla's roots": { objects: () => rootCertificates, least: 100 },
  PKITS: { folder: 'pkits', objects: () => all('pkits'), least: 500 },
  BoringSSL: {
    folder: 'verify_certificate_chain',
    objects: () => all('verify_certificate_chain'),
    least: 100,
  },
  pkilint: { folder: 'pkilint', objects: () => all('pkilint'), least: 250 },
  limbo: {
    folder: 'limbo',
    objects: () => inJson(JSON.parse(readFileSync(join(data, 'limbo/limbo.json'), 'utf8'))),
    least: 5_000,
  },
};

/** Why a suite cannot be read here, if so. */
export function skipOf({ folder }) {
  return folder && !existsSync(join(data, folder)) && `no conformance data: ${join(data, folder)}`;
}

/** The blocks with one of these labels, each once. */
export function blocksOf(pems, labels) {
  const heads = labels.map((label) => `-----BEGIN ${label}-----`);
  return [...new Set(pems)].filter((pem) => heads.some((head) => pem.includes(head)));
}

/** What ours says of each block: 500 at a time, as the answer on all of them is longer than a string may be. */
export function contentsOf(pems) {
  const all = [];
  for (let from = 0; from < pems.length; from += 500) {
    const batch = pems.slice(from, from + 500);
    const { objects } = inspectData(batch.join('\n'));
    assert.equal(objects.length, batch.length, 'not one object for each block');
    all.push(...objects.map(({ content }) => content));
  }
  return all;
}
