// What OpenSSL makes: keys of every kind, certificates of each, and all that they can be packed into.
import { readFileSync } from 'node:fs';
import { Files, password } from './files.mjs';

const curve = (name, ...more) => ['EC', `ec_paramgen_curve:${name}`, ...more];
/** By name: the algorithm and its options; what signs has a certificate by itself, the others one by a CA. */
const signing = {
  RSA: ['RSA', 'rsa_keygen_bits:2048'],
  'RSA-PSS': ['RSA-PSS', 'rsa_keygen_bits:2048'],
  'P-256': curve('P-256'),
  'P-384': curve('P-384'),
  'P-521': curve('P-521'),
  secp256k1: curve('secp256k1'),
  brainpoolP256r1: curve('brainpoolP256r1'),
  sect283r1: curve('sect283r1'),
  'explicit P-256': curve('P-256', 'ec_param_enc:explicit'),
  Ed25519: ['ED25519'],
  Ed448: ['ED448'],
  'ML-DSA-44': ['ML-DSA-44'],
  'ML-DSA-65': ['ML-DSA-65'],
  'ML-DSA-87': ['ML-DSA-87'],
  'SLH-DSA-SHA2-128f': ['SLH-DSA-SHA2-128f'],
  'SLH-DSA-SHAKE-256s': ['SLH-DSA-SHAKE-256s'],
};
const agreeing = {
  X25519: ['X25519'],
  X448: ['X448'],
  DH: ['DH', 'group:ffdhe2048'],
  'ML-KEM-768': ['ML-KEM-768'],
};

export function opensslFiles() {
  const made = new Files('openssl');
  const config = made.write(
    'own.cnf',
    '[req]\ndistinguished_name = dn\n[dn]\n[v3]\nbasicConstraints = CA:TRUE\n',
  );
  const ca = keys(made, config);
  requests(made, config, ca);
  certificates(made, ca);
  return made;
}

/** Keys and certificates; returns those of the CA. */
function keys(made, config) {
  const key = (algorithm, options) => {
    const path = made.path(`${made.rows.length}.key`);
    made.run(
      'genpkey',
      '-algorithm',
      algorithm,
      ...options.flatMap((one) => ['-pkeyopt', one]),
      '-out',
      path,
    );
    return path;
  };
  const selfSigned =
    (name, from, ...more) =>
    (path) =>
      made.run(
        'req',
        '-x509',
        '-new',
        '-config',
        config,
        '-extensions',
        'v3',
        '-key',
        from,
        '-subj',
        `/CN=${name}`,
        '-out',
        path,
        ...more,
      );
  const caKey = key('RSA', ['rsa_keygen_bits:2048']);
  const ca = { key: caKey, cert: made.add('certificate of a CA', ['certificate'], selfSigned('CA', caKey)) };
  const all = (name, from, certificate) => {
    const pkey =
      (...args) =>
      (path) =>
        made.run('pkey', '-in', from, '-out', path, ...args);
    made.add(`${name} private key, PEM`, ['privateKey'], pkey());
    made.add(`${name} private key, DER`, ['privateKey'], pkey('-outform', 'DER'));
    made.add(`${name} private key, text`, ['privateKey'], pkey('-text'));
    made.add(`${name} public key, PEM`, ['publicKey'], pkey('-pubout'));
    made.add(`${name} public key, DER`, ['publicKey'], pkey('-pubout', '-outform', 'DER'));
    made.add(`${name} public key, text`, ['publicKey'], pkey('-pubout', '-text_pub'));
    made.add(`${name} encrypted private key`, ['privateKey'], (path) =>
      made.run('pkcs8', '-topk8', '-in', from, '-out', path, '-passout', `pass:${password}`),
    );
    const cert = made.add(`${name} certificate`, ['certificate'], certificate);
    made.add(`${name} certificate, text`, ['certificate'], (path) =>
      made.run('x509', '-in', cert, '-text', '-out', path),
    );
  };
  for (const [name, [algorithm, ...options]] of Object.entries(signing)) {
    const from = made.try(name, () => key(algorithm, options));
    if (from) all(name, from, selfSigned(name, from));
  }
  const dsa = made.path('dsa.param');
  made.add(
    'DSA parameters',
    ['other'],
    () =>
      made.run(
        'genpkey',
        '-genparam',
        '-algorithm',
        'DSA',
        '-pkeyopt',
        'dsa_paramgen_bits:1024',
        '-pkeyopt',
        'dsa_paramgen_q_bits:160',
        '-out',
        dsa,
      ) || readFileSync(dsa, 'latin1'),
  );
  const dsaKey = made.path('dsa.key');
  made.run('genpkey', '-paramfile', dsa, '-out', dsaKey);
  all('DSA', dsaKey, selfSigned('DSA', dsaKey));
  const sm2 = made.try('SM2', () => key('SM2', []));
  if (sm2) all('SM2', sm2, selfSigned('SM2', sm2, '-sm3', '-sigopt', 'distid:1234567812345678'));
  for (const [name, [algorithm, ...options]] of Object.entries(agreeing)) {
    const from = made.try(name, () => key(algorithm, options));
    const pub = made.path('agreeing.pub');
    if (from) {
      made.run('pkey', '-in', from, '-pubout', '-out', pub);
      all(name, from, (path) =>
        made.run(
          'x509',
          '-new',
          '-subj',
          `/CN=${name}`,
          '-force_pubkey',
          pub,
          '-CA',
          ca.cert,
          '-CAkey',
          ca.key,
          '-out',
          path,
        ),
      );
    }
  }
  // Forms of their own.
  const traditional =
    (tool, from, ...args) =>
    (path) =>
      made.run(tool, '-in', from, '-out', path, ...args);
  const ec = made.path('ec.key');
  made.run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', ec);
  for (const [tool, from] of [
    ['rsa', ca.key],
    ['ec', ec],
    ['dsa', dsaKey],
  ]) {
    const old = tool === 'rsa' ? ['-traditional'] : [];
    made.add(`${tool} traditional, PEM`, ['privateKey'], traditional(tool, from, ...old));
    made.add(`${tool} traditional, DER`, ['privateKey'], traditional(tool, from, ...old, '-outform', 'DER'));
    for (const cipher of ['aes256', 'des3'])
      made.add(
        `${tool} traditional, ${cipher}`,
        ['privateKey'],
        traditional(tool, from, ...old, `-${cipher}`, '-passout', `pass:${password}`),
      );
  }
  made.add('ec compressed point', ['privateKey'], traditional('ec', ec, '-conv_form', 'compressed'));
  made.add(
    'ec compressed public key',
    ['publicKey'],
    traditional('ec', ec, '-conv_form', 'compressed', '-pubout'),
  );
  made.add('RSA public key (PKCS #1)', ['publicKey'], traditional('rsa', ca.key, '-RSAPublicKey_out'));
  made.add(
    'RSA public key (PKCS #1), DER',
    ['publicKey'],
    traditional('rsa', ca.key, '-RSAPublicKey_out', '-outform', 'DER'),
  );
  for (const form of ['MSBLOB', 'PVK']) {
    const weak = form === 'PVK' ? ['-pvk-none'] : [];
    made.add(`RSA ${form}`, ['privateKey'], traditional('rsa', ca.key, '-outform', form, ...weak));
    made.add(`DSA ${form}`, ['privateKey'], traditional('dsa', dsaKey, '-outform', form, ...weak));
  }
  made.add(
    'RSA PVK, encrypted',
    ['privateKey'],
    traditional(
      'rsa',
      ca.key,
      '-outform',
      'PVK',
      '-pvk-strong',
      '-provider',
      'legacy',
      '-provider',
      'default',
      '-passout',
      `pass:${password}`,
    ),
  );
  made.add('RSA public MSBLOB', ['other'], traditional('rsa', ca.key, '-pubout', '-outform', 'MSBLOB'));
  for (const args of [
    ['-v2', 'aes-128-cbc'],
    ['-v2', 'des3'],
    ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA1'],
    ['-scrypt'],
    ['-v1', 'PBE-SHA1-3DES', '-provider', 'legacy', '-provider', 'default'],
    ['-v1', 'PBE-SHA1-RC2-128', '-provider', 'legacy', '-provider', 'default'],
    ['-v1', 'PBE-MD5-DES', '-provider', 'legacy', '-provider', 'default'],
  ])
    for (const form of ['PEM', 'DER'])
      made.add(`PKCS #8 ${args.slice(0, 2).join(' ')}, ${form}`, ['privateKey'], (path) =>
        made.run(
          'pkcs8',
          '-topk8',
          '-in',
          ca.key,
          '-out',
          path,
          '-outform',
          form,
          '-passout',
          `pass:${password}`,
          ...args,
        ),
      );
  made.add('EC parameters', ['other'], (path) => made.run('ecparam', '-name', 'P-256', '-out', path));
  made.add('DH parameters', ['other'], (path) =>
    made.run('genpkey', '-genparam', '-algorithm', 'DH', '-pkeyopt', 'group:ffdhe2048', '-out', path),
  );
  return ca;
}

function requests(made, config, ca) {
  const req =
    (...args) =>
    (path) =>
      made.run(
        'req',
        '-new',
        '-config',
        config,
        '-key',
        ca.key,
        '-subj',
        '/CN=Request',
        '-out',
        path,
        ...args,
      );
  const csr = made.add('request, PEM', ['certificationRequest'], req());
  made.add('request, DER', ['certificationRequest'], req('-outform', 'DER'));
  made.add('request, text', ['certificationRequest'], req('-text'));
  made.add('request, NEW', ['certificationRequest'], req('-newhdr'));
  made.add('request, attributes', ['certificationRequest'], req('-reqexts', 'v3'));
  made.add('certificate, version 1', ['certificate'], (path) =>
    made.run('x509', '-req', '-in', csr, '-CA', ca.cert, '-CAkey', ca.key, '-set_serial', '1', '-out', path),
  );
  made.add('SPKAC', [], (path) => made.run('spkac', '-key', ca.key, '-challenge', 'word', '-out', path));
}

function certificates(made, ca) {
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
    made.run(
      'x509',
      '-new',
      '-subj',
      '/CN=Second',
      '-set_serial',
      '7',
      '-force_pubkey',
      made.path('agreeing.pub'),
      '-CA',
      ca.cert,
      '-CAkey',
      ca.key,
      '-out',
      path,
    ),
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
  made.add('PKCS #12, RC4', ['container', 'privateKey'], p12(...legacy, '-certpbe', 'PBE-SHA1-RC4-128'));
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
  made.add(
    'OCSP response',
    ['ocspResponse'],
    (path) =>
      made.run(
        'ocsp',
        '-index',
        index,
        '-CA',
        ca.cert,
        '-rsigner',
        ca.cert,
        '-rkey',
        ca.key,
        '-reqin',
        request,
        '-respout',
        path,
      ) && '',
  );
  made.add(
    'OCSP response, refused',
    ['ocspResponse'],
    (path) =>
      made.run(
        'ocsp',
        '-index',
        index,
        '-CA',
        second,
        '-rsigner',
        ca.cert,
        '-rkey',
        ca.key,
        '-reqin',
        request,
        '-respout',
        path,
      ) && '',
  );
  const query = made.add('time-stamp query', ['other'], (path) =>
    made.run('ts', '-query', '-data', made.path('message'), '-cert', '-out', path),
  );
  made.add('store dump', ['certificate'], () => made.run('storeutl', ca.cert));
}
