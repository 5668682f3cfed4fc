// The private numbers of keys, and a search for them in whatever is shown.
import assert from 'node:assert/strict';

/** What must not be seen, as octets: the private numbers of a JWK, or of a DSA key, which has none. */
export function secretsOf(key) {
  if (key.asymmetricKeyType === 'dsa') return [key.export({ type: 'pkcs8', format: 'der' }).subarray(-32)];
  if (/brainpool/.test(key.asymmetricKeyDetails.namedCurve)) {
    // The scalar stands before the point, which is twice as long.
    const der = key.export({ type: 'sec1', format: 'der' });
    return [der.subarray(der.indexOf(Buffer.of(4, 48)) + 2).subarray(0, 48)];
  }
  if (key.asymmetricKeyType === 'rsa-pss') {
    const der = key.export({ type: 'pkcs8', format: 'der' });
    return [der.subarray(-512)];
  }
  const { d, p, q, dp, dq, qi } = key.export({ format: 'jwk' });
  return [d, p, q, dp, dq, qi].filter(Boolean).map((part) => Buffer.from(part, 'base64url'));
}

/** Characters in hexadecimal, in one octet each or in two. */
const hexOf = (text, between) =>
  [...Buffer.from(text, 'latin1')].map((one) => one.toString(16).padStart(2, '0')).join(between);

/**
 * Fails where `shown` (text or octets) holds any nine octets of a secret, as they are or in any notation: also in
 * the hexadecimal of a text, and in characters of two octets.
 */
export function assertHidden(secrets, shown, what) {
  const whole = Buffer.from(shown);
  const octets = whole.includes(0) ? Buffer.concat([whole, whole.filter((octet) => octet !== 0)]) : whole;
  const text = octets.toString('latin1').replace(/[\s\0]/g, '');
  const hex = text.toLowerCase().replace(/[^0-9a-f]/g, '');
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  for (const secret of secrets) {
    assert.ok(secret.length >= 16, 'too short to search for');
    for (let at = 0; at + 9 <= secret.length; at++) {
      const part = secret.subarray(at, at + 9);
      assert.ok(!octets.includes(part), `${what}: a part of the key as it is`);
      assert.ok(!hex.includes(part.toString('hex')), `${what}: a part of the key in hexadecimal`);
      const word = part.toString('base64');
      assert.ok(!base64.includes(word), `${what}: a part of the key in base64`);
      for (const between of ['', '00', '000000'])
        assert.ok(!hex.includes(hexOf(word, between)), `${what}: base64 of a part of the key in hexadecimal`);
    }
    const decimal = BigInt(`0x${secret.toString('hex')}`).toString();
    assert.ok(!text.includes(decimal.slice(0, 20)), `${what}: the key in decimal`);
  }
}
