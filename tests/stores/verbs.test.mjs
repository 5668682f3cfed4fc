// Every verb of `anchorlight store`: what its help says of exit codes and units, and that it ends as its help says.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { anchorlight, base64, document, folder, Maker, written } from './command.mjs';

const dir = folder();
const maker = new Maker(dir);
const root = maker.root('root');
const leaf = maker.server('www.example', root);
const at = (name) => join(dir, name);
const time = ['--time', '2026-06-01T00:00:00Z'];

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
writeFileSync(at('key'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const anchors = [{ certificate: base64(root), purposes: ['server'] }];
const signers = { threshold: 1, keys: [{ publicKey: spki }] };
const good = written(dir, 'good.json', document({ anchors, signers }));
const next = written(dir, 'next.json', document({ anchors, version: 2 }));
const current = written(dir, 'current.json', document({ anchors, version: 1 }));
const bare = written(dir, 'bare.json', document({ anchors: [] }));
const bad = written(dir, 'bad.json', document({ anchors: [{ ...anchors[0], purposes: [] }] }));
const none = at('none');
const signed = at('signed.json');
const rule = 'key.curve={"action":"deny"}';
copyFileSync(good, at('rid.json'));

/** Of each verb the arguments that end with each code; one that cannot end so has none. */
const ends = {
  new: { 0: [at('new.json'), '--name', 'corp'], 2: [good, '--name', 'corp'] },
  add: { 0: [bare, root.path, ...time], 1: [good, root.path, ...time], 2: [good, none] },
  remove: { 0: [at('rid.json'), '--pointer', '/anchors/0', ...time], 2: [good, '--pointer', '/anchors/7'] },
  lint: { 0: [good, ...time], 1: [bad, ...time], 2: [none] },
  sign: { 0: [good, '--key', at('key'), '--out', signed], 2: [good, '--key', root.path] },
  verify: { 0: [signed, ...time], 1: [good, ...time], 2: [none] },
  update: { 0: [current, next, ...time], 1: [next, good, ...time], 2: [current, none] },
  diff: { 0: [good, next, ...time], 2: [good, none] },
  simulate: {
    0: [good, '--chain', leaf.path, '--at', '2027-01-01T00:00:00Z', ...time],
    1: [good, '--chain', leaf.path, '--rule', rule, ...time],
    2: [good, ...time],
  },
  calendar: { 0: [good, ...time], 2: [good, '--days', '3,14,45'] },
  export: { 0: [good, '--format', 'pem'], 2: [none, '--format', 'pem'] },
};

const help = (...verb) => {
  const { code, stdout } = anchorlight('store', ...verb, '--help');
  assert.equal(code, 0);
  return stdout;
};

test('there is no other verb', () => {
  const listed = [...help().matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, verb]) => verb);
  assert.deepEqual(
    listed.filter((verb) => verb !== 'help'),
    Object.keys(ends),
  );
});

for (const [verb, codes] of Object.entries(ends)) {
  test(`${verb} ends as its help says, and its help has every unit`, () => {
    const text = help(verb);
    const [, listed] = /^Exit codes:\n((?: {2}\d: .+\n?)+)/m.exec(text);
    assert.deepEqual(
      listed
        .trim()
        .split('\n')
        .map((line) => line.trim()[0]),
      Object.keys(codes),
    );
    for (const [code, args] of Object.entries(codes)) {
      const run = anchorlight('store', verb, ...args);
      assert.equal(run.code, Number(code), `${args.join(' ')}\n${run.stdout}${run.stderr}`);
      if (code === '2') assert.match(run.stderr, /^(anchorlight|error): /);
    }
    if (text.includes('<TIME>')) assert.match(text, /^TIME is written as \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/m);
    // Every option and argument is explained.
    for (const [line, rest] of text.matchAll(
      /^ {2,6}(?:-\w, )?(?:--[a-z0-9-]+(?: <\w[^>]*>)?|<\w+>(?:\.\.\.)?)(.*(?:\n {8,}.*)?)/gm,
    ))
      assert.match(rest, /[A-Za-z]{3}/, line);
    // What is counted in something says in what.
    if (text.includes('--days')) assert.match(text, /how many days/i);
    if (text.includes('--path-length')) assert.match(text, /How many intermediate certificates/);
    for (const [, count] of text.matchAll(/(--threshold) <NUMBER>\s+(How many)?/g)) assert.ok(count);
  });
}
