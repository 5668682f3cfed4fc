// Generated from web/sdk/schema by scripts/types.mjs. Do not edit.

/**
 * An object identifier in dotted form: 2.5.29.19.
 */
export type Oid = string;
/**
 * What kind of key it is.
 */
export type KeyKind =
  | {
      algorithm: "RSA";
      bits: number;
      exponent: string;
    }
  | {
      algorithm: "EC";
      curve: string;
    }
  | {
      algorithm: "Ed25519";
    }
  | {
      algorithm: "other";
      name: string;
    };
/**
 * The purposes of a key, in the words of RFC 5280 §4.2.1.3.
 */
export type KeyUsageBit =
  | "digitalSignature"
  | "nonRepudiation"
  | "keyEncipherment"
  | "dataEncipherment"
  | "keyAgreement"
  | "keyCertSign"
  | "cRLSign"
  | "encipherOnly"
  | "decipherOnly";
/**
 * A moment in UTC, RFC 3339 with seconds: 2026-11-23T00:00:00Z.
 */
export type Time = string;
/**
 * The kinds of [`Problem`].
 */
export type ProblemKind =
  | {
      id: "input.empty";
    }
  | {
      id: "input.unrecognised";
    }
  | {
      id: "input.too_many_objects";
      limit: number;
    }
  | {
      id: "input.private_key";
      label: string;
    }
  | {
      id: "pem.label_ignored";
      label: string;
    }
  | {
      id: "pem.unclosed";
      label: string;
    }
  | {
      id: "pem.base64";
      label: string;
      reason: string;
    }
  | {
      field: string;
      id: "der.malformed";
      reason: string;
    }
  | {
      field: string;
      id: "der.trailing";
      length: number;
    }
  | {
      id: "extension.duplicate";
      oid: string;
    }
  | {
      id: "extension.malformed";
      oid: string;
      reason: string;
    }
  | {
      id: "crl.extensions_before_v2";
    }
  | {
      id: "crl.serial_odd";
      serial: string;
    }
  | {
      id: "public_suffix.malformed";
      reason: string;
      rule: string;
    }
  | {
      id: "ocsp.response_type";
      oid: string;
    }
  | {
      id: "certificate.extensions_before_v3";
      version: number;
    };
/**
 * A bound that was reached.
 */
export type Limit =
  "candidates" | "depth" | "distributionPoints" | "nameConstraints" | "paths" | "policies" | "signatures";
/**
 * What a finding says: of a path, of a file, or of the judges.
 */
export type FindingFault = Fault | InputFault;
/**
 * One requirement that is not met, with what it was found on.
 */
export type Fault =
  | {
      id: "basic_constraints.is_ca";
    }
  | {
      id: "basic_constraints.missing";
    }
  | {
      id: "basic_constraints.not_ca";
    }
  | {
      id: "certificate.malformed";
      problem: Problem;
    }
  | {
      id: "critical_extension.unknown";
      name?: string;
      oid: Oid;
    }
  | {
      id: "extended_key_usage.purpose_missing";
      /**
       * Key purposes, by their RFC names or dotted identifiers.
       */
      present: string[];
      purpose: Purpose;
    }
  | {
      /**
       * Key purposes, by their RFC names or dotted identifiers.
       */
      forbidden: string[];
      id: "extended_key_usage.purpose_forbidden";
      purpose: Purpose;
    }
  | {
      id: "key_usage.cert_sign_missing";
      present: KeyUsageBit[];
    }
  | {
      id: "key_usage.not_exactly";
      needed: KeyUsageBit[];
      present: KeyUsageBit[];
    }
  | {
      id: "key_usage.purpose_missing";
      needed: KeyUsageBit[];
      present: KeyUsageBit[];
    }
  | {
      by: string;
      id: "name.constraint_unprocessable";
      name: GeneralName;
    }
  | {
      asked: ReferenceName;
      id: "name.email_only_in_subject";
    }
  | {
      by: string;
      id: "name.excluded_subtree";
      name: GeneralName;
      subtree: string;
    }
  | {
      by: string;
      id: "name.not_permitted";
      name: GeneralName;
      permitted: string[];
    }
  | {
      asked: ReferenceName;
      id: "name.mismatch";
      present: GeneralName[];
    }
  | {
      asked: ReferenceName;
      commonName?: string;
      id: "name.no_subject_alt_name";
    }
  | {
      id: "name.public_suffix_wildcard";
      name: GeneralName;
      section: SuffixSection;
      suffix: string;
    }
  | {
      by: DistrustedBy;
      id: "path.distrusted";
    }
  | {
      id: "path.issuer_not_found";
      /**
       * The name looked for, RFC 4514.
       */
      issuer: string;
      /**
       * The key identifier looked for, hexadecimal.
       */
      keyId?: string;
    }
  | {
      id: "path.loop";
      issuer: string;
    }
  | {
      id: "path.not_trusted_directly";
      trusted: DirectTrust;
    }
  | {
      id: "path.root_not_trusted";
      subject: string;
    }
  | {
      id: "path.search_stopped";
      limit: Limit;
    }
  | {
      allowed: number;
      found: number;
      id: "path_length.exceeded";
    }
  | {
      id: "policy.maps_any_policy";
    }
  | {
      id: "policy.none_valid";
      present: Oid[];
    }
  | {
      acceptable: Oid[];
      id: "policy.not_acceptable";
      present: Oid[];
    }
  | {
      id: "profile.rule";
      profile: Profile;
      rule: Rule;
    }
  | (Revoked & {
      id: "revocation.issuer_revoked";
    })
  | (Revoked & {
      id: "revocation.revoked";
    })
  | (Unknown & {
      id: "revocation.unknown";
    })
  | {
      algorithm: string;
      id: "signature.algorithm_refused";
    }
  | {
      id: "signature.algorithms_differ";
      inner: string;
      outer: string;
    }
  | {
      algorithm: string;
      id: "signature.algorithm_unsupported";
    }
  | {
      algorithm: string;
      id: "signature.invalid";
    }
  | {
      algorithm: string;
      id: "signature.key_mismatch";
      key: string;
    }
  | {
      id: "signature.key_unusable";
      key: string;
    }
  | {
      id: "validity.expired";
      notAfter: Time;
      time: Time;
    }
  | {
      id: "validity.not_yet_valid";
      notBefore: Time;
      time: Time;
    };
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
 * The name asked for.
 */
export type ReferenceName =
  | {
      kind: "dns";
      value: string;
    }
  | {
      kind: "email";
      value: string;
    }
  | {
      kind: "uri";
      value: string;
    }
  | {
      kind: "ip";
      value: string;
    }
  | {
      kind: "directory";
      value: string;
    };
/**
 * Where on the list a suffix stands.
 */
export type SuffixSection = "icannDomains" | "privateDomains" | "unlisted";
/**
 * What of a certificate is on the list of what is distrusted.
 */
export type DistrustedBy = "certificate" | "key";
/**
 * Which end entities are trusted because they are in the store.
 */
export type DirectTrust = "any" | "selfSigned" | "off";
/**
 * The rules a check is made by.
 */
export type Profile = "private" | "rfc5280" | "rfc5280Algorithm" | "webpki";
/**
 * What a profile asks for.
 */
export type Rule =
  | "alternativeNamesCritical"
  | "basicConstraintsCritical"
  | "commonNameAmongNames"
  | "keyAllowed"
  | "keyCertSignOnlyInCa"
  | "keyUsageOfCa"
  | "nameConstraintsOnlyInCa"
  | "nameConstraintsCritical"
  | "nameSyntax"
  | "policyConstraintsCritical"
  | "purposeStated"
  | "rootWithoutPurpose"
  | "rootAuthorityKeyId"
  | "serialNumber"
  | "subjectOfCa"
  | "subjectKeyIdOfCa"
  | "subjectKeyIdNotCritical"
  | "authorityKeyIdPresent"
  | "endEntityNotCa"
  | "version3";
/**
 * Why a certificate was revoked (CRLReason, RFC 5280 §5.3.1).
 */
export type Reason =
  | "unspecified"
  | "keyCompromise"
  | "cACompromise"
  | "affiliationChanged"
  | "superseded"
  | "cessationOfOperation"
  | "certificateHold"
  | "removeFromCRL"
  | "privilegeWithdrawn"
  | "aACompromise";
/**
 * A source that says nothing of a certificate.
 */
export type Unusable = {
  /**
   * Index of the source.
   */
  source: number;
} & Unusable1;
export type Unusable1 =
  | {
      id: "source.certificate_unknown";
    }
  | {
      id: "source.critical_extension_unknown";
      name?: string;
      oid: Oid;
    }
  | {
      id: "source.delta_without_base";
    }
  | {
      algorithm: string;
      id: "source.hash_unsupported";
    }
  | {
      id: "source.malformed";
      problem: Problem;
    }
  | {
      id: "source.next_update_missing";
    }
  | {
      id: "source.nonce_mismatch";
    }
  | {
      id: "source.not_yet_valid";
      thisUpdate: Time;
      time: Time;
    }
  | {
      id: "source.number_missing";
    }
  | {
      id: "source.other_issuer";
    }
  | {
      id: "source.out_of_scope";
      scope: Scope;
    }
  | {
      /**
       * What is wrong with its certificate; absent where the issuer did not issue that.
       */
      fault?: Fault;
      id: "source.responder_not_authorised";
      responder: string;
    }
  | {
      id: "source.response_status";
      status: ResponderError;
    }
  | {
      id: "source.search_stopped";
      limit: Limit;
    }
  | {
      algorithm: string;
      id: "source.signature_invalid";
    }
  | {
      algorithm: string;
      id: "source.signature_algorithm";
    }
  | {
      id: "source.signer_key_usage";
      signer: string;
    }
  | {
      id: "source.signer_not_found";
      signer: string;
    }
  | {
      id: "source.signer_not_trusted";
      signer: string;
    }
  | {
      id: "source.stale";
      nextUpdate: Time;
      time: Time;
    };
/**
 * What puts a certificate outside what a list covers.
 */
export type Scope =
  | {
      kind: "distributionPoint";
      list: string[];
    }
  | {
      kind: "notIndirect";
    }
  | {
      kind: "onlyAttributeCerts";
    }
  | {
      kind: "onlyCaCerts";
    }
  | {
      kind: "onlyUserCerts";
    };
/**
 * Why a responder does not answer (OCSPResponseStatus).
 */
export type ResponderError = "malformedRequest" | "internalError" | "tryLater" | "sigRequired" | "unauthorized";
/**
 * What is wrong with the files, or between the judges.
 */
export type InputFault =
  | {
      id: "input.no_certificate";
    }
  | {
      id: "input.no_anchor";
    }
  | {
      id: "input.end_entity_unreadable";
    }
  | {
      id: "input.several_end_entities";
      others: number[];
    }
  | {
      id: "input.problem";
      problem: Problem;
    }
  | {
      error: string;
      id: "second_opinion.veto";
    };
/**
 * How much a finding matters to the verdict.
 */
export type Severity = "error" | "warning" | "info";
/**
 * What a file was given as.
 */
export type InputRole = "chain" | "intermediates" | "publicSuffixes" | "revocation" | "trustStore";
/**
 * What can be asked of a certificate in a path.
 */
export type Requirement =
  | "distrust"
  | "wellFormed"
  | "algorithmsAgree"
  | "signature"
  | "validity"
  | "revocation"
  | "issuer"
  | "nameConstraints"
  | "policy"
  | "basicConstraints"
  | "pathLength"
  | "keyUsage"
  | "extendedKeyUsage"
  | "criticalExtensions"
  | "profile"
  | "publicSuffixes"
  | "name";
/**
 * The status of one certificate of a path.
 */
export type RevocationStatus =
  | {
      /**
       * Indices of the sources.
       */
      sources: number[];
      status: "good";
    }
  | (Revoked & {
      status: "revoked";
    })
  | (Unknown & {
      status: "unknown";
    });
/**
 * What the second judge does with a path.
 */
export type Judgement = "agrees" | "vetoes" | "abstains";
/**
 * What rustls-webpki does not support.
 */
export type AbstainReason =
  | "caAsEndEntity"
  | "directlyTrusted"
  | "criticalExtension"
  | "nameConstraintForm"
  | "nameComparison"
  | "nameForm"
  | "pathTooLong"
  | "selfIssued"
  | "signatureAlgorithm"
  | "time"
  | "uniqueIdentifiers"
  | "version";
/**
 * Something that tells of revocation: its main fields.
 */
export type RevocationSource =
  | {
      /**
       * Of a delta list: the number of the complete list that it adds to, hexadecimal.
       */
      deltaBase?: string;
      /**
       * How many certificates are on it.
       */
      entries: number;
      extensions: Extension[];
      /**
       * The file it was found in: index into `inputs`.
       */
      input: number;
      issuer: Name;
      kind: "list";
      /**
       * Its length in that file, in bytes.
       */
      length: number;
      nextUpdate?: Time;
      /**
       * Contents octets of its number, hexadecimal.
       */
      number?: string;
      /**
       * What is wrong with it; offsets are bytes in its DER.
       */
      problems: Problem[];
      /**
       * What it covers, where that is not all that its issuer issued.
       */
      scope?: ListScope;
      /**
       * The signature algorithm, by its RFC name or dotted identifier.
       */
      signatureAlgorithm: string;
      /**
       * Where it starts in that file, in bytes.
       */
      start: number;
      thisUpdate: Time;
    }
  | {
      /**
       * How many certificates it tells of.
       */
      answers: number;
      /**
       * Why the responder does not answer; nothing else is there then.
       */
      error?: ResponderError;
      /**
       * The file it was found in: index into `inputs`.
       */
      input: number;
      kind: "response";
      /**
       * Its length in that file, in bytes.
       */
      length: number;
      /**
       * What it repeats of the request, hexadecimal.
       */
      nonce?: string;
      /**
       * What is wrong with it; offsets are bytes in its DER.
       */
      problems: Problem[];
      producedAt?: Time;
      /**
       * Who signed it, where it says so by name.
       */
      responder?: Name;
      /**
       * Who signed it, where it says so by key: SHA-1 of the key's bits, hexadecimal.
       */
      responderKey?: string;
      /**
       * The signature algorithm, by its RFC name or dotted identifier.
       */
      signatureAlgorithm?: string;
      /**
       * Where it starts in that file, in bytes.
       */
      start: number;
    };
/**
 * Trusted or not.
 */
export type Outcome = "trusted" | "notTrusted" | "cannotSay";

/**
 * The answer to one request.
 */
export interface Report {
  /**
   * Every certificate of the chain, and those of the other files that a path uses.
   */
  certificates: Certificate[];
  /**
   * What the search cost, and whether it reached a bound.
   */
  effort: Effort;
  /**
   * What is wrong, the line that helps most first.
   */
  findings: Finding[];
  /**
   * Every file, in the order given.
   */
  inputs: Input[];
  /**
   * The name asked for.
   */
  name?: ReferenceName;
  /**
   * Every path that was tried, the best first.
   */
  paths: PathReport[];
  purpose: Purpose;
  /**
   * Every revocation list and OCSP response that was found, in the order of the files.
   */
  revocationSources: RevocationSource[];
  /**
   * The time checked at.
   */
  time: Time;
  verdict: Verdict;
}
/**
 * A certificate's main fields.
 */
export interface Certificate {
  /**
   * Hexadecimal.
   */
  authorityKeyId?: string;
  basicConstraints?: BasicConstraints;
  /**
   * Key purposes, by their RFC names or dotted identifiers.
   */
  extendedKeyUsage?: string[];
  extensions: Extension[];
  /**
   * Whether it was given as part of the chain.
   */
  inChain: boolean;
  /**
   * Whether it is a trust anchor.
   */
  inStore: boolean;
  /**
   * The file it was first found in: index into `inputs`.
   */
  input: number;
  issuer: Name;
  key: KeyKind;
  keyUsage?: KeyUsageBit[];
  /**
   * Its length in that file, in bytes.
   */
  length: number;
  /**
   * Whether a TLS server must show an OCSP response with it (RFC 7633: "must staple"). That is
   * for the connection to enforce, and changes no verdict here.
   */
  mustStaple?: boolean;
  notAfter: Time;
  notBefore: Time;
  policies?: Policy[];
  /**
   * What is wrong with it; offsets are bytes in its DER.
   */
  problems: Problem[];
  /**
   * Whether subject and issuer are the same name.
   */
  selfIssued: boolean;
  /**
   * Contents octets of the INTEGER, hexadecimal.
   */
  serial: string;
  /**
   * SHA-1 of the certificate, hexadecimal: for comparison with other tools only.
   */
  sha1: string;
  /**
   * SHA-256 of the certificate, hexadecimal.
   */
  sha256: string;
  /**
   * The signature algorithm, by its RFC name or dotted identifier.
   */
  signatureAlgorithm: string;
  /**
   * SHA-256 of the SubjectPublicKeyInfo, hexadecimal.
   */
  spkiSha256: string;
  /**
   * Where it starts in that file, in bytes.
   */
  start: number;
  subject: Name;
  subjectAltNames?: GeneralName[];
  /**
   * Hexadecimal.
   */
  subjectKeyId?: string;
  /**
   * 1, 2 or 3.
   */
  version: number;
}
/**
 * RFC 5280 §4.2.1.9.
 */
export interface BasicConstraints {
  /**
   * Whether the subject is a certification authority.
   */
  ca: boolean;
  /**
   * How many intermediate certificates may follow in a path.
   */
  pathLength?: number;
}
/**
 * An extension as it stands.
 */
export interface Extension {
  critical: boolean;
  /**
   * Length of its value in bytes.
   */
  length: number;
  name?: string;
  oid: Oid;
}
/**
 * A distinguished name.
 */
export interface Name {
  /**
   * In the order of the encoding.
   */
  attributes: NameAttribute[];
  /**
   * What to call it in one word: the common name, or else the most specific attribute. Safe to show.
   */
  short: string;
  /**
   * RFC 4514, safe to show: control and bidirectional characters are escaped.
   */
  text: string;
}
/**
 * One attribute of a name.
 */
export interface NameAttribute {
  /**
   * The attribute type, by its short name or dotted identifier.
   */
  type: string;
  /**
   * Safe to show.
   */
  value: string;
}
/**
 * A certificate policy, and what its qualifiers say to people.
 */
export interface Policy {
  /**
   * Addresses of certification practice statements. Safe to show.
   */
  cps: string[];
  name?: string;
  /**
   * Texts of user notices. Safe to show.
   */
  notices: string[];
  oid: Oid;
}
/**
 * One departure from what the container or RFC 5280 asks for.
 */
export interface Problem {
  /**
   * Whether the object cannot be relied upon because of it.
   */
  fatal: boolean;
  /**
   * What is wrong.
   */
  kind: ProblemKind;
  /**
   * Byte offset at which it was found: in the input for a container's
   * problem, in the DER value for an object's problem.
   */
  offset: number;
}
/**
 * A name in one of the forms of RFC 5280 §4.2.1.6.
 */
export interface GeneralName {
  form:
    | "otherName"
    | "rfc822Name"
    | "dNSName"
    | "x400Address"
    | "directoryName"
    | "ediPartyName"
    | "uniformResourceIdentifier"
    | "iPAddress"
    | "registeredID"
    | "SmtpUTF8Mailbox";
  /**
   * Safe to show: control and bidirectional characters are escaped.
   */
  text: string;
}
/**
 * What a search has spent.
 */
export interface Effort {
  /**
   * Candidate issuers looked at.
   */
  candidates: number;
  /**
   * Comparisons of a name of a revocation list with one of a distribution point.
   */
  distributionPoints: number;
  /**
   * Bounds that were reached: paths beyond them are not in the report.
   */
  limitsReached: Limit[];
  /**
   * Comparisons of a name with a subtree.
   */
  nameConstraints: number;
  /**
   * Signatures verified.
   */
  signatures: number;
}
/**
 * One thing that is wrong.
 */
export interface Finding {
  /**
   * The certificate it is about: index into `certificates`.
   */
  certificate?: number;
  /**
   * Where the requirement is written.
   */
  citation?: Citation;
  fault: FindingFault;
  /**
   * The file it is about: index into `inputs`.
   */
  input?: number;
  /**
   * The paths it was found on: indices into `paths`.
   */
  paths: number[];
  severity: Severity;
}
/**
 * Where a requirement is written.
 */
export interface Citation {
  /**
   * The section: "6.1.3 (a)(1)".
   */
  section: string;
  /**
   * The document: "RFC 5280".
   */
  source: string;
}
/**
 * When and why, and who says so.
 */
export interface Revoked {
  /**
   * When the key became unsafe, where it is told.
   */
  invalidityDate?: Time;
  /**
   * `unspecified` where it is not told (RFC 5280 §5.3.1).
   */
  reason: Reason;
  revocationDate: Time;
  /**
   * Index of the source.
   */
  source: number;
}
/**
 * Why nothing is known.
 */
export interface Unknown {
  /**
   * Reasons that no usable list covers, where some do cover others.
   */
  uncovered?: Reason[];
  /**
   * The sources that could have said something, the first hundred; empty where there is none.
   */
  why: Unusable[];
}
/**
 * A file that was given.
 */
export interface Input {
  /**
   * Certificates that could be read from it.
   */
  certificates: number;
  /**
   * What the request calls it.
   */
  label?: string;
  /**
   * Length in bytes.
   */
  length: number;
  /**
   * What is wrong with the file itself; offsets are bytes in the file.
   */
  problems: Problem[];
  /**
   * Rules that could be read from it, where it is a list of public suffixes.
   */
  publicSuffixes?: number;
  /**
   * Revocation lists and OCSP responses that could be read from it.
   */
  revocationSources: number;
  role: InputRole;
  /**
   * Objects in it that could not be read.
   */
  unreadable: Unreadable[];
}
/**
 * An object that could not be read.
 */
export interface Unreadable {
  /**
   * What is wrong; its offset is in the object's DER.
   */
  problem: Problem;
  /**
   * Where the object starts in the file, in bytes.
   */
  start: number;
}
/**
 * One path that was tried.
 */
export interface PathReport {
  /**
   * Whether the last certificate is a trust anchor.
   */
  anchored: boolean;
  /**
   * Indices into `certificates`: the end entity first.
   */
  certificates: number[];
  /**
   * Every check on every certificate, from the last certificate to the end entity.
   */
  checks: Check[];
  /**
   * Of a path that leads to an anchor: what is known of the revocation of its certificates, in
   * their order; none for the anchor, nor for those that were not looked at.
   */
  revocation: RevocationStatus[];
  /**
   * What rustls-webpki says of a path on which every check passed.
   */
  secondOpinion?: Opinion;
  /**
   * Whether it is trusted: every check passed and no veto.
   */
  trusted: boolean;
}
/**
 * One requirement, checked on one certificate of one path.
 */
export interface Check {
  /**
   * The certificate it was checked on: index into the report's certificates.
   */
  certificate: number;
  citation: Citation;
  /**
   * Why it is not met.
   */
  fault?: Fault;
  /**
   * Whether the requirement is met.
   */
  passed: boolean;
  requirement: Requirement;
}
/**
 * The second judge's answer.
 */
export interface Opinion {
  /**
   * The name of its error.
   */
  error?: string;
  judgement: Judgement;
  /**
   * Why the question is outside what it supports.
   */
  reason?: AbstainReason;
}
/**
 * What a list covers (RFC 5280 §5.2.5).
 */
export interface ListScope {
  /**
   * Names of its distribution point. Safe to show.
   */
  distributionPoint: string[];
  /**
   * Certificates of other issuers too.
   */
  indirect: boolean;
  onlyAttributeCerts: boolean;
  onlyCaCerts: boolean;
  /**
   * The only reasons it covers.
   */
  onlySomeReasons?: Reason[];
  onlyUserCerts: boolean;
}
/**
 * The answer in one word.
 */
export interface Verdict {
  /**
   * The trust anchor it is trusted by: index into `certificates`.
   */
  anchor?: number;
  /**
   * The end entity: index into `certificates`.
   */
  endEntity?: number;
  outcome: Outcome;
}
