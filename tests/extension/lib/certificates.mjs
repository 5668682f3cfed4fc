// The chains of the servers that the extension is tried on. A browser has the time of the machine, so all are in force
// for years but the one that has expired.
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../../chains/cached.mjs';
import { extensions, signing, Workshop } from '../../chains/openssl.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const files = [fileURLToPath(import.meta.url), join(here, '../../chains/openssl.mjs')];
const dates = { from: '2025-01-01T00:00:00Z', to: '2035-01-01T00:00:00Z' };

/** Hosts of the servers; every name leads to loopback. */
export const hosts = {
  name: 'portal.corp.example',
  other: 'wiki.corp.example',
  outside: 'portal.outside.example',
  local: 'localhost',
  address: '127.0.0.1',
  address6: '[::1]',
  // b\u00fccher.corp.example
  international: 'xn--bcher-kva.corp.example',
};

const names = Object.values(hosts).map((host) => {
  const address = host.replace(/^\[|\]$/g, '');
  return `${isIP(address) ? 'IP' : 'DNS'}:${address}`;
});

/** By name: `{ path, pem, base64, key256, privateKey }`; `path` is the PEM file, `key256` the digest of the key. */
export function makeCertificates() {
  const made = cached(join(here, '../out'), 'certificates', files, (dir) => make(new Workshop(dir)));
  for (const certificate of Object.values(made)) {
    const read = new X509Certificate(certificate.pem);
    const spki = read.publicKey.export({ type: 'spki', format: 'der' });
    certificate.base64 = read.raw.toString('base64');
    certificate.key256 = createHash('sha256').update(spki).digest('hex');
    certificate.privateKey = readFileSync(certificate.key, 'utf8');
  }
  return made;
}

function make(workshop) {
  const made = {};
  const certificate = (name, by, extensions, { key = name, kind = 'p256', ...more } = {}) => {
    made[name] = workshop.certificate({
      ...{ name, subject: `/O=Corp/CN=${name}`, by: by && made[by], sign: signing.sha256, ...dates },
      ...{ extensions, ...more, key: workshop.key(key, kind) },
    });
  };
  const root = (name) => certificate(name, undefined, extensions.root);
  const server = (name, by, { san = names, ...more } = {}) =>
    certificate(name, by, extensions.server(...san), more);

  root('root');
  certificate('issuing', 'root', extensions.ca());
  server('site', 'issuing');
  // No other server sends its issuer: browsers remember those that they saw.
  certificate('seldom', 'root', extensions.ca());
  server('siteOfSeldom', 'seldom');
  server('expired', 'issuing', { to: '2025-06-01T00:00:00Z' });
  server('elsewhere', 'issuing', { san: ['DNS:elsewhere.corp.example'] });
  server('otherAddress', 'issuing', { san: ['IP:::2'] });
  // The same name with another key, as after a change of servers, and by another CA.
  server('renewed', 'issuing', { subject: '/O=Corp/CN=site' });
  root('secondRoot');
  server('moved', 'secondRoot', { subject: '/O=Corp/CN=site' });
  // The browser trusts these two, the organisation does not, or only for some names.
  root('distrustedRoot');
  server('siteOfDistrusted', 'distrustedRoot');
  root('constrainedRoot');
  server('siteOfConstrained', 'constrainedRoot');
  server('siteWithin', 'constrainedRoot', { san: [`DNS:${hosts.other}`] });
  // The browser trusts these; the organisation warns of the first, and names no anchor for the others.
  server('lasting', 'issuing', { to: '2045-01-01T00:00:00Z' });
  root('publicRoot');
  server('siteOfPublic', 'publicRoot');
  root('ownRoot');
  server('siteOfOwn', 'ownRoot');
  // Nobody trusts it.
  root('unknownRoot');
  server('siteOfUnknown', 'unknownRoot');
  server('selfSigned');
  server('hostile', 'issuing', { subject: '/O=Corp/CN=<img src=x onerror=alert(1)>\u202e\u2066gpj.exe' });
  return made;
}
