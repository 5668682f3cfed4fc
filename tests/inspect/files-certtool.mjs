// What GnuTLS's certtool makes: keys and certificates of every kind, and what it packs them into.
import { Files, password } from './files.mjs';

/** By name: the kind of key and its options. */
const keys = {
  RSA: ['rsa', '--bits=2048'],
  'RSA, provable': ['rsa', '--bits=2048', '--provable'],
  'RSA-PSS': ['rsa-pss', '--bits=2048'],
  DSA: ['dsa', '--bits=1024'],
  'P-256': ['ecdsa', '--curve=secp256r1'],
  'P-521': ['ecdsa', '--curve=secp521r1'],
  Ed25519: ['ed25519'],
  Ed448: ['ed448'],
  X25519: ['x25519'],
  'GOST R 34.10-2012': ['gost12-256'],
  'ML-DSA-65': ['mldsa65'],
};
/** What signs no certificate. */
const agreeing = ['X25519'];
/** GnuTLS asks for 600,000 rounds, so these are few; with the last two, what is in a PKCS #12 file stays closed. */
const ciphers = ['3des-pkcs12', 'arcfour', 'gost28147-tc26z'];

export function certtoolFiles() {
  const made = new Files('certtool');
  const template = made.write(
    'template',
    'cn = "Made"\nca\ncert_signing_key\ncrl_signing_key\nserial = 7\nexpiration_days = 30\ncrl_next_update = 30\ncrl_number = 5\ndns_name = "made.example"\nemail = "a@made.example"\nuri = "spiffe://made.example/a"\nip_address = "192.0.2.1"\npolicy1 = 1.2.3.4\npolicy1_url = "https://made.example/cps"\npolicy1_txt = "Notice"\nnc_permit_dns = "made.example"\ntls_feature = 5\nadd_extension = "1.2.3.5 0x0500"\n',
  );
  const plain = made.write(
    'plain',
    'cn = "Proxy"\nserial = 8\nexpiration_days = 10\nproxy_policy_language = 1.3.6.1.5.5.7.21.1\n',
  );
  const tool =
    (...args) =>
    (path) =>
      made.run(...args, '--template', template, '--outfile', path);
  let ca;
  for (const [name, [type, ...more]] of Object.entries(keys)) {
    const key = made.try(name, () =>
      made.add(
        `${name} private key with text`,
        ['privateKey'],
        tool('--generate-privkey', `--key-type=${type}`, ...more),
      ),
    );
    if (!key) continue;
    made.add(
      `${name} private key, DER`,
      ['privateKey'],
      tool('--key-info', '--infile', key, '--outder', '--no-text'),
    );
    made.add(`${name} public key`, ['publicKey'], tool('--pubkey-info', '--load-privkey', key));
    if (agreeing.includes(name)) continue;
    const cert = made.add(
      `${name} certificate with text`,
      ['certificate'],
      tool('--generate-self-signed', '--load-privkey', key),
    );
    made.add(
      `${name} certificate, DER`,
      ['certificate'],
      tool('--certificate-info', '--infile', cert, '--outder', '--no-text'),
    );
    made.add(`${name} request`, ['certificationRequest'], tool('--generate-request', '--load-privkey', key));
    ca ??= { key, cert };
  }
  const by = ['--load-ca-privkey', ca.key, '--load-ca-certificate', ca.cert];
  const own = ['--load-privkey', ca.key, '--load-certificate', ca.cert];
  made.add('certificate, version 1', ['certificate'], (path) =>
    made.run(
      '--generate-self-signed',
      '--v1',
      '--load-privkey',
      ca.key,
      '--template',
      made.write('v1', 'cn = "Old"\nserial = 9\n'),
      '--outfile',
      path,
    ),
  );
  made.add('proxy certificate', ['certificate'], (path) =>
    made.run(
      '--generate-proxy',
      ...own,
      '--load-ca-privkey',
      ca.key,
      '--load-ca-certificate',
      ca.cert,
      '--template',
      plain,
      '--outfile',
      path,
    ),
  );
  const list = made.add(
    'list',
    ['revocationList'],
    tool('--generate-crl', ...by, '--load-certificate', ca.cert),
  );
  made.add('list, DER', ['revocationList'], tool('--crl-info', '--infile', list, '--outder', '--no-text'));
  made.add('empty list', ['revocationList'], tool('--generate-crl', ...by));
  made.add('PKCS #7', ['signedData', 'certificate'], tool('--p7-generate', '--load-certificate', ca.cert));
  const data = made.write('data', 'Hello\n');
  for (const form of ['', '--outder']) {
    const out = form ? [form] : [];
    made.add(
      `PKCS #7 signed ${form}`,
      ['signedData', 'certificate'],
      tool('--p7-sign', '--p7-time', ...own, '--infile', data, ...out),
    );
    made.add(
      `PKCS #7 detached ${form}`,
      ['signedData'],
      tool('--p7-detached-sign', '--no-p7-include-cert', ...own, '--infile', data, ...out),
    );
  }
  for (const cipher of ciphers) {
    const encrypted = [`--pkcs-cipher=${cipher}`, `--password=${password}`, '--outder'];
    const opened = cipher.startsWith('gost') ? [] : ['certificate'];
    made.add(`PKCS #8, ${cipher}`, ['privateKey'], tool('--to-p8', '--load-privkey', ca.key, ...encrypted));
    const p12 = tool('--to-p12', ...own, '--p12-name=Made', ...encrypted);
    made.add(`PKCS #12, ${cipher}`, ['container', 'privateKey', ...opened], p12);
  }
  const p12 = tool('--to-p12', ...own, '--p12-name=Made', `--password=${password}`);
  made.add('PKCS #12, PEM', ['container', 'privateKey', 'certificate'], p12);
  made.add('Diffie-Hellman parameters', ['other'], tool('--get-dh-params'));
  return made;
}
