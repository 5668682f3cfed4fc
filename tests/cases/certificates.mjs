// The certificates and lists of the cases, by name: `{ path, key, pem }`, made by openssl.
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../chains/cached.mjs';
import { extensions, openssl, signing, Workshop } from '../chains/openssl.mjs';

export const host = 'www.cases.example';
export const address = '192.0.2.7';
/** When every certificate is in force, but for those that are made not to be. */
export const time = '2026-06-01T12:00:00Z';

const dates = {
  root: ['2020-01-01T00:00:00Z', '2040-01-01T00:00:00Z'],
  ca: ['2022-01-01T00:00:00Z', '2035-01-01T00:00:00Z'],
  leaf: ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
};
const names = [`DNS:${host}`, 'DNS:api.cases.example', 'DNS:deep.sub.cases.example'];
const addresses = [`IP:${address}`, 'IP:192.0.2.8', 'IP:2001:db8::7'];

const here = fileURLToPath(new URL('.', import.meta.url));
const files = [fileURLToPath(import.meta.url), join(here, '../chains/openssl.mjs')];

/** Everything by name; `sha256`, `key256` and `serial` of each certificate are what documents call it by. */
export function makeCertificates() {
  const made = cached(join(here, 'out'), 'certificates', files, (dir) => make(new Workshop(dir), dir));
  for (const certificate of Object.values(made)) {
    if (!certificate.pem.includes('BEGIN CERTIFICATE')) continue;
    const read = new X509Certificate(certificate.pem);
    const spki = read.publicKey.export({ type: 'spki', format: 'der' });
    certificate.sha256 = read.fingerprint256.replaceAll(':', '').toLowerCase();
    certificate.key256 = createHash('sha256').update(spki).digest('hex');
    certificate.serial = read.serialNumber;
    certificate.base64 = read.raw.toString('base64');
  }
  const postQuantum = readFileSync(new URL('../../crate/crypto/testdata/ml-dsa-44.der', import.meta.url));
  return {
    ...made,
    postQuantum: {
      base64: postQuantum.toString('base64'),
      path: join(here, '../../crate/crypto/testdata/ml-dsa-44.der'),
    },
  };
}

/** Keys beside those that every workshop makes. */
const keys = {
  dsa: ['dsaparam', '-genkey', '-noout', '1024'],
  ed448: ['genpkey', '-algorithm', 'ED448'],
  brainpool: ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'],
  small: ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp160r1'],
  explicit: [
    ...['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    ...['-pkeyopt', 'ec_param_enc:explicit'],
  ],
};

function make(workshop, dir) {
  const made = {};
  const certificate = (name, by, kind, usual, { from, to, key = name, sign = signing.sha256, ...more }) => {
    const [begins, ends] = dates[usual];
    made[name] = workshop.certificate({
      name,
      subject: `/O=Cases/CN=${name}`,
      by: by && made[by],
      sign,
      from: from ?? begins,
      to: to ?? ends,
      ...more,
      key: keys[kind] ? otherKey(key, kind) : workshop.key(key, kind),
    });
  };
  const otherKey = (name, kind) => {
    const path = join(dir, `${name}.key`);
    writeFileSync(path, openssl(...keys[kind]));
    return path;
  };
  const root = (name, { kind = 'p256', ...more } = {}) =>
    certificate(name, undefined, kind, 'root', { extensions: extensions.root, ...more });
  const ca = (name, by, { kind = 'p256', ...more } = {}) =>
    certificate(name, by, kind, 'ca', { extensions: extensions.ca(), ...more });
  const leaf = (
    name,
    by,
    { kind = 'p256', purposes = 'serverAuth,clientAuth', san, also = [], ...more } = {},
  ) => {
    const [constraints, usage, , ...ids] = extensions.server(...(san ?? [...names, ...addresses]));
    const purpose = purposes === '' ? [] : [`extendedKeyUsage=${purposes}`];
    const all = [constraints, usage, ...purpose, ...ids, ...also];
    certificate(name, by, kind, 'leaf', { extensions: all, ...more });
  };

  root('root');
  ca('ca', 'root');
  leaf('leaf', 'ca');
  // What of an anchor is in force.
  root('rootExpired', { to: '2026-01-01T00:00:00Z' });
  leaf('leafOfExpired', 'rootExpired');
  root('rootNames', {
    extensions: [...extensions.root, 'nameConstraints=critical,permitted;DNS:other.example'],
  });
  leaf('leafOfNames', 'rootNames');
  root('rootLength', { extensions: extensions.ca(0).slice(0, 3) });
  ca('caOfLength', 'rootLength');
  leaf('leafOfLength', 'caOfLength');
  root('rootPolicies', {
    extensions: [...extensions.root, 'policyConstraints=critical,requireExplicitPolicy:0'],
  });
  leaf('leafOfPolicies', 'rootPolicies');
  root('rootSilent', { extensions: extensions.root.slice(1) });
  leaf('leafOfSilent', 'rootSilent');
  // Policy constraints that do not decode.
  root('rootOdd', { extensions: [...extensions.root, '2.5.29.36=DER:0500'] });
  leaf('leafOfOdd', 'rootOdd');
  root('other');
  leaf('leafOfOther', 'other');
  // Names and purposes.
  leaf('mail', 'ca', { purposes: 'emailProtection', san: ['email:desk@cases.example'] });
  leaf('code', 'ca', { purposes: 'codeSigning', san: [`DNS:${host}`] });
  leaf('stamp', 'ca', { purposes: 'critical,timeStamping', san: [`DNS:${host}`] });
  leaf('uri', 'ca', { san: [`DNS:${host}`, 'URI:https://www.cases.example/desk'] });
  leaf('directory', 'ca', { san: [`DNS:${host}`, 'dirName:who'], also: ['[who]', 'O=Desk'] });
  leaf('noPurpose', 'ca', { purposes: '' });
  leaf('serverOnly', 'ca', { purposes: 'serverAuth' });
  leaf('noCommonName', 'ca', { subject: '/O=Cases' });
  // Keys, signatures and times.
  leaf('rsa', 'ca', { kind: 'rsa' });
  leaf('p384', 'ca', { kind: 'p384' });
  leaf('ed25519', 'ca', { kind: 'ed25519' });
  for (const kind of Object.keys(keys)) leaf(kind, 'ca', { kind });
  leaf('sha384', 'ca', { sign: signing.sha384 });
  ca('caRsa', 'root', { kind: 'rsa' });
  leaf('pss256', 'caRsa', { sign: signing.pss('sha256') });
  leaf('pss384', 'caRsa', { sign: signing.pss('sha384') });
  leaf('days90', 'ca', { from: '2026-05-01T00:00:00Z', to: '2026-07-29T23:59:59Z' });
  leaf('days90AndOneSecond', 'ca', { from: '2026-05-01T00:00:00Z', to: '2026-07-30T00:00:00Z' });
  ca('caYear', 'root', { from: '2026-01-01T00:00:00Z', to: '2026-12-31T23:59:59Z' });
  leaf('leafOfCaYear', 'caYear');
  ca('caLower', 'ca');
  leaf('leafOfLower', 'caLower');
  // Timestamps, each with the version, the log that it is of, and nothing more.
  const stamps = (...logs) => {
    const list = logs.map((log) => `002100${log.repeat(32)}`).join('');
    const octets = (list.length / 2).toString(16).padStart(4, '0') + list;
    return { also: [`1.3.6.1.4.1.11129.2.4.2=DER:04${(octets.length / 2).toString(16)}${octets}`] };
  };
  leaf('stamped', 'ca', stamps('0a', '0b', '0c'));
  leaf('stampedTwice', 'ca', stamps('0a', '0b', '0a'));
  // Policies 99999.1 and 99999.3, which one CA maps to 99999.1, and any.
  const policies = (list) => [`certificatePolicies=${list}`];
  ca('caPolicy', 'root', { extensions: [...extensions.ca(), ...policies('1.3.6.1.4.1.99999.1')] });
  leaf('policy1', 'caPolicy', { also: policies('1.3.6.1.4.1.99999.1') });
  leaf('policy2', 'caPolicy', { also: policies('1.3.6.1.4.1.99999.2') });
  const mapping = 'policyMappings=1.3.6.1.4.1.99999.1:1.3.6.1.4.1.99999.3';
  ca('caMapping', 'root', { extensions: [...extensions.ca(), ...policies('1.3.6.1.4.1.99999.1'), mapping] });
  leaf('policyMapped', 'caMapping', { also: policies('1.3.6.1.4.1.99999.3') });
  ca('caAny', 'root', { extensions: [...extensions.ca(), ...policies('2.5.29.32.0')] });
  leaf('policyAny', 'caAny', { also: policies('2.5.29.32.0') });
  leaf('policy1OfAny', 'caAny', { also: policies('1.3.6.1.4.1.99999.1') });
  // End entities that are trusted themselves.
  leaf('self', undefined, { also: [] });
  leaf('selfExpired', undefined, { to: '2026-03-01T00:00:00Z' });
  certificate('caWithName', 'ca', 'p256', 'ca', {
    extensions: [...extensions.ca(), `subjectAltName=DNS:${host}`],
  });
  leaf('leafOfCaWithName', 'caWithName');
  root('rootWithName', { extensions: [...extensions.root, `subjectAltName=DNS:${host}`] });
  // The profile for TLS asks for a key identifier and purposes by name.
  leaf('plain', 'ca', { purposes: 'serverAuth', subject: `/O=Cases/CN=${host}` });
  // Lists.
  const list = (name, by, revoked, days = ['2026-05-30T00:00:00Z', '2026-06-30T00:00:00Z']) => {
    const [from, to] = days;
    made[name] = workshop.revocationList({ name, by: made[by], sign: signing.sha256, from, to, revoked });
  };
  list('listOfRoot', 'root', []);
  list('listOfCa', 'ca', []);
  list('listRevokes', 'ca', [[made.leaf, '2026-05-20T08:30:00Z', 'superseded']]);
  list('listRevokesCa', 'root', [[made.ca, '2026-05-20T08:30:00Z', 'superseded']]);
  list('listStale', 'ca', [], ['2026-05-01T00:00:00Z', '2026-06-01T11:00:00Z']);
  // Responses, which openssl dates by the clock, of a certificate that is valid for long.
  leaf('answered', 'ca', { from: '2022-01-01T00:00:00Z', to: '2035-01-01T00:00:00Z' });
  const respond = (name, status) => {
    const [index, request, path] = ['index', 'request', 'ocsp'].map((end) => join(dir, `${name}.${end}`));
    const { serialNumber } = new X509Certificate(made.answered.pem);
    writeFileSync(index, `${status}\t${serialNumber}\tunknown\t/CN=answered\n`);
    const { path: by, key } = made.ca;
    openssl('ocsp', '-issuer', by, '-cert', made.answered.path, '-reqout', request);
    openssl(
      ...['ocsp', '-index', index, '-CA', by, '-rsigner', by, '-rkey', key, '-reqin', request],
      ...['-respout', path, '-nmin', '60', '-noverify'],
    );
    const text = openssl('ocsp', '-respin', path, '-noverify', '-resp_text');
    const [begins] = /(?<=This Update: ).*/.exec(text);
    const base64 = readFileSync(path).toString('base64');
    made[name] = { path, base64, pem: '', begins: new Date(begins).toISOString() };
  };
  respond('answerGood', 'V\t350101000000Z\t');
  respond('answerRevoked', 'R\t350101000000Z\t260101000000Z,keyCompromise');
  return made;
}
