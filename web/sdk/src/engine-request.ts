// Generated from the Rust types by scripts/types.mjs. Do not edit.

/**
 * The forms of names that people can write.
 */
export type NameKind = "dns" | "email" | "uri" | "ip" | "directory";
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
 * The list that a certificate is to stand in, with what is said of it there.
 */
export type Placement =
  | {
      as: "anchor";
      constraints?: Constraints;
      enforce?: Enforce;
      note?: string;
      owner?: string;
      purposes: TrustedFor[];
    }
  | {
      as: "endEntity";
      hosts: string[];
      note?: string;
      owner?: string;
      purposes: TrustedFor[];
      useUntil?: string;
    }
  | {
      as: "hint";
      note?: string;
    };
/**
 * What an anchor is trusted for.
 */
export type TrustedFor = "server" | "client" | "email" | "code" | "timeStamping";
/**
 * A form to write a document in.
 */
export type ExportFormat =
  | {
      format: "pem";
    }
  | {
      format: "json";
    }
  | {
      format: "chromiumPolicy";
    }
  | {
      folder: string;
      format: "firefoxPolicy";
    };
/**
 * Which end entities are trusted because they are in the store.
 */
export type DirectTrust = "any" | "selfSigned" | "off" | "alone";
/**
 * How the end entity is told from the intermediates.
 */
export type EndEntity = "find" | "first";
/**
 * The rules a check is made by.
 */
export type Profile = "private" | "rfc5280" | "rfc5280Algorithm" | "webpki";
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
 * One thing that is supposed.
 */
export type Scenario =
  | {
      kind: "at";
      time: number;
    }
  | {
      kind: "without";
      sha256: string;
    }
  | {
      /**
       * The hosts of an entry of `hosts`; none for the rules for all.
       */
      hosts?: string[];
      id: string;
      kind: "rule";
      /**
       * As the document writes it.
       */
      rule?: {
        [k: string]: unknown;
      };
    }
  | {
      kind: "against";
      store: StoreRequest;
    };
/**
 * Why somebody trusts a first document.
 */
export type FirstUse =
  | {
      pinned: {
        signers: string[];
        threshold: number;
      };
    }
  | {
      accepted: {
        digest: string;
      };
    };

/**
 * Whatever it is asked.
 */
export interface Questions {
  advise_request: AdviseRequest;
  calendar_request: CalendarRequest;
  diff_request: DiffRequest;
  edit_request: EditRequest;
  export_request: ExportRequest;
  ics_request: IcsRequest;
  preview_request: PreviewRequest;
  request: Request;
  simulate_request: SimulateRequest;
  store_request: StoreRequest;
  update_request: UpdateRequest;
}
/**
 * A store that is to be looked at a second time.
 */
export interface AdviseRequest {
  /**
   * Documents of other stores: a portal has one store.
   */
  beside?: Source[];
  store: StoreRequest;
  /**
   * In seconds since 1970-01-01T00:00:00Z.
   */
  time: number;
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
 * A document and chains, of which everything that goes out of date is asked for.
 */
export interface CalendarRequest {
  /**
   * Files whose certificates are listed too.
   */
  chains?: Source[];
  document: Source;
  /**
   * In seconds since 1970-01-01T00:00:00Z.
   */
  now: number;
  thresholds?: Thresholds;
}
/**
 * How many days before something goes out of date it is spoken of.
 */
export interface Thresholds {
  due: number;
  soon: number;
  urgent: number;
}
/**
 * Two documents, and the chains to hold against both.
 */
export interface DiffRequest {
  chains?: Chain[];
  /**
   * The document, by its bytes.
   */
  new: StoreRequest;
  /**
   * The document, by its bytes.
   */
  old: StoreRequest;
  /**
   * The time to check the chains at, in seconds since 1970-01-01T00:00:00Z.
   */
  time: number;
}
/**
 * A chain, and what is asked of it.
 */
export interface Chain {
  /**
   * Files with the chain: end entity and intermediates, in any order.
   */
  certificates: Source[];
  /**
   * The host that is asked for: a DNS name in ASCII or an IP address.
   */
  host?: string;
  /**
   * The name that is asked for instead of a host.
   */
  name?: WrittenName;
  /**
   * What the certificate is to be used for.
   */
  purpose?: Purpose;
  /**
   * Files with certificate revocation lists and OCSP responses.
   */
  revocation?: Source[];
}
/**
 * A name, or the base of a subtree, as people write it.
 */
export interface WrittenName {
  kind: NameKind;
  value: string;
}
/**
 * What is to be different in the next version.
 */
export interface EditRequest {
  /**
   * What is added. What the document lists already is left as it is.
   */
  add?: Choice[];
  /**
   * The document: its next version is unsigned.
   */
  document: Source;
  /**
   * From when it does not count; as long after being issued as the version before where it is left out.
   */
  expires?: number;
  /**
   * When the next version is issued, in seconds since 1970-01-01T00:00:00Z.
   */
  issued: number;
  /**
   * What is taken out: certificates by SHA-256 in hexadecimal, anything else by its JSON pointer.
   */
  remove?: string[];
}
/**
 * A certificate, and what it is to be in the document.
 */
export interface Choice {
  /**
   * Base64 of its DER, or PEM.
   */
  certificate: string;
  placement: Placement;
}
/**
 * Constraints that an organisation adds to an anchor.
 */
export interface Constraints {
  /**
   * End entities that were issued after this are not trusted, RFC 3339 in UTC.
   */
  distrustIssuedAfter?: string;
  /**
   * No name may lie in these.
   */
  excluded?: Subtrees;
  /**
   * The end entity must state its key purposes, and each must be one of these: dotted, or by their RFC names.
   */
  extendedKeyUsages?: string[];
  /**
   * How many intermediate certificates a path may have, self-issued ones not counted.
   */
  pathLength?: number;
  /**
   * Names of a form that is listed here must lie in one of its subtrees.
   */
  permitted?: Subtrees;
  /**
   * The path must be valid for one of these certificate policies: dotted.
   */
  policies?: string[];
  /**
   * It is not trusted after this, RFC 3339 in UTC.
   */
  useUntil?: string;
}
/**
 * Subtrees of names, by form, as a CA's name constraints have them (RFC 5280 §4.2.1.10).
 */
export interface Subtrees {
  /**
   * A distinguished name, RFC 4514: every name that begins with its RDNs, O=Corp,C=SE.
   */
  directory?: string[];
  /**
   * A domain: itself and everything below it.
   */
  dns?: string[];
  /**
   * A mailbox, a host, or with a leading dot every host below a domain.
   */
  email?: string[];
  /**
   * An address or a block: 10.0.0.0/8.
   */
  ip?: string[];
  /**
   * A host, or with a leading dot every host below a domain.
   */
  uri?: string[];
}
/**
 * What of an anchor's certificate is in force; all of it unless this says otherwise.
 */
export interface Enforce {
  /**
   * A version 3 certificate must say that it is a CA, whatever else of it is in force.
   */
  basicConstraints?: boolean;
  /**
   * What its extensions say.
   */
  constraints?: boolean;
  /**
   * Its validity period.
   */
  dates?: boolean;
}
/**
 * A document that is wanted in another form.
 */
export interface ExportRequest {
  document: Source;
  format: ExportFormat;
}
/**
 * Appointments that are to become a calendar file; whoever asks words them.
 */
export interface IcsRequest {
  appointments: Appointment[];
  name: string;
  /**
   * When the file is made, in seconds since 1970-01-01T00:00:00Z.
   */
  stamp: number;
  thresholds?: Thresholds;
}
/**
 * An event in words.
 */
export interface Appointment {
  /**
   * The event's time, RFC 3339 in UTC.
   */
  at: string;
  description: string;
  summary: string;
  /**
   * The event's `uid`, by which a calendar knows it again.
   */
  uid: string;
}
/**
 * What is in files, seen from a document.
 */
export interface PreviewRequest {
  /**
   * The document, where there is one.
   */
  document?: Source;
  /**
   * The files, PEM or DER.
   */
  files: Source[];
  /**
   * The time to look at dates, in seconds since 1970-01-01T00:00:00Z.
   */
  time: number;
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
/**
 * Chains, a document, and what is to be supposed.
 */
export interface SimulateRequest {
  chains: Chain[];
  scenarios: Scenario[];
  /**
   * The document, by its bytes.
   */
  store: StoreRequest;
  /**
   * The time to check at, in seconds since 1970-01-01T00:00:00Z.
   */
  time: number;
}
/**
 * A document that is to take the place of another.
 */
export interface UpdateRequest {
  /**
   * The document that is to take its place.
   */
  candidate: Source;
  /**
   * The document as it is; left out where there is none yet.
   */
  current?: Source;
  /**
   * What is known of the first document. It counts where there is no current one.
   */
  first?: FirstUse;
  /**
   * Documents that it includes.
   */
  included?: Source[];
  /**
   * The time at which the candidate must not have expired, in seconds since 1970-01-01T00:00:00Z.
   */
  now: number;
  /**
   * The public web's roots, where it includes them.
   */
  publicWebRoots?: Source;
}
