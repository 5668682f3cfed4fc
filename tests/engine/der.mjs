// A small DER writer, for certificates and lists that no tool would issue. Keys and signatures are Ed25519.
import { generateKeyPairSync, sign } from 'node:crypto';

/** A value with its tag and length. */
export function tlv(tag, ...contents) {
  const body = Buffer.concat(contents.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([tag]), length(body.length), body]);
}

function length(value) {
  if (value < 0x80) return Buffer.from([value]);
  const octets = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Buffer.from([0x80 | octets.length, ...octets]);
}

export const sequence = (...members) => tlv(0x30, ...members);
export const octets = (...contents) => tlv(0x04, ...contents);
export const integer = (value) => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return tlv(0x02, bytes[0] & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
};
export const oid = (dotted) => {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  const arc = (value) => {
    const bytes = [value & 0x7f];
    for (let high = value >> 7; high > 0; high >>= 7) bytes.unshift(0x80 | (high & 0x7f));
    return bytes;
  };
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(arc)]));
};
export const name = (commonName) =>
  sequence(tlv(0x31, sequence(oid('2.5.4.3'), tlv(0x0c, Buffer.from(commonName)))));
export const bits = (contents) => tlv(0x03, Buffer.of(0), contents);
export const time = (text) => tlv(0x17, Buffer.from(text));
export const ed25519 = sequence(oid('1.3.101.112'));

export const extension = (id, value, critical = false) =>
  sequence(oid(id), critical ? tlv(0x01, Buffer.of(0xff)) : Buffer.alloc(0), octets(value));
export const isCa = extension('2.5.29.19', sequence(tlv(0x01, Buffer.of(0xff))), true);
export const subjectAltNames = (...dnsNames) =>
  extension('2.5.29.17', sequence(...dnsNames.map((dns) => tlv(0x82, Buffer.from(dns)))));
export const keyId = (id) => extension('2.5.29.14', octets(id));
export const authorityKeyId = (id) => extension('2.5.29.35', sequence(tlv(0x80, id)));

export function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, spki: publicKey.export({ type: 'spki', format: 'der' }) };
}

let serial = 1000;

/** A certificate valid from 2020 to 2040. Every part may be given as DER in place of what is usual. */
export function certificate({ subject, issuer, key, signer, extensions = [], ...parts }) {
  serial += 1;
  const tbs = sequence(
    parts.version === 1 ? Buffer.alloc(0) : tlv(0xa0, integer(2)),
    integer(parts.serial ?? serial),
    parts.algorithmInside ?? ed25519,
    parts.issuerDer ?? name(issuer),
    parts.validity ?? sequence(time('200101000000Z'), time('400101000000Z')),
    parts.subjectDer ?? name(subject),
    parts.spki ?? key.spki,
    parts.uniqueIds ?? Buffer.alloc(0),
    extensions.length > 0 ? tlv(0xa3, sequence(...extensions)) : Buffer.alloc(0),
  );
  // Where the signature does not matter, making it costs time.
  const signature = signer ? sign(null, tbs, signer.privateKey) : Buffer.alloc(64);
  return sequence(tbs, ed25519, bits(signature));
}

/** A revocation list of 2026, signed; `revoked` are serial numbers. */
export function revocationList({ issuerDer, signer, revoked = [], extensions = [] }) {
  const entries = revoked.map((number) => sequence(integer(number), time('260101000000Z')));
  const tbs = sequence(
    integer(1),
    ed25519,
    issuerDer,
    time('260101000000Z'),
    time('261231000000Z'),
    entries.length > 0 ? sequence(Buffer.concat(entries)) : Buffer.alloc(0),
    extensions.length > 0 ? tlv(0xa0, sequence(...extensions)) : Buffer.alloc(0),
  );
  return sequence(tbs, ed25519, bits(sign(null, tbs, signer.privateKey)));
}
