// The browsers' own error pages: neither releases a chain there, and each says why in its own way. Chromium gives the
// name of the error, Firefox a number that holds NSS's own.

/** What was given up for another navigation, or by us: no error page follows. */
const GIVEN_UP = ['net::ERR_ABORTED', 'Error code 2152398850', 'Error code 2147500036'];

/** NS_ERROR_MODULE_SECURITY: the lower half is the NSS error without its sign. */
const SECURITY = 0x805a;

/** https://firefox-source-docs.mozilla.org/security/nss: secerr.h, sslerr.h; mozilla::pkix: pkixnss.h. */
const NAMES: Record<number, string> = {
  8156: 'SEC_ERROR_CA_CERT_INVALID',
  8157: 'SEC_ERROR_EXTENSION_NOT_FOUND',
  8162: 'SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE',
  8171: 'SEC_ERROR_UNTRUSTED_CERT',
  8172: 'SEC_ERROR_UNTRUSTED_ISSUER',
  8179: 'SEC_ERROR_UNKNOWN_ISSUER',
  8180: 'SEC_ERROR_REVOKED_CERTIFICATE',
  8181: 'SEC_ERROR_EXPIRED_CERTIFICATE',
  8182: 'SEC_ERROR_BAD_SIGNATURE',
  8183: 'SEC_ERROR_BAD_DER',
  12276: 'SSL_ERROR_BAD_CERT_DOMAIN',
  16370: 'MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT',
};

export function isGivenUp(error: string): boolean {
  return GIVEN_UP.includes(error);
}

/** The browser's code, with its name where that is known. */
export function codeOf(error: string): string {
  const number = Number(/^Error code (\d+)$/.exec(error)?.[1]);
  const name = number >>> 16 === SECURITY ? NAMES[number & 0xffff] : undefined;
  return name ?? error;
}
