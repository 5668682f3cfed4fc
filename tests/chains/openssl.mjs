// Certificates and revocation lists by the `openssl` command, with dates of one's choice.
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs openssl and returns what it prints; its complaints are in the error. */
export function openssl(...args) {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** "OpenSSL 3.0.19 27 Jan 2026 ...". */
export function opensslVersion() {
  let version;
  try {
    version = openssl('version').trim();
  } catch {
    throw new Error('The command `openssl` is missing: install OpenSSL 3 (Debian: apt-get install openssl).');
  }
  if (!/^OpenSSL [3-9]\./.test(version)) throw new Error(`OpenSSL 3 or later is needed, this is ${version}.`);
  return version;
}

const keyKinds = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  // A key that may do nothing but PSS: id-RSASSA-PSS in its SubjectPublicKeyInfo.
  pssOnly: ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  p521: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'],
  ed25519: ['-algorithm', 'ED25519'],
};

/** How `openssl ca` is told to sign. */
export const signing = {
  sha1: ['-md', 'sha1'],
  sha256: ['-md', 'sha256'],
  sha384: ['-md', 'sha384'],
  sha512: ['-md', 'sha512'],
  // Ed25519 hashes by itself.
  own: ['-md', 'default'],
  pss: (hash, salt = 'digest') => [
    ...['-md', hash],
    ...['-sigopt', 'rsa_padding_mode:pss', '-sigopt', `rsa_pss_saltlen:${salt}`],
  ],
};

export const extensions = {
  ca: (pathLength) => [
    `basicConstraints=critical,CA:TRUE${pathLength === undefined ? '' : `,pathlen:${pathLength}`}`,
    'keyUsage=critical,keyCertSign,cRLSign',
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
  ],
  root: [
    'basicConstraints=critical,CA:TRUE',
    'keyUsage=critical,keyCertSign,cRLSign',
    'subjectKeyIdentifier=hash',
  ],
  server: (...names) => [
    'basicConstraints=critical,CA:FALSE',
    'keyUsage=critical,digitalSignature',
    'extendedKeyUsage=serverAuth,clientAuth',
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
    `subjectAltName=${names.join(',')}`,
  ],
};

const config = (dir) => `[ca]
default_ca = here
[here]
database = ${join(dir, 'index.txt')}
new_certs_dir = ${join(dir, 'issued')}
unique_subject = no
rand_serial = yes
policy = any
[any]
countryName = optional
organizationName = optional
organizationalUnitName = optional
commonName = optional
`;

/** A folder in which certificates are made. */
export class Workshop {
  #dir;

  constructor(dir) {
    this.#dir = dir;
    mkdirSync(join(dir, 'issued'), { recursive: true });
    writeFileSync(join(dir, 'index.txt'), '');
    writeFileSync(join(dir, 'openssl.cnf'), config(dir));
  }

  /** A key by name; the same name gives the same key. */
  key(name, kind) {
    const path = join(this.#dir, `${name}.key`);
    if (!existsSync(path)) openssl('genpkey', ...keyKinds[kind], '-out', path);
    return path;
  }

  /**
   * One certificate: `{ name, subject, key, by, sign, from, to, extensions }`.
   * Without `by`, a certificate made here before, it signs itself.
   */
  certificate({ name, subject, key, by, sign, from, to, extensions }) {
    const path = (ending) => join(this.#dir, `${name}.${ending}`);
    openssl('req', '-new', '-utf8', '-key', key, '-subj', subject, '-out', path('csr'));
    const args = ['-config', join(this.#dir, 'openssl.cnf'), '-batch', '-notext', '-utf8', '-preserveDN'];
    args.push('-in', path('csr'), '-out', path('pem'), ...sign);
    args.push('-startdate', compact(from), '-enddate', compact(to));
    args.push(...(by ? ['-cert', by.path, '-keyfile', by.key] : ['-selfsign', '-keyfile', key]));
    writeFileSync(path('ext'), `${extensions.join('\n')}\n`);
    openssl('ca', ...args, '-extfile', path('ext'));
    return { path: path('pem'), key, pem: readFileSync(path('pem'), 'utf8'), from, to };
  }

  /**
   * A revocation list: `{ name, by, sign, from, to, number, revoked, extensions }`. Each of `revoked` is
   * `[certificate, date, reason]`, the reason as `openssl ca` writes it in its database.
   */
  revocationList({ name, by, sign, from, to, number = '01', revoked = [], extensions = [] }) {
    const path = (ending) => join(this.#dir, `${name}.${ending}`);
    const rows = revoked.map(([certificate, date, reason]) => {
      const serial = new X509Certificate(certificate.pem).serialNumber;
      // The database has years of two digits.
      const [end, day] = [certificate.to, date].map((time) => compact(time).slice(2));
      const when = reason === undefined ? day : `${day},${reason}`;
      return `R\t${end}\t${when}\t${serial}\tunknown\t/CN=revoked\n`;
    });
    writeFileSync(path('index'), rows.join(''));
    writeFileSync(path('number'), `${number}\n`);
    const own = [`database = ${path('index')}`, `crlnumber = ${path('number')}`];
    const more = ['[list]', 'authorityKeyIdentifier=keyid', ...extensions];
    writeFileSync(path('cnf'), ['[ca]', 'default_ca = here', '[here]', ...own, ...more, ''].join('\n'));
    const args = ['-config', path('cnf'), '-cert', by.path, '-keyfile', by.key, ...sign, '-crlexts', 'list'];
    args.push('-crl_lastupdate', compact(from), '-crl_nextupdate', compact(to), '-out', path('crl'));
    openssl('ca', '-gencrl', ...args);
    return { path: path('crl'), pem: readFileSync(path('crl'), 'utf8') };
  }
}

/** 2026-01-02T03:04:05Z as 20260102030405Z. */
function compact(time) {
  return time.replace(/[-:T]/g, '');
}
