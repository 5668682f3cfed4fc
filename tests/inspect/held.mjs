// What containers hold, and that no private key is in what is said of them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { inspectData } from './inspect.mjs';

/** The octets of a PEM block. */
export const der = (pem) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');

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
  assert.deepEqual([all.problems, all.problem, all.problems ?? []], [[], undefined, []]);
  assert.ok(all.objects.every(({ problem }) => problem === undefined));
  return all;
}

/** A certificate, its key and the key's secret numbers. */
export function pair(maker, kind, subject = '/CN=Made') {
  const key = maker.key(kind);
  return { key, pem: maker.certificate({ key, subject }), keyPem: readFileSync(key, 'utf8') };
}

/** The numbers that only the private key has. */
function secrets(keyPem) {
  const key = createPrivateKey(keyPem);
  const jwk = key.export({ format: 'jwk' });
  return ['d', 'p', 'q', 'dp', 'dq', 'qi']
    .filter((name) => jwk[name])
    .map((name) => Buffer.from(jwk[name], 'base64url'));
}

/** Neither JSON nor text, with the tree or without, has a secret number of the key, in any notation. */
export function keepsSecret(data, keyPem) {
  const outputs = [];
  for (const args of [['--json', '--tree'], ['--json'], ['--tree'], []]) {
    const run = spawnSync(commandLine, ['inspect', ...args, '-'], {
      input: data,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    assert.ok(run.status < 2, run.stderr);
    outputs.push(run.stdout + run.stderr);
  }
  for (const secret of secrets(keyPem)) {
    assert.ok(secret.length >= 16);
    // The middle, so that neither padding nor the neighbours in an encoding matter; in each alignment of base64.
    const forms = [secret.subarray(2, 14).toString('hex')];
    for (const cut of [0, 1, 2])
      for (const encoding of ['base64', 'base64url'])
        forms.push(secret.subarray(cut, cut + 12).toString(encoding));
    const decimal = BigInt(`0x${secret.toString('hex')}`).toString();
    forms.push(decimal);
    for (const output of outputs)
      for (const form of forms)
        assert.ok(!output.replaceAll(':', '').toLowerCase().includes(form.toLowerCase()), form);
  }
  return outputs;
}

/** A bundle as `openssl crl2pkcs7` and the rest take it. */
export const pkcs8 = (file) => openssl('pkcs8', '-topk8', '-nocrypt', '-in', file);
