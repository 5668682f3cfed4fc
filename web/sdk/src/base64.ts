/** The bytes of base64 text. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** How many bytes are written at once: few enough for the arguments of a call, and a multiple of 3. */
const STEP = 24_576;

/** Base64 text of bytes, in pieces. */
export function* toBase64(bytes: Uint8Array): Iterable<string> {
  for (let start = 0; start < bytes.length; start += STEP)
    yield btoa(String.fromCharCode(...bytes.subarray(start, start + STEP)));
}
