// What Java's keytool makes: key stores of every type, and what it takes out of them.
import { Files, password } from './files.mjs';

/** By name: the algorithm, its size or group. */
const keys = {
  RSA: ['RSA', '-keysize', '2048'],
  'RSASSA-PSS': ['RSASSA-PSS', '-keysize', '2048'],
  DSA: ['DSA', '-keysize', '1024'],
  'P-256': ['EC', '-groupname', 'secp256r1'],
  'P-384': ['EC', '-groupname', 'secp384r1'],
  'P-521': ['EC', '-groupname', 'secp521r1'],
  Ed25519: ['Ed25519'],
  Ed448: ['Ed448'],
  'ML-DSA-65': ['ML-DSA-65'],
};
const stores = { JKS: 'container', JCEKS: 'container', PKCS12: 'container' };

export function keytoolFiles() {
  const made = new Files('keytool');
  const pass = ['-storepass', password, '-keypass', password];
  for (const type of Object.keys(stores)) {
    const store = ['-keystore', made.path(`store.${type}`), '-storetype', type, ...pass];
    made.run(
      '-genkeypair',
      '-alias',
      'one',
      '-keyalg',
      'EC',
      '-dname',
      'CN=One',
      '-ext',
      'san=dns:one.example',
      ...store,
    );
    const cert = made.add(`certificate out of ${type}`, ['certificate'], (path) =>
      made.run('-exportcert', '-rfc', '-alias', 'one', '-file', path, ...store),
    );
    made.run('-importcert', '-noprompt', '-alias', 'two', '-file', cert, ...store);
    if (type !== 'JKS')
      made.run('-genseckey', '-alias', 'secret', '-keyalg', 'AES', '-keysize', '128', ...store);
    made.add(type, ['container', 'privateKey', 'certificate'], (path) =>
      made.run(
        '-importkeystore',
        '-srckeystore',
        made.path(`store.${type}`),
        '-srcstorepass',
        password,
        '-destkeystore',
        path,
        '-deststoretype',
        type,
        '-deststorepass',
        password,
      ),
    );
  }
  for (const [name, [algorithm, ...more]] of Object.entries(keys)) {
    const store = ['-keystore', made.path('keys'), '-alias', name, ...pass];
    const known = made.try(name, () =>
      made.run(
        '-genkeypair',
        '-dname',
        `CN=${name}`,
        '-keyalg',
        algorithm,
        ...more,
        '-ext',
        'bc=ca:true',
        '-ext',
        'ku:c=keyCertSign,cRLSign',
        ...store,
      ),
    );
    if (known === undefined) continue;
    made.add(`${name} certificate, DER`, ['certificate'], (path) =>
      made.run('-exportcert', '-file', path, ...store),
    );
    made.add(`${name} request`, ['certificationRequest'], (path) =>
      made.run('-certreq', '-file', path, ...store),
    );
  }
  const store = ['-keystore', made.path('keys'), ...pass];
  const list = made.add('list', ['revocationList'], (path) =>
    made.run('-gencrl', '-alias', 'RSA', '-id', '5', '-file', path, ...store),
  );
  made.add('list as keytool prints it', [], () => made.run('-printcrl', '-file', list));
  made.add('store as keytool lists it, PEM', ['certificate'], () => made.run('-list', '-rfc', ...store));
  return made;
}
