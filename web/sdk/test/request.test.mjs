import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { createEngine } from 'anchorlight';
import { trusted } from './chains.mjs';

const engine = await createEngine();
const pem = trusted.certificates.data;
const ask = (changes) => engine.check({ ...trusted, ...changes });

const files = {
  text: pem,
  'a Uint8Array': new TextEncoder().encode(pem),
  'an ArrayBuffer': new TextEncoder().encode(pem).buffer,
  'a Buffer': Buffer.from(pem),
  'a view into a larger buffer': new TextEncoder().encode(`xx${pem}xx`).subarray(2, -2),
  'bytes of another realm': runInNewContext('new Uint8Array(bytes)', { bytes: [...Buffer.from(pem)] }),
  'a buffer of another realm': runInNewContext('new Uint8Array(bytes).buffer', {
    bytes: [...Buffer.from(pem)],
  }),
};
for (const [name, data] of Object.entries(files)) {
  test(`certificates may be ${name}`, async () => {
    const expected = await ask({ certificates: pem });
    assert.deepEqual(await ask({ certificates: data }), expected);
    assert.deepEqual(await ask({ certificates: [data] }), expected);
    assert.deepEqual(await ask({ certificates: { data } }), expected);
  });
}

test('the same chain in several files, in any order, has the same verdict', async () => {
  const certificates = pem.split(/(?<=-----END CERTIFICATE-----\n)/).filter((text) => text.includes('BEGIN'));
  assert.equal(certificates.length, 2);
  const report = await ask({ certificates: certificates.reverse() });
  assert.equal(report.verdict.outcome, 'trusted');
  assert.equal(report.verdict.endEntity, 1);
});

test('labels are shown in the report as they are', async () => {
  const label = '<img src=x onerror=alert(1)>\u202e\0'.padEnd(10_000, 'x');
  const report = await ask({ certificates: { label, data: pem } });
  assert.deepEqual(
    report.inputs.map((input) => input.label),
    [label, 'store.pem'],
  );
});

test("the bytes stay the caller's", async () => {
  const data = new TextEncoder().encode(pem);
  await ask({ certificates: data });
  assert.equal(new TextDecoder().decode(data), pem);
});

test('without certificates, or without a trust store, there is a report that says so', async () => {
  const nothing = await ask({ certificates: [] });
  assert.equal(nothing.verdict.outcome, 'cannotSay');
  assert.equal(nothing.findings[0].fault.id, 'input.no_certificate');
  const nobody = await ask({ anchors: '' });
  assert.equal(nobody.verdict.outcome, 'notTrusted');
  assert.ok(nobody.findings.some(({ fault }) => fault.id === 'input.no_anchor'));
});

const times = {
  'a Date': [new Date(1_780_000_000_999), '2026-05-28T20:26:40Z'],
  'a Date of another realm': [runInNewContext('new Date(1780000000000)'), '2026-05-28T20:26:40Z'],
  milliseconds: [1_780_000_000_999, '2026-05-28T20:26:40Z'],
  'a moment before 1970': [-1, '1969-12-31T23:59:59Z'],
  'RFC 3339': ['2026-05-28T20:26:40Z', '2026-05-28T20:26:40Z'],
  'RFC 3339 with a fraction, in small letters': ['2026-05-28t20:26:40.999z', '2026-05-28T20:26:40Z'],
  'RFC 3339 east of Greenwich': ['2026-05-29T01:56:40+05:30', '2026-05-28T20:26:40Z'],
  'RFC 3339 west of Greenwich': ['2026-05-28T15:26:40-05:00', '2026-05-28T20:26:40Z'],
  'the first second': ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
  'the last second': ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  'a leap day': ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00Z'],
};
for (const [name, [time, expected]] of Object.entries(times)) {
  test(`the time may be ${name}`, async () => {
    assert.equal((await ask({ time })).time, expected);
  });
}

test('without a time it is now', async () => {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const asked = Date.parse((await ask({ time: undefined })).time);
  assert.ok(asked >= before && asked <= Date.now());
});

const badTimes = [
  ...['', 'now', '2026-05-28', '2026-05-28T20:26:40', '2026-05-28 20:26:40Z', '28 May 2026 20:26:40 GMT'],
  ...['2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z', '2026-05-28T24:00:00Z', '2026-05-28T20:26:40+24:00'],
  ...['+02026-05-28T20:26:40Z', '10000-01-01T00:00:00Z', Number.NaN, Number.POSITIVE_INFINITY, 9e15],
  ...[new Date(Number.NaN), -62_167_219_200_001, 253_402_300_800_000, null, {}, true, 1n],
];
for (const time of badTimes) {
  test(`the time may not be ${typeof time} ${String(time)}`, async () => {
    await assert.rejects(ask({ time }), { name: 'AnchorlightError', id: 'request.time', message: /time/ });
  });
}

const hosts = {
  'www.chains.example': 'www.chains.example',
  'WWW.Chains.Example.': 'www.chains.example',
  'bücher.example': 'xn--bcher-kva.example',
  'BÜCHER.example': 'xn--bcher-kva.example',
  'faß.example': 'xn--fa-hia.example',
  '例え。テスト': 'xn--r8jz45g.xn--zckzah',
  'my_host.bücher.example': 'my_host.xn--bcher-kva.example',
  '192.0.2.7': '192.0.2.7',
  '[2001:db8::7]': '2001:db8::7',
};
for (const [host, expected] of Object.entries(hosts)) {
  test(`the host ${host} is asked for as ${expected}`, async () => {
    assert.equal((await ask({ host })).name.value, expected);
  });
}

const badHosts = [
  ...['', 'a..b', 'https://www.chains.example', 'www.chains.example:443', 'a b', 'a\tb', '*.example'],
  ...[
    'bücher.example/path',
    'bücher.example:443',
    'ich@bücher.example',
    'bü\tcher.example',
    'bü%63her.example',
  ],
  ...['bü*.example', '\ud800.example', '\u202e.example', 'é'.repeat(300)],
];
for (const host of badHosts) {
  test(`the host may not be ${JSON.stringify(host.slice(0, 40))}`, async () => {
    await assert.rejects(ask({ host }), { name: 'AnchorlightError', id: 'request.host', message: /host/ });
  });
}

const names = [
  ['email', 'Ann@Bücher.example', 'Ann@xn--bcher-kva.example'],
  ['email', 'Ann@example.com', 'Ann@example.com'],
  ['dns', 'bücher.example', 'xn--bcher-kva.example'],
  ['uri', 'spiffe://corp.example/a', 'spiffe://corp.example/a'],
  ['ip', '[2001:db8::7]', '2001:db8::7'],
  ['directory', 'cn = Ann , o = Corp', 'CN=Ann,O=Corp'],
];
for (const [kind, value, expected] of names) {
  test(`the ${kind} ${value} is asked for as ${expected}`, async () => {
    assert.deepEqual((await ask({ host: undefined, name: { kind, value } })).name, { kind, value: expected });
  });
}

for (const name of [
  { kind: 'email', value: 'nobody' },
  { kind: 'email', value: 'a@bü cher.example' },
  { kind: 'uri', value: 'example.com' },
]) {
  test(`the name may not be ${JSON.stringify(name)}`, async () => {
    await assert.rejects(ask({ host: undefined, name }), { name: 'AnchorlightError', id: 'request.name' });
  });
}

const shapes = [
  [undefined, /^request: /],
  [null, /^request: /],
  ['chain.pem', /^request: /],
  [{ anchors: pem }, /^certificates: .*got undefined/],
  [{ certificates: pem }, /^anchors: /],
  [{ ...trusted, certificates: null }, /^certificates: /],
  [{ ...trusted, certificates: [pem, 7] }, /^certificates\[1\]: .*got 7/],
  [{ ...trusted, anchors: [{ label: 'x' }] }, /^anchors\[0\]: /],
  [{ ...trusted, anchors: { data: [1, 2] } }, /^anchors\.data: .*got Array/],
  [{ ...trusted, anchors: { label: 7, data: pem } }, /^anchors\.label: .*a string/],
  [{ ...trusted, certificates: new Uint16Array(2) }, /^certificates: .*got Uint16Array/],
  [{ ...trusted, certificates: { [Symbol.toStringTag]: 'Uint8Array' } }, /^certificates: /],
  [{ ...trusted, certificates: new Blob([pem]) }, /arrayBuffer\(\)/],
  [{ ...trusted, host: 7 }, /^host: .*got 7/],
  [{ ...trusted, host: null }, /^host: .*got null/],
  [{ ...trusted, name: 'x' }, /^name: .*"email".*got "x"/],
  [{ ...trusted, name: { kind: 'fax', value: '1' } }, /^name: /],
  [{ ...trusted, purpose: 'signing' }, /^purpose: .*"clientAuth".*got "signing"/],
  [{ ...trusted, publicSuffixes: 7 }, /^publicSuffixes: .*got 7/],
  [{ ...trusted, endEntity: 0 }, /^endEntity: .*"first".*got 0/],
  [{ ...trusted, hostname: 'x' }, /unknown field "hostname".*\bhost\b/],
];
for (const [request, message] of shapes) {
  test(`a request of the wrong shape is told ${message}`, async () => {
    await assert.rejects(engine.check(request), { name: 'AnchorlightError', id: 'request.shape', message });
  });
}

test('purpose and end entity reach the engine', async () => {
  assert.equal((await ask({ purpose: 'clientAuth' })).purpose, 'clientAuth');
  const certificates = pem.split(/(?<=-----END CERTIFICATE-----\n)/).reverse();
  const report = await ask({ certificates, endEntity: 'first', host: undefined, purpose: 'any' });
  assert.equal(report.certificates[report.verdict.endEntity].subject.short, 'Intermediate');
});

test('a list of public suffixes reaches the engine as text, and opened', async () => {
  const list = '// ===BEGIN ICANN DOMAINS===\nexample\n公司.cn\n';
  const given = await ask({ profile: 'webpki', publicSuffixes: { label: 'list', data: list } });
  const opened = await engine.open({ label: 'list', data: list });
  assert.equal(opened.files[0].publicSuffixes, 2);
  assert.deepEqual(await ask({ profile: 'webpki', publicSuffixes: opened }), given);
  const { role, publicSuffixes } = given.inputs.at(-1);
  assert.deepEqual({ role, publicSuffixes }, { role: 'publicSuffixes', publicSuffixes: 2 });
  const check = given.paths[0].checks.find(({ requirement }) => requirement === 'publicSuffixes');
  assert.equal(check.passed, true);
  await assert.rejects(ask({ publicSuffixes: pem }), { id: 'request.public_suffixes' });
});
