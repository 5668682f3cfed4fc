// What OpenSSL makes of a certificate and its key: other forms, lists, and all that they can be packed into.
import { password } from './files.mjs';

/** A certificate by the CA for a public key. */
export function issue(made, ca, path, subject, key, ...more) {
  const by = ['-CA', ca.cert, '-CAkey', ca.key];
  return made.run('x509', '-new', '-subj', subject, '-force_pubkey', key, ...by, ...more, '-out', path);
}

export function packed(made, ca) {
  const x509 =
    (...args) =>
    (path) =>
      made.run('x509', '-in', ca.cert, '-out', path, ...args);
  const from = ['-in', ca.cert];
  made.add('certificate, DER', ['certificate'], x509('-outform', 'DER'));
  made.add(
    'certificate, trusted',
    ['certificate', 'trustSettings'],
    x509('-trustout', '-addtrust', 'serverAuth', '-addreject', 'emailProtection', '-setalias', 'CA'),
  );
  made.add('certificate, text only', [], x509('-text', '-noout'));
  const index = made.write('index.txt', '');
  const cnf = made.write(
    'ca.cnf',
    `[ca]\ndefault_ca = here\n[here]\ndatabase = ${index}\ndefault_md = sha256\ndefault_crl_days = 30\ncrlnumber = ${made.write('number', '01\n')}\n`,
  );
  const asCa = ['-config', cnf, '-cert', ca.cert, '-keyfile', ca.key];
  const second = made.add('certificate, second', ['certificate'], (path) =>
    issue(made, ca, path, '/CN=Second', made.path('agreeing.pub'), '-set_serial', '7'),
  );
  made.run('ca', ...asCa, '-valid', second);
  made.run('ca', ...asCa, '-revoke', second, '-crl_reason', 'keyCompromise');
  const list = made.add('list, PEM', ['revocationList'], (path) =>
    made.run('ca', ...asCa, '-gencrl', '-out', path),
  );
  made.add('list, DER', ['revocationList'], (path) =>
    made.run('crl', '-in', list, '-outform', 'DER', '-out', path),
  );
  made.add('list, text', ['revocationList'], (path) => made.run('crl', '-in', list, '-text', '-out', path));
  for (const form of ['PEM', 'DER']) {
    made.add(`PKCS #7 with a list, ${form}`, ['signedData', 'certificate', 'revocationList'], (path) =>
      made.run(
        'crl2pkcs7',
        '-in',
        list,
        '-certfile',
        ca.cert,
        '-certfile',
        second,
        '-outform',
        form,
        '-out',
        path,
      ),
    );
    made.add(`PKCS #7, ${form}`, ['signedData', 'certificate'], (path) =>
      made.run('crl2pkcs7', '-nocrl', '-certfile', ca.cert, '-outform', form, '-out', path),
    );
    const message = made.write('message', 'Hello\n');
    const signer = ['-signer', ca.cert, '-inkey', ca.key, '-in', message, '-outform', form];
    made.add(`PKCS #7 signed, ${form}`, ['signedData', 'certificate'], (path) =>
      made.run('smime', '-sign', '-nodetach', ...signer, '-out', path),
    );
    made.add(`CMS signed, ${form}`, ['signedData', 'certificate'], (path) =>
      made.run('cms', '-sign', '-nodetach', ...signer, '-out', path),
    );
    made.add(`CMS signed, streamed, ${form}`, ['signedData', 'certificate'], (path) =>
      made.run('cms', '-sign', '-nodetach', '-stream', '-binary', ...signer, '-out', path),
    );
    made.add(`CMS detached without certificates, ${form}`, ['signedData'], (path) =>
      made.run('cms', '-sign', '-nocerts', '-keyid', ...signer, '-out', path),
    );
    const plain = ['-in', message, '-outform', form];
    made.add(`PKCS #7 enveloped, ${form}`, ['other'], (path) =>
      made.run('smime', '-encrypt', '-aes256', ...plain, '-out', path, ca.cert),
    );
    made.add(`CMS enveloped, ${form}`, ['other'], (path) =>
      made.run('cms', '-encrypt', '-aes256', ...plain, '-out', path, ca.cert),
    );
    made.add(`CMS authenticated, ${form}`, ['other'], (path) =>
      made.run('cms', '-encrypt', '-aes-256-gcm', ...plain, '-out', path, ca.cert),
    );
    made.add(`CMS digest, ${form}`, ['other'], (path) =>
      made.run('cms', '-digest_create', '-md', 'sha256', ...plain, '-out', path),
    );
    made.add(`CMS data, ${form}`, ['other'], (path) =>
      made.run('cms', '-data_create', ...plain, '-out', path),
    );
    made.add(`CMS encrypted, ${form}`, ['other'], (path) =>
      made.run(
        'cms',
        '-EncryptedData_encrypt',
        '-aes128',
        '-secretkey',
        '00'.repeat(16),
        ...plain,
        '-out',
        path,
      ),
    );
  }
  made.add('S/MIME', [], (path) =>
    made.run(
      'smime',
      '-sign',
      '-text',
      '-in',
      made.path('message'),
      '-signer',
      ca.cert,
      '-inkey',
      ca.key,
      '-out',
      path,
    ),
  );
  made.add('S/MIME, opaque', [], (path) =>
    made.run(
      'cms',
      '-sign',
      '-nodetach',
      '-in',
      made.path('message'),
      '-signer',
      ca.cert,
      '-inkey',
      ca.key,
      '-out',
      path,
    ),
  );
  made.add('certificate sequence (nseq)', ['other'], (path) =>
    made.run('nseq', '-toseq', ...from, '-out', path),
  );
  const p12 =
    (...args) =>
    (path) =>
      made.run(
        'pkcs12',
        '-export',
        ...from,
        '-inkey',
        ca.key,
        '-passout',
        `pass:${password}`,
        '-out',
        path,
        ...args,
      );
  const legacy = ['-legacy'];
  const modern = made.add('PKCS #12, modern', ['container', 'certificate', 'privateKey'], p12());
  made.add('PKCS #12, legacy', ['container', 'certificate', 'privateKey'], p12(...legacy));
  made.add(
    'PKCS #12, RC2-128',
    ['container', 'certificate', 'privateKey'],
    p12(...legacy, '-certpbe', 'PBE-SHA1-RC2-128'),
  );
  made.add('PKCS #12, triple DES', ['container', 'certificate', 'privateKey'], p12(...legacy, '-descert'));
  made.add(
    'PKCS #12, RC4',
    ['container', 'certificate', 'privateKey'],
    p12(...legacy, '-certpbe', 'PBE-SHA1-RC4-128'),
  );
  made.add('PKCS #12, no MAC', ['container', 'certificate', 'privateKey'], p12('-nomac'));
  made.add(
    'PKCS #12, not encrypted',
    ['container', 'certificate', 'privateKey'],
    p12('-keypbe', 'NONE', '-certpbe', 'NONE'),
  );
  made.add('PKCS #12, no keys', ['container', 'certificate'], p12('-nokeys'));
  made.add('PKCS #12, dumped', ['certificate', 'privateKey'], (path) =>
    made.run('pkcs12', '-in', modern, '-passin', `pass:${password}`, '-nodes', '-out', path),
  );
  // Online status and time stamps.
  const request = made.add(
    'OCSP request',
    ['ocspRequest'],
    (path) => made.run('ocsp', '-issuer', ca.cert, '-cert', second, '-reqout', path) && '',
  );
  made.add(
    'OCSP request, signed',
    ['ocspRequest'],
    (path) =>
      made.run(
        'ocsp',
        '-issuer',
        ca.cert,
        '-cert',
        second,
        '-signer',
        ca.cert,
        '-signkey',
        ca.key,
        '-reqout',
        path,
      ) && '',
  );
  const respond = (issuer) => (path) => {
    const signer = ['-rsigner', ca.cert, '-rkey', ca.key];
    made.run('ocsp', '-index', index, '-CA', issuer, ...signer, '-reqin', request, '-respout', path);
  };
  made.add('OCSP response', ['ocspResponse'], respond(ca.cert));
  made.add('OCSP response, refused', ['ocspResponse'], respond(second));
  const query = made.add('time-stamp query', ['other'], (path) =>
    made.run('ts', '-query', '-data', made.path('message'), '-cert', '-out', path),
  );
  made.add('store dump', ['certificate'], () => made.run('storeutl', ca.cert));
}
