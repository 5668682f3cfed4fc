// Revocation lists as long as one likes, which no tool would make in time, with a chain of two whose end
// entity is on the list. Signed with a real key (Ed25519), made once and kept in target/lists.
import { randomBytes, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  bits,
  certificate,
  ed25519,
  extension,
  integer,
  isCa,
  name,
  newKey,
  sequence,
  time,
  tlv,
} from '../engine/der.mjs';

const folder = fileURLToPath(new URL('../../target/lists/', import.meta.url));
const ISSUER = 'Issuer of a long list';

/**
 * A list of `count` entries: `{ list, serials, revoked, good, issuer }`. `list` and `serials` are files, the
 * latter with as many serial numbers of the list as `lookups`, a hexadecimal line each; the others are DER.
 */
export function longList(count, lookups = 1) {
  const file = (kind) => `${folder}${count}.${kind}`;
  if (!existsSync(file('json'))) {
    mkdirSync(folder, { recursive: true });
    const serials = Array.from({ length: count }, () => Buffer.concat([Buffer.of(0x10), randomBytes(15)]));
    const key = newKey();
    const issuer = certificate({ subject: ISSUER, issuer: ISSUER, key, signer: key, extensions: [isCa] });
    const leaf = (subject, parts) =>
      certificate({ subject, issuer: ISSUER, key: newKey(), signer: key, ...parts });
    const last = BigInt(`0x${serials.at(-1).toString('hex')}`);
    const made = { revoked: leaf('Revoked', { serial: last }), good: leaf('Good'), issuer };
    writeFileSync(file('der'), revocationList(serials, key));
    const asked = Array.from({ length: lookups }, (_, index) => serials[(index * 7919) % count]);
    writeFileSync(file('txt'), asked.map((serial) => `${serial.toString('hex')}\n`).join(''));
    const base64 = Object.entries(made).map(([what, der]) => [what, der.toString('base64')]);
    writeFileSync(file('json'), JSON.stringify(Object.fromEntries(base64)));
  }
  const made = Object.entries(JSON.parse(readFileSync(file('json'), 'utf8')));
  const certificates = made.map(([what, base64]) => [what, new Uint8Array(Buffer.from(base64, 'base64'))]);
  return { list: file('der'), serials: file('txt'), ...Object.fromEntries(certificates) };
}

/** Half of the entries have a reason; `extensions` are the list's own, besides its number. */
export function revocationList(serials, key, { issuer = ISSUER, extensions = [] } = {}) {
  const date = time('260101000000Z');
  const reason = sequence(extension('2.5.29.21', tlv(0x0a, [1])));
  const entries = serials.map((serial, index) =>
    sequence(tlv(0x02, serial), date, index % 2 ? reason : Buffer.alloc(0)),
  );
  const tbs = sequence(
    integer(1),
    ed25519,
    name(issuer),
    time('260101000000Z'),
    time('360101000000Z'),
    entries.length > 0 ? sequence(Buffer.concat(entries)) : Buffer.alloc(0),
    tlv(0xa0, sequence(extension('2.5.29.20', integer(1)), ...extensions)),
  );
  return sequence(tbs, ed25519, bits(sign(null, tbs, key.privateKey)));
}
