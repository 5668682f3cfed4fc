// `anchorlight store`, and documents for it to work on.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extensions, signing, Workshop } from '../chains/openssl.mjs';
import { commandLine } from '../engine/native.mjs';

/** A folder that is gone with the process. */
export function folder() {
  const dir = mkdtempSync(join(tmpdir(), 'anchorlight-store-'));
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Runs the command line. */
export function anchorlight(...args) {
  const run = spawnSync(commandLine, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (run.error) throw run.error;
  assert.equal(run.signal, null, 'the command line was killed by a signal');
  assert.doesNotMatch(run.stderr, /panicked/);
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** What a verb prints as JSON. */
export function json(...args) {
  const { code, stdout, stderr } = anchorlight('store', ...args, '--json');
  assert.notEqual(code, 2, stderr);
  return JSON.parse(stdout);
}

/** A document with what is given; the rest is as it may be. */
export function document(parts = {}) {
  return {
    name: 'corp',
    version: 1,
    issued: '2026-01-01T00:00:00Z',
    expires: '2030-01-01T00:00:00Z',
    ...parts,
  };
}

/** Writes a value as JSON and returns the path. */
export function written(dir, name, value) {
  const path = join(dir, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

export const der = ({ pem }) => new X509Certificate(pem).raw;
export const base64 = (certificate) => der(certificate).toString('base64');
export const sha256 = (certificate) => createHash('sha256').update(der(certificate)).digest('hex');

/** Certificates with dates of one's choice, P-256 unless a key is given. */
export class Maker {
  #workshop;

  constructor(dir) {
    this.dir = dir;
    this.#workshop = new Workshop(dir);
  }

  make(name, { by, from, to, key, sign = signing.sha256, subject, extensions: own }) {
    return this.#workshop.certificate({
      name,
      subject: subject ?? `/O=Corp/CN=${name}`,
      key: key ?? this.#workshop.key(name, 'p256'),
      by,
      sign,
      from: from ?? '2026-01-01T00:00:00Z',
      to: to ?? '2036-01-01T00:00:00Z',
      extensions: own,
    });
  }

  root(name, rest) {
    return this.make(name, { extensions: extensions.root, ...rest });
  }

  ca(name, by, rest) {
    return this.make(name, { by, extensions: extensions.ca(), ...rest });
  }

  server(name, by, rest) {
    return this.make(name, { by, extensions: extensions.server(`DNS:${name}`), ...rest });
  }
}
