// pyca/cryptography as outside judge of certificates and lists: wherever it reads a field, ours reads the same.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonWithCryptography, withoutPyca } from '../../scripts/python.mjs';

const python = pythonWithCryptography();

/** For `skip`. */
export const lacksPyca = !python && withoutPyca;

/** What is compared of both kinds: the name of the field, and what ours says in pyca's words. */
const common = {
  issuer: (ours, theirs) => nameOf(ours.issuer, theirs.issuer),
  signature: (ours) => ours.signatureAlgorithm.oid,
  sha256: (ours) => ours.fingerprints.sha256,
  'of.extensions': (ours) => ours.extensions.map(({ oid, critical }) => [oid, critical]),
};
const fields = {
  certificate: {
    ...common,
    version: (ours) => ours.version,
    serial: (ours) => decimal(ours.serial),
    subject: (ours, theirs) => nameOf(ours.subject, theirs.subject),
    from: (ours) => ours.notBefore,
    to: (ours) => ours.notAfter,
    'key.kind': ({ publicKey: { key, algorithm } }) =>
      key.kind === 'other' ? algorithm.name?.toLowerCase() : key.kind,
    'key.bits': ({ publicKey }) => publicKey.bits,
    'key.pin': ({ publicKey }) => publicKey.pin.hex,
    sha1: (ours) => ours.fingerprints.sha1,
    sha512: (ours) => ours.fingerprints.sha512,
    'of.alternativeNames': (ours) => extension(ours, '2.5.29.17')?.map(generalName),
    'of.keyUsage': (ours) => extension(ours, '2.5.29.15'),
    'of.extendedKeyUsage': (ours) => extension(ours, '2.5.29.37')?.map(({ oid }) => oid),
  },
  revocationList: {
    ...common,
    from: (ours) => ours.thisUpdate,
    to: (ours) => ours.nextUpdate,
    entries: (ours) => ours.entries,
    first: (ours) =>
      ours.first.slice(0, 20).map(({ serial, revocationDate }) => [decimal(serial), revocationDate]),
  },
};

/** Where ours and pyca differ on PEM blocks: each as `{ field, sha256, ours, their }`; `contents` are ours of the same. */
export function differencesFromPyca(pems, contents, count) {
  const differ = [];
  for (const [at, theirs] of pyca(pems).entries()) {
    const { kind, data } = contents[at];
    if (theirs === null) count('objects that pyca refuses');
    else if (kind === 'other') count('objects that only pyca reads');
    else {
      assert.equal(kind, theirs.kind);
      for (const [field, read] of Object.entries(fields[kind])) {
        const their = field.split('.').reduce((value, key) => value?.[key], theirs);
        if (isRefused(theirs, field)) {
          count('fields that pyca refuses');
          continue;
        }
        const ours = read(data, theirs);
        if (same(ours, their)) count('fields that agree with pyca');
        else differ.push({ field, sha256: data.fingerprints.sha256, ours, their });
      }
    }
  }
  return differ;
}

/** `{ refused: why }` stands in the place of what pyca does not read, and of all that it would hold. */
function isRefused(theirs, field) {
  let value = theirs;
  for (const key of field.split('.')) {
    if (value?.refused !== undefined) return true;
    value = value?.[key];
  }
  return value?.refused !== undefined;
}

/** Absent is `null` in one and `undefined` in the other. */
function same(ours, their) {
  return JSON.stringify(ours ?? null) === JSON.stringify(their ?? null);
}

function pyca(pems) {
  const run = spawnSync(python, [join(import.meta.dirname, 'pyca.py')], {
    input: JSON.stringify(pems),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
}

function extension(ours, oid) {
  return ours.extensions.find((one) => one.oid === oid)?.value?.data;
}

function decimal({ hex, negative }) {
  const value = BigInt(`0x${hex}`);
  return String(negative ? value - (1n << BigInt(hex.length * 4)) : value);
}

/** pyca gives text; the octets of ours, read as that text's type says, must be that text. */
function nameOf(ours, theirs) {
  return ours.rdns.map((rdn, at) =>
    rdn.map(({ oid, type, value }, member) => {
      const their = theirs?.[at]?.[member]?.[1];
      return [oid, typeof their === 'object' ? { hex: value } : decoded(type, Buffer.from(value, 'hex'))];
    }),
  );
}

function decoded(type, octets) {
  if (type === 'BMPString') return new TextDecoder('utf-16be').decode(octets);
  if (type === 'UniversalString')
    return String.fromCodePoint(
      ...octets
        .toString('hex')
        .match(/.{8}/g)
        .map((hex) => Number.parseInt(hex, 16)),
    );
  return octets.toString('utf8');
}

/** What is a name of its own in ours is an otherName in pyca. */
function generalName({ form, text, type }) {
  if (form === 'SmtpUTF8Mailbox') return ['otherName', '1.3.6.1.5.5.7.8.9', text];
  return form === 'otherName' ? [form, type?.oid, text] : [form, text];
}
