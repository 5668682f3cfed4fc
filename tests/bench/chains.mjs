// The chains that are measured: leaf <- intermediate <- root, made by OpenSSL.
import { makeChains } from '../chains/make.mjs';

const kinds = { 'P-256': 'p256', 'RSA-2048': 'rsa-sha256' };

/** Chains by kind, in DER. */
export function benchChains() {
  const made = new Map(makeChains().map((chain) => [chain.id, chain]));
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, id]) => {
      const { leaf, intermediates, roots, host, time } = made.get(id);
      const chain = { leaf: der(leaf.pem), intermediate: der(intermediates[0].pem), root: der(roots[0].pem) };
      return [kind, { ...chain, host, time }];
    }),
  );
}

/** The same chain with one bit of the leaf's signature flipped. */
export function flipped(chain) {
  const leaf = chain.leaf.slice();
  leaf[leaf.length - 1] ^= 1;
  return { ...chain, leaf };
}

function der(pem) {
  return new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'));
}
