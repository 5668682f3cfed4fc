// Generated from the Rust types by scripts/types.mjs. Do not edit.

/**
 * Which end entities are trusted because they are in the store.
 */
export type DirectTrust = "any" | "selfSigned" | "off" | "alone";
/**
 * How the end entity is told from the intermediates.
 */
export type EndEntity = "find" | "first";
/**
 * The forms of names that people can write.
 */
export type NameKind = "dns" | "email" | "uri" | "ip" | "directory";
/**
 * The rules a check is made by.
 */
export type Profile = "private" | "rfc5280" | "rfc5280Algorithm" | "webpki";
/**
 * The purpose asked for (RFC 5280 §4.2.1.12).
 */
export type Purpose =
  | "any"
  | "c2paManifest"
  | "c2paTimeStamping"
  | "clientAuth"
  | "codeSigning"
  | "emailProtection"
  | "ocspSigning"
  | "rcsMlsClient"
  | "serverAuth"
  | "timeStamping";
/**
 * What it takes to believe a certificate.
 */
export type RevocationMode = "off" | "prefer" | "require";
/**
 * Which certificates must have a status.
 */
export type RevocationScope = "endEntity" | "path";
/**
 * Whether the purpose must be stated by name, and by whom.
 */
export type StrictPurpose = "off" | "endEntity" | "path";

/**
 * Whatever it is asked.
 */
export interface Questions {
  request: Request;
  store_request: StoreRequest;
}
/**
 * One question to the engine.
 */
export interface Request {
  /**
   * Algorithms that are refused unless they are asked for.
   */
  allowed?: Allowed;
  /**
   * What of the anchors' certificates is in force.
   */
  anchorUse?: AnchorUse;
  /**
   * Files with the trust store: every certificate in them is a trust anchor.
   */
  anchors?: Source[];
  /**
   * Files with the chain: end entity and intermediates, in any order.
   */
  certificates: Source[];
  /**
   * What may stand nowhere in a path.
   */
  distrusted?: Distrusted;
  /**
   * How the end entity is told from the intermediates.
   */
  endEntity?: EndEntity;
  /**
   * The host that is asked for: a DNS name in ASCII or an IP address.
   */
  host?: string;
  /**
   * Files with certificates that may stand between the chain and an anchor: none of them is
   * trusted or the end entity, and only those that a path uses are in the report.
   */
  intermediates?: Source[];
  /**
   * How many intermediate certificates a path may have, self-issued ones not counted.
   */
  maxPathLength?: number;
  /**
   * The name that is asked for instead of a host.
   */
  name?: WrittenName;
  /**
   * What is asked of certificate policies.
   */
  policies?: PolicyRequest;
  /**
   * The rules to check by.
   */
  profile?: Profile;
  /**
   * Files with lists of public suffixes, as https://publicsuffix.org has them. Where there is one, the
   * profile `webpki` refuses wildcards directly above what it lists, its private domains included.
   */
  publicSuffixes?: Source[];
  /**
   * What the certificate is to be used for.
   */
  purpose?: Purpose;
  /**
   * What is known of revocation, and what it takes to believe a certificate.
   */
  revocation?: RevocationRequest;
  /**
   * A trust store document instead. It decides what of anchors is in force, the profile, what is
   * distrusted, and revocation but for what `revocation.sources` brings.
   */
  store?: StoreRequest;
  /**
   * Whether the purpose must be stated by name.
   */
  strictPurpose?: StrictPurpose;
  /**
   * What names the certificates below the anchor may have.
   */
  subtrees?: SubtreeRequest;
  /**
   * The time to check at, in seconds since 1970-01-01T00:00:00Z.
   */
  time: number;
}
/**
 * Retired algorithms that a request may allow. Each one is off by default.
 */
export interface Allowed {
  /**
   * DSA, which FIPS 186-5 no longer approves.
   */
  dsa?: boolean;
  /**
   * Signatures over SHA-1 (RFC 6194, NIST SP 800-131A): collisions are practical.
   */
  sha1?: boolean;
}
/**
 * What of an anchor's certificate is in force. RFC 5280 §6.1.1 (d) needs its
 * name and key alone; the rest is for whoever keeps the store to say.
 */
export interface AnchorUse {
  /**
   * With its extensions in force: a version 3 anchor must say that it is a CA.
   */
  basicConstraints?: boolean;
  /**
   * Its validity period.
   */
  dates?: boolean;
  /**
   * Which end entities are trusted because they are anchors themselves.
   */
  endEntities?: DirectTrust;
  /**
   * Everything its extensions say: constraints, key usage, key purposes, policies, and what is critical.
   */
  extensions?: boolean;
}
/**
 * One file: its bytes, or the digest under which the engine keeps it open.
 */
export interface Source {
  /**
   * PEM or DER.
   */
  data?: number[];
  /**
   * What people call it; shown in the report.
   */
  label?: string;
  /**
   * Instead of the bytes: what opening the file gave as its digest.
   */
  opened?: string;
}
/**
 * What is distrusted, by SHA-256 in hexadecimal; colons between the digits do not matter.
 */
export interface Distrusted {
  /**
   * Of whole certificates.
   */
  certificates?: string[];
  /**
   * Of SubjectPublicKeyInfos: every certificate with such a key.
   */
  keys?: string[];
}
/**
 * A name, or the base of a subtree, as people write it.
 */
export interface WrittenName {
  kind: NameKind;
  value: string;
}
/**
 * The inputs of RFC 5280 §6.1.1 (c), (e), (f) and (g).
 */
export interface PolicyRequest {
  /**
   * The policies that will do, in dotted form; empty for any.
   */
  acceptable?: string[];
  /**
   * anyPolicy counts for nothing.
   */
  inhibitAny?: boolean;
  /**
   * No mapping of policies.
   */
  inhibitMapping?: boolean;
  /**
   * The path must be valid for at least one acceptable policy.
   */
  requireExplicit?: boolean;
}
/**
 * Revocation. Lists and responses count wherever they are found, in the files of the chain or of
 * the trust store too: whoever signed them must be trusted, not whoever hands them over.
 */
export interface RevocationRequest {
  /**
   * How many seconds a source may be out of date.
   */
  grace?: number;
  /**
   * What a certificate of which nothing is known is worth.
   */
  mode?: RevocationMode;
  /**
   * What OCSP responses must repeat, hexadecimal: the nonce of the request that they answer.
   */
  nonce?: string;
  /**
   * Which certificates are looked at.
   */
  scope?: RevocationScope;
  /**
   * Files with certificate revocation lists and OCSP responses.
   */
  sources?: Source[];
}
/**
 * A trust store document, in place of `anchors` and whatever else it decides.
 */
export interface StoreRequest {
  /**
   * The document: by its bytes, or by the digest under which the engine keeps the store open.
   */
  document: Source;
  /**
   * Documents that it includes.
   */
  included?: Source[];
  /**
   * The time at which the document must not have expired, in seconds since
   * 1970-01-01T00:00:00Z; the time of the check where it is left out.
   */
  now?: number;
  /**
   * The public web's roots, where it includes them.
   */
  publicWebRoots?: Source;
}
/**
 * The inputs of RFC 5280 §6.1.1 (h) and (i): subtrees of names, as a CA's name constraints have them.
 */
export interface SubtreeRequest {
  /**
   * No name may lie in these.
   */
  excluded?: WrittenName[];
  /**
   * Names of a form that is listed here must lie in one of its subtrees.
   */
  permitted?: WrittenName[];
}
