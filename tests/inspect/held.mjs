// What containers hold, and that no private key is in what is said of them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { pemBlocks } from '../engine/pem.mjs';
import { inspectData } from './inspect.mjs';
import { assertHidden, secretsOf } from './secrets.mjs';

/** The octets of a PEM block. */
export const der = (pem) => pemBlocks(pem)[0];

/** The container of a file, and what each of its entries holds, by name: `{ '/a': ['certificate'] }`. */
export function held(data, ...args) {
  const { objects, problems } = inspectData(data, ...args);
  assert.equal(objects[0]?.content.kind, 'container', JSON.stringify(problems));
  const entries = {};
  for (const { within, entry, offset, content } of objects.slice(1))
    if (within === 0) {
      const name = entry ?? String(offset);
      entries[name] = [...(entries[name] ?? []), content.kind];
    }
  const { content, problem } = objects[0];
  return { ...content.data, entries, objects, problem, problems };
}

/** The same, where nothing is wrong. */
export function sound(data) {
  const all = held(data);
  assert.deepEqual([all.problems, all.problem], [[], undefined]);
  assert.equal(all.objects[0].content.data.problems, undefined);
  assert.ok(all.objects.every(({ problem }) => problem === undefined));
  return all;
}

/** A certificate, its key and the key's secret numbers. */
export function pair(maker, kind, subject = '/CN=Made') {
  const key = maker.key(kind);
  return { key, pem: maker.certificate({ key, subject }), keyPem: readFileSync(key, 'utf8') };
}

/** Neither JSON nor text, with the tree or without, has a secret number of the key, in any notation. */
export function keepsSecret(data, keyPem, ...given) {
  const outputs = [];
  for (const args of [['--json', '--tree'], ['--json'], ['--tree'], []]) {
    const run = spawnSync(commandLine, ['inspect', ...given, ...args, '-'], {
      input: data,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    assert.ok(run.status < 2, run.stderr);
    outputs.push(run.stdout + run.stderr);
  }
  for (const output of outputs) assertHidden(secretsOf(createPrivateKey(keyPem)), output, 'what is printed');
  return outputs;
}

/** A bundle as `openssl crl2pkcs7` and the rest take it. */
export const pkcs8 = (file) => openssl('pkcs8', '-topk8', '-nocrypt', '-in', file);
