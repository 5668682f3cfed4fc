// The blocks of a PEM file.

/** The octets of each block. */
export function pemBlocks(text) {
  const blocks = text.match(/-----BEGIN [^-]+-----[^-]*-----END [^-]+-----/g) ?? [];
  return blocks.map((block) => Buffer.from(block.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
}
