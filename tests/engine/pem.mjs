// PEM and DER, to and fro.

/** Every certificate in a PEM text, as DER. */
export function fromPem(text) {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, body]) => Buffer.from(body, 'base64'));
}

/** The octets of every block, whatever its label. */
export function pemBlocks(text) {
  const blocks = text.match(/-----BEGIN [^-]+-----[^-]*-----END [^-]+-----/g) ?? [];
  return blocks.map((block) => Buffer.from(block.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
}

/** Certificates in DER as one PEM text. */
export function toPem(ders, { label = 'CERTIFICATE', newline = '\n' } = {}) {
  const block = (der) => {
    const lines =
      Buffer.from(der)
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join(newline);
  };
  return ders.map(block).join('');
}

/** The same bytes with one bit turned. */
export function flipped(bytes, at, bit = 0) {
  const copy = Buffer.from(bytes);
  copy[at] ^= 1 << bit;
  return copy;
}
