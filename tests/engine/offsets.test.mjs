// What is malformed is named with the byte it stands at: in the file, or in the object's DER.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeCases, request } from './cases.mjs';
import { certificate, extension, newKey, oid, sequence, tlv } from './der.mjs';
import { checkBoth } from './engine.mjs';
import { flipped, toPem } from './pem.mjs';

const one = madeCases().find(({ id }) => id === 'p256');
const key = newKey();
const make = (parts) => certificate({ subject: 'Leaf', issuer: 'Nobody', key, ...parts });
const bool = (octet) => tlv(0x01, Buffer.of(octet));
const basicConstraints = (...members) => make({ extensions: [extension('2.5.29.19', sequence(...members))] });

/** Every problem of the first file, wherever the report tells it. */
async function problems(file) {
  const report = await checkBoth(request(one, { chain: [file, ...one.intermediates] }));
  const [{ problems, unreadable }] = report.inputs;
  const ofCertificates = report.certificates.filter(({ input }) => input === 0);
  return [
    ...problems,
    ...unreadable.map(({ problem }) => problem),
    ...ofCertificates.flatMap((read) => read.problems),
  ];
}

/** How the serial numbers of der.mjs begin: two octets, from 1001 on. */
const serial = Buffer.of(0x02, 0x02, 0x03);

/** What is done to the certificate, the bytes the fault stands at, and what kind it is. */
const inObjects = [
  ['the serial number is no INTEGER', make({}), serial, 'der.malformed', 0x04],
  ['a value has an indefinite length', make({}), serial, 'der.malformed', undefined, 0x80],
  ['a month is no number', make({ validity: times('20x101000000Z') }), 'x10100', 'der.malformed'],
  [
    'the time is of another type',
    make({ validity: times('A', 0x0c) }),
    Buffer.of(0x0c, 1, 65),
    'der.malformed',
  ],
  [
    'a relative name is empty',
    make({ subjectDer: sequence(tlv(0x31)) }),
    Buffer.of(0x31, 0),
    'der.malformed',
  ],
  ['a tag is of many octets', make({ subjectDer: tlv(0x3f) }), Buffer.of(0x3f, 0), 'der.malformed'],
  ['a BOOLEAN is neither 00 nor ff', basicConstraints(bool(5)), bool(5), 'extension.malformed'],
  [
    'a path length is negative',
    basicConstraints(bool(255), tlv(2, [0x81])),
    tlv(2, [0x81]),
    'extension.malformed',
  ],
  [
    'an INTEGER is too long',
    basicConstraints(bool(255), tlv(2, [0, 9])),
    tlv(2, [0, 9]),
    'extension.malformed',
  ],
  [
    'an extension is there twice',
    make({ extensions: [extension('2.5.29.14', tlv(4, [1])), extension('2.5.29.14', tlv(4, [2]))] }),
    extension('2.5.29.14', tlv(4, [2])),
    'extension.duplicate',
  ],
  [
    'an address has five octets',
    make({ extensions: [extension('2.5.29.17', sequence(tlv(0x87, [9, 8, 7, 6, 5])))] }),
    tlv(0x87, [9, 8, 7, 6, 5]),
    'extension.malformed',
  ],
  [
    'the value of an extension breaks off',
    make({ extensions: [extension('2.5.29.17', Buffer.of(0x30, 0x7f, 0x82))] }),
    Buffer.of(0x30, 0x7f, 0x82),
    'extension.malformed',
  ],
];

function times(notBefore, tag = 0x17) {
  return sequence(tlv(tag, Buffer.from(notBefore)), tlv(0x17, Buffer.from('400101000000Z')));
}

for (const [what, der, at, id, firstOctet, secondOctet] of inObjects) {
  test(`${what}: ${id}, at that byte`, async () => {
    const offset = der.indexOf(at);
    assert.ok(offset > 0);
    const file = Buffer.from(der);
    if (firstOctet !== undefined) file[offset] = firstOctet;
    if (secondOctet !== undefined) file[offset + 1] = secondOctet;
    const found = await problems(file);
    assert.deepEqual(
      found.map((problem) => [problem.kind.id, problem.offset, problem.fatal]),
      [[id, offset, true]],
    );
  });
}

test('a name may hold a string of any type', async () => {
  const types = { UniversalString: 0x1c, BMPString: 0x1e, GraphicString: 0x19, VisibleString: 0x1a };
  for (const [type, tag] of Object.entries(types)) {
    const value = { 0x1c: Buffer.of(0, 0, 0, 65), 0x1e: Buffer.of(0, 65) }[tag] ?? Buffer.from('A');
    const subjectDer = sequence(tlv(0x31, sequence(oid('2.5.4.3'), tlv(tag, value))));
    const report = await checkBoth(request(one, { chain: [make({ subjectDer })] }));
    assert.equal(report.certificates.length, 1, type);
    assert.deepEqual(report.certificates[0].problems, [], type);
    if (tag === 0x1c || tag === 0x1e) assert.equal(report.certificates[0].subject.text, 'CN=A', type);
  }
});

test('bytes after a certificate are named with their place and number', async () => {
  for (const rest of ['abc', '\x30\x82']) {
    const found = await problems(Buffer.concat([one.leaf, Buffer.from(rest, 'latin1')]));
    const kind = { id: 'der.trailing', field: 'input', length: rest.length };
    assert.deepEqual(found, [{ kind, offset: one.leaf.length, fatal: true }]);
  }
});

test('what cannot be read is told with its place in the file', async () => {
  const broken = flipped(one.leaf, 4);
  for (const [file, start] of [
    [Buffer.concat([one.leaf, broken]), one.leaf.length],
    [Buffer.from(toPem([one.leaf, broken])), toPem([one.leaf]).length],
  ]) {
    const report = await checkBoth(request(one, { chain: [file, ...one.intermediates] }));
    const [{ unreadable }] = report.inputs;
    assert.deepEqual(
      unreadable.map((object) => [object.start, object.problem.offset]),
      [[start, 4]],
    );
    assert.equal(report.verdict.outcome, 'trusted', 'the good certificate before it is judged');
  }
});

const pem = toPem([one.leaf]);
const third = pem.split('\n').slice(0, 3).join('\n').length;

/** A PEM file, where its fault stands, and what it is. */
const inPem = [
  ['a character that is not base64', `${pem.slice(0, third)}!${pem.slice(third + 1)}`, third],
  [
    'an octet over 0x7f',
    Buffer.concat([Buffer.from(pem.slice(0, third)), Buffer.of(0xe9), Buffer.from(pem.slice(third + 1))]),
    third,
  ],
  ['padding in the middle', `${pem.slice(0, third)}=${pem.slice(third + 1)}`, third],
];

for (const [what, file, offset] of inPem) {
  for (const before of ['', 'text before\r\n']) {
    test(`PEM with ${what}${before && ', after text'}: the character is named`, async () => {
      const found = await problems(Buffer.concat([Buffer.from(before), Buffer.from(file)]));
      assert.deepEqual(
        found.map((problem) => [problem.kind.id, problem.fatal]),
        [['pem.base64', true]],
      );
      assert.equal(found[0].offset, before.length + offset);
    });
  }
}

test('PEM whose characters give no whole bytes is named where they end', async () => {
  const cut = '-----BEGIN CERTIFICATE-----\nAAAA\nA\n';
  const found = await problems(Buffer.from(`${cut}-----END CERTIFICATE-----\n`));
  assert.deepEqual(
    found.map((problem) => [problem.kind.id, problem.offset]),
    [['pem.base64', cut.length]],
  );
});

test('a PEM block without its END line is named with the place of its BEGIN line', async () => {
  const before = 'text before\n';
  const open = pem.slice(0, pem.indexOf('-----END'));
  const [problem] = await problems(Buffer.from(before + open + pem));
  assert.deepEqual(problem.kind, { id: 'pem.unclosed', label: 'CERTIFICATE' });
  assert.equal(problem.offset, before.length);
});
