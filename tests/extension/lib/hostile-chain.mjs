// A chain whose names try to be something else, as no tool would write them: HTML, directions, controls, NUL, length.
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  bits,
  extension,
  integer,
  isCa,
  oid,
  sequence,
  subjectAltNames,
  time,
  tlv,
} from '../../engine/der.mjs';
import { toPem } from '../../engine/pem.mjs';

export const image = '<img src=x onerror=alert(1)>';

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
const rdn = (type, text) => tlv(0x31, sequence(oid(type), tlv(0x0c, Buffer.from(text))));
const [O, OU, CN] = ['2.5.4.10', '2.5.4.11', '2.5.4.3'];
const isServer = extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1')));

let serial = 4000;

function certificate({ subject, issuer, spki, signer, extensions }) {
  serial += 1;
  const tbs = sequence(
    tlv(0xa0, integer(2)),
    ...[integer(serial), ecdsaWithSha256, issuer],
    sequence(time('250101000000Z'), time('350101000000Z')),
    ...[subject, spki, tlv(0xa3, sequence(...extensions))],
  );
  return sequence(tbs, ecdsaWithSha256, bits(sign('sha256', tbs, signer)));
}

/** `{ cert, key, root }` for a server, for these hosts; `root` is base64. */
export function hostileChain(...hosts) {
  const [root, leaf] = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  const spkiOf = ({ publicKey }) => publicKey.export({ type: 'spki', format: 'der' });
  const issuer = sequence(
    rdn(OU, 'before\u0000after'),
    rdn(CN, `${image}\u202e\u2066\u0007${'R'.repeat(900)}`),
  );
  const rootDer = certificate({
    ...{ subject: issuer, issuer, spki: spkiOf(root), signer: root.privateKey },
    extensions: [isCa],
  });
  const subject = sequence(
    rdn(O, 'A'.repeat(9000)),
    rdn(OU, 'line\r\nU+2028 \u2028 tag \u{E0041} zero\u200bwidth'),
    rdn(CN, `${image}\u0000\u202egpj.exe<script>alert(1)</script>`),
  );
  const names = subjectAltNames('<script>alert(1)</script>.example', ...hosts);
  const leafDer = certificate({
    ...{ subject, issuer, spki: spkiOf(leaf), signer: root.privateKey },
    extensions: [isServer, names],
  });
  return {
    cert: toPem([leafDer]),
    key: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    root: rootDer.toString('base64'),
  };
}
