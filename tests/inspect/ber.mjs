// Values in DER, and the same in BER: every length indefinite, every OCTET STRING in parts (X.690 §8.1.3.6, §8.7.3).

/** A value in DER. */
export function tlv(tag, ...contents) {
  const inside = Buffer.concat(contents);
  const digits = inside.length.toString(16);
  const octets = Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex');
  const length = inside.length < 0x80 ? octets : Buffer.concat([Buffer.of(0x80 | octets.length), octets]);
  return Buffer.concat([Buffer.of(tag), length, inside]);
}

/** The values inside a value in DER. */
export function members(bytes) {
  const all = [];
  for (let at = contents(bytes).start, next; at < contents(bytes).end; at = next) {
    next = at + contents(bytes.subarray(at)).end;
    all.push(bytes.subarray(at, next));
  }
  return all;
}

/** Where the contents of the value at the start begin and end. */
export function contents(bytes) {
  const octets = bytes[1] < 0x80 ? 0 : bytes[1] & 0x7f;
  const length = octets === 0 ? bytes[1] : bytes.readUIntBE(2, octets);
  return { start: 2 + octets, end: 2 + octets + length };
}

const ending = Buffer.of(0, 0);

/**
 * A value in BER. `kept` says what stays as it is; `implicit`, what is an OCTET STRING under a tag of its own, which its
 * octets do not tell.
 */
export function ber(bytes, { size = 100, kept = () => false, implicit = () => false } = {}) {
  const { start, end } = contents(bytes);
  const [tag, inside] = [bytes[0], bytes.subarray(start, end)];
  const isString = tag === 4 || implicit(bytes);
  if (kept(bytes) || (!isString && (tag & 0x20) === 0)) return bytes;
  const parts = isString
    ? Array.from({ length: Math.ceil(inside.length / size) }, (_, at) =>
        tlv(4, inside.subarray(at * size, (at + 1) * size)),
      )
    : members(bytes).map((member) => ber(member, { size, kept, implicit }));
  return Buffer.concat([Buffer.of(tag | 0x20, 0x80), ...parts, ending]);
}
