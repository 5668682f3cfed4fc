// Without IndexedDB: the same verbs in memory, and every way in which a file can be wrong.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { root } from '../../scripts/setup.mjs';
import { documentOf, importAll, told } from './lib/documents.js';
import { startSite } from './lib/site.mjs';

// Builds the package where that was not done before.
await (await startSite()).close();
const { AnchorlightError, DamagedStoreError, keepStores } = await import('anchorlight');

/** A shelf with three versions of one store and one of another. */
async function filled(options) {
  const shelf = await keepStores(options);
  let expected = null;
  for (const version of [1, 2, 3])
    ({ revision: expected } = await shelf.put(await documentOf('a', version), { expected }));
  await shelf.put(await documentOf('b', 9), { expected: null });
  return shelf;
}

const versionsOf = async (shelf, name) => (await shelf.history(name)).map(({ version }) => version);

test('importing the package starts nothing, and a shelf keeps no process alive', () => {
  const script = `
    const before = Reflect.ownKeys(globalThis).length;
    const { keepStores } = await import('anchorlight');
    const shelf = await keepStores();
    shelf.subscribe(() => {});
    console.log(Reflect.ownKeys(globalThis).length - before, shelf.durable, shelf.reason);`;
  const options = { cwd: root, encoding: 'utf8', timeout: 60_000 };
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], options);
  assert.equal(printed.trim(), '0 false unavailable');
});

test('memory has the same verbs', async () => {
  const shelf = await filled({ versions: 2 });
  const changes = [];
  const end = shelf.subscribe(({ name, current }) => changes.push([name, current?.version]));
  assert.deepEqual([shelf.durable, shelf.reason], [false, 'unavailable']);
  assert.deepEqual(await shelf.names(), ['a', 'b']);
  assert.deepEqual(await versionsOf(shelf, 'a'), [3, 2]);
  const { bytes, ...current } = await shelf.current('a');
  assert.deepEqual([current], (await shelf.history('a')).slice(0, 1));
  assert.deepEqual(bytes, (await documentOf('a', 3)).bytes);
  assert.equal(await shelf.current('none'), undefined);

  // What was handed out is the caller's own.
  bytes.fill(0);
  current.settings.from = 'changed';
  assert.deepEqual((await shelf.current('a')).settings, { from: 'test 3' });
  assert.deepEqual((await shelf.current('a')).bytes, (await documentOf('a', 3)).bytes);

  const stale = { id: 'store.conflict', name: 'AnchorlightError' };
  await assert.rejects(shelf.put(await documentOf('a', 4), { expected: null }), stale);
  await assert.rejects(shelf.remove('b', { expected: current.revision }), stale);
  await shelf.put(await shelf.version('a', (await shelf.history('a'))[1].revision), {
    expected: current.revision,
  });
  await shelf.remove('b', { expected: 'any' });
  end();
  await shelf.remove('a', { expected: 'any' });
  assert.deepEqual(await shelf.names(), []);
  assert.deepEqual(changes, [
    ['a', 2],
    ['b', undefined],
  ]);
  shelf.close();
  await assert.rejects(shelf.names(), { id: 'store.closed' });
});

test('of writes at once with one expectation, one is taken', async () => {
  const shelf = await keepStores();
  const documents = await Promise.all([1, 2, 3, 4].map((version) => documentOf('a', version)));
  const answers = await Promise.all(documents.map((one) => told(shelf.put(one, { expected: null }))));
  assert.equal(answers.filter(({ value }) => value).length, 1);
  assert.equal(answers.filter(({ id }) => id === 'store.conflict').length, 3);
  assert.equal((await shelf.history('a')).length, 1);
});

test('settings keep what JSON can hold, and a name can be any text', async () => {
  const shelf = await keepStores();
  const settings = { pinned: ['a', 1, null, true], deep: { 'ключ\u202E': '</script>\u0000' } };
  for (const name of ['', '\u0000', '__proto__', '\ud800', '\u202Eevil', 'x'.repeat(10_000)]) {
    await shelf.put({ ...(await documentOf(name, 1)), settings }, { expected: null });
  }
  const other = await keepStores();
  await importAll(other, await shelf.exportAll());
  assert.deepEqual(await other.names(), await shelf.names());
  for (const name of await other.names()) assert.deepEqual((await other.current(name)).settings, settings);
  const error = await told(other.put(await documentOf('\u202Eevil\n', 1), { expected: 'x' }));
  assert.match(error.message, /"\\u202eevil\\n"/);
});

test('several stores are put in one step, or none of them', async () => {
  const shelf = await filled();
  const before = await shelf.exportAll();
  const [a, b] = [(await shelf.current('a')).revision, (await shelf.current('b')).revision];
  const put = async (name, version, expected) => ({ documents: [await documentOf(name, version)], expected });
  const stale = [await put('c', 1, null), await put('a', 4, a), await put('b', 10, a)];
  await assert.rejects(shelf.putAll(stale), { id: 'store.conflict' });
  await assert.rejects(shelf.putAll([await put('c', 1, null), await put('c', 2, null)]), {
    id: 'store.conflict',
  });
  const mixed = { documents: [await documentOf('a', 5), await documentOf('b', 4)], expected: a };
  for (const wrong of [mixed, { documents: [], expected: a }, {}, await put('a', 4)])
    await assert.rejects(shelf.putAll([wrong]), { id: 'request.shape' });
  const kept = { ...(await documentOf('a', 5)), kept: 'yesterday' };
  await assert.rejects(shelf.putAll([{ documents: [kept], expected: a }]), { id: 'request.shape' });
  assert.deepEqual(await shelf.exportAll(), before);
  const two = { documents: [await documentOf('a', 5), await documentOf('a', 4)], expected: a };
  const made = await shelf.putAll([two, await put('b', 10, b)]);
  assert.deepEqual(
    made.map(({ name, version }) => [name, version]),
    [
      ['a', 5],
      ['b', 10],
    ],
  );
  assert.deepEqual(await versionsOf(shelf, 'a'), [5, 4, 3, 2, 1]);
});

test('the same document is in a file once', async () => {
  const shelf = await keepStores();
  let expected = null;
  const document = await documentOf('a', 1, 30_000);
  for (const settings of [1, 2, 3])
    ({ revision: expected } = await shelf.put({ ...document, settings }, { expected }));
  const file = JSON.parse(new TextDecoder().decode(await shelf.exportAll()));
  assert.equal(file.anchorlightStores, 1);
  assert.deepEqual(Object.keys(file.contents), [document.digest]);
  assert.deepEqual(Buffer.from(file.contents[document.digest], 'base64'), Buffer.from(document.bytes));
  assert.deepEqual(
    file.stores[0].versions.map(({ settings }) => settings),
    [3, 2, 1],
  );
});

const exported = await (await filled()).exportAll();
const read = () => JSON.parse(new TextDecoder().decode(exported));
const digests = read().stores[0].versions.map(({ digest }) => digest);
const encode = (value) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
/** The exported file, changed. */
const changed = (change) => {
  const file = read();
  change(file);
  return encode(file);
};

const wrong = {
  'an empty file': [new Uint8Array(), /it is not JSON/],
  'a file that is not text': [new Uint8Array([0xff, 0xfe, 0x00]), /it is not text in UTF-8/],
  'a PEM file': [encode('-----BEGIN CERTIFICATE-----\nAAAA\n'), /it is not JSON/],
  'a foreign file': [encode({ name: 'a' }), /it is no export/],
  'a foreign list': [encode([1]), /it is no export/],
  'a file from the future': [
    changed((file) => Object.assign(file, { anchorlightStores: 2 })),
    /^.*\/anchorlightStores must be 1/,
  ],
  'a field that is missing': [changed((file) => delete file.contents), /it lacks "contents"/],
  'a field that is unknown': [
    changed((file) => Object.assign(file, { x: 1 })),
    /it has the unknown field "x"/,
  ],
  'stores that are no list': [
    changed((file) => Object.assign(file, { stores: {} })),
    /\/stores must be a list/,
  ],
  'a store that is none': [changed((file) => file.stores.push(null)), /\/stores\/2 must be an object/],
  'a name that is no text': [
    changed((file) => Object.assign(file.stores[1], { name: 1 })),
    /\/stores\/1\/name must be/,
  ],
  'a store that is there twice': [
    changed((file) => file.stores.push(file.stores[0])),
    /\/stores\/2\/name "a" is there twice/,
  ],
  'a store without versions': [
    changed((file) => file.stores[0].versions.splice(0)),
    /\/stores\/0\/versions must not be empty/,
  ],
  'a version that is no number': [
    changed((file) => Object.assign(file.stores[0].versions[1], { version: '1' })),
    /\/stores\/0\/versions\/1\/version must be/,
  ],
  'a digest that is none': [
    changed((file) => Object.assign(file.stores[0].versions[1], { digest: 'AA' })),
    /\/stores\/0\/versions\/1\/digest must be/,
  ],
  'what is included and is no digest': [
    changed((file) => Object.assign(file.stores[0].versions[0], { included: ['a'] })),
    /\/stores\/0\/versions\/0\/included must be SHA-256s/,
  ],
  'what is included and is missing': [
    changed((file) => Object.assign(file.stores[0].versions[0], { included: ['0'.repeat(64)] })),
    /\/contents lacks the document 0{64}/,
  ],
  'a time that is none': [
    changed((file) => Object.assign(file.stores[0].versions[1], { kept: 'now (<b>)' })),
    /\/stores\/0\/versions\/1\/kept must be/,
  ],
  'a moment that is none': [
    changed((file) => Object.assign(file.stores[0].versions[1], { kept: '2026-13-01T00:00:00.000Z' })),
    /\/stores\/0\/versions\/1\/kept must be/,
  ],
  'a document that is missing': [
    changed((file) => delete file.contents[digests[1]]),
    new RegExp(`/contents lacks the document ${digests[1]}`),
  ],
  'a document that nobody names': [
    changed((file) => file.stores[0].versions.splice(1, 1)),
    new RegExp(`/contents/${digests[1]} is named by no version`),
  ],
  'a document that is no text': [
    changed((file) => Object.assign(file.contents, { [digests[1]]: 7 })),
    new RegExp(`/contents/${digests[1]} must be a string`),
  ],
  'a document that is no base64': [
    changed((file) => Object.assign(file.contents, { [digests[1]]: '!' })),
    new RegExp(`/contents/${digests[1]} is not base64`),
  ],
  'a document of another digest': [
    changed((file) => Object.assign(file.contents, { [digests[1]]: file.contents[digests[0]] })),
    new RegExp(`/contents/${digests[1]} is damaged`),
  ],
  'a document under no digest': [
    changed((file) => Object.assign(file.contents, { '\u202E': '' })),
    /\/contents "\\u202e" is no SHA-256/,
  ],
  'a file larger than any text': [new Uint8Array(2 ** 29), /it is larger than/],
};

for (const [what, [file, message]] of Object.entries(wrong)) {
  test(`${what} is refused with what and where, and changes nothing`, async () => {
    const shelf = await filled();
    const before = await shelf.exportAll();
    const refused = importAll(shelf, file, { replace: true });
    await assert.rejects(refused, (error) => {
      assert.ok(error instanceof AnchorlightError && !(error instanceof DamagedStoreError));
      assert.equal(error.id, 'store.import');
      assert.match(error.message, message);
      return true;
    });
    assert.deepEqual(await shelf.exportAll(), before);
  });
}

test('stores that no file can hold are not exported', async () => {
  const { writeFile } = await import('../../web/sdk/dist/shelf-file.js');
  const contents = (size) => new Map([['0'.repeat(64), new Uint8Array(size)]]);
  assert.throws(() => writeFile([], contents(3 * 2 ** 27)), { id: 'store.export' });
  assert.ok(writeFile([], contents(3 * 2 ** 20)).length > 2 ** 22);
});

test('a file cut off anywhere, or with any one byte changed, is refused or says the same', async () => {
  const target = await keepStores();
  await importAll(target, exported);
  const histories = async () => [await target.history('a'), await target.history('b')];
  const before = await histories();
  for (let length = 0; length < exported.length; length += 97) {
    // The last byte ends the last line.
    const { id } = await told(importAll(target, exported.subarray(0, Math.min(length, exported.length - 2))));
    assert.equal(id, 'store.import', `${length} bytes`);
  }
  let refused = 0;
  for (let index = 0; index < exported.length; index += 13) {
    const file = exported.slice();
    file[index] ^= 1;
    const answer = await told(importAll(target, file));
    if (answer.id) {
      assert.ok(['store.import', 'store.conflict'].includes(answer.id), `byte ${index}: ${answer.id}`);
      refused += 1;
    }
  }
  assert.ok(refused > exported.length / 26);
  assert.deepEqual(await histories(), before);
});
