// Files of many CA certificates, each with a name and key of its own, made once and kept in target/bench.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { authorityKeyId, certificate, isCa, keyId, newKey } from '../engine/der.mjs';

export const folder = fileURLToPath(new URL('../../target/bench/', import.meta.url));

/** The path of a PEM file with `count` certificates: one of a chain in the middle of others that no path needs. */
export function storeOf(count, kind, pem, chain) {
  const others = strangers(kind);
  const half = count >> 1;
  const path = `${folder}${chain}-${kind}-${count}.pem`;
  writeFileSync(path, [...others.slice(0, half), pem, ...others.slice(half, count - 1)].join(''));
  return path;
}

/** 10,000 of a kind: self-signed anchors, or intermediates of one issuer. */
export function strangers(kind) {
  const file = `${folder}strangers-${kind}.json`;
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const issuer = { key: newKey(), id: Buffer.from('issuer of many') };
    const made = Array.from({ length: 10_000 }, (_, index) => stranger(kind, index, issuer));
    writeFileSync(file, JSON.stringify(made));
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function stranger(kind, index, issuer) {
  const key = newKey();
  const subject = `${kind} ${index}`;
  const id = Buffer.from(subject.padStart(20));
  const by = kind === 'anchors' ? { issuer: subject, signer: key } : { issuer: 'Bench', signer: issuer.key };
  const authority = kind === 'anchors' ? id : issuer.id;
  const extensions = [isCa, keyId(id), authorityKeyId(authority)];
  const der = certificate({ subject, key, extensions, ...by });
  const lines = der
    .toString('base64')
    .match(/.{1,64}/g)
    .join('\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
