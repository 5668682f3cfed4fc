// Updates of trust stores through the command line: what is not signed as it must be, is old or is another
// one is refused, and the current store stays as it was, byte by byte. jose is the judge of signatures.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { flattenedVerify, generalVerify } from 'jose';
import { authority, base64url, document, entry, sha256, signedBy, signer, store, type } from './signing.mjs';

const folder = mkdtempSync(join(tmpdir(), 'anchorlight-stores-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const certificate = authority(folder);
const [ada, bob, cyd] = [
  ['ada', 'ES256'],
  ['bob', 'ES384'],
  ['cyd', 'EdDSA'],
].map(([name, alg]) => signer(folder, name, alg));
const eve = signer(folder, 'eve', 'ES256');
const time = '2026-12-01T00:00:00Z';
const all = [ada, bob, cyd];

const two = (version, more) => document(certificate, all, 2, { version, ...more });
const path = (name) => join(folder, name);
const isRaw = (value) => typeof value === 'string' || Buffer.isBuffer(value);
const text = (value) => (isRaw(value) ? value : JSON.stringify(value));

function write(name, value) {
  writeFileSync(path(name), text(value));
  return path(name);
}

/** Puts `candidate` in the place of `current`, which is left out for a first use. */
function update(current, candidate, ...args) {
  const at = path('current.json');
  rmSync(at, { force: true });
  if (current !== undefined) writeFileSync(at, text(current));
  const run = store('update', at, write('candidate.json', candidate), '--time', time, '--json', ...args);
  assert.ok(run.status < 2, run.stderr);
  const report = JSON.parse(run.stdout);
  assert.equal(report.outcome, run.status === 0 ? 'accepted' : 'refused');
  const kept = existsSync(at) ? readFileSync(at) : undefined;
  const expected =
    report.outcome === 'accepted' ? text(candidate) : current === undefined ? current : text(current);
  assert.deepEqual(
    kept,
    expected === undefined ? undefined : Buffer.from(expected),
    'the current store is not what it should be',
  );
  assert.deepEqual(
    readdirSync(folder).filter((file) => file.includes('.tmp')),
    [],
  );
  return report;
}

const sentences = JSON.parse(
  readFileSync(new URL('../../web/ui/sentences/en.json', import.meta.url), 'utf8'),
);
const toldIds = new Set();

/** Every refusal has its sentences, and they name what it has. */
function told(refusal) {
  toldIds.add(refusal.id);
  const { title, explain, fix } = sentences[refusal.id] ?? {};
  assert.ok(title && explain && fix, `${refusal.id} has no sentences`);
  for (const [, field] of `${title} ${explain} ${fix}`.matchAll(/\{([^}]*)\}/g))
    assert.notEqual(
      field.split('.').reduce((value, key) => value?.[key], refusal),
      undefined,
      `${refusal.id}: {${field}}`,
    );
}

/** The refusal, with the id of the fault in the document where that is why. */
function refused(current, candidate, ...args) {
  const report = update(current, candidate, ...args);
  assert.equal(report.outcome, 'refused', JSON.stringify(report));
  const { refusal } = report;
  told(refusal);
  const problem = refusal.problem ?? refusal.problems?.[0];
  if (problem) told(problem.fault);
  return { ...refusal, fault: problem?.fault.id, pointer: problem?.pointer };
}

const first = await signedBy(two(1), [ada, bob]);

test('an update signed by the threshold is taken, whoever of the signers signed it', async () => {
  for (const signers of [[ada, bob], [bob, cyd], [cyd, ada], all]) {
    const report = update(first, await signedBy(two(2), signers));
    assert.equal(report.outcome, 'accepted');
    assert.deepEqual(report.change, {
      kind: 'updated',
      from: 1,
      signersChanged: false,
      unprotected: false,
    });
    assert.deepEqual(report.store.signed, { threshold: 2, valid: signers.map(({ kid }) => kid) });
  }
});

test('what we sign, jose verifies; the signature of every algorithm is the same each time but for theirs', async () => {
  const bare = write('bare.json', two(3));
  const out = path('signed.json');
  const keys = all.flatMap(({ file }) => ['--key', file]);
  assert.equal(store('sign', ...keys, '--out', out, bare).status, 0);
  const signed = JSON.parse(readFileSync(out, 'utf8'));
  assert.deepEqual(Object.keys(signed), ['payload', 'signatures']);
  for (const [index, { alg, kid, publicKey }] of all.entries()) {
    const one = { ...signed.signatures[index], payload: signed.payload };
    const { payload, protectedHeader } = await flattenedVerify(one, publicKey);
    assert.deepEqual(protectedHeader, { alg, kid, typ: type });
    assert.equal(Buffer.from(payload).toString(), readFileSync(bare, 'utf8'));
    await generalVerify(signed, publicKey);
  }
  await assert.rejects(generalVerify(signed, eve.publicKey));
  const again = store('sign', ...keys, bare);
  assert.equal(again.stdout, readFileSync(out, 'utf8'));
  assert.equal(update(first, readFileSync(out, 'utf8')).outcome, 'accepted');
});

test('signers sign one after another, and each keeps the signatures of the others', async () => {
  const bare = write('bare.json', two(3));
  const [one, both] = [path('one.json'), path('both.json')];
  assert.equal(store('sign', '--key', cyd.file, '--out', one, bare).status, 0);
  assert.equal(store('verify', one, '--time', time).status, 1);
  assert.equal(refused(first, readFileSync(one, 'utf8')).fault, 'document.signature_threshold');
  // The first of the two is somebody else's.
  const by = await signedBy(readFileSync(bare, 'utf8'), [ada]);
  assert.equal(store('sign', '--key', cyd.file, '--out', both, write('by.json', by)).status, 0);
  const signatures = JSON.parse(readFileSync(both, 'utf8')).signatures;
  assert.deepEqual(signatures[0], by.signatures[0]);
  assert.deepEqual(signatures[1], JSON.parse(readFileSync(one, 'utf8')).signatures[0]);
  assert.equal(store('verify', both, '--time', time).status, 0);
  const again = store('sign', '--key', cyd.file, both);
  assert.equal(again.stdout, readFileSync(both, 'utf8'));
  assert.match(again.stderr, /has signed already/);
});

test('a key that is none of the signers signs only where it is told to', async () => {
  const bare = write('bare.json', two(3));
  const run = store('sign', '--key', eve.file, '--out', path('not.json'), bare);
  assert.equal(run.status, 2);
  assert.match(run.stderr, new RegExp(eve.kid));
  assert.ok(!existsSync(path('not.json')));
  const told = store('sign', '--rotation', '--key', eve.file, bare);
  assert.equal(told.status, 0);
  await generalVerify(JSON.parse(told.stdout), eve.publicKey);
});

test('other files than private keys that sign are refused, and none is shown', () => {
  const bare = write('bare.json', two(3));
  const { pem } = ada;
  for (const [name, key] of [
    ['garbage', 'x'],
    ['public', ada.publicKey.export({ type: 'spki', format: 'pem' })],
    ['cut off', pem.slice(0, -40)],
    ['of another kind', pem.replaceAll('PRIVATE KEY', 'EC PRIVATE KEY')],
  ]) {
    const run = store('sign', '--key', write('key', key), bare);
    assert.equal(run.status, 2, name);
    assert.doesNotMatch(run.stderr + run.stdout, new RegExp(pem.split('\n')[1].slice(0, 16)), name);
  }
});

test('an update that is older, or as old and another, is refused', async () => {
  const current = await signedBy(two(5), [ada, bob]);
  const old = refused(current, await signedBy(two(4), all));
  assert.deepEqual([old.id, old.current, old.found], ['update.rollback', 5, 4]);
  const candidate = await signedBy(two(5, { portals: [{ id: 'x' }] }), all);
  const same = refused(current, candidate);
  assert.deepEqual([same.id, same.version], ['update.same_version', 5]);
  assert.deepEqual([same.expected, same.found], [sha256(text(current)), sha256(text(candidate))]);
  // Even one that says the same.
  assert.equal(refused(current, await signedBy(two(5), all)).id, 'update.same_version');
  assert.deepEqual(update(current, current).change, { kind: 'unchanged' });
});

test('an update that has expired is refused, and its grace is its own', async () => {
  const at = (expires, more) => signedBy(two(2, { expires, ...more }), all);
  const { id, expires, grace } = refused(first, await at('2026-12-01T00:00:00Z'));
  assert.deepEqual([id, grace], ['update.expired', 0]);
  assert.ok(expires);
  assert.equal(update(first, await at('2026-12-01T00:00:01Z')).outcome, 'accepted');
  const yesterday = '2026-11-30T00:00:00Z';
  assert.equal(refused(first, await at(yesterday, { expiryGrace: 86_400 })).id, 'update.expired');
  assert.equal(update(first, await at(yesterday, { expiryGrace: 86_401 })).outcome, 'accepted');
  const pinned = all.flatMap(({ kid }) => ['--pin', kid]);
  assert.equal(refused(undefined, await at(yesterday), ...pinned).id, 'update.expired');
});

test('an update that too few have signed is refused', async () => {
  for (const by of all) {
    const one = refused(first, await signedBy(two(2), [by]));
    assert.deepEqual([one.id, one.fault], ['update.unreadable', 'document.signature_threshold']);
    // Where the new document would be content with one of them, the current one is not.
    const lowered = document(certificate, all, 1, { version: 2 });
    const { id, threshold, valid } = refused(first, await signedBy(lowered, [by]));
    assert.deepEqual([id, threshold, valid], ['update.threshold', 2, [by.kid]]);
    assert.equal(update(first, await signedBy(lowered, [ada, cyd])).outcome, 'accepted');
  }
  const none = { ...(await signedBy(two(2), [ada])), signatures: [] };
  assert.equal(refused(first, none).fault, 'document.signature_threshold');
});

test('signers change with the consent of those who were, and of those who are to be', async () => {
  const dan = signer(folder, 'dan', 'EdDSA');
  const next = document(certificate, [dan, eve], 2, { version: 2 });
  const swapped = refused(first, await signedBy(next, [dan, eve]));
  assert.deepEqual([swapped.id, swapped.valid], ['update.threshold', []]);
  assert.equal(refused(first, await signedBy(next, [dan, eve, ada])).id, 'update.threshold');
  const without = refused(first, await signedBy(next, [ada, bob, cyd, dan]));
  assert.equal(without.fault, 'document.signature_threshold');
  const rotation = await signedBy(next, [dan, eve, ada, bob]);
  const report = update(first, rotation);
  assert.equal(report.change.signersChanged, true);
  // Only the current document can tell that the signature of one who leaves is wrong.
  const tampered = structuredClone(rotation);
  tampered.signatures[3].signature = rotation.signatures[2].signature;
  const wrong = refused(first, tampered);
  assert.deepEqual([wrong.id, wrong.pointer], ['update.signature', '/signatures/3/signature']);
  assert.deepEqual(report.store.signed.unknown, [ada.kid, bob.kid]);
  // From now on the old signers count for nothing, and the rotation cannot be played again.
  const third = document(certificate, [dan, eve], 2, { version: 3 });
  assert.equal(refused(rotation, await signedBy(two(3), all)).id, 'update.threshold');
  const later = await signedBy(third, [dan, eve]);
  assert.equal(update(rotation, later).outcome, 'accepted');
  assert.equal(refused(later, rotation).id, 'update.rollback');
  assert.equal(refused(first, later).id, 'update.threshold');
});

test('a store does not become another one', async () => {
  const other = refused(first, await signedBy(two(2, { name: 'corp' }), all));
  assert.deepEqual([other.id, other.expected, other.found], ['update.other_store', 'Corp', 'corp']);
});

test('after a signed document none comes that is not', async () => {
  assert.equal(refused(first, two(2)).id, 'update.unsigned');
  assert.equal(refused(first, document(certificate, undefined, 0, { version: 2 })).id, 'update.unsigned');
  const nobody = await signedBy(document(certificate, undefined, 0, { version: 2 }), all);
  const { fault, pointer } = refused(first, nobody);
  assert.deepEqual([fault, pointer], ['document.empty', '/signers']);
  // A signed document whose signatures are taken off, in every way that leaves JSON.
  const signed = await signedBy(two(2), all);
  for (const less of [
    { payload: signed.payload },
    { signatures: signed.signatures },
    { ...signed, payload: null },
    { ...signed, ...two(2) },
    { ...two(2), signatures: [] },
    { ...two(2), payload: '' },
    { document: two(2) },
  ])
    assert.equal(refused(first, less).id, 'update.unreadable', text(less));
});

test('a store without signers is updated by anybody, and says so', async () => {
  const open = (version) => document(certificate, undefined, 0, { version });
  assert.equal(update(open(1), open(2)).change.unprotected, true);
  const report = update(open(1), await signedBy(two(2), [ada, cyd]));
  assert.deepEqual(report.change, { kind: 'updated', from: 1, signersChanged: true, unprotected: true });
  assert.equal(refused(open(1), await signedBy(two(2), [ada])).fault, 'document.signature_threshold');
  // One that names signers and is not signed itself was accepted by hand: its word counts.
  assert.equal(refused(two(1), two(2)).id, 'update.unsigned');
  assert.equal(update(two(1), await signedBy(two(2), [ada, cyd])).outcome, 'accepted');
});

test('a first document is pinned by its signers or accepted by its digest', async () => {
  const unknown = refused(undefined, first);
  assert.equal(unknown.id, 'update.first_use');
  assert.equal(unknown.digest, sha256(text(first)));
  assert.deepEqual(
    unknown.signers,
    all.map(({ kid }) => kid),
  );
  const pins = (...signers) => signers.flatMap(({ kid }) => ['--pin', kid]);
  const taken = update(undefined, first, ...pins(ada, bob));
  assert.deepEqual(taken.change, { kind: 'first' });
  assert.equal(update(undefined, first, ...pins(...all), '--threshold', '2').outcome, 'accepted');
  assert.equal(refused(undefined, first, ...pins(ada, cyd)).id, 'update.threshold');
  assert.equal(refused(undefined, first, ...pins(eve)).id, 'update.threshold');
  assert.equal(refused(undefined, two(1), ...pins(ada)).id, 'update.unsigned');
  assert.equal(update(undefined, two(1), '--accept-digest', unknown.digest).outcome, 'refused');
  assert.equal(update(undefined, two(1), '--accept-digest', sha256(text(two(1)))).outcome, 'accepted');
  assert.equal(refused(undefined, first, '--accept-digest', sha256('x')).id, 'update.digest');
  for (const args of [
    ['--pin', ada.kid, '--pin', ada.kid, '--threshold', '2'],
    ['--pin', ada.kid, '--threshold', '0'],
    ['--pin', 'x'],
    ['--accept-digest', 'x'],
  ]) {
    const run = store('update', path('none.json'), write('candidate.json', first), ...args);
    assert.equal(run.status, 2, args.join(' '));
    assert.ok(!existsSync(path('none.json')));
  }
});

test('a document is refused wherever one byte of it is another', async () => {
  // As many signatures as it takes, so that none can be spared.
  const { payload, signatures } = await signedBy(two(2), [bob, cyd]);
  const candidate = text({ payload, signatures });
  const places = new Set();
  for (let at = 0; at < payload.length; at += 37) places.add(at);
  for (let at = payload.length; at < candidate.length; at += 3) places.add(at);
  for (const at of places) {
    const bytes = Buffer.from(candidate);
    bytes[at] ^= [1, 2, 4, 32, 128][at % 5];
    const { id } = refused(first, bytes);
    assert.ok(['update.unreadable', 'update.threshold', 'update.signature'].includes(id), `${at}: ${id}`);
  }
  assert.equal(update(first, candidate).outcome, 'accepted');
});

test('a document is refused wherever it is cut off', async () => {
  const candidate = text(await signedBy(two(2), all));
  for (let length = 0; length < candidate.length; length += 23)
    assert.equal(refused(first, candidate.slice(0, length)).id, 'update.unreadable', String(length));
  assert.equal(refused(first, candidate.slice(0, -1)).id, 'update.unreadable');
  assert.equal(refused(first, `${candidate}}`).id, 'update.unreadable');
});

test('a document is refused whichever of its fields somebody changed', async () => {
  const signed = await signedBy(two(2), [bob, cyd]);
  const base = two(2);
  const changed = [
    ...['issued', 'expires'].map((key) => ({ [key]: '2030-01-01T00:00:00Z' })),
    { name: 'Other' },
    { version: 3 },
    { expiryGrace: 5 },
    { anchors: [] },
    { signers: { ...base.signers, threshold: 1 } },
    { signers: { threshold: 2, keys: [{ publicKey: eve.spki }, ...base.signers.keys.slice(1)] } },
    { rules: { 'key.rsa_bits': { action: 'deny', minimum: 2048 } } },
  ];
  for (const more of changed) {
    const { id } = refused(first, { ...signed, payload: base64url({ ...base, ...more }) });
    assert.ok(['update.unreadable', 'update.signature'].includes(id), text(more));
  }
});

test('a current document that cannot be read is not overwritten', async () => {
  const candidate = await signedBy(two(2), all);
  const broken = text(first).replace('"signatures"', '"signature"');
  for (const current of ['', 'x', text(first).slice(0, 99), broken])
    assert.equal(refused(current, candidate).id, 'update.current_unreadable');
});

test('signatures that are not as they must be are refused, each for its reason', async () => {
  const payload = base64url(two(2));
  const headers = all.map(({ alg, kid }) => ({ alg, kid, typ: type }));
  const good = all.map((by, index) => entry(payload, headers[index], by));
  assert.equal(update(first, { payload, signatures: good }).outcome, 'accepted');
  const [header] = headers;
  const of = (changed, by = ada, hash) => entry(payload, changed, by, hash);
  const cases = {
    'alg none': [of({ ...header, alg: 'none' }), 'signature_algorithm'],
    'alg HS256 with the public key': [of({ ...header, alg: 'HS256' }), 'signature_algorithm'],
    'alg of another case': [of({ ...header, alg: 'es256' }), 'signature_algorithm'],
    'alg ES512': [of({ ...header, alg: 'ES512' }), 'signature_algorithm'],
    'alg Ed25519, of RFC 9864': [of({ ...headers[2], alg: 'Ed25519' }, cyd), 'signature_algorithm'],
    'alg of another key': [of({ ...header, alg: 'ES384' }), 'signature_algorithm_mismatch'],
    'alg of another kind': [of({ ...header, alg: 'EdDSA' }), 'signature_algorithm_mismatch'],
    'kid of another key': [of({ ...header, kid: bob.kid }), 'signature_algorithm_mismatch'],
    'kid and alg of another key': [of({ ...headers[1] }), 'signature_invalid'],
    'kid in capitals': [of({ ...header, kid: ada.kid.toUpperCase() }), 'sha256'],
    'kid that is none': [of({ ...header, kid: 'ada' }), 'sha256'],
    'kid with colons': [of({ ...header, kid: ada.kid.match(/../g).join(':') }), 'sha256'],
    'typ JWT': [of({ ...header, typ: 'JWT' }), 'signature_type'],
    'no typ': [of({ alg: header.alg, kid: header.kid }), 'signature_header'],
    'no kid': [of({ alg: header.alg, typ: type }), 'signature_header'],
    crit: [of({ ...header, crit: ['exp'], exp: 1 }), 'signature_header'],
    'crit without anything': [of({ ...header, crit: [] }), 'signature_header'],
    'b64 false': [of({ ...header, b64: false, crit: ['b64'] }), 'signature_header'],
    'a key of its own': [of({ ...header, jwk: ada.publicKey.export({ format: 'jwk' }) }), 'signature_header'],
    'alg twice': [of(`{"alg":"ES256","alg":"none","kid":"${ada.kid}","typ":"${type}"}`), 'signature_header'],
    'a header that is a list': [of(JSON.stringify(Object.values(header))), 'signature_header'],
    'a header that is no JSON': [of('x'), 'signature_header'],
    'a header with padding': [{ ...good[0], protected: `${good[0].protected}=` }, 'base64url'],
    'a header in base64': [{ ...good[0], protected: '+/+/' }, 'base64url'],
    'another hash': [of(header, ada, 'sha512'), 'signature_invalid'],
    'a signature with padding': [{ ...good[0], signature: `${good[0].signature}==` }, 'base64url'],
    'a signature with a line end': [{ ...good[0], signature: `${good[0].signature}\n` }, 'base64url'],
    'no signature': [{ ...good[0], signature: '' }, 'signature_invalid'],
    'zeros for a signature': [{ ...good[0], signature: base64url('\0'.repeat(64)) }, 'signature_invalid'],
    'a signature that is longer': [
      { ...good[0], signature: `${good[0].signature}AAAA` },
      'signature_invalid',
    ],
    'an unprotected header': [{ ...good[0], header: { alg: 'none' } }, 'shape'],
    'no protected header': [{ signature: good[0].signature }, 'shape'],
    'a protected header of another type': [{ ...good[0], protected: 1 }, 'shape'],
    'an entry that is a list': [Object.values(good[0]), 'list_for_object'],
  };
  for (const [name, [bad, id]] of Object.entries(cases)) {
    // Those beside it are enough by themselves; one that is wrong spoils them.
    const said = Buffer.from(String(bad.protected), 'base64url').toString();
    const beside = good.filter((_, index) => !said.includes(all[index].kid)).slice(-2);
    for (const signatures of [
      [bad, ...beside],
      [...beside, bad],
    ]) {
      const { fault, pointer } = refused(first, { payload, signatures });
      assert.equal(fault, `document.${id}`, name);
      assert.match(pointer, /^\/signatures\/[0-2]/, name);
    }
  }
  // Two by one key are one, however they differ.
  const twice = [entry(payload, header, ada), entry(payload, header, ada)];
  assert.notDeepEqual(twice[0], twice[1]);
  const { fault, pointer } = refused(first, { payload, signatures: twice });
  assert.deepEqual([fault, pointer], ['document.duplicate', '/signatures/1/protected']);
});

test('the envelope has a payload, signatures and nothing beside them', async () => {
  const signed = await signedBy(two(2), all);
  const json = text(signed);
  const { payload, signatures } = signed;
  const cases = [
    [{ ...signed, header: {} }, '/header'],
    [{ ...signed, payload: `${payload}=` }, '/payload'],
    [{ ...signed, payload: payload.replace(/.$/, (last) => `${last}\n`) }, '/payload'],
    [json.replace('{', `{"payload":"${payload}",`), '/payload'],
    [json.replace('{', '{"signatures":[],'), '/signatures'],
    [[payload, signatures], '/1'],
    // Flattened serialisation (RFC 7515 §7.2.2) is not read.
    [{ payload, protected: signatures[0].protected, signature: signatures[0].signature }, '/protected'],
    [`${payload}.${signatures[0].protected}.${signatures[0].signature}`, ''],
    [{ ...signed, signatures: Array.from({ length: 129 }, () => signatures[0]) }, '/signatures'],
  ];
  for (const [candidate, pointer] of cases) {
    const found = refused(first, candidate);
    assert.deepEqual([found.id, found.pointer], ['update.unreadable', pointer], text(candidate).slice(0, 99));
  }
  // What is signed is signed once.
  const inner = await signedBy(text(signed), all);
  assert.equal(refused(first, inner).fault, 'document.shape');
});

test('signers that cannot be used are told where they stand', () => {
  const named = (keys, threshold = 1) => two(2, { signers: { threshold, keys } });
  const keys = all.map(({ spki }) => ({ publicKey: spki }));
  const der = Buffer.from(ada.spki, 'base64');
  const off = Buffer.from(der);
  off[der.length - 1] ^= 1;
  const compressed = Buffer.concat([der.subarray(0, 26), Buffer.from([2]), der.subarray(27, 59)]);
  compressed[1] = compressed.length - 2;
  compressed[24] = 34;
  const cases = [
    [named([]), 'empty', '/signers/keys'],
    [named(keys, 0), 'contradiction', '/signers/threshold'],
    [named(keys, 4), 'contradiction', '/signers/threshold'],
    [named([keys[0], keys[1], keys[0]]), 'duplicate', '/signers/keys/2/publicKey'],
    [
      named([{ publicKey: ada.publicKey.export({ type: 'spki', format: 'pem' }) }, keys[0]]),
      'duplicate',
      '/signers/keys/1/publicKey',
    ],
    [named([{ publicKey: off.toString('base64') }]), 'signer_key', '/signers/keys/0/publicKey'],
    [named([{ publicKey: compressed.toString('base64') }]), 'signer_key', '/signers/keys/0/publicKey'],
    [named([{ publicKey: certificate }]), 'unreadable', '/signers/keys/0/publicKey'],
    [named([{ publicKey: ada.pem }]), 'private_key', '/signers/keys/0/publicKey'],
    [named([{ publicKey: '?' }]), 'not_one_object', '/signers/keys/0/publicKey'],
    [named([{ publicKey: der.subarray(1).toString('base64') }]), 'unreadable', '/signers/keys/0/publicKey'],
    [named(Array.from({ length: 65 }, () => keys[0])), 'too_many', '/signers/keys'],
  ];
  for (const [candidate, id, at] of cases) {
    const { fault, pointer } = refused(undefined, candidate, '--accept-digest', sha256(text(candidate)));
    assert.deepEqual([fault, pointer], [`document.${id}`, at]);
  }
});

test('verify tells who signed, whether they are enough, and whether the document has expired', async () => {
  const file = write('signed.json', await signedBy(two(2), [ada, bob]));
  const spki = (by) => {
    const key = path('spki.pem');
    writeFileSync(key, by.publicKey.export({ type: 'spki', format: 'pem' }));
    return ['--signer', key];
  };
  const verify = (...args) => store('verify', file, '--json', '--time', time, ...args);
  const told = JSON.parse(verify().stdout);
  assert.deepEqual([told.version, told.complete, told.threshold], [2, true, 2]);
  assert.deepEqual(
    told.signers.map(({ id, algorithm, signed }) => [id, algorithm, signed]),
    all.map(({ kid, alg }) => [kid, alg, alg !== 'EdDSA']),
  );
  assert.equal(verify().status, 0);
  assert.equal(verify(...spki(ada)).status, 0);
  assert.equal(verify(...spki(cyd)).status, 1);
  assert.equal(verify(...spki(eve)).status, 1);
  assert.equal(verify(...spki(ada), '--threshold', '2').status, 2);
  assert.equal(store('verify', file, '--time', '2028-01-01T00:00:00Z').status, 1);
  assert.equal(store('verify', write('bare.json', two(2)), '--time', time).status, 1);
  assert.equal(store('verify', write('cut.json', text(told).slice(9)), '--time', time).status, 2);
  const hostile = write('hostile.json', await signedBy(two(2, { name: '\u202eproC\u0000<b>' }), all));
  assert.doesNotMatch(store('verify', hostile, '--time', time).stdout, /\u202e|\u0000/);
});

test('a refusal is told in sentences, and the written store can be elsewhere', async () => {
  const at = write('current.json', first);
  const run = store('update', at, write('candidate.json', two(2)), '--time', time);
  assert.equal(run.status, 1);
  assert.match(run.stdout, /refused: The document is not signed \[update\.unsigned\]/);
  assert.match(run.stdout, /is left as it was/);
  const hostile = await signedBy(two(2, { name: '\u202eproC\u0000<b>\u001b[31m' }), all);
  const other = store('update', at, write('candidate.json', hostile), '--time', time);
  assert.match(other.stdout, /\[document\.name\]/);
  assert.doesNotMatch(other.stdout, /\u202e|\u0000|\u001b/);
  const good = write('candidate.json', await signedBy(two(2), all));
  const out = path('elsewhere.json');
  assert.equal(store('update', at, good, '--time', time, '--out', out).status, 0);
  assert.equal(readFileSync(at, 'utf8'), text(first));
  assert.deepEqual(readFileSync(out), readFileSync(good));
});

test('every way to refuse an update was seen', () => {
  const refusals = Object.keys(sentences).filter(
    (id) => /^update\.[^.]*$/.test(id) && sentences[id].fix !== '',
  );
  for (const id of refusals) assert.ok(toldIds.has(id), id);
  const faults = Object.keys(sentences).filter((id) => id.startsWith('document.signature_'));
  for (const id of [...faults, 'document.base64url', 'document.signer_key']) assert.ok(toldIds.has(id), id);
});

test('from a new document to one that is signed and updated, with nothing but the commands', () => {
  const at = (name) => path(`guide-${name}`);
  const spki = all.flatMap(({ alg, publicKey }) => {
    writeFileSync(at(alg), publicKey.export({ type: 'spki', format: 'pem' }));
    return ['--signer', at(alg)];
  });
  const ok = (...args) => {
    const run = store(...args);
    assert.equal(run.status, 0, run.stdout + run.stderr);
  };
  const dates = ['--time', '2026-11-01T00:00:00Z', '--expires', '2027-11-01T00:00:00Z'];
  ok('new', at('1'), '--name', 'Corp', ...spki, '--threshold', '2', ...dates);
  ok('sign', '--key', ada.file, '--key', bob.file, '--out', at('1.signed'), at('1'));
  ok('update', at('kept'), at('1.signed'), '--pin', ada.kid, '--pin', bob.kid, '--time', time);
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`;
  ok('add', at('1'), write('guide-ca.pem', pem), ...dates);
  ok('sign', '--key', cyd.file, '--key', bob.file, '--out', at('2.signed'), at('1'));
  ok('update', at('kept'), at('2.signed'), '--time', time);
  ok('verify', at('kept'), '--time', time);
  assert.deepEqual(readFileSync(at('kept')), readFileSync(at('2.signed')));
  const { anchors, version } = JSON.parse(
    Buffer.from(JSON.parse(readFileSync(at('kept'))).payload, 'base64url'),
  );
  assert.deepEqual([anchors.length, version], [1, 2]);
  for (const args of [
    ['--threshold', '4', ...spki],
    ['--threshold', '0', ...spki],
    [...spki, ...spki.slice(0, 2)],
    ['--signer', ada.file],
  ]) {
    const run = store('new', at('none'), '--name', 'Corp', ...args);
    assert.equal(run.status, 2, args.join(' '));
    assert.ok(!existsSync(at('none')));
    assert.ok(!run.stderr.includes(ada.pem.split('\n')[1].slice(0, 16)));
  }
});
