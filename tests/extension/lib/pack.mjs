// A folder as Chromium installs it by policy: packed and signed by Chromium itself, and served with its update page.
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { openssl } from '../../chains/openssl.mjs';

/** Packs `folder`, with files of `work`: `{ id, version, crx }`. The same `work` keeps the key and with it the id. */
export function pack(browser, folder, work) {
  const key = join(work, 'key.pem');
  const copy = join(work, 'unpacked');
  mkdirSync(work, { recursive: true });
  try {
    readFileSync(key);
  } catch {
    openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', key);
  }
  cpSync(folder, copy, { recursive: true });
  const args = ['--headless=new', '--no-sandbox', `--user-data-dir=${join(work, 'packing')}`];
  args.push(`--pack-extension=${copy}`, `--pack-extension-key=${key}`, '--no-message-box');
  execFileSync(browser, args, { stdio: 'ignore' });
  const { version } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const id = idOf(readFileSync(key));
  const crx = join(work, `${version}.crx`);
  copyFileSync(`${copy}.crx`, crx);
  return { id, version, crx };
}

/** The first half of the key's digest, in letters from a to p. */
function idOf(key) {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const digits = createHash('sha256').update(spki).digest('hex').slice(0, 32);
  return [...digits].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** Serves what `pack` gave: `{ url, close }`, the url being that of the update page. */
export async function serveUpdates({ id, version, crx }) {
  const server = createServer((request, response) => {
    if (process.env.LOG) console.log('update', request.url);
    const origin = `http://127.0.0.1:${server.address().port}`;
    if (request.url.startsWith('/extension.crx')) {
      response.setHeader('content-type', 'application/x-chrome-extension');
      response.end(readFileSync(crx));
    } else {
      response.setHeader('content-type', 'application/xml');
      response.end(`<?xml version="1.0"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
<app appid="${id}"><updatecheck codebase="${origin}/extension.crx" version="${version}"/></app>
</gupdate>`);
    }
  });
  server.unref();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/update.xml`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
