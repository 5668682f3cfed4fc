/** Whether digests can be had: WebCrypto is missing on pages that came over plain HTTP. */
export function canDigest(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** The SHA-256 in lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
