// Signers with keys by the `openssl` command, documents, and signatures on them by jose, which knows nothing of ours.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GeneralSign, importPKCS8 } from 'jose';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/native.mjs';

export const type = 'anchorlight-store+json';
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const kinds = {
  ES256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  ES384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  EdDSA: ['-algorithm', 'ED25519'],
};

/** A key pair: its files, its SubjectPublicKeyInfo and how it is called. */
export function signer(folder, name, alg) {
  const file = join(folder, `${name}.key.pem`);
  openssl('genpkey', ...kinds[alg], '-out', file);
  const pem = readFileSync(file, 'utf8');
  const publicKey = createPublicKey(pem);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { alg, file, pem, publicKey, spki: spki.toString('base64'), kid: sha256(spki) };
}

/** A CA's certificate, base64 of its DER. */
export function authority(folder) {
  const file = join(folder, 'ca.pem');
  const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    ...make,
    '-keyout',
    join(folder, 'ca.key'),
    '-out',
    file,
    '-subj',
    '/CN=Corp Root',
    '-days',
    '3650',
  );
  return readFileSync(file, 'utf8').replace(/-----[^-]+-----|\s/g, '');
}

/** A document by these signers; `more` replaces members of it. */
export function document(certificate, signers, threshold, more = {}) {
  return {
    name: 'Corp',
    version: 1,
    issued: '2026-11-01T00:00:00Z',
    expires: '2027-11-01T00:00:00Z',
    ...(signers && { signers: { threshold, keys: signers.map(({ spki }) => ({ publicKey: spki })) } }),
    anchors: [{ certificate, purposes: ['server'] }],
    ...more,
  };
}

/** The document signed by jose; `header` may differ for all of them. */
export async function signedBy(document, signers, header = {}) {
  const payload = typeof document === 'string' ? document : JSON.stringify(document);
  const sign = new GeneralSign(new TextEncoder().encode(payload));
  for (const { alg, kid, pem } of signers) {
    const key = await importPKCS8(pem, alg);
    sign.addSignature(key).setProtectedHeader({ alg, kid, typ: type, ...header });
  }
  return sign.sign();
}

/** One entry of `signatures` with any protected header, signed by node:crypto: what no library would write. */
export function entry(payload, header, { alg, pem }, hash = { ES256: 'sha256', ES384: 'sha384' }[alg]) {
  const protectedHeader = base64url(header);
  const message = Buffer.from(`${protectedHeader}.${payload}`);
  const signature = sign(hash, message, { key: pem, dsaEncoding: 'ieee-p1363' });
  return { protected: protectedHeader, signature: signature.toString('base64url') };
}

export const base64url = (value) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Runs `anchorlight store …`; what it printed and how it ended. */
export function store(...args) {
  const { status, stdout, stderr } = spawnSync(commandLine, ['store', ...args], { encoding: 'utf8' });
  assert.doesNotMatch(stderr, /panicked/);
  return { status, stdout, stderr };
}
