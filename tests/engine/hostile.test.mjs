// Certificates made to hurt: the search ends within its budget, and says so where it stopped early.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  authorityKeyId,
  certificate,
  extension,
  isCa,
  keyId,
  newKey,
  octets,
  oid,
  sequence,
  subjectAltNames,
  tlv,
} from './der.mjs';
import { checkBoth, first, ids } from './engine.mjs';
import { checkWithin } from './memory.mjs';

const host = 'www.hostile.example';
const names = subjectAltNames(host);
const rootKey = newKey();
const key = newKey();
const root = ca('Root', 'Root', rootKey, rootKey);

function ca(subject, issuer, own, signer, ...more) {
  return certificate({ subject, issuer, key: own, signer, extensions: [isCa, ...more] });
}

function leaf(issuer, signer, ...more) {
  return certificate({ subject: 'Leaf', issuer, key, signer, extensions: [names, ...more] });
}

const asked = (chain, store = [root]) => ({ chain, store, host, time: '2026-06-01T00:00:00Z' });

/** A value within a value, and so on. */
function nested(tag, depth) {
  const lengths = [];
  for (let level = 0, size = 0; level < depth; level += 1) {
    const header = size < 0x80 ? [tag, size] : [tag, 0x83, size >> 16, (size >> 8) & 0xff, size & 0xff];
    lengths.unshift(Buffer.from(header));
    size += header.length;
  }
  return Buffer.concat(lengths);
}

test('values nested 100,000 deep are passed over wherever they stand', async () => {
  const deep = nested(0x30, 100_000);
  const inName = sequence(tlv(0x31, sequence(oid('2.5.4.3'), deep)));
  for (const parts of [
    { extensions: [names, extension('1.2.3.4', deep)] },
    { extensions: [extension('2.5.29.17', sequence(tlv(0xa4, deep)))] },
    { extensions: [extension('2.5.29.19', deep)] },
    { subjectDer: inName },
    { issuerDer: inName },
    { spki: sequence(sequence(oid('1.2.840.113549.1.1.10'), deep), tlv(0x03, [0])) },
    { validity: deep },
  ]) {
    const der = certificate({ subject: 'Leaf', issuer: 'Root', key, signer: rootKey, ...parts });
    const report = await checkBoth(asked([der]));
    assert.notEqual(report.verdict.outcome, 'trusted');
    await checkWithin(24, asked([der]));
  }
  assert.equal((await checkBoth(asked([deep]))).verdict.outcome, 'cannotSay');
});

test('lengths that promise more than there is, or nothing at all, are named', async () => {
  for (const header of [
    [0x30],
    [0x30, 0x80],
    [0x30, 0x80, 0x00, 0x00],
    [0x30, 0x81, 0x05, 1, 2, 3, 4, 5],
    [0x30, 0x82, 0xff, 0xff],
    [0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
    [0x30, 0x84, 0x7f, 0xff, 0xff, 0xff],
    [0x30, 0x85, 0x01, 0, 0, 0, 0],
    [0x30, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    [0x30, 0xfe, ...Array(126).fill(0xff)],
    [0x30, 0xff],
  ]) {
    const good = leaf('Root', rootKey);
    const report = await checkBoth(asked([Buffer.from(header)]));
    assert.equal(report.verdict.outcome, 'cannotSay');
    assert.deepEqual(ids(report), ['input.no_certificate', 'input.problem']);
    assert.equal(report.inputs[0].problems[0].offset, 0);
    // The same length inside of a certificate.
    const inside = certificate({
      ...{ subject: 'Leaf', issuer: 'Root', key, signer: rootKey },
      extensions: [names, extension('2.5.29.15', Buffer.from(header))],
    });
    assert.equal(first(await checkBoth(asked([inside]))), 'certificate.malformed');
    assert.equal((await checkBoth(asked([good, Buffer.from(header)]))).verdict.outcome, 'trusted');
  }
});

test('a certificate may have thousands of names', async () => {
  const many = Array.from({ length: 3000 }, (_, index) => `host-${index}.example`);
  const extensions = [subjectAltNames(...many, host)];
  const der = certificate({ subject: 'Leaf', issuer: 'Root', key, signer: rootKey, extensions });
  const report = await checkBoth(asked([der]));
  assert.equal(report.verdict.outcome, 'trusted');
  assert.equal(report.certificates[0].subjectAltNames.length, 3001);
  assert.equal(first(await checkBoth({ ...asked([der]), host: 'other.example' })), 'name.mismatch');
});

test('a certificate may have thousands of extensions', async () => {
  const many = Array.from({ length: 2000 }, (_, index) => extension(`1.2.3.${index}`, octets()));
  const report = await checkBoth(asked([leaf('Root', rootKey, ...many)]));
  assert.equal(report.verdict.outcome, 'trusted');
  assert.equal(report.certificates[0].extensions.length, 2001);
});

const decoyKeys = Array.from({ length: 1000 }, newKey);
const decoys = decoyKeys.map((own) => ca('CA', 'Root', own, rootKey));
const caKey = newKey();

test('among 1,000 CAs of the same name, a key identifier leads to the issuer', async () => {
  const id = Buffer.from('0123456789abcdef0123');
  const issuer = ca('CA', 'Root', caKey, rootKey, keyId(id));
  const chain = [leaf('CA', caKey, authorityKeyId(id)), ...decoys, issuer];
  const report = await checkBoth(asked(chain));
  assert.equal(report.verdict.outcome, 'trusted');
  assert.deepEqual(
    report.effort.limitsReached,
    ['signatures'],
    'the others are not all tried, and this is said',
  );
});

test('among 1,000 CAs of the same name, without key identifiers, the search stops and says so', async () => {
  const issuer = ca('CA', 'Root', caKey, rootKey);
  const report = await checkBoth(asked([leaf('CA', caKey), ...decoys, issuer]));
  assert.equal(report.verdict.outcome, 'notTrusted');
  assert.equal(first(report), 'path.search_stopped');
  assert.deepEqual(report.effort.limitsReached, ['signatures']);
  assert.equal(report.effort.signatures, 100);
});

test('1,000 certificates of one CA are tried until the budget is spent, and a path is found', async () => {
  const twins = Array.from({ length: 1000 }, () => ca('CA', 'Root', caKey, rootKey));
  const report = await checkBoth(asked([leaf('CA', caKey), ...twins]));
  assert.equal(report.verdict.outcome, 'trusted');
  assert.deepEqual(report.effort.limitsReached, ['signatures']);
  assert.ok(report.paths.length <= 100);
});

test('two CAs that certify each other in a loop end the search', async () => {
  const [a, b] = [newKey(), newKey()];
  const [aByB, bByA] = [ca('A', 'B', a, b), ca('B', 'A', b, a)];
  const chain = [leaf('A', a), aByB, bByA];
  const lost = await checkBoth(asked(chain));
  assert.equal(lost.verdict.outcome, 'notTrusted');
  assert.equal(first(lost), 'path.loop');
  assert.deepEqual(lost.effort.limitsReached, []);
  const found = await checkBoth(asked([...chain, ca('B', 'Root', b, rootKey)]));
  assert.equal(found.verdict.outcome, 'trusted');
  assert.deepEqual(
    found.paths[0].certificates.map((index) => found.certificates[index].subject.short),
    ['Leaf', 'A', 'B', 'Root'],
  );
});

test('ten CAs that all certify each other end the search within its budget', async () => {
  const keys = Array.from({ length: 10 }, newKey);
  const cross = keys.flatMap((own, subject) =>
    keys.flatMap((signer, issuer) =>
      subject === issuer ? [] : [ca(`CA ${subject}`, `CA ${issuer}`, own, signer)],
    ),
  );
  const report = await checkBoth(asked([leaf('CA 0', keys[0]), ...cross]));
  assert.equal(report.verdict.outcome, 'notTrusted');
  assert.ok(report.effort.limitsReached.length > 0);
  assert.ok(report.effort.signatures <= 100 && report.paths.length <= 100);
});

test('a chain of 150 CAs is followed as deep as the budget allows', async () => {
  const keys = Array.from({ length: 150 }, newKey);
  const cas = keys.map((own, level) =>
    level === 0
      ? ca('CA 0', 'Root', own, rootKey)
      : ca(`CA ${level}`, `CA ${level - 1}`, own, keys[level - 1]),
  );
  const report = await checkBoth(asked([leaf('CA 149', keys[149]), ...cas]));
  assert.equal(report.verdict.outcome, 'notTrusted');
  assert.ok(report.effort.limitsReached.length > 0);
  assert.equal(first(report), 'path.search_stopped');
});

test('a name that would mislead the eye is escaped', async () => {
  const text = 'a\u202eb\u0000c<img src=x onerror=alert(1)>\u2066';
  const subjectDer = sequence(tlv(0x31, sequence(oid('2.5.4.3'), tlv(0x0c, Buffer.from(text.repeat(400))))));
  const der = certificate({ subjectDer, issuer: 'Root', key, signer: rootKey, extensions: [names] });
  const report = await checkBoth(asked([der]));
  assert.equal(report.verdict.outcome, 'trusted');
  assert.doesNotMatch(JSON.stringify(report), /[\u202e\u2066\u0000]|\\u0000/);
});

test('a certificate with more policies than the graph has room for', async () => {
  const policies = Array.from({ length: 1001 }, (_, index) => sequence(oid(`1.2.${index}`)));
  const many = extension('2.5.29.32', sequence(...policies));
  const report = await checkBoth(asked([leaf('Root', rootKey, many)]));
  assert.equal(first(report), 'path.search_stopped');
  assert.equal(report.findings[0].fault.limit, 'policies');
});
