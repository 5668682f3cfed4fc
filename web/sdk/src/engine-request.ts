// Generated from web/sdk/schema by scripts/types.mjs. Do not edit.

/**
 * The forms of names that people can write.
 */
export type NameKind = "dns" | "email" | "uri" | "ip" | "directory";

/**
 * One question to the engine.
 */
export interface Request {
  allowed?: Allowed;
  anchorUse?: AnchorUse;
  /**
   * Files with the trust store: every certificate in them is a trust anchor.
   */
  anchors: Source[];
  /**
   * Files with the chain: end entity and intermediates, in any order.
   */
  certificates: Source[];
  distrusted?: Distrusted;
  /**
   * How the end entity is told from the intermediates.
   */
  endEntity?: "find" | "first";
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
  name?: WrittenName;
  policies?: PolicyRequest;
  /**
   * The rules to check by.
   */
  profile?: "private" | "rfc5280" | "rfc5280Algorithm" | "webpki";
  /**
   * Files with lists of public suffixes, as https://publicsuffix.org has them. Where there is one, the
   * profile `webpki` refuses wildcards directly above what it lists, its private domains included.
   */
  publicSuffixes?: Source[];
  /**
   * What the certificate is to be used for.
   */
  purpose?:
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
  revocation?: RevocationRequest;
  /**
   * Whether the purpose must be stated by name.
   */
  strictPurpose?: "off" | "endEntity" | "path";
  subtrees?: SubtreeRequest;
  /**
   * The time to check at, in seconds since 1970-01-01T00:00:00Z.
   */
  time: number;
}
/**
 * Algorithms that are refused unless they are asked for.
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
 * What of the anchors' certificates is in force.
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
  endEntities?: "any" | "selfSigned" | "off";
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
 * What may stand nowhere in a path.
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
 * What is asked of certificate policies.
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
 * What is known of revocation, and what it takes to believe a certificate.
 */
export interface RevocationRequest {
  /**
   * How many seconds a source may be out of date.
   */
  grace?: number;
  /**
   * What a certificate of which nothing is known is worth.
   */
  mode?: "off" | "prefer" | "require";
  /**
   * What OCSP responses must repeat, hexadecimal: the nonce of the request that they answer.
   */
  nonce?: string;
  /**
   * Which certificates are looked at.
   */
  scope?: "endEntity" | "path";
  /**
   * Files with certificate revocation lists and OCSP responses.
   */
  sources?: Source[];
}
/**
 * What names the certificates below the anchor may have.
 */
export interface SubtreeRequest {
  /**
   * No name may lie in these.
   */
  excluded?: WrittenName1[];
  /**
   * Names of a form that is listed here must lie in one of its subtrees.
   */
  permitted?: WrittenName1[];
}
/**
 * A name, or the base of a subtree, as people write it.
 */
export interface WrittenName1 {
  kind: NameKind;
  value: string;
}
