// Chains to judge: those OpenSSL makes here, and the real ones of x509-limbo where they are at hand.
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeChains, makeRevocationLists } from '../chains/make.mjs';
import { flipped, fromPem } from './pem.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What is done to a good chain, and what must then come first. */
export const faults = [
  {
    what: 'with one bit of the signature turned',
    change: (one) => ({ leaf: flipped(one.leaf, one.leaf.length - 1) }),
    finding: 'signature.invalid',
  },
  { what: 'for another host', change: () => ({ host: 'other.invalid' }), finding: 'name.mismatch' },
  {
    what: 'a day after its end',
    change: (one) => ({ time: one.dayAfterExpiry }),
    finding: 'validity.expired',
  },
  {
    what: 'without its intermediates',
    change: () => ({ intermediates: [] }),
    finding: 'path.issuer_not_found',
  },
];

/** A case: DER of `leaf`, `intermediates` and `roots`, and `host` and `time` to ask for. */
export function madeCases(chains = makeChains()) {
  return chains.map((chain) => ({
    ...{ id: chain.id, algorithm: chain.algorithm },
    leaf: fromPem(chain.leaf.pem)[0],
    intermediates: chain.intermediates.flatMap(({ pem }) => fromPem(pem)),
    roots: chain.roots.flatMap(({ pem }) => fromPem(pem)),
    ...{ host: chain.host, address: chain.address, time: chain.time },
    dayAfterExpiry: dayAfter(chain.leaf.to),
  }));
}

/** The chain with revocation lists (tests/chains/revocation.mjs), and its lists of these names as `lists`, in PEM. */
export function revocationCase(...names) {
  const { leaf, issuing, root, lists, host, time } = makeRevocationLists();
  const [leafDer, issuingDer, rootDer] = [leaf, issuing, root].flatMap(({ pem }) => fromPem(pem));
  return {
    ...{ id: `lists ${names.join(', ')}`, leaf: leafDer, intermediates: [issuingDer], roots: [rootDer] },
    ...{ host, time, lists: names.map((name) => lists[name].pem) },
  };
}

/** The `online::` cases of x509-limbo: real public sites. Empty, with a line that says so, where there are none. */
export function onlineCases() {
  const folder = resolve(root, process.env.ANCHORLIGHT_CONFORMANCE ?? '../shared/conformance');
  const file = join(folder, 'limbo/limbo.json');
  if (!existsSync(file)) {
    console.log(
      'skipped: no conformance data (set ANCHORLIGHT_CONFORMANCE to a folder with limbo/limbo.json)',
    );
    return [];
  }
  const { testcases } = JSON.parse(readFileSync(file, 'utf8'));
  return testcases.filter(({ id }) => id.startsWith('online::')).map(fromLimbo);
}

function fromLimbo(limbo) {
  const [leaf] = fromPem(limbo.peer_certificate);
  return {
    id: limbo.id,
    leaf,
    intermediates: limbo.untrusted_intermediates.flatMap(fromPem),
    roots: limbo.trusted_certs.flatMap(fromPem),
    host: limbo.expected_peer_name.value,
    time: limbo.validation_time,
    dayAfterExpiry: dayAfter(notAfter(leaf)),
  };
}

/** The request for a case, each certificate a file of its own; `changes` wins. */
export function request({ leaf, intermediates, roots, host, time }, changes = {}) {
  return { chain: [leaf, ...intermediates], store: roots, host, time, ...changes };
}

function notAfter(der) {
  return new Date(new X509Certificate(der).validTo).toISOString();
}

function dayAfter(time) {
  return new Date(Date.parse(time) + 86_400_000).toISOString();
}
