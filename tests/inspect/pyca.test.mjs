// pyca/cryptography as outside judge of every certificate and list in other people's suites: wherever it reads a
// field, ours reads the same. What differs is listed below, by suite, with its reason.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { pythonWithCryptography, withoutPyca } from '../../scripts/python.mjs';
import { skipOf, suites } from './corpora.mjs';
import { disagreements } from './disagreements.mjs';
import { inspectData } from './inspect.mjs';

const python = pythonWithCryptography();

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
      key.kind === 'other' ? algorithm.name.toLowerCase() : key.kind,
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

for (const [suite, { folder, objects }] of Object.entries(suites)) {
  const skip = skipOf({ folder }) || (!python && withoutPyca);
  test(`${suite}: every field is what pyca reads`, { skip }, (context) => {
    const pems = [...new Set(objects())].filter((pem) => /BEGIN (CERTIFICATE|X509 CRL)-/.test(pem));
    const readings = pyca(pems);
    const [counts, differ] = [{}, []];
    const count = (what, more = 1) => {
      counts[what] = (counts[what] ?? 0) + more;
    };
    for (const [index, { content }] of inspected(pems).entries()) {
      const theirs = readings[index];
      if (theirs === null) count('objects that pyca refuses');
      else if (content.kind === 'other') count('objects that only pyca reads');
      else {
        assert.equal(content.kind, theirs.kind);
        for (const [field, ours] of Object.entries(fields[content.kind])) {
          const their = field.split('.').reduce((value, key) => value?.[key], theirs);
          if (isRefused(theirs, field)) count('fields that pyca refuses');
          else if (same(ours(content.data, theirs), their)) count('fields that agree');
          else
            differ.push({
              field,
              sha256: content.data.fingerprints.sha256,
              ours: ours(content.data, theirs),
              their,
            });
        }
      }
    }
    const unexplained = differ.filter((one) => !explained(one, count));
    assert.deepEqual(unexplained.slice(0, 5), [], `${unexplained.length} differ`);
    assert.ok(counts['fields that agree'] > pems.length * 5);
    for (const [what, number] of Object.entries(counts).sort())
      context.diagnostic(`${suite}: ${number} ${what}`);
  });
}

function explained({ field, sha256 }, count) {
  const row = disagreements.find((row) => row.field === field && row.sha256.includes(sha256));
  if (row) count(`field that differs: ${row.reason}`);
  return row !== undefined;
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

/** One object for each block, 500 at a time: the answer on all of them is longer than a string may be. */
function inspected(pems) {
  const all = [];
  for (let from = 0; from < pems.length; from += 500) {
    const batch = pems.slice(from, from + 500);
    all.push(...inspectData(batch.join('\n')).objects);
  }
  assert.equal(all.length, pems.length);
  return all;
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

/** What is a name of its own in ours is an otherName in pyca; of what it gives as objects the form is compared. */
function generalName({ form, text }) {
  if (form === 'SmtpUTF8Mailbox' || form === 'otherName') return ['otherName', null];
  return [form, form === 'directoryName' ? null : text];
}
