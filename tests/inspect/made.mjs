// Certificates with extensions of every kind, made on the spot by OpenSSL from the ASN.1 in words.
import { readFileSync } from 'node:fs';
import { openssl, signing, Workshop } from '../chains/openssl.mjs';
import { Folder } from './folder.mjs';

const keys = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  explicit: [
    ...['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    ...['-pkeyopt', 'ec_param_enc:explicit'],
  ],
  ed25519: ['-algorithm', 'ED25519'],
  ed448: ['-algorithm', 'ED448'],
};

/** A folder in which certificates, requests and lists are made. */
export class Maker extends Folder {
  #count = 0;

  key(kind) {
    const path = this.path(`${kind}-${++this.#count}.key`);
    openssl('genpkey', ...keys[kind], '-out', path);
    return path;
  }

  /** Only the extensions asked for: OpenSSL would add a key identifier. */
  #own(lines) {
    const given = lines.some((line) => /^(subjectKeyIdentifier|2\.5\.29\.14) /.test(line));
    return given ? lines : ['subjectKeyIdentifier = none', ...lines];
  }

  /** One certificate: the kind of its key, lines of its extensions, and the sections that they name. */
  certificate({
    kind = 'ec',
    key = this.key(kind),
    subject = '/CN=Made',
    lines = [],
    sections = '',
    sign = [],
  }) {
    const config = ['[req]', 'distinguished_name = dn', '[dn]', '[own]', ...this.#own(lines), sections].join(
      '\n',
    );
    const [file, out] = [this.write(`${++this.#count}.cnf`, config), this.path(`${this.#count}.pem`)];
    const args = [
      '-new',
      '-x509',
      '-utf8',
      '-config',
      file,
      '-extensions',
      'own',
      '-key',
      key,
      '-days',
      '30',
    ];
    openssl('req', ...args, '-subj', subject, '-out', out, ...sign);
    return readFileSync(out, 'utf8');
  }

  /** One request with the extensions that it asks for. */
  request({ key = this.key('ec'), subject, lines, sections = '' }) {
    const config = [
      '[req]',
      'distinguished_name = dn',
      'attributes = more',
      '[dn]',
      '[more]',
      '[own]',
      ...lines,
      sections,
    ];
    const [file, out] = [
      this.write(`${++this.#count}.cnf`, config.join('\n')),
      this.path(`${this.#count}.csr`),
    ];
    const more = ['-config', file, '-reqexts', 'own', '-key', key, '-subj', subject];
    openssl('req', '-new', '-utf8', ...more, '-out', out);
    return readFileSync(out, 'utf8');
  }
}

/** A CA's work, for ten years: `made(name, { by, extensions })` and `list(name, by)`. */
export function issuing(maker) {
  const shop = new Workshop(maker.path('shop'));
  const always = { sign: signing.sha256, from: '2026-01-01T00:00:00Z', to: '2036-01-01T00:00:00Z' };
  return {
    made: (name, more) =>
      shop.certificate({ ...always, name, subject: `/CN=${name}`, key: shop.key(name, 'p256'), ...more }),
    list: (name, by) => shop.revocationList({ ...always, name, by }),
  };
}
