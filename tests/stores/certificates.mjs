// Certificates for TLS servers on loopback. A browser has the time of the machine, so they are in force for years.
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../chains/cached.mjs';
import { extensions, signing, Workshop } from '../chains/openssl.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const files = [fileURLToPath(import.meta.url), join(here, '../chains/openssl.mjs')];
const names = ['DNS:www.stores.test', 'DNS:localhost', 'IP:127.0.0.1'];
const dates = { from: '2025-01-01T00:00:00Z', to: '2045-01-01T00:00:00Z' };

/** By name: `{ pem, base64, key256, privateKey }`. */
export function makeCertificates() {
  const made = cached(join(here, 'out'), 'certificates', files, (dir) => make(new Workshop(dir)));
  for (const certificate of Object.values(made)) {
    const read = new X509Certificate(certificate.pem);
    const spki = read.publicKey.export({ type: 'spki', format: 'der' });
    certificate.key256 = createHash('sha256').update(spki).digest('hex');
    certificate.base64 = read.raw.toString('base64');
    certificate.privateKey = readFileSync(certificate.key, 'utf8');
  }
  return made;
}

function make(workshop) {
  const made = {};
  const certificate = (name, by, extensions, { key = name, kind = 'p256', ...more } = {}) => {
    made[name] = workshop.certificate({
      ...{ name, subject: `/O=Stores/CN=${name}`, by: by && made[by], sign: signing.sha256, ...dates },
      ...{ extensions, ...more, key: workshop.key(key, kind) },
    });
  };
  const root = (name, more = [], changes) =>
    certificate(name, undefined, [...extensions.root, ...more], changes);
  const ca = (name, by, more = [], changes) => certificate(name, by, [...extensions.ca(), ...more], changes);
  const server = (name, by, { san = names, purposes = 'serverAuth', ...changes } = {}) => {
    const [constraints, usage, , ...identifiers] = extensions.server(...san);
    const all = [constraints, usage, `extendedKeyUsage=${purposes}`, ...identifiers.slice(0, 2)];
    if (san.length > 0) all.push(...identifiers.slice(2));
    certificate(name, by, all, { to: '2035-01-01T00:00:00Z', ...changes });
  };

  root('root');
  ca('issuing', 'root');
  server('site', 'issuing');
  ca('lower', 'issuing');
  server('siteOfLower', 'lower');
  server('expired', 'issuing', { to: '2025-06-01T00:00:00Z' });
  server('elsewhere', 'issuing', { san: ['DNS:www.elsewhere.test'] });
  server('twoDomains', 'issuing', { san: [...names, 'DNS:www.elsewhere.test'] });
  server('addressOnly', 'issuing', { san: ['IP:127.0.0.1'] });
  server('forClients', 'issuing', { purposes: 'clientAuth' });
  server('withoutNames', 'issuing', { san: [], subject: '/O=Stores/CN=localhost' });
  server('selfSigned');
  server('wildcard', 'issuing', { san: ['DNS:*.stores.test'] });
  server('underscore', 'issuing', { san: [...names, 'DNS:_x.stores.test'] });
  server('noPurpose', 'issuing', { purposes: 'anyExtendedKeyUsage' });
  server('weakHash', 'issuing', { sign: signing.sha1 });
  certificate('caAsServer', 'issuing', [
    ...['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,digitalSignature,keyCertSign'],
    ...['subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid', `subjectAltName=${names.join(',')}`],
  ]);
  certificate('plainServer', 'issuing', [`subjectAltName=${names.join(',')}`]);
  certificate('signingServer', 'issuing', [
    'keyUsage=critical,keyCertSign',
    `subjectAltName=${names.join(',')}`,
  ]);
  certificate('criticalServer', 'issuing', [
    ...['1.3.6.1.4.1.99999.1=critical,DER:0500', `subjectAltName=${names.join(',')}`],
  ]);
  ca('issuingForClients', 'root', ['extendedKeyUsage=clientAuth']);
  server('siteOfClients', 'issuingForClients');
  ca('issuingOfDot', 'root', ['nameConstraints=critical,permitted;DNS:.stores.test']);
  server('siteOfDot', 'issuingOfDot', { san: ['DNS:www.stores.test'] });
  ca('issuingOfMail', 'root', ['nameConstraints=critical,permitted;email:stores.test']);
  server('siteOfMail', 'issuingOfMail');
  ca('issuingUnknown', 'root', ['1.3.6.1.4.1.99999.1=critical,DER:0500']);
  server('siteOfUnknown', 'issuingUnknown');
  ca('issuingPolicy', 'root', ['policyConstraints=critical,requireExplicitPolicy:0']);
  server('siteOfPolicy', 'issuingPolicy');
  certificate('notCa', 'root', ['basicConstraints=critical,CA:FALSE']);
  server('siteOfNotCa', 'notCa');
  // The issuing CA once more, certified by another root.
  root('otherRoot');
  ca('issuingByOther', 'otherRoot', [], { subject: '/O=Stores/CN=issuing', key: 'issuing' });
  server('siteOfOther', 'otherRoot');
  root('constrainedRoot', ['nameConstraints=critical,permitted;DNS:elsewhere.test']);
  server('siteOfConstrained', 'constrainedRoot');
  root('expiredRoot', [], { to: '2025-06-01T00:00:00Z' });
  server('siteOfExpired', 'expiredRoot');
  certificate('shortRoot', undefined, extensions.ca(0).slice(0, 3));
  ca('issuingOfShort', 'shortRoot');
  server('siteOfShort', 'issuingOfShort');
  certificate('silentRoot', undefined, extensions.root.slice(1));
  server('siteOfSilent', 'silentRoot');
  return made;
}
