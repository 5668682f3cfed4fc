// A CA that revokes: certificates, lists and responses by the `openssl` command.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensions, openssl, signing, Workshop } from '../chains/openssl.mjs';

const from = '2020-01-01T00:00:00Z';
const to = '2040-01-01T00:00:00Z';

const config = (dir) => `[ca]
default_ca = here
[here]
database = ${join(dir, 'index.txt')}
crlnumber = ${join(dir, 'crlnumber')}
`;

export class Authority {
  #dir;
  #workshop;
  #count = 0;
  /** Its certificate: `{ path, key, pem }`. */
  certificate;

  /** Issued by `above`, another authority, or by itself. */
  constructor(dir, name, { above, subject = `/CN=${name}`, extensions: own } = {}) {
    this.#dir = join(dir, name);
    mkdirSync(this.#dir, { recursive: true });
    this.#workshop = new Workshop(this.#dir);
    writeFileSync(join(this.#dir, 'revoke.cnf'), config(this.#dir));
    writeFileSync(join(this.#dir, 'crlnumber'), '01\n');
    const kind = own ?? (above ? extensions.ca() : extensions.root);
    const key = this.#workshop.key(name, 'rsa');
    const workshop = above ? above.#workshop : this.#workshop;
    const by = above?.certificate;
    this.certificate = workshop.certificate({
      name,
      subject,
      key,
      by,
      sign: signing.sha256,
      from,
      to,
      extensions: kind,
    });
  }

  /** A certificate from this CA; `changes` win over what is usual. */
  issue(name, changes = {}) {
    const key = this.#workshop.key(name, 'rsa');
    return this.#workshop.certificate({
      ...{ name, subject: `/CN=${name}`, key, by: this.certificate, sign: signing.sha256, from, to },
      ...{ extensions: ['authorityKeyIdentifier=keyid'], ...changes },
    });
  }

  /** Revokes, and returns the moment that OpenSSL noted; `how` are its options. */
  revoke(certificate, ...how) {
    openssl('ca', ...this.#as(), '-revoke', certificate.path, ...how);
    let noted;
    this.#database(certificate, (row) => {
      const [year, month, day, hour, minute, second] = row.split('\t')[2].match(/\d\d/g);
      noted = `20${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
      return row;
    });
    return noted;
  }

  /** Takes a certificate off hold, for the next delta list. */
  release(certificate) {
    this.#database(certificate, (row) => row.replace('certificateHold', 'removeFromCRL'));
  }

  /** Knows nothing of a certificate any more. */
  forget(certificate) {
    this.#database(certificate, () => undefined);
  }

  #database({ path }, change) {
    const file = join(this.#dir, 'index.txt');
    const serial = openssl('x509', '-in', path, '-noout', '-serial').trim().split('=')[1];
    const rows = readFileSync(file, 'utf8').split('\n');
    const changed = rows.map((row) => (row.split('\t')[3] === serial ? change(row) : row));
    writeFileSync(file, changed.filter((row) => row !== undefined).join('\n'));
  }

  /** Its list as DER: `{ from, to, extensions }`, the extensions as in a configuration file. */
  list({ from, to, extensions: lines = [] }) {
    const path = this.#file('crl');
    const cnf = this.#file('cnf');
    const section = ['[list]', 'authorityKeyIdentifier=keyid', ...lines];
    writeFileSync(cnf, `${config(this.#dir)}${section.join('\n')}\n`);
    const dates = ['-crl_lastupdate', compact(from), '-crl_nextupdate', compact(to)];
    openssl('ca', ...this.#as(cnf), '-gencrl', '-crlexts', 'list', ...dates, '-out', path);
    return der('crl', path);
  }

  /** A request for the status of certificates, as a file; `options` are OpenSSL's, `-sha256` and the like. */
  request(certificates, ...options) {
    const path = this.#file('request');
    const asked = certificates.flatMap((certificate) => ['-cert', certificate.path]);
    openssl('ocsp', '-issuer', this.certificate.path, ...options, ...asked, '-reqout', path);
    return path;
  }

  /** The response to a request, as DER, signed by `signer`, of this CA's database. */
  response(request, { signer = this.certificate, options = ['-ndays', '7'] } = {}) {
    const path = this.#file('response');
    openssl(
      ...['ocsp', '-index', join(this.#dir, 'index.txt'), '-CA', this.certificate.path],
      ...['-rsigner', signer.path, '-rkey', signer.key, '-reqin', request, '-respout', path],
      ...options,
    );
    return readFileSync(path);
  }

  #as(cnf = join(this.#dir, 'revoke.cnf')) {
    const { path, key } = this.certificate;
    return ['-config', cnf, '-batch', '-cert', path, '-keyfile', key, '-md', 'sha256'];
  }

  #file(ending) {
    this.#count += 1;
    return join(this.#dir, `${this.#count}.${ending}`);
  }
}

function der(kind, path) {
  const out = `${path}.der`;
  openssl(kind, '-in', path, '-outform', 'DER', '-out', out);
  return readFileSync(out);
}

/** 2026-01-02T03:04:05Z as 20260102030405Z. */
function compact(time) {
  return time.replace(/[-:T]/g, '');
}

/**
 * A response as `openssl ocsp` made it, for another time: `openssl ocsp` knows no time but now. The
 * digits of thisUpdate and nextUpdate are replaced, and the RSA signature, which keeps its length.
 */
export function moved(response, { path, key }, { from, to }) {
  const bytes = Buffer.from(response);
  const { start, end } = signed(bytes);
  // GeneralizedTime: producedAt first, then thisUpdate and nextUpdate of each answer.
  const times = [
    ...bytes
      .subarray(start, end)
      .toString('latin1')
      .matchAll(/\x18\x0f(\d{14}Z)/g),
  ];
  times.slice(1).forEach(({ index }, at) => {
    bytes.write(compact(at % 2 ? to : from), start + index + 2, 'latin1');
  });
  const file = `${path}.${createHash('sha256').update(bytes).digest('hex')}`;
  writeFileSync(`${file}.tbs`, bytes.subarray(start, end));
  openssl('dgst', '-sha256', '-sign', key, '-out', `${file}.sig`, `${file}.tbs`);
  const signature = readFileSync(`${file}.sig`);
  // After what is signed: the algorithm, then a BIT STRING of one more octet.
  const at = bytes.indexOf(Buffer.from([0x03, 0x82, 0x01, 0x01, 0x00]), end) + 5;
  signature.copy(bytes, at);
  return bytes;
}

/** Where tbsResponseData stands: first in the SEQUENCE inside the OCTET STRING after id-pkix-ocsp-basic. */
function signed(bytes) {
  const type = Buffer.from('06092b0601050507300101', 'hex');
  const response = value(bytes, bytes.indexOf(type) + type.length);
  const { start } = value(bytes, response.start);
  return { start, end: value(bytes, start).end };
}

/** Where the contents of the DER value at `at` begin and end. */
function value(bytes, at) {
  const first = bytes[at + 1];
  const octets = first < 0x80 ? 0 : first & 0x7f;
  const length = octets === 0 ? first : bytes.readUIntBE(at + 2, octets);
  const start = at + 2 + octets;
  return { start, end: start + length };
}
