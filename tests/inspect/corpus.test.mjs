// Every certificate and every list of other people's suites, and Mozilla's roots, opens: each is read, or it is
// a tree with the place of its damage.
import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { skipOf, suites } from './corpora.mjs';
import { inspectData } from './inspect.mjs';

/** What is not read further than its tree, by suite, each with the field that says why. */
const notRead = {
  // A list whose signature has unused bits: nobody can verify it.
  PKITS: ['signatureValue'],
};

/** Where Node reads something else, by suite: the field, the certificate, and what Node says. */
const different = {
  // An RSA key without the NULL that RFC 3279 §2.3.1 asks for. OpenSSL adds it before it hashes the key.
  pkilint: [
    [
      'pin',
      'a6af7800077efd3d4579d3e9fb4e70767733a2b6252a3d8f2179e8efe4a33525',
      'j7a61nHP5pg5PEUzV9phtW11erjA8/uch/KEnmMTGHg=',
    ],
  ],
};

for (const [suite, { folder, objects, least }] of Object.entries(suites)) {
  test(`${suite}: every object opens`, { skip: skipOf({ folder }) }, (context) => {
    const pems = [...new Set(objects())];
    const [counts, unread, differ] = [{}, [], []];
    const count = (what) => {
      counts[what] = (counts[what] ?? 0) + 1;
    };
    for (let from = 0; from < pems.length; from += 500) {
      const batch = pems.slice(from, from + 500);
      const { objects: opened, problems } = inspectData(batch.join('\n'));
      assert.deepEqual(problems, [], suite);
      assert.ok(opened.length >= batch.length, `${opened.length} of ${batch.length}`);
      for (const [index, object] of opened.entries()) {
        judge(object, suite, count, unread);
        if (opened.length === batch.length && object.content.kind === 'certificate')
          secondReading(batch[index], object.content.data, count, differ);
      }
    }
    assert.deepEqual(unread, notRead[suite] ?? []);
    assert.deepEqual(differ, different[suite] ?? []);
    assert.ok(pems.length >= least, `${pems.length} objects`);
    for (const [what, number] of Object.entries(counts).sort())
      context.diagnostic(`${suite}: ${number} ${what}`);
  });
}

/** Node's reading, which is OpenSSL's, where it reads the certificate at all. */
function secondReading(pem, ours, count, differ) {
  let node;
  try {
    node = new X509Certificate(pem);
  } catch {
    return count('certificate that OpenSSL refuses');
  }
  const theirs = {
    serial: node.serialNumber.padStart(2, '0'),
    from: moment(node.validFrom),
    to: moment(node.validTo),
    sha256: node.fingerprint256.replaceAll(':', '').toLowerCase(),
    pin: pinOf(node),
  };
  const same = {
    serial: ours.serial.upper,
    from: new Date(ours.notBefore).getTime(),
    to: new Date(ours.notAfter).getTime(),
    sha256: ours.fingerprints.sha256,
    pin: theirs.pin && ours.publicKey.pin.base64,
  };
  for (const key of Object.keys(theirs))
    if (theirs[key] !== same[key]) differ.push([key, ours.fingerprints.sha256, theirs[key]]);
  count('certificate that OpenSSL reads as well');
}

/** "Jan  1 00:00:00 0 GMT": what `Date` reads of a year with fewer digits than four is another one. */
function moment(text) {
  const [month, day, time, year] = text.split(/ +/);
  return new Date(`${month} ${day} ${time} 2000 GMT`).setUTCFullYear(Number(year));
}

/** `undefined` where OpenSSL does not know the kind of key. */
function pinOf(certificate) {
  try {
    const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
    return createHash('sha256').update(spki).digest('base64');
  } catch {
    return undefined;
  }
}

function judge({ content, label, offset, problem, tree }, suite, count, unread) {
  count(content.kind);
  if (content.kind === 'privateKey') return;
  if (content.kind !== 'other') {
    assert.equal(problem, undefined);
    for (const extension of content.data.extensions ?? []) {
      if (extension.problem) count(`extension damaged: ${extension.name}`);
      else if (!extension.value) count('extension without a reader');
      // Nothing is lost: a value, or all of it as a tree.
      assert.ok(
        extension.value ||
          extension.tree.nodes.length > 0 ||
          extension.tree.unread.length > 0 ||
          extension.length === 0,
      );
      if (extension.problem) assert.ok(Number.isInteger(extension.problem.offset));
    }
    return;
  }
  assert.ok(problem && tree.nodes.length > 0, `${suite}: a block ${label} at ${offset} is of no kind`);
  unread.push(problem.kind.field);
}
