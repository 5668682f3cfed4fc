// Generated from the Rust types by scripts/types.mjs. Do not edit.

/**
 * The kinds of [`Advice`].
 */
export type AdviceFault =
  | {
      id: "advice.addresses_free";
    }
  | {
      by: DistrustedBy;
      id: "advice.distrusted";
      /**
       * Where that stands.
       */
      with: string;
    }
  | {
      id: "advice.every_purpose";
    }
  | {
      id: "advice.expired";
      until: Time;
    }
  | {
      days: number;
      id: "advice.expires_soon";
      until: Time;
    }
  | {
      id: "advice.hint_of_anchor";
      with: string;
    }
  | {
      id: "advice.include_expired";
      until: Time;
    }
  | {
      id: "advice.include_left_behind";
      parts: string[];
    }
  | {
      id: "advice.no_anchors";
    }
  | {
      id: "advice.no_signers";
    }
  | {
      id: "advice.portal_elsewhere";
      store: string;
      /**
       * Where that stands in the other document.
       */
      with: string;
    }
  | {
      id: "advice.same_key";
      with: string;
    }
  | {
      id: "advice.unknown_anchor";
      sha256: string;
    }
  | {
      found: string;
      id: "advice.weak_key";
    };
/**
 * What of a certificate is on the list of what is distrusted.
 */
export type DistrustedBy = "certificate" | "key" | "serial";
/**
 * A moment in UTC, RFC 3339 with seconds: 2026-11-23T00:00:00Z.
 */
export type Time = string;
/**
 * How near it is.
 */
export type CalendarState = ("urgent" | "soon" | "due") | "past" | "later";
/**
 * What goes out of date.
 */
export type Expiring =
  | {
      id: "calendar.anchor";
      sha256: string;
      subject: string;
    }
  | {
      id: "calendar.anchor_issuing";
      sha256: string;
      subject: string;
    }
  | {
      id: "calendar.anchor_use";
      sha256: string;
      subject: string;
    }
  | {
      /**
       * The first chain that it is in, counted from zero.
       */
      chain: number;
      id: "calendar.chain";
      sha256: string;
      subject: string;
    }
  | {
      id: "calendar.document";
      name: string;
    }
  | {
      id: "calendar.end_entity";
      sha256: string;
      subject: string;
    }
  | {
      id: "calendar.end_entity_use";
      sha256: string;
      subject: string;
    }
  | {
      id: "calendar.hint";
      sha256: string;
      subject: string;
    }
  | {
      id: "calendar.revocation_source";
      name: string;
    };
/**
 * What a change is about.
 */
export type About =
  | {
      id: "diff.document";
    }
  | {
      id: "diff.signers";
    }
  | {
      id: "diff.signer";
      sha256: string;
    }
  | {
      id: "diff.portal";
      portal: string;
    }
  | {
      id: "diff.anchor";
      sha256: string;
      subject: string;
    }
  | {
      id: "diff.end_entity";
      sha256: string;
      subject: string;
    }
  | {
      id: "diff.hint";
      sha256: string;
      subject: string;
    }
  | {
      id: "diff.distrusted_certificate";
      sha256: string;
    }
  | {
      id: "diff.distrusted_key";
      sha256: string;
    }
  | {
      id: "diff.distrusted_serial";
      issuer: string;
      serial: string;
    }
  | {
      id: "diff.revocation";
    }
  | {
      id: "diff.revocation_source";
      name: string;
    }
  | {
      id: "diff.rule";
      ruleId: string;
    }
  | {
      hosts: string[];
      id: "diff.host_rule";
      ruleId: string;
    }
  | {
      hosts: string[];
      id: "diff.hosts";
    }
  | {
      id: "diff.include_public_web_roots";
    }
  | {
      document: string;
      id: "diff.include";
    };
/**
 * What a change does to what is trusted.
 */
export type Effect = "added" | "removed" | "tightened" | "loosened" | "changed";
/**
 * What becomes of a path that breaks a rule.
 */
export type Action = "off" | "warn" | "deny";
/**
 * What a finding says: of a path, of a file, or of the judges.
 */
export type FindingFault = Fault | RuleFault | InputFault;
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
 * An object identifier in dotted form: 2.5.29.19.
 */
export type Oid = string;
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
 * Which end entities are trusted because they are in the store.
 */
export type DirectTrust = "any" | "selfSigned" | "off" | "alone";
/**
 * A bound that was reached.
 */
export type Limit =
  "candidates" | "depth" | "distributionPoints" | "nameConstraints" | "paths" | "policies" | "signatures";
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
 * A rule, or a constraint of an anchor, that a path breaks.
 */
export type RuleFault =
  | {
      allowed: string[];
      found: string;
      id: "anchor.bound";
    }
  | {
      after: Time;
      id: "anchor.distrust_issued_after";
      notBefore: Time;
    }
  | {
      allowed: string[];
      id: "anchor.extended_key_usages";
      present: string[];
    }
  | {
      id: "anchor.policies";
      required: string[];
      valid: string[];
    }
  | {
      id: "anchor.purpose";
      purpose: Purpose;
      trustedFor: TrustedFor[];
    }
  | {
      id: "anchor.use_until";
      time: Time;
      until: Time;
    }
  | {
      id: "certificate.problem";
      problem: Problem;
    }
  | {
      asked?: ReferenceName;
      hosts: string[];
      id: "end_entity.hosts";
    }
  | {
      allowed: KeyFamily[];
      found: string;
      id: "key.algorithm";
    }
  | {
      allowed: string[];
      found: string;
      id: "key.curve";
    }
  | {
      found: string[];
      id: "key.pinned";
      pins: string[];
    }
  | {
      found: string;
      id: "key.post_quantum";
    }
  | {
      found: number;
      id: "key.rsa_bits";
      minimum: number;
    }
  | {
      found: string;
      id: "name.common_name";
    }
  | {
      id: "name.form";
      missing: Form[];
    }
  | {
      found: number;
      id: "path.certificates";
      maximum: number;
    }
  | {
      id: "policy.required";
      required: string[];
      valid: string[];
    }
  | {
      id: "purpose.required";
      missing: string[];
      present: string[];
    }
  | {
      found: number;
      id: "sct.count";
      minimum: number;
    }
  | {
      allowed: string[];
      found: string;
      id: "signature.algorithm";
    }
  | {
      found: number;
      id: "validity.ca";
      maximum: number;
    }
  | {
      found: number;
      id: "validity.end_entity";
      maximum: number;
    };
/**
 * What an anchor is trusted for.
 */
export type TrustedFor = "server" | "client" | "email" | "code" | "timeStamping";
/**
 * A kind of key.
 */
export type KeyFamily = ("rsa" | "dsa" | "ed25519" | "ed448" | "mlDsa" | "slhDsa") | "rsaPss" | "ec";
/**
 * A form of name (RFC 5280 §4.2.1.6).
 */
export type Form = "dns" | "ip" | "email" | "uri" | "directory";
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
      expires: Time;
      id: "store.expired";
      now: Time;
    }
  | {
      id: "store.source_missing";
      name: string;
    }
  | {
      error: string;
      id: "second_opinion.veto";
    };
/**
 * Trusted or not.
 */
export type Outcome = "trusted" | "trustedWithWarnings" | "notTrusted" | "cannotSay";
/**
 * What it takes to believe a certificate.
 */
export type RevocationMode = "off" | "prefer" | "require";
/**
 * Which certificates must have a status.
 */
export type RevocationScope = "endEntity" | "path";
/**
 * The kinds of [`DocumentProblem`].
 */
export type DocumentFault =
  | {
      column: number;
      id: "document.json";
      line: number;
      reason: string;
    }
  | {
      column: number;
      id: "document.shape";
      line: number;
      reason: string;
    }
  | {
      id: "document.list_for_object";
    }
  | {
      id: "document.null";
    }
  | {
      id: "document.too_large";
      length: number;
      limit: number;
    }
  | {
      id: "document.empty";
    }
  | {
      id: "document.time";
      value: string;
    }
  | {
      id: "document.sha256";
      value: string;
    }
  | {
      id: "document.hex";
      value: string;
    }
  | {
      id: "document.oid";
      value: string;
    }
  | {
      id: "document.host";
      value: string;
    }
  | {
      id: "document.name";
      reason: string;
      value: string;
    }
  | {
      id: "document.unknown_value";
      known: string[];
      value: string;
    }
  | {
      found: number;
      id: "document.not_one_object";
    }
  | {
      id: "document.unreadable";
      problem: Problem;
    }
  | {
      id: "document.private_key";
    }
  | {
      first: string;
      id: "document.duplicate";
    }
  | {
      id: "document.contradiction";
      kind: Contradiction;
      with: string;
    }
  | {
      document: string;
      id: "document.include_missing";
    }
  | {
      id: "document.public_web_roots_missing";
    }
  | {
      id: "document.include_nested";
    }
  | {
      id: "document.not_a_ca";
      subject: string;
    }
  | {
      found: number;
      id: "document.too_many";
      limit: number;
    }
  | {
      id: "document.signer_key";
      key: KeyKind;
    }
  | {
      id: "document.base64url";
      reason: string;
    }
  | {
      id: "document.signature_header";
      reason: string;
    }
  | {
      id: "document.signature_algorithm";
      known: string[];
      value: string;
    }
  | {
      expected: string;
      id: "document.signature_type";
      value: string;
    }
  | {
      expected: string;
      id: "document.signature_algorithm_mismatch";
      signer: string;
      value: string;
    }
  | {
      id: "document.signature_invalid";
      signer: string;
    }
  | {
      id: "document.signature_threshold";
      threshold: number;
      valid: string[];
    }
  | {
      id: "document.absent";
      wanted: string;
    }
  | {
      id: "document.last_version";
    };
/**
 * How two parts of a document contradict each other.
 */
export type Contradiction =
  "expiresBeforeIssued" | "nothingPermitted" | "noPurposeFits" | "thresholdTooHigh" | "thresholdZero" | "includeOfOne";
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
 * What becomes of it.
 */
export type ExportFault =
  | {
      id: "export.condition_lost";
    }
  | {
      id: "export.left_out";
    }
  | {
      id: "export.others_stay";
    }
  | {
      id: "export.widened";
    };
/**
 * What is to be known of a certificate before it is imported.
 */
export type ImportFinding =
  | {
      id: "import.already_there";
      pointer: string;
    }
  | {
      id: "import.duplicate_key";
      /**
       * SHA-256 of the other certificate.
       */
      other: string;
      /**
       * Where that stands in the document; not there where it is among the files.
       */
      pointer?: string;
    }
  | {
      id: "import.expired";
      notAfter: Time;
    }
  | {
      id: "import.leaf";
    }
  | {
      id: "import.not_ca";
    }
  | {
      id: "import.not_yet_valid";
      notBefore: Time;
    }
  | {
      id: "import.self_signed";
    }
  | {
      found: string;
      id: "import.weak_key";
    }
  | {
      algorithm: string;
      id: "import.weak_signature";
    };
/**
 * The lists that certificates stand in.
 */
export type ListKind = ("anchor" | "endEntity" | "hint") | "none";
/**
 * Why a certificate is suggested for a list, or for none.
 */
export type SuggestionReason =
  | ("suggestion.expired" | "suggestion.weak_key")
  | "suggestion.already_there"
  | "suggestion.end_entity"
  | "suggestion.intermediate"
  | "suggestion.root"
  | "suggestion.self_signed";
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
 * What becomes of an update.
 */
export type UpdateReport =
  | {
      change: Change;
      outcome: "accepted";
      store: StoreView;
    }
  | {
      outcome: "refused";
      refusal: Refusal;
    };
/**
 * What an accepted candidate changes.
 */
export type Change =
  | {
      kind: "first";
    }
  | {
      kind: "unchanged";
    }
  | {
      /**
       * The version that it replaces.
       */
      from: number;
      kind: "updated";
      /**
       * Other keys may sign from now on, or more or fewer of them have to.
       */
      signersChanged: boolean;
      /**
       * Nobody could tell who sent it: the current document names no signers.
       */
      unprotected: boolean;
    };
/**
 * Why a candidate is refused. The current document stays.
 */
export type Refusal =
  | {
      id: "update.unreadable";
      problems: DocumentProblem[];
    }
  | {
      id: "update.current_unreadable";
      problems: DocumentProblem[];
    }
  | {
      digest: string;
      id: "update.first_use";
      name: string;
      signers: string[];
      threshold: number;
    }
  | {
      expected: string;
      found: string;
      id: "update.digest";
    }
  | {
      expected: string;
      found: string;
      id: "update.other_store";
    }
  | {
      id: "update.unsigned";
      signers: string[];
      threshold: number;
    }
  | {
      id: "update.signature";
      problem: DocumentProblem;
    }
  | {
      id: "update.threshold";
      signers: string[];
      threshold: number;
      valid: string[];
    }
  | {
      current: number;
      found: number;
      id: "update.rollback";
    }
  | {
      expected: string;
      found: string;
      id: "update.same_version";
      version: number;
    }
  | {
      expires: Time;
      grace: number;
      id: "update.expired";
      now: Time;
    };

/**
 * Whatever the engine says, for the TypeScript types.
 */
export interface Answers {
  advice: Advice;
  calendar: Calendar;
  difference: Difference;
  document: Document;
  document_problem: DocumentProblem;
  edited: Edited;
  export: Export;
  opened: Opened;
  opened_store: OpenedStore;
  preview: Preview;
  report: Report;
  simulation: Simulation;
  store_report: StoreReport;
  update_report: UpdateReport;
}
/**
 * One thing that is worth a second look.
 */
export interface Advice {
  fault: AdviceFault;
  /**
   * Where it stands in the document: a JSON pointer (RFC 6901).
   */
  pointer: string;
  /**
   * The subject of the certificate that it is about.
   */
  subject?: string;
}
/**
 * What goes out of date, the next first.
 */
export interface Calendar {
  events: CalendarEvent[];
  /**
   * What the store is called.
   */
  name: string;
}
/**
 * Something that goes out of date.
 */
export interface CalendarEvent {
  at: Time;
  /**
   * Whole days until then; negative once it is past.
   */
  days: number;
  /**
   * Where that is said in the document: a JSON pointer.
   */
  pointer?: string;
  state: CalendarState;
  /**
   * The same for the same thing, whenever it goes out of date.
   */
  uid: string;
  what: Expiring;
}
/**
 * What differs between two documents.
 */
export interface Difference {
  changes: DocumentChange[];
  /**
   * The chains of which the verdict is another; whether a document has expired does not count.
   */
  verdicts: VerdictChange[];
}
/**
 * One change.
 */
export interface DocumentChange {
  about: About;
  /**
   * What the new document says, if it says anything.
   */
  after?: Place;
  /**
   * What the old document says, if it says anything.
   */
  before?: Place;
  effect: Effect;
  /**
   * The keys that lead to what changed within it, with a slash between; none where it came or went as a whole.
   */
  field?: string;
}
/**
 * A value and where it stands.
 */
export interface Place {
  /**
   * A JSON pointer (RFC 6901).
   */
  pointer: string;
  value: unknown;
}
/**
 * A chain of which the verdict is another.
 */
export interface VerdictChange {
  after: Decision;
  before: Decision;
  /**
   * Index into the chains of the request.
   */
  chain: number;
}
/**
 * The verdict on a chain, and why.
 */
export interface Decision {
  /**
   * SHA-256 of the anchor that it is trusted by.
   */
  anchor?: string;
  /**
   * The part of the document that decides that.
   */
  clause?: Clause;
  /**
   * What helps most, if anything keeps the chain from being trusted without a warning.
   */
  finding?: FindingFault;
  outcome: Outcome;
  /**
   * The subject of the end entity.
   */
  subject?: string;
}
/**
 * The part of the document that decides.
 */
export interface Clause {
  action: Action;
  /**
   * The SHA-256 of the document that it stands in, where that is an included one.
   */
  document?: string;
  /**
   * Where it stands: a JSON pointer (RFC 6901).
   */
  pointer: string;
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
 * Whom an organisation trusts, for what, until when, and under which conditions.
 */
export interface Document {
  /**
   * Where the schema is; for editors.
   */
  $schema?: string;
  /**
   * Trust anchors.
   */
  anchors: Anchor[];
  /**
   * What may stand in no path.
   */
  distrusted?: Distrusted;
  /**
   * End entities that are trusted themselves, for these hosts and nothing else.
   */
  endEntities?: EndEntity[];
  /**
   * From when it no longer counts, RFC 3339 in UTC.
   */
  expires: string;
  /**
   * How many seconds after `expires` it still counts, for clients that cannot update.
   */
  expiryGrace?: number;
  /**
   * Intermediate certificates, used where a path needs them and never trusted for being here.
   */
  hints?: Hint[];
  /**
   * Rules for some hosts, in place of those with the same id for all.
   */
  hosts?: HostRules[];
  /**
   * Anchors that are kept elsewhere.
   */
  includes?: Include[];
  /**
   * When this version was issued, RFC 3339 in UTC: 2026-11-23T00:00:00Z.
   */
  issued: string;
  /**
   * What the store is called. An update has the same name.
   */
  name: string;
  /**
   * The portals that use this store.
   */
  portals?: Portal[];
  /**
   * What is known of revocation, and what it takes to believe a certificate.
   */
  revocation?: Revocation;
  /**
   * Rules for every path.
   */
  rules?: Rules;
  /**
   * Who may sign updates.
   */
  signers?: Signers;
  /**
   * Grows with every update.
   */
  version: number;
}
/**
 * A trust anchor.
 */
export interface Anchor {
  /**
   * Base64 of its DER, or PEM.
   */
  certificate: string;
  /**
   * What the organisation adds.
   */
  constraints?: Constraints;
  /**
   * What of the certificate itself is in force.
   */
  enforce?: Enforce;
  note?: string;
  owner?: string;
  /**
   * What it is trusted for.
   */
  purposes: TrustedFor[];
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
 * What may stand in no path, whatever else says that it is trusted.
 */
export interface Distrusted {
  /**
   * Certificates.
   */
  certificates?: DistrustedHash[];
  /**
   * Keys: every certificate with such a key.
   */
  keys?: DistrustedHash[];
  /**
   * Certificates by issuer and serial number.
   */
  serials?: DistrustedSerial[];
}
/**
 * A certificate or a key by its hash.
 */
export interface DistrustedHash {
  note?: string;
  /**
   * SHA-256 of the certificate, or of the SubjectPublicKeyInfo: hexadecimal, colons do not matter.
   */
  sha256: string;
}
/**
 * A certificate by its issuer and serial number.
 */
export interface DistrustedSerial {
  /**
   * RFC 4514.
   */
  issuer: string;
  note?: string;
  /**
   * Hexadecimal; colons and leading zeros do not matter.
   */
  serial: string;
}
/**
 * An end entity that is trusted itself.
 */
export interface EndEntity {
  /**
   * Base64 of its DER, or PEM.
   */
  certificate: string;
  /**
   * The hosts it is trusted for: a name, `*.` and a domain for every name below it, an address, or a block.
   */
  hosts: string[];
  note?: string;
  owner?: string;
  /**
   * What it is trusted for.
   */
  purposes: TrustedFor[];
  /**
   * It is not trusted after this, RFC 3339 in UTC.
   */
  useUntil?: string;
}
/**
 * An intermediate certificate.
 */
export interface Hint {
  /**
   * Base64 of its DER, or PEM.
   */
  certificate: string;
  note?: string;
}
/**
 * Rules for some hosts.
 */
export interface HostRules {
  /**
   * A name, `*.` and a domain for every name below it, an address, a block, or `*`.
   */
  hosts: string[];
  note?: string;
  rules: Rules;
}
/**
 * Rules by their ids; one that is left out says nothing.
 */
export interface Rules {
  "anchor.bound"?: AnchorBound;
  "certificate.problem"?: CertificateProblem;
  "key.algorithm"?: KeyAlgorithm;
  "key.curve"?: KeyCurve;
  "key.pinned"?: KeyPinned;
  "key.post_quantum"?: KeyPostQuantum;
  "key.rsa_bits"?: KeyRsaBits;
  "name.common_name"?: NameCommonName;
  "name.form"?: NameForm;
  "path.certificates"?: PathCertificates;
  "policy.required"?: PolicyRequired;
  profile?: ProfileRule;
  "purpose.required"?: PurposeRequired;
  "sct.count"?: SctCount;
  "signature.algorithm"?: SignatureAlgorithm;
  "validity.ca"?: ValidityCa;
  "validity.end_entity"?: ValidityEndEntity;
}
/**
 * Only these anchors will do.
 */
export interface AnchorBound {
  action: Action;
  /**
   * SHA-256 of the anchors' certificates: hexadecimal, colons do not matter.
   */
  anchors: string[];
}
/**
 * No certificate of the path departs from its encoding in one of these ways.
 */
export interface CertificateProblem {
  /**
   * Of problems that have no severity of their own.
   */
  action: Action;
  /**
   * Ids of problems, such as `extension.duplicate`; all of them where this is left out.
   */
  ids?: string[];
  /**
   * What becomes of a path for one problem or the other, whatever the action for the rest is.
   */
  severities?: Severities;
}
/**
 * Actions by the ids of problems.
 */
export interface Severities {
  "certificate.extensions_before_v3"?: Action;
  "der.malformed"?: Action;
  "der.trailing"?: Action;
  "extension.duplicate"?: Action;
  "extension.malformed"?: Action;
}
/**
 * Keys of the path are of these kinds; one of a kind that has no name here is of none.
 */
export interface KeyAlgorithm {
  action: Action;
  allowed: KeyFamily[];
}
/**
 * Elliptic curve keys of the path are on these curves; keys of other kinds are not looked at.
 */
export interface KeyCurve {
  action: Action;
  /**
   * P-256, P-384, P-521, Ed25519.
   */
  allowed: string[];
}
/**
 * A certificate of the path has one of these keys.
 */
export interface KeyPinned {
  action: Action;
  /**
   * SHA-256 of SubjectPublicKeyInfos: hexadecimal, colons do not matter.
   */
  keys: string[];
}
/**
 * Every key of the path withstands quantum computers: ML-DSA (FIPS 204) or SLH-DSA (FIPS 205).
 */
export interface KeyPostQuantum {
  action: Action;
  /**
   * Certificates that are valid beyond this only, RFC 3339 in UTC; all of them where it is left out.
   */
  validBeyond?: string;
}
/**
 * RSA keys of the path have at least this many bits; keys of other kinds are not looked at.
 */
export interface KeyRsaBits {
  action: Action;
  minimum: number;
}
/**
 * The end entity has no common name: names stand in subjectAltName (RFC 9525 §2).
 */
export interface NameCommonName {
  action: Action;
}
/**
 * The end entity has a name of each of these forms among its alternative names.
 */
export interface NameForm {
  action: Action;
  required: Form[];
}
/**
 * The path has at most this many certificates, end entity and anchor counted.
 */
export interface PathCertificates {
  action: Action;
  maximum: number;
}
/**
 * The path is valid for one of these certificate policies (RFC 5280 §6.1.6).
 */
export interface PolicyRequired {
  action: Action;
  /**
   * Dotted.
   */
  oneOf: string[];
}
/**
 * The rules of a standard; `private` is asked for where no rule says otherwise.
 */
export interface ProfileRule {
  action: Action;
  profile: Profile;
}
/**
 * The end entity states each of these key purposes (RFC 5280 §4.2.1.12).
 */
export interface PurposeRequired {
  action: Action;
  /**
   * Dotted, or by their RFC names.
   */
  allOf: string[];
}
/**
 * The end entity holds signed certificate timestamps of at least this many logs (RFC 6962 §3.3). They
 * are counted, not verified: the logs' keys are not at hand.
 */
export interface SctCount {
  action: Action;
  minimum: number;
}
/**
 * Certificates below the anchor are signed with one of these algorithms.
 */
export interface SignatureAlgorithm {
  action: Action;
  /**
   * By their RFC names, such as `ecdsa-with-SHA256`, or dotted. `RSASSA-PSS` is PSS with any
   * hash, `RSASSA-PSS-SHA256` PSS with this one, and so on up to SHA512.
   */
  allowed: string[];
}
/**
 * A CA below the anchor is valid for at most this many days.
 */
export interface ValidityCa {
  action: Action;
  maximumDays: number;
}
/**
 * The end entity is valid for at most this many days.
 */
export interface ValidityEndEntity {
  action: Action;
  maximumDays: number;
}
/**
 * Anchors that are kept elsewhere: exactly one of `publicWebRoots` and `document`.
 */
export interface Include {
  /**
   * Added to those that its anchors have.
   */
  constraints?: Constraints;
  /**
   * Another document, by the SHA-256 of its bytes in hexadecimal: its anchors, hints, end entities
   * and what it distrusts. Its rules, revocation and includes stay behind.
   */
  document?: string;
  note?: string;
  /**
   * The public web's roots (Mozilla's list).
   */
  publicWebRoots?: boolean;
  /**
   * What its anchors are trusted for at most; all that they are trusted for where this is left out.
   */
  purposes?: TrustedFor[];
}
/**
 * A portal that uses the store.
 */
export interface Portal {
  /**
   * What the portal is known by: its address or its ARN.
   */
  id: string;
  note?: string;
}
/**
 * Revocation.
 */
export interface Revocation {
  /**
   * How many seconds a list or response may be out of date; none where this is left out.
   */
  grace?: number;
  /**
   * What a certificate of which nothing is known is worth; `prefer` where this is left out.
   */
  mode?: RevocationMode;
  /**
   * Which certificates are looked at.
   */
  scope?: RevocationScope;
  /**
   * Lists and OCSP responses that belong to the store.
   */
  sources?: NamedSource[];
}
/**
 * A list or an OCSP response: itself, or what it is called, for whoever asks to bring it.
 */
export interface NamedSource {
  /**
   * Base64 of its DER, or PEM.
   */
  data?: string;
  /**
   * What people call it. One without data is looked for among the files of the request by this label.
   */
  name: string;
}
/**
 * Who may sign updates, and how many of them it takes.
 */
export interface Signers {
  keys: SignerKey[];
  /**
   * How many different keys must have signed.
   */
  threshold: number;
}
/**
 * A key that may sign updates.
 */
export interface SignerKey {
  note?: string;
  /**
   * SubjectPublicKeyInfo: base64 of its DER, or PEM. P-256, P-384 or Ed25519.
   */
  publicKey: string;
}
/**
 * One thing that keeps a document from being read.
 */
export interface DocumentProblem {
  /**
   * The SHA-256 of the document that it stands in, where that is an included one.
   */
  document?: string;
  fault: DocumentFault;
  /**
   * Where it stands in the document: a JSON pointer (RFC 6901).
   */
  pointer: string;
}
/**
 * The next version of a document.
 */
export interface Edited {
  /**
   * As JSON.
   */
  document: string;
}
/**
 * A document in another form.
 */
export interface Export {
  /**
   * Files that the text names.
   */
  files: ExportFile[];
  /**
   * What the form cannot say.
   */
  lost: Lost[];
  text: string;
}
/**
 * A file that belongs to an export.
 */
export interface ExportFile {
  name: string;
  text: string;
}
/**
 * Something that the form cannot say.
 */
export interface Lost {
  fault: ExportFault;
  /**
   * Where it stands in the document: a JSON pointer.
   */
  pointer: string;
}
/**
 * A file that is kept open.
 */
export interface Opened {
  /**
   * Certificates that could be read from it.
   */
  certificates: number;
  /**
   * SHA-256 of the file, hexadecimal: what a request calls it by.
   */
  digest: string;
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
 * A trust store that is kept open.
 */
export interface OpenedStore {
  /**
   * What it is; its digest is what a request calls it by.
   */
  store: StoreView;
}
/**
 * A trust store document.
 */
export interface StoreView {
  /**
   * SHA-256 of the document, hexadecimal.
   */
  digest: string;
  /**
   * Whether it does not count any more, the grace that it grants taken into account.
   */
  expired: boolean;
  expires: Time;
  issued: Time;
  name: string;
  /**
   * Whose signatures it has; left out where it is not signed.
   */
  signed?: SignedBy;
  version: number;
}
/**
 * Who signed a document.
 */
export interface SignedBy {
  /**
   * How many of its signers it asks for.
   */
  threshold: number;
  /**
   * Others who are said to have signed it: without their keys nobody can tell.
   */
  unknown?: string[];
  /**
   * Those of its signers who signed it, by the SHA-256 of their SubjectPublicKeyInfo.
   */
  valid: string[];
}
/**
 * Everything that was found in files.
 */
export interface Preview {
  /**
   * Each certificate once, in the order of the files.
   */
  certificates: Found[];
  /**
   * What could not be read, and what was passed over.
   */
  problems: FileProblem[];
}
/**
 * A certificate of a file.
 */
export interface Found {
  /**
   * Base64 of its DER, as a document holds it.
   */
  certificate: string;
  /**
   * The file it comes from, counted from zero.
   */
  file: number;
  findings: ImportFinding[];
  issuer: string;
  key: KeyKind;
  notAfter: Time;
  notBefore: Time;
  /**
   * SHA-256 of the certificate, hexadecimal.
   */
  sha256: string;
  /**
   * SHA-256 of the SubjectPublicKeyInfo, hexadecimal.
   */
  spkiSha256: string;
  /**
   * Where it starts in the file, in bytes.
   */
  start: number;
  subject: string;
  suggestion: Suggestion;
}
/**
 * What becomes of a certificate unless somebody chooses otherwise, and why.
 */
export interface Suggestion {
  as: ListKind;
  reason: SuggestionReason;
}
/**
 * Something that is wrong with a file.
 */
export interface FileProblem {
  /**
   * The file, counted from zero.
   */
  file: number;
  problem: Problem;
}
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
   * The trust store document that decided.
   */
  store?: StoreView;
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
  /**
   * Where it stands in a trust store document: a JSON pointer.
   */
  pointer?: string;
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
   * Where it starts in that file, in bytes; 0 in a trust store document.
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
  /**
   * The part of the trust store document that decides it.
   */
  clause?: Clause;
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
  /**
   * The entry of the trust store document that it is trusted by: under `/includes` where that is
   * one of the public web's roots.
   */
  place?: EntryPlace;
}
/**
 * An entry of the document.
 */
export interface EntryPlace {
  /**
   * The SHA-256 of the document that it stands in, where that is an included one.
   */
  document?: string;
  /**
   * Where it stands: a JSON pointer (RFC 6901).
   */
  pointer: string;
}
/**
 * What is decided, as things are and in each scenario.
 */
export interface Simulation {
  /**
   * Of each chain as things are.
   */
  before: Decision[];
  /**
   * In the order of the request.
   */
  scenarios: Simulated[];
}
/**
 * What is decided in a scenario.
 */
export interface Simulated {
  /**
   * Of each chain.
   */
  after: Decision[];
  /**
   * The chains of which the verdict is another.
   */
  changes: VerdictChange[];
  /**
   * What keeps the scenario's document from being read; then nothing is decided.
   */
  problems: DocumentProblem[];
}
/**
 * A trust store document, read: what it says, and the certificates in it.
 */
export interface StoreReport {
  /**
   * Its certificates, each with the place it stands at.
   */
  certificates: Certificate[];
  /**
   * The document, as JSON.
   */
  document: string;
  /**
   * The document, then those that it includes, then the public web's roots.
   */
  inputs: Input[];
  /**
   * Its lists and OCSP responses.
   */
  revocationSources: RevocationSource[];
  store: StoreView;
}
