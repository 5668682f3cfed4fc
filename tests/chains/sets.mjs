// Chains for the tests: one for each algorithm, and some with a shape of their own.
import { extensions, signing } from './openssl.mjs';

export const host = 'www.chains.example';
export const address = '192.0.2.7';
export const time = '2026-06-01T12:00:00Z';
export const dates = {
  root: ['2020-01-01T00:00:00Z', '2040-01-01T00:00:00Z'],
  intermediate: ['2022-01-01T00:00:00Z', '2035-01-01T00:00:00Z'],
  leaf: ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
};

/** Each row: id, kind of key, how it signs, the name of the algorithm in the report. */
const algorithms = [
  ['rsa-sha256', 'rsa', signing.sha256, 'sha256WithRSAEncryption'],
  ['rsa-sha384', 'rsa', signing.sha384, 'sha384WithRSAEncryption'],
  ['rsa-sha512', 'rsa', signing.sha512, 'sha512WithRSAEncryption'],
  ['pss-sha256', 'rsa', signing.pss('sha256'), 'RSASSA-PSS'],
  ['pss-sha384', 'rsa', signing.pss('sha384'), 'RSASSA-PSS'],
  ['pss-sha512', 'rsa', signing.pss('sha512'), 'RSASSA-PSS'],
  ['p256', 'p256', signing.sha256, 'ecdsa-with-SHA256'],
  ['p384', 'p384', signing.sha384, 'ecdsa-with-SHA384'],
  ['p521', 'p521', signing.sha512, 'ecdsa-with-SHA512'],
  ['ed25519', 'ed25519', signing.own, 'Ed25519'],
  ['rsa-sha1', 'rsa', signing.sha1, 'sha1WithRSAEncryption'],
  ['ecdsa-sha1', 'p256', signing.sha1, 'ecdsa-with-SHA1'],
];

/** Makes certificates with the names, dates and extensions that are usual here; `changes` wins. */
export function maker(workshop, id, kind, sign) {
  const make = (name, subject, [from, to], extensions, by, changes) => {
    const key = workshop.key(`${id}-${changes.key ?? name}`, changes.kind ?? kind);
    const subject_ = changes.subject ?? `/O=Chains of ${id}/CN=${subject}`;
    return workshop.certificate({
      ...{ name: `${id}-${name}`, by, sign, from, to, extensions, ...changes },
      ...{ key, subject: subject_ },
    });
  };
  return {
    root: (changes = {}, name = 'root') =>
      make(name, 'Root', dates.root, extensions.root, undefined, changes),
    intermediate: (by, changes = {}, name = 'intermediate') =>
      make(name, 'Intermediate', dates.intermediate, extensions.ca(), by, changes),
    leaf: (by, changes = {}, name = 'leaf') =>
      make(name, host, dates.leaf, extensions.server(`DNS:${host}`, `IP:${address}`), by, changes),
  };
}

/** Makes every chain; each has the PEM of its certificates by name, and what they are used as. */
export function makeSets(workshop) {
  return [...algorithms.map((row) => plain(workshop, ...row)), crossSigned(workshop), selfSigned(workshop)];
}

function plain(workshop, id, kind, sign, algorithm) {
  const make = maker(workshop, id, kind, sign);
  const root = make.root();
  const intermediate = make.intermediate(root);
  const leaf = make.leaf(intermediate);
  return { id, algorithm, leaf, intermediates: [intermediate], roots: [root] };
}

/** The intermediate is certified by two roots; the older one has expired. */
function crossSigned(workshop) {
  const id = 'cross-signed';
  const make = maker(workshop, id, 'p256', signing.sha256);
  const root = make.root();
  const to = '2026-01-01T00:00:00Z';
  const old = make.root({ subject: `/O=Chains of ${id}/CN=Old root`, to }, 'old-root');
  const intermediate = make.intermediate(root);
  const byOld = make.intermediate(old, { key: 'intermediate' }, 'intermediate-by-old');
  const leaf = make.leaf(intermediate);
  const algorithm = 'ecdsa-with-SHA256';
  return { id, algorithm, leaf, intermediates: [byOld, intermediate], roots: [old, root] };
}

/** One certificate that is its own root and stands in the trust store. */
function selfSigned(workshop) {
  const id = 'self-signed';
  const leaf = maker(workshop, id, 'p256', signing.sha256).leaf(undefined);
  return { id, algorithm: 'ecdsa-with-SHA256', leaf, intermediates: [], roots: [leaf] };
}
