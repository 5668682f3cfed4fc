// What OpenSSL makes: keys of every kind, certificates of each and requests.
import { readFileSync } from 'node:fs';
import { Files, password } from './files.mjs';
import { issue, packed } from './files-openssl-packed.mjs';

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
  packed(made, ca);
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
      all(name, from, (path) => issue(made, ca, path, `/CN=${name}`, pub));
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
