// OpenSSL as outside judge of certificates: Node's X509Certificate, which is OpenSSL's reading, and what that does not
// give from the text that the `openssl` command prints of many at once.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { Folder } from './folder.mjs';

const folder = new Folder();
const openssl = (input, ...args) =>
  execFileSync('openssl', args, { input, encoding: 'latin1', maxBuffer: 2 ** 30 });

/** OpenSSL's long and short names of object identifiers. */
const names = new Map(
  openssl('', 'list', '-objects')
    .split('\n')
    .map((line) => /^(?:(\S.*) = )?(.*), ([0-9.]+)$/.exec(line) ?? /^()(\S.*) = ([0-9.]+)$/.exec(line))
    .filter((found) => found)
    .map(([, short, long, oid]) => [oid, { short: short || long, long }]),
);
export const longName = (oid) => names.get(oid)?.long ?? oid;
const shortName = (oid) => names.get(oid)?.short ?? oid;

const usages = {
  digitalSignature: 'Digital Signature',
  nonRepudiation: 'Non Repudiation',
  keyEncipherment: 'Key Encipherment',
  dataEncipherment: 'Data Encipherment',
  keyAgreement: 'Key Agreement',
  keyCertSign: 'Certificate Sign',
  cRLSign: 'CRL Sign',
  encipherOnly: 'Encipher Only',
  decipherOnly: 'Decipher Only',
};

/** What is compared: the name of the field, and what ours says in OpenSSL's words. */
const fields = {
  version: (ours) => String(ours.version),
  serial: (ours) => ours.serial.upper,
  signature: (ours) => longName(ours.signatureAlgorithm.oid),
  issuer: (ours) => multiline(ours.issuer),
  subject: (ours) => multiline(ours.subject),
  from: (ours) => new Date(ours.notBefore).getTime(),
  to: (ours) => new Date(ours.notAfter).getTime(),
  'key.algorithm': (ours) => longName(ours.publicKey.algorithm.oid),
  'key.bits': (ours) => String(ours.publicKey.bits),
  'key.pin': (ours) => ours.publicKey.pin.base64,
  extensions: (ours) => ours.extensions.map(({ oid, critical }) => [longName(oid), critical]),
  alternativeNames: (ours) => valueOf(ours, '2.5.29.17')?.map(generalName).join(', '),
  keyUsage: (ours) =>
    valueOf(ours, '2.5.29.15')
      ?.map((bit) => usages[bit])
      .join(', '),
  extendedKeyUsage: (ours) => valueOf(ours, '2.5.29.37')?.map(({ oid }) => oid),
  sha1: (ours) => ours.fingerprints.sha1,
  sha256: (ours) => ours.fingerprints.sha256,
  sha512: (ours) => ours.fingerprints.sha512,
};

/**
 * Where ours and OpenSSL differ on certificates in PEM: each as `{ field, sha256, ours, their }`; `contents` are ours of
 * the same.
 */
export function differencesFromOpenssl(pems, contents, count) {
  const pairs = pems.map((pem, at) => ({ data: contents[at].data, node: nodeOf(pem) }));
  const read = pairs.filter(({ node }) => node);
  count('certificates that OpenSSL refuses', pairs.length - read.length);
  count('certificates that OpenSSL reads as well', read.length);
  const texts = textsOf(read);
  return read.flatMap(({ data, node }, at) => {
    const their = reading(node, texts[at]);
    return Object.entries(fields)
      .filter(([field]) => field in their)
      .map(([field, own]) => ({
        field,
        sha256: data.fingerprints.sha256,
        ours: own(data),
        their: their[field],
      }))
      .filter((one) => {
        const isSame = JSON.stringify(one.ours) === JSON.stringify(one.their);
        if (isSame) count('fields that agree with OpenSSL');
        return !isSame;
      });
  });
}

function nodeOf(pem) {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** One text for each: they go through OpenSSL in one bundle. */
function textsOf(read) {
  if (read.length === 0) return [];
  const file = folder.write('certificates.pem', read.map(({ node }) => node.toString()).join(''));
  const bundle = openssl('', 'crl2pkcs7', '-nocrl', '-certfile', file);
  const texts = openssl(bundle, 'pkcs7', '-print_certs', '-text', '-noout').split(/^(?=Certificate:\n)/m);
  assert.equal(texts.length, read.length, 'OpenSSL printed another number of certificates');
  return texts;
}

/** What OpenSSL does not say at all is not there. */
function reading(node, text) {
  const extensions = extensionsIn(text);
  const one = (name) => extensions.find((extension) => extension.name === name)?.lines;
  const hex = (fingerprint) => fingerprint.replaceAll(':', '').toLowerCase();
  const bits = /Public-Key: \((\d+) bit\)/.exec(text)?.[1];
  const pin = pinOf(node);
  return {
    version: /^ {8}Version: (\d+) /m.exec(text)[1],
    serial: node.serialNumber.padStart(2, '0'),
    signature: /^ {4}Signature Algorithm: (.*?) *$/m.exec(text)[1],
    issuer: node.issuer ?? '',
    subject: node.subject ?? '',
    from: moment(node.validFrom),
    to: moment(node.validTo),
    'key.algorithm': /^ {12}Public Key Algorithm: (.*?) *$/m.exec(text)[1],
    ...(bits && { 'key.bits': bits }),
    ...(pin && { 'key.pin': pin }),
    extensions: extensions.map(({ name, critical }) => [name, critical]),
    ...refusable('alternativeNames', namesIn(one('X509v3 Subject Alternative Name')?.join('\n')), isNames),
    ...refusable('keyUsage', one('X509v3 Key Usage')?.join('\n'), isUsages),
    extendedKeyUsage: node.keyUsage,
    sha1: hex(node.fingerprint),
    sha256: hex(node.fingerprint256),
    sha512: hex(node.fingerprint512),
  };
}

/** Name, criticality and lines of each extension: names stand twelve spaces in, what they say sixteen. */
function extensionsIn(text) {
  const found = [];
  const start = text.indexOf('\n        X509v3 extensions:\n');
  // What OpenSSL does not know it prints as it is, line ends too.
  const all = start < 0 ? '' : text.slice(start, text.lastIndexOf('\n    Signature Algorithm: '));
  for (const line of all.split('\n')) {
    const [, name, critical] = /^ {12}(\S.*?): ?(critical)?$/.exec(line) ?? [];
    if (name) found.push({ name, critical: critical !== undefined, lines: [] });
    else if (found.length > 0 && line.trim() !== '') found.at(-1).lines.push(line.slice(16));
  }
  return found;
}

/** "Jan  1 00:00:00 0 GMT": what `Date` reads of a year with fewer digits than four is another one. */
function moment(text) {
  const [month, day, time, year] = text.split(/ +/);
  return new Date(`${month} ${day} ${time} 2000 GMT`).setUTCFullYear(Number(year));
}

/** `undefined` where OpenSSL does not know the kind of key. */
function pinOf(certificate) {
  try {
    const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
    return createHash('sha256').update(spki).digest('base64');
  } catch {
    return undefined;
  }
}

const valueOf = (ours, oid) => ours.extensions.find((one) => one.oid === oid)?.value?.data;

/** A name as Node has it from OpenSSL: an attribute a line, escaped as RFC 2253 §2.4 asks. */
function multiline({ rdns }) {
  const attribute = ({ oid, type, value }) => `${shortName(oid)}=${escaped(type, Buffer.from(value, 'hex'))}`;
  return rdns.map((rdn) => rdn.map(attribute).join(' + ')).join('\n');
}

function escaped(type, octets) {
  const text = characters(type, octets);
  const special = /[,+"\\<>;]|^[# ]| $/g;
  const control = /[\0-\x1f\x7f]/g;
  return text
    .replace(special, (found) => `\\${found}`)
    .replace(control, (found) => `\\${found.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
}

function characters(type, octets) {
  if (type === 'BMPString') return new TextDecoder('utf-16be').decode(octets);
  if (type === 'UniversalString')
    return String.fromCodePoint(
      ...(octets.toString('hex').match(/.{8}/g) ?? []).map((hex) => Number.parseInt(hex, 16)),
    );
  return octets.toString(type === 'UTF8String' ? 'utf8' : 'latin1');
}

const forms = {
  dNSName: 'DNS',
  rfc822Name: 'email',
  uniformResourceIdentifier: 'URI',
  iPAddress: 'IP Address',
  registeredID: 'Registered ID',
};

/** Of what OpenSSL prints in ways of its own only the form is compared here; pyca judges what it says. */
const formsOnly = { directoryName: 'DirName', otherName: 'othername', SmtpUTF8Mailbox: 'othername' };

function generalName({ form, text }) {
  if (form in formsOnly) return formsOnly[form];
  const said = { iPAddress: address, registeredID: longName }[form] ?? String;
  return `${forms[form] ?? form}:${said(text)}`;
}

const isNames = (text) =>
  /^(DNS|email|URI|IP Address|Registered ID|DirName|othername|X400Name|EdiPartyName)\b/.test(text) &&
  !text.includes('<invalid length');
const isUsages = (text) => text.split(', ').every((one) => Object.values(usages).includes(one));

/** What OpenSSL cannot read it prints octet by octet: then it says nothing of the field. */
const refusable = (field, said, isRead) => (said === undefined || isRead(said) ? { [field]: said } : {});

function namesIn(text) {
  const next = /, (?=(?:DNS|email|URI|IP Address|Registered ID|DirName|othername|X400Name|EdiPartyName):)/;
  const all = text && Buffer.from(text, 'latin1').toString().split(next);
  return all?.map((name) => name.replace(/^(DirName|othername):[^]*$/, '$1')).join(', ');
}

/** OpenSSL writes all eight parts of an IPv6 address, in capitals. */
function address(text) {
  if (!text.includes(':')) return text;
  const [before, after] = text.split('::').map((part) => part.split(':').filter((one) => one !== ''));
  const zeros = after === undefined ? [] : Array(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...(after ?? [])].join(':').toUpperCase();
}
