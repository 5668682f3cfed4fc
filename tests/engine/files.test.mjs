// Files as people have them: any container, any line end, text around, too large, empty, broken.
import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { test } from 'node:test';
import { madeCases, request } from './cases.mjs';
import { certificate, newKey } from './der.mjs';
import { checkBoth, first } from './engine.mjs';
import { checkWithin } from './memory.mjs';
import { checkNatively } from './native.mjs';
import { toPem } from './pem.mjs';

const one = madeCases().find(({ id }) => id === 'p256');
const all = [one.leaf, ...one.intermediates];
const asFile = (content) => request(one, { chain: [Buffer.from(content)] });

/** The same 50 MB of noise in every run. */
function noise(length = 50_000_000) {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(length));
}

const lines = toPem(all).split('\n');
const [leafPem, intermediatePem] = all.map((der) => toPem([der]));
const readable = {
  'PEM with \\n': toPem(all),
  'PEM with \\r\\n': toPem(all, { newline: '\r\n' }),
  'PEM with \\r': toPem(all, { newline: '\r' }),
  'PEM whose line ends became spaces': toPem(all, { newline: ' ' }),
  'PEM without line ends': toPem(all, { newline: '' }),
  'PEM without the last line end': toPem(all).trimEnd(),
  'PEM with text around': ` 0 s:CN = leaf\n${leafPem} 1 s:CN = Intermediate\n${intermediatePem}---\n`,
  'PEM after text that begins with the digit 0': `0 s:CN = leaf\n${leafPem}${intermediatePem}`,
  'PEM in another order': intermediatePem + leafPem,
  'PEM that is indented': lines.map((line) => `    ${line}`).join('\n'),
  'PEM with a byte order mark': `\ufeff${toPem(all)}`,
  'PEM with other blocks between': `${leafPem}${toPem([one.leaf], { label: 'CERTIFICATE REQUEST' })}${intermediatePem}`,
  'PEM with the label X509 CERTIFICATE': toPem(all, { label: 'X509 CERTIFICATE' }),
  'DER, one after the other': Buffer.concat(all),
};

for (const [what, content] of Object.entries(readable)) {
  test(`${what} is read`, async () => {
    const report = await checkBoth(asFile(content));
    assert.equal(report.verdict.outcome, 'trusted');
    assert.equal(report.inputs[0].certificates, 2);
    // Where the report says a certificate stands, there it is.
    const bytes = Buffer.from(content);
    for (const { start, length, input } of report.certificates.filter((found) => found.input === 0)) {
      const there = bytes.subarray(start, start + length);
      assert.ok(there[0] === 0x30 || there.toString().startsWith('-----BEGIN '), `at ${start} of ${input}`);
      assert.ok(there[0] === 0x30 || /-----END [A-Z0-9 ]+-----\s*$/.test(there.toString()));
    }
  });
}

test('an empty file, or one of white space, is named', async () => {
  for (const content of ['', ' \r\n\t']) {
    const report = await checkBoth(asFile(content));
    assert.equal(report.verdict.outcome, 'cannotSay');
    assert.equal(first(report), 'input.no_certificate');
    assert.deepEqual(report.inputs[0].problems, [{ kind: { id: 'input.empty' }, offset: 0, fatal: true }]);
  }
});

test('no file at all is an answer too', async () => {
  const report = await checkWithin(1, request(one, { chain: [] }));
  assert.equal(report.verdict.outcome, 'cannotSay');
  assert.equal(first(report), 'input.no_certificate');
});

/** What is large and means nothing: its content, the problem it has, and at which byte. */
const large = [
  ['random bytes', () => noise(), 'input.unrecognised', 0],
  ['random bytes in a SEQUENCE', () => inSequence(noise()), 'der.malformed', 6],
  ['random bytes between the lines of PEM', () => inPem(noise()), 'pem.base64', undefined],
  ['random bytes in base64', () => inPem(Buffer.from(noise().toString('base64'))), 'der.malformed', 0],
  ['BEGIN lines without END', () => Buffer.alloc(50_000_000, '-----BEGIN A-----\n'), 'pem.unclosed', 0],
  ['dashes', () => Buffer.alloc(50_000_000, '-'), 'input.unrecognised', 0],
  ['SEQUENCEs within SEQUENCEs', () => nested(), 'der.malformed', undefined],
  ['white space', () => Buffer.alloc(50_000_000, ' '), 'input.empty', 0],
];

function inSequence(bytes) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([Buffer.of(0x30, 0x84), length, bytes]);
}

function inPem(bytes) {
  const [begin, end] = ['-----BEGIN CERTIFICATE-----\n', '\n-----END CERTIFICATE-----\n'];
  return Buffer.concat([Buffer.from(begin), bytes, Buffer.from(end)]);
}

function nested() {
  const bytes = Buffer.alloc(50_000_000 - (50_000_000 % 6));
  for (let at = 0; at < bytes.length; at += 6) {
    bytes.set([0x30, 0x84], at);
    bytes.writeUInt32BE(bytes.length - at - 6, at + 2);
  }
  return bytes;
}

for (const [what, content, id, offset] of large) {
  test(`50 MB of ${what} are answered within four times their size`, async () => {
    const asked = request(one, { chain: [content(), one.leaf, ...one.intermediates] });
    const report = await checkWithin(4, asked);
    const [{ problems, unreadable }] = report.inputs;
    const [problem] = [...problems, ...unreadable.map((object) => object.problem)];
    assert.equal(problem.kind.id, id);
    if (offset !== undefined) assert.equal(problem.offset, offset);
    assert.equal(report.inputs[0].certificates, 0);
    // What cannot be read does not stand in the way of what can.
    assert.equal(report.verdict.outcome, 'trusted');
    assert.equal(JSON.stringify(checkNatively(asked).report), JSON.stringify(report));
  });
}

const key = newKey();
const tenThousand = Array.from({ length: 10_000 }, (_, number) =>
  certificate({ subject: `Number ${number}`, issuer: 'Nobody', key }),
);

for (const [what, file] of [
  ['DER', Buffer.concat([...all, ...tenThousand])],
  ['PEM', Buffer.from(toPem([...all, ...tenThousand]))],
]) {
  test(`10,000 certificates in one ${what} file are all read, and the chain among them is found`, async () => {
    const report = await checkWithin(24, request(one, { chain: [file] }));
    assert.equal(report.verdict.outcome, 'trusted');
    assert.equal(report.inputs[0].certificates, 10_002);
    assert.equal(report.certificates.length, 10_003);
    assert.equal(report.findings[0].fault.id, 'input.several_end_entities');
    assert.equal(report.findings[0].fault.others.length, 10_000);
    const native = checkNatively(request(one, { chain: [file] }));
    assert.ok(native.code === 0 && native.report.inputs[0].certificates === 10_002);
  });

  test(`10,000 certificates in one ${what} file can be the trust store`, async () => {
    const store = [file, ...one.roots];
    const report = await checkWithin(24, request(one, { store }));
    assert.equal(report.verdict.outcome, 'trusted');
    assert.equal(report.certificates.length, 2, 'anchors that no path uses are not in the report');
  });
}

test('the same certificate 10,000 times over is one certificate', async () => {
  const report = await checkBoth(asFile(Buffer.concat(Array(10_000).fill(Buffer.concat(all)))));
  assert.equal(report.verdict.outcome, 'trusted');
  assert.equal(report.inputs[0].certificates, 20_000);
  assert.equal(report.certificates.length, 3);
});

test('more objects than are read from one file are named, with the place where reading stopped', async () => {
  const file = Buffer.alloc(300_000, Buffer.of(0x30, 0x00));
  const report = await checkWithin(400, request(one, { chain: [file, ...all] }));
  const [problem] = report.inputs[0].problems;
  assert.deepEqual(problem.kind, { id: 'input.too_many_objects', limit: 100_000 });
  assert.equal(problem.offset, 200_000);
});
