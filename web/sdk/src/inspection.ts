// Generated from the Rust types by scripts/types.mjs. Do not edit.

/**
 * What an object is.
 */
export type Content =
  | {
      data: Certificate;
      kind: "certificate";
    }
  | {
      data: RevocationList;
      kind: "revocationList";
    }
  | {
      data: CertificationRequest;
      kind: "certificationRequest";
    }
  | {
      data: PublicKey;
      kind: "publicKey";
    }
  | {
      data: OcspRequest;
      kind: "ocspRequest";
    }
  | {
      data: OcspResponse;
      kind: "ocspResponse";
    }
  | {
      data: TrustSettings;
      kind: "trustSettings";
    }
  | {
      data: SignedData;
      kind: "signedData";
    }
  | {
      data: Container;
      kind: "container";
    }
  | {
      data: {
        /**
         * Whether a password protects it, also where one that was given opened it.
         */
        encrypted: boolean;
        label: string;
        /**
         * The public key that belongs to it, where that can be derived.
         */
        publicKey?: PublicKey;
      };
      kind: "privateKey";
    }
  | {
      kind: "unopened";
    }
  | {
      kind: "other";
    };
/**
 * An object identifier in dotted form: 2.5.29.19.
 */
export type Oid = string;
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
 * The class of a tag (X.690 §8.1.2.2).
 */
export type Class = "universal" | "application" | "contextSpecific" | "private";
/**
 * What is wrong with one value, or with what stands where one should begin. Sections are those of X.690.
 */
export type Fault =
  | {
      id: "asn1.indefinite_length";
    }
  | {
      id: "asn1.length_not_minimal";
    }
  | {
      id: "asn1.tag_not_minimal";
    }
  | {
      id: "asn1.cut";
      missing: number;
    }
  | {
      id: "asn1.end_missing";
    }
  | {
      id: "asn1.end_misplaced";
    }
  | {
      id: "asn1.boolean";
    }
  | {
      id: "asn1.integer";
    }
  | {
      id: "asn1.null";
    }
  | {
      id: "asn1.oid";
    }
  | {
      id: "asn1.bit_string";
    }
  | {
      id: "asn1.bit_padding";
    }
  | {
      id: "asn1.time";
    }
  | {
      id: "asn1.characters";
    }
  | {
      id: "asn1.constructed_string";
    }
  | {
      id: "asn1.form";
    }
  | {
      id: "asn1.set_order";
    }
  | {
      id: "asn1.header_cut";
    }
  | {
      id: "asn1.tag_too_large";
    }
  | {
      id: "asn1.length_too_large";
    }
  | {
      id: "asn1.indefinite_primitive";
    }
  | {
      id: "asn1.too_deep";
      limit: number;
    }
  | {
      id: "asn1.too_many";
      limit: number;
    };
/**
 * What an extension says.
 */
export type Value =
  | {
      data: AuthorityKeyIdentifier;
      kind: "authorityKeyIdentifier";
    }
  | {
      data: Octets;
      kind: "subjectKeyIdentifier";
    }
  | {
      data: KeyUsageBit[];
      kind: "keyUsage";
    }
  | {
      data: PrivateKeyUsagePeriod;
      kind: "privateKeyUsagePeriod";
    }
  | {
      data: CertificatePolicy[];
      kind: "certificatePolicies";
    }
  | {
      data: PolicyMapping[];
      kind: "policyMappings";
    }
  | {
      data: GeneralName[];
      kind: "alternativeNames";
    }
  | {
      data: DirectoryAttribute[];
      kind: "subjectDirectoryAttributes";
    }
  | {
      data: BasicConstraints;
      kind: "basicConstraints";
    }
  | {
      data: NameConstraints;
      kind: "nameConstraints";
    }
  | {
      data: PolicyConstraints;
      kind: "policyConstraints";
    }
  | {
      data: NamedOid[];
      kind: "extendedKeyUsage";
    }
  | {
      data: DistributionPoint[];
      kind: "distributionPoints";
    }
  | {
      data: number;
      kind: "inhibitAnyPolicy";
    }
  | {
      data: AccessDescription[];
      kind: "informationAccess";
    }
  | {
      data: Serial;
      kind: "crlNumber";
    }
  | {
      data: IssuingDistributionPoint;
      kind: "issuingDistributionPoint";
    }
  | {
      data: Reason;
      kind: "reasonCode";
    }
  | {
      data: Time;
      kind: "time";
    }
  | {
      data: NamedOid;
      kind: "holdInstruction";
    }
  | {
      data: SignedCertificateTimestamp[];
      kind: "sctList";
    }
  | {
      data: TlsFeature[];
      kind: "tlsFeature";
    }
  | {
      data: QcStatement[];
      kind: "qcStatements";
    }
  | {
      data: OrganizationIdentifier;
      kind: "organizationIdentifier";
    }
  | {
      data: TorServiceDescriptor[];
      kind: "torDescriptor";
    }
  | {
      data: SmimeCapability[];
      kind: "smimeCapabilities";
    }
  | {
      data: CertificateTemplate;
      kind: "certificateTemplate";
    }
  | {
      data: CaVersion;
      kind: "caVersion";
    }
  | {
      data: string;
      kind: "securityIdentifier";
    }
  | {
      data: NetscapeCertType[];
      kind: "netscapeCertType";
    }
  | {
      data: IpAddressFamily[];
      kind: "ipAddresses";
    }
  | {
      data: AsIdentifiers;
      kind: "asNumbers";
    }
  | {
      data: Logotype[];
      kind: "logotype";
    }
  | {
      data: Biometric[];
      kind: "biometric";
    }
  | {
      data: ProxyCertInfo;
      kind: "proxyCertInfo";
    }
  | {
      data: string;
      kind: "text";
    }
  | {
      data: Octets;
      kind: "octets";
    }
  | {
      kind: "present";
    };
/**
 * Lower-case hexadecimal digits.
 */
export type Octets = string;
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
 * What it says about itself.
 */
export type Qualifier =
  | {
      kind: "cps";
      uri: string;
    }
  | {
      kind: "userNotice";
      numbers?: string[];
      organization?: string;
      text?: string;
    }
  | {
      id: NamedOid;
      kind: "other";
      value: Octets;
    };
/**
 * The name of a point.
 */
export type DistributionPointName =
  | {
      kind: "fullName";
      names: GeneralName[];
    }
  | {
      kind: "nameRelativeToCrlIssuer";
      names: Attribute[];
    };
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
 * What it states.
 */
export type QcInfo =
  | {
      amount: string;
      currency: string;
      exponent: string;
      kind: "limitValue";
    }
  | {
      kind: "retentionPeriod";
      years: number;
    }
  | {
      kind: "pds";
      locations: PdsLocation[];
    }
  | {
      kind: "types";
      types: NamedOid[];
    }
  | {
      countries: string[];
      kind: "legislation";
    }
  | {
      authority: string;
      authorityId: string;
      kind: "psd2";
      roles: Psd2Role[];
    }
  | {
      authorities?: GeneralName[];
      identifier?: NamedOid;
      kind: "semantics";
    }
  | {
      kind: "other";
      value: string;
    };
/**
 * What a certificate is for.
 */
export type NetscapeCertType =
  "sslClient" | "sslServer" | "smime" | "objectSigning" | "reserved" | "sslCa" | "smimeCa" | "objectSigningCa";
/**
 * Which ones.
 */
export type AsIdentifierChoice =
  | {
      kind: "inherit";
    }
  | {
      kind: "ranges";
      ranges: AsRange[];
    };
/**
 * LogotypeImageResolution (RFC 9399 §4.1).
 */
export type LogotypeResolution =
  | {
      numBits: number;
    }
  | {
      tableSize: number;
    };
/**
 * Whose it is.
 */
export type LogotypeOf = "community" | "issuer" | "subject" | "other";
/**
 * What its parameters say.
 */
export type Parameters =
  | {
      kind: "null";
    }
  | {
      id: NamedOid;
      kind: "named";
    }
  | {
      hash: NamedOid;
      kind: "pss";
      mask: NamedOid;
      maskHash: NamedOid;
      saltLength: string;
      trailer: string;
    }
  | {
      kind: "other";
      value: Octets;
    };
/**
 * The numbers of a key; each is a whole number in hexadecimal, without zeros before it.
 */
export type Key =
  | {
      exponent: Octets;
      /**
       * `None`: it has more digits than anybody reads.
       */
      exponentDecimal?: string;
      kind: "rsa";
      modulus: Octets;
    }
  | {
      compressed: boolean;
      curve?: NamedOid;
      explicit?: ExplicitCurve;
      kind: "ec";
      /**
       * As in the encoding: 04 and both coordinates, or 02 or 03 and one.
       */
      point: Octets;
    }
  | {
      kind: "dsa";
      parameters?: DsaParameters;
      y: Octets;
    }
  | {
      /**
       * Of NIST's five categories of strength.
       */
      category: number;
      kind: "postQuantum";
      /**
       * How many octets a key of the set has.
       */
      octets: number;
      parameterSet: string;
      /**
       * Whether it has as many.
       */
      rightSize: boolean;
    }
  | {
      kind: "other";
    };
/**
 * FieldID (RFC 3279 §2.3.5): what the coordinates of a point are.
 */
export type CurveField =
  | {
      kind: "prime";
      prime: Octets;
    }
  | {
      basis: Basis;
      kind: "characteristicTwo";
      /**
       * An element has so many bits.
       */
      m: number;
    };
/**
 * How an element of such a field is written, and what it is reduced by.
 */
export type Basis =
  | {
      kind: "gaussianNormal";
    }
  | {
      k: number;
      kind: "trinomial";
    }
  | {
      k1: number;
      k2: number;
      k3: number;
      kind: "pentanomial";
    };
/**
 * One reason to mistrust a key.
 */
export type Weakness =
  | {
      bits: number;
      id: "key.short";
      least: number;
    }
  | {
      id: "key.exponent_one";
    }
  | {
      id: "key.exponent_even";
    }
  | {
      exponent: number;
      id: "key.exponent_small";
    }
  | {
      factor: number;
      id: "key.small_factor";
    }
  | {
      id: "key.close_primes";
      rounds: number;
    }
  | {
      id: "key.roca";
    };
/**
 * A response.
 */
export type OcspResponse =
  | (BasicResponse & {
      status: "successful";
    })
  | {
      reason: ResponderError;
      status: "refused";
    };
/**
 * The status of a certificate.
 */
export type CertificateStatus =
  | {
      status: "good";
    }
  | {
      reason?: Reason;
      revocationDate: Time;
      status: "revoked";
    }
  | {
      status: "unknown";
    };
/**
 * Why a responder does not answer (OCSPResponseStatus).
 */
export type ResponderError = "malformedRequest" | "internalError" | "tryLater" | "sigRequired" | "unauthorized";
/**
 * What a [`Detail`] is about.
 */
export type Said =
  ("permittedCidrs" | "permittedDnsNames") | "command" | "field" | "file" | "key" | "object" | "openSsl";
/**
 * The formats that are opened.
 */
export type Format =
  | (
      | "chromePolicies"
      | "firefoxPolicies"
      | "har"
      | "json"
      | "signedTrustStore"
      | "trustStore"
      | "gzip"
      | "jceks"
      | "jks"
      | "pkcs12"
      | "tar"
      | "zip"
    )
  | "aws"
  | "jwk"
  | "jwks"
  | "headers"
  | "opensslClient"
  | "kubernetes"
  | "bks";
/**
 * Whether a container is what whoever made it wrote.
 */
export type Integrity = "holds" | "broken" | "unchecked";
export type ProblemReason = ProblemKind | ContainerProblem;
/**
 * Why a container was not opened, or not all of it.
 */
export type ContainerProblem =
  | {
      id: "container.too_deep";
      limit: number;
    }
  | {
      id: "container.too_many";
      limit: number;
    }
  | {
      id: "container.too_large";
      limit: number;
    }
  | {
      id: "container.too_many_values";
      limit: number;
    }
  | {
      id: "container.json";
    }
  | {
      id: "container.yaml";
    }
  | {
      entry: string;
      id: "container.duplicate_key";
    }
  | {
      entry: string;
      id: "container.entry_unread";
    }
  | {
      id: "container.entry_unrecognised";
      size: number;
    }
  | {
      entry: string;
      id: "container.jwk_certificate";
    }
  | {
      entry: string;
      id: "container.jwk_thumbprint";
      member: string;
    }
  | {
      id: "container.damaged";
    }
  | {
      id: "container.method_unsupported";
      method: string;
    }
  | {
      id: "container.encrypted";
    }
  | {
      id: "container.too_slow";
      limit: number;
    }
  | {
      id: "container.mac_wrong";
    }
  | {
      id: "container.not_verified";
    }
  | {
      id: "container.public_key_unknown";
    }
  | {
      id: "container.tree_withheld";
    }
  | {
      id: "container.password_needed";
    }
  | {
      id: "container.password_wrong";
    };
/**
 * How an issuer is told. No signature is verified.
 */
export type By = "name" | "nameAndKeyId";
/**
 * Keys whose moduli share a prime, and are not the same.
 */
export type SharedFactor = {
  id: "key.shared_factor";
  one: Place[];
  other: Place[];
};

/**
 * Whatever the inspector says.
 */
export interface Inspected {
  inspection: Inspection;
  relations: Relations;
  tree: Tree;
}
/**
 * All that an input holds.
 */
export interface Inspection {
  /**
   * In the order of the input; what a container holds follows it.
   */
  objects: Object[];
  /**
   * Of the input; those of an object are with it.
   */
  problems: InspectionProblem[];
}
/**
 * One object.
 */
export interface Object {
  /**
   * It is in BER: what it holds was taken out of the same in DER, and has its offsets there.
   */
  ber?: boolean;
  content: Content;
  /**
   * Its name there: a path in an archive, an alias, a JSON pointer (RFC 6901).
   */
  entry?: string;
  /**
   * Of the PEM block that it stood in; `base64` where all that was read was that and nothing else.
   */
  label?: string;
  length: number;
  /**
   * Its number among those of its kind at the same place; nothing of what has its place to itself and is
   * called by that.
   */
  nth?: Nth;
  /**
   * Of the PEM block or of the value's first octet, in what it was read from: the entry of its container,
   * its container's encoding where entries have no names, or the input.
   */
  offset: number;
  /**
   * Why it is not read further than its tree, or not opened, and where: an offset in its encoding, or, of
   * an entry that was not opened, in its container.
   */
  problem?: InspectionProblem;
  /**
   * Position of the container that it came in.
   */
  within?: number;
}
/**
 * A certificate.
 */
export interface Certificate {
  /**
   * In the order of the encoding.
   */
  extensions: Extension[];
  fingerprints: Fingerprints;
  issuer: Name;
  issuerHash: NameHash;
  issuerUniqueId?: Octets;
  notAfter: Time;
  notBefore: Time;
  /**
   * Faults that left the fields readable.
   */
  problems: Problem[];
  publicKey: PublicKey;
  /**
   * Issuer and subject are one name. Whether the key is one as well, only a verification tells.
   */
  selfIssued: boolean;
  serial: Serial;
  signature: Octets;
  /**
   * What it is signed with.
   */
  signatureAlgorithm: Algorithm;
  /**
   * What the signed part says that it is signed with.
   */
  signedAlgorithm: Algorithm;
  subject: Name;
  subjectHash: NameHash;
  subjectUniqueId?: Octets;
  /**
   * 1, 2 or 3.
   */
  version: number;
}
/**
 * One extension. Nothing of it is lost: what is not decoded is there as a tree.
 */
export interface Extension {
  critical: boolean;
  length: number;
  name?: string;
  /**
   * Of the contents of extnValue, in the object.
   */
  offset: number;
  oid: Oid;
  /**
   * Why it does not decode, and where.
   */
  problem?: Problem;
  /**
   * Where it is defined, of what is decoded here.
   */
  spec?: string;
  /**
   * Where there is no value: its contents as they stand. Offsets are those in the contents.
   */
  tree?: Tree;
  /**
   * `None` where it does not decode, or nobody here knows how.
   */
  value?: Value;
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
 * The values of an input.
 */
export interface Tree {
  /**
   * In the order of their first octets, so each one before those inside it.
   */
  nodes: Node[];
  /**
   * What could not be read, in the order of the input.
   */
  unread: Unread[];
}
/**
 * One value.
 */
export interface Node {
  class: Class;
  constructed: boolean;
  /**
   * How many values it is in.
   */
  depth: number;
  /**
   * Octets that end an indefinite length: two, or none where they are missing.
   */
  endOctets?: number;
  faults?: Fault[];
  indefinite?: boolean;
  /**
   * Octets of its contents that are there; the end of an indefinite length is not counted.
   */
  length: number;
  /**
   * Octets of its length.
   */
  lengthOctets: number;
  /**
   * The name of the object identifier that it is.
   */
  name?: string;
  number: number;
  /**
   * Of its first octet, in the input.
   */
  offset: number;
  /**
   * A string whose contents are themselves a value, which follows.
   */
  opened?: boolean;
  /**
   * Position of the value that this one is in.
   */
  parent?: number;
  /**
   * Octets of its tag.
   */
  tagOctets: number;
  /**
   * Its value in words, safe to show.
   */
  text?: string;
  /**
   * The name of its type, where its class is universal.
   */
  type?: string;
}
/**
 * Octets that are no value.
 */
export interface Unread {
  /**
   * Why.
   */
  fault: Fault;
  length: number;
  offset: number;
  /**
   * Position of the value that they are in.
   */
  parent?: number;
}
/**
 * Which key signed: by its identifier, by its certificate's issuer and serial number, or both.
 */
export interface AuthorityKeyIdentifier {
  issuer?: GeneralName[];
  keyIdentifier?: Octets;
  serial?: Serial;
}
/**
 * One name.
 */
export interface GeneralName {
  /**
   * The form's name in RFC 5280; SmtpUTF8Mailbox is RFC 9598's.
   */
  form: string;
  /**
   * What a workload is called, where the URI is one of SPIFFE's.
   */
  spiffe?: SpiffeId;
  /**
   * Safe to show; what is no text is its encoding in hexadecimal.
   */
  text: string;
  /**
   * The type of an otherName.
   */
  type?: NamedOid;
}
/**
 * A SPIFFE ID in its parts.
 */
export interface SpiffeId {
  path: string;
  trustDomain: string;
}
/**
 * An object identifier and its name, where one is known.
 */
export interface NamedOid {
  name?: string;
  oid: Oid;
}
/**
 * A serial number.
 */
export interface Serial {
  /**
   * Octets of the contents, with colons: CAs' consoles and audit reports, `openssl x509 -text`.
   */
  colons: string;
  /**
   * Signing credentials, and programs that take it for a number.
   */
  decimal?: string;
  /**
   * The contents octets of the INTEGER, lower case: searches and log lines of CDNs.
   */
  hex: string;
  negative: boolean;
  octets: number;
  /**
   * Upper case without the octet that holds the sign, as load balancers' headers and `openssl x509 -serial` have it.
   */
  upper: string;
  /**
   * Upper case with that octet: events of identity services.
   */
  upperSigned: string;
}
/**
 * How long the private key may sign.
 */
export interface PrivateKeyUsagePeriod {
  notAfter?: Time;
  notBefore?: Time;
}
/**
 * One policy.
 */
export interface CertificatePolicy {
  name?: string;
  oid: Oid;
  qualifiers?: Qualifier[];
}
/**
 * One of the issuer's policies that it calls equal to one of the subject's.
 */
export interface PolicyMapping {
  issuer: NamedOid;
  subject: NamedOid;
}
/**
 * One attribute with its values: text where they are strings, else their encoding.
 */
export interface DirectoryAttribute {
  name?: string;
  oid: Oid;
  values: string[];
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
 * Which names may and may not stand in certificates below.
 */
export interface NameConstraints {
  excluded: GeneralName[];
  permitted: GeneralName[];
}
/**
 * After how many certificates an explicit policy is needed, and mapping ends.
 */
export interface PolicyConstraints {
  inhibitPolicyMapping?: number;
  requireExplicitPolicy?: number;
}
/**
 * Where a list is found.
 */
export interface DistributionPoint {
  /**
   * Who issues its lists, where that is not the certificate's issuer.
   */
  crlIssuer?: GeneralName[];
  name?: DistributionPointName;
  /**
   * The reasons that its lists cover; all where absent.
   */
  reasons?: Reason[];
}
/**
 * One attribute of a name.
 */
export interface Attribute {
  name?: string;
  oid: Oid;
  /**
   * Safe to show; what is no text is its encoding in hexadecimal.
   */
  text: string;
  /**
   * The type of its value: PrintableString, UTF8String, BMPString.
   */
  type?: string;
  /**
   * The value's contents.
   */
  value: Octets;
}
/**
 * What is offered, and where.
 */
export interface AccessDescription {
  location: GeneralName;
  method: NamedOid;
}
/**
 * What a list covers.
 */
export interface IssuingDistributionPoint {
  indirectCrl: boolean;
  name?: DistributionPointName;
  onlyAttributeCerts: boolean;
  onlyCaCerts: boolean;
  onlySomeReasons?: Reason[];
  onlyUserCerts: boolean;
}
/**
 * What a log promised. Its signature is not verified: the logs' keys are not at hand.
 */
export interface SignedCertificateTimestamp {
  algorithm: string;
  extensions: Octets;
  /**
   * In the words of RFC 5246 §7.4.1.4.1, or its number.
   */
  hash: string;
  /**
   * What the log is called, where it is one that is known here.
   */
  log?: string;
  /**
   * SHA-256 of the log's key.
   */
  logId: Octets;
  signature: Octets;
  /**
   * RFC 3339 with milliseconds.
   */
  timestamp: string;
  /**
   * As people count it: 1.
   */
  version: number;
}
/**
 * One TLS extension, by its number and its name in IANA's registry.
 */
export interface TlsFeature {
  name?: string;
  number: number;
}
/**
 * One statement.
 */
export interface QcStatement {
  info?: QcInfo;
  name?: string;
  oid: Oid;
}
/**
 * One disclosure statement.
 */
export interface PdsLocation {
  language: string;
  url: string;
}
/**
 * One role.
 */
export interface Psd2Role {
  name: string;
  role: NamedOid;
}
/**
 * How an organisation is registered.
 */
export interface OrganizationIdentifier {
  country: string;
  reference: string;
  /**
   * NTR, VAT or PSD.
   */
  scheme: string;
  stateOrProvince?: string;
}
/**
 * One onion service.
 */
export interface TorServiceDescriptor {
  /**
   * Of its public key.
   */
  hash: Octets;
  hashAlgorithm: NamedOid;
  onionUri: string;
}
/**
 * One algorithm that the holder can do, the most wanted first.
 */
export interface SmimeCapability {
  name?: string;
  oid: Oid;
  /**
   * A number, such as RC2's bits, or the encoding.
   */
  parameters?: string;
}
/**
 * Which template a certificate was made by.
 */
export interface CertificateTemplate {
  majorVersion?: number;
  minorVersion?: number;
  template: NamedOid;
}
/**
 * The key index follows the certificate index when a renewal makes a new key.
 */
export interface CaVersion {
  certificateIndex: number;
  keyIndex: number;
}
/**
 * The addresses of one family.
 */
export interface IpAddressFamily {
  /**
   * `None`: those of the issuer.
   */
  addresses?: string[];
  /**
   * IANA's number: 1 is IPv4, 2 is IPv6.
   */
  family: number;
  /**
   * IANA's number of what they are used for, such as 1 for unicast.
   */
  subsequent?: number;
}
/**
 * Numbers, and routing domain identifiers, which nobody uses.
 */
export interface AsIdentifiers {
  asNumbers?: AsIdentifierChoice;
  routingDomains?: AsIdentifierChoice;
}
/**
 * From one to another; both are the same where there is one.
 */
export interface AsRange {
  from: number;
  to: number;
}
/**
 * One logotype.
 */
export interface Logotype {
  /**
   * Each form in which it is to be had.
   */
  details: LogotypeDetails[];
  /**
   * What kind of logotype it is, where it is one of the others.
   */
  kind?: NamedOid;
  of: LogotypeOf;
}
/**
 * Where one form of it is, and its hashes.
 */
export interface LogotypeDetails {
  audio?: LogotypeAudio;
  hashes: Hash[];
  image?: LogotypeImage;
  /**
   * `None`: a file elsewhere says so.
   */
  mediaType?: string;
  /**
   * A data: URI can hold all of a picture.
   */
  uris: string[];
}
/**
 * LogotypeAudioInfo (RFC 9399 §4.1).
 */
export interface LogotypeAudio {
  /**
   * 1 is mono, 2 stereo, 4 quad; 0 says nothing.
   */
  channels: number;
  /**
   * In octets; 0 says nothing.
   */
  fileSize: number;
  /**
   * A tag of RFC 5646.
   */
  language?: string;
  /**
   * In milliseconds; 0 says nothing.
   */
  playTime: number;
  /**
   * In a second.
   */
  sampleRate?: number;
}
/**
 * A hash and the function that made it.
 */
export interface Hash {
  algorithm: NamedOid;
  value: Octets;
}
/**
 * LogotypeImageInfo (RFC 9399 §4.1).
 */
export interface LogotypeImage {
  /**
   * In octets; 0 says nothing.
   */
  fileSize: number;
  /**
   * A tag of RFC 5646.
   */
  language?: string;
  resolution?: LogotypeResolution;
  /**
   * `grayScale`, `color` (also where nothing is said), or a number.
   */
  type: string;
  /**
   * In pixels, as is the other.
   */
  xSize: number;
  ySize: number;
}
/**
 * The hash of a picture, a signature by hand, or other data of a person.
 */
export interface Biometric {
  hash: Hash;
  source?: string;
  /**
   * `picture`, `handwrittenSignature`, or a number or name.
   */
  type: string;
}
/**
 * What whoever holds the proxy may do in the name of the issuer.
 */
export interface ProxyCertInfo {
  pathLength?: number;
  policy?: Octets;
  policyLanguage: NamedOid;
}
/**
 * Of a whole object.
 */
export interface Fingerprints {
  sha1: Octets;
  sha256: Octets;
  sha512: Octets;
}
/**
 * A distinguished name.
 */
export interface Name {
  /**
   * The same notation in the order of the encoding.
   */
  forward: string;
  /**
   * As `openssl x509 -subject` prints it.
   */
  openssl: string;
  /**
   * Relative distinguished names, in the order of the encoding.
   */
  rdns: Attribute[][];
  /**
   * RFC 4514: most specific first. Load balancers and audit reports write it so.
   */
  rfc4514: string;
}
/**
 * What OpenSSL calls the file of a certificate in a folder of trusted ones: `openssl x509 -subject_hash`.
 */
export interface NameHash {
  /**
   * Since OpenSSL 1.0.0: SHA-1 of the canonical name.
   */
  current: string;
  /**
   * Before it: MD5 of the name as it is encoded (`-subject_hash_old`).
   */
  old: string;
}
/**
 * A SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
 */
export interface PublicKey {
  algorithm: Algorithm;
  /**
   * Of the modulus, the prime or the order of the curve.
   */
  bits?: number;
  key: Key;
  /**
   * Identifiers that CAs derive from the key.
   */
  keyIds: KeyIds;
  /**
   * The contents of the BIT STRING, without the count of unused bits; left out where the numbers of `key` say it.
   */
  octets?: Octets;
  /**
   * SHA-256 of the whole SubjectPublicKeyInfo, as pins write it.
   */
  pin: Pin;
  /**
   * Why it is not to be trusted, as far as the key alone tells; empty where nobody asked.
   */
  weaknesses?: Weakness[];
}
/**
 * An AlgorithmIdentifier (RFC 5280 §4.1.1.2).
 */
export interface Algorithm {
  name?: string;
  oid: Oid;
  parameters?: Parameters;
}
/**
 * ECParameters (RFC 3279 §2.3.5).
 */
export interface ExplicitCurve {
  a: Octets;
  b: Octets;
  base: Octets;
  cofactor?: Octets;
  field: CurveField;
  order: Octets;
  /**
   * The named curve that has these parameters; whether they come with a seed or a cofactor does not matter.
   */
  sameAs?: NamedOid;
  /**
   * What the coefficients were derived from.
   */
  seed?: Octets;
}
/**
 * The group that a DSA key is of.
 */
export interface DsaParameters {
  g: Octets;
  p: Octets;
  q: Octets;
}
/**
 * What subjectKeyIdentifier usually holds.
 */
export interface KeyIds {
  /**
   * SHA-1 of the octets (RFC 5280 §4.2.1.2 (1)).
   */
  sha1: Octets;
  /**
   * The first 160 bits of their SHA-256 (RFC 7093 §2 (1)).
   */
  sha256Short: Octets;
}
/**
 * One hash in two notations.
 */
export interface Pin {
  base64: string;
  hex: Octets;
}
/**
 * A certificate revocation list.
 */
export interface RevocationList {
  /**
   * How many certificates are on it.
   */
  entries: number;
  extensions: Extension[];
  fingerprints: Fingerprints;
  /**
   * The first of them.
   */
  first: Entry[];
  issuer: Name;
  issuerHash: NameHash;
  nextUpdate?: Time;
  /**
   * Faults that left the fields readable.
   */
  problems: Problem[];
  signature: Octets;
  signatureAlgorithm: Algorithm;
  signedAlgorithm: Algorithm;
  thisUpdate: Time;
  /**
   * 1 or 2.
   */
  version: number;
}
/**
 * One revoked certificate.
 */
export interface Entry {
  extensions?: Extension[];
  revocationDate: Time;
  serial: Serial;
}
/**
 * A request for a certificate.
 */
export interface CertificationRequest {
  /**
   * All other attributes.
   */
  attributes: DirectoryAttribute[];
  /**
   * The extensions asked for (RFC 2985 §5.4.2, and Microsoft's attribute of the same syntax).
   */
  extensions: Extension[];
  fingerprints: Fingerprints;
  /**
   * Faults that left the fields readable.
   */
  problems: Problem[];
  publicKey: PublicKey;
  signature: Octets;
  signatureAlgorithm: Algorithm;
  subject: Name;
}
/**
 * What is asked.
 */
export interface OcspRequest {
  /**
   * How many certificates came with it.
   */
  certificates: number;
  extensions: Extension[];
  fingerprints: Fingerprints;
  /**
   * Faults that left the fields readable.
   */
  problems: Problem[];
  requestor?: GeneralName;
  requests: SingleRequest[];
  signature?: Octets;
  /**
   * Where it is signed; it is not verified.
   */
  signatureAlgorithm?: Algorithm;
  /**
   * As people count it: 1.
   */
  version: number;
}
/**
 * One certificate that is asked about.
 */
export interface SingleRequest {
  extensions?: Extension[];
  hashAlgorithm: NamedOid;
  issuerKeyHash: Octets;
  issuerNameHash: Octets;
  serial: Serial;
}
/**
 * A signed answer.
 */
export interface BasicResponse {
  /**
   * Those that came with it; offsets in them are their own.
   */
  certificates: Certificate[];
  extensions: Extension[];
  fingerprints: Fingerprints;
  /**
   * Faults that left the fields readable.
   */
  problems: Problem[];
  producedAt: Time;
  responderKey?: Octets;
  /**
   * Who signed: a name, or the SHA-1 of a key.
   */
  responderName?: Name;
  /**
   * By serial number.
   */
  responses: SingleResponse[];
  signature: Octets;
  signatureAlgorithm: Algorithm;
}
/**
 * What is said of one certificate.
 */
export interface SingleResponse {
  extensions: Extension[];
  hashAlgorithm: NamedOid;
  issuerKeyHash: Octets;
  issuerNameHash: Octets;
  nextUpdate?: Time;
  serial: Serial;
  status: CertificateStatus;
  thisUpdate: Time;
}
/**
 * For what a certificate is trusted, and how it is called.
 */
export interface TrustSettings {
  alias?: string;
  keyId?: Octets;
  /**
   * Uses that it is refused for.
   */
  rejected?: NamedOid[];
  /**
   * Uses that it is trusted for; `None`: nothing is said, and every use is meant.
   */
  trusted?: NamedOid[];
}
/**
 * What a SignedData says of itself. Its signatures are not verified.
 */
export interface SignedData {
  certificates: number;
  /**
   * Of what is signed.
   */
  contentType: NamedOid;
  /**
   * Whether that is there as well.
   */
  hasContent: boolean;
  lists: number;
  signers: number;
}
/**
 * What a container says of itself. What it holds follows it, as objects within it.
 */
export interface Container {
  /**
   * What it says of itself and of its entries.
   */
  details?: Detail[];
  /**
   * How many entries it has, of whatever kind.
   */
  entries: number;
  format: Format;
  /**
   * Where it has a code over its contents that takes the password.
   */
  integrity?: Integrity;
  /**
   * Faults that left it readable.
   */
  problems?: InspectionProblem[];
}
/**
 * One thing that a container says.
 */
export interface Detail {
  /**
   * Of which entry, or of what in the container; of the container itself where it is empty.
   */
  entry?: string;
  said: Said;
  /**
   * Safe to show.
   */
  text: string;
}
/**
 * One thing that is wrong. In JSON it has the shape of `anchorlight_pki::Problem`.
 */
export interface InspectionProblem {
  /**
   * Whether something was not read because of it.
   */
  fatal: boolean;
  kind: ProblemReason;
  /**
   * Byte offset at which it was found.
   */
  offset: number;
}
/**
 * Which of how many of its kind an object is, counted from one.
 */
export interface Nth {
  number: number;
  of: number;
}
/**
 * What belongs together. Of objects with the same octets all but `duplicates` tell only the first.
 */
export interface Relations {
  /**
   * Every certificate, each after those that it issued; a chain for each that issued none.
   */
  chains: Chain[];
  crossSigned: CrossSigned[];
  /**
   * Objects with the same octets, in the order of the inputs.
   */
  duplicates: Place[][];
  /**
   * Keys that more than one object has.
   */
  keys: SharedKey[];
  /**
   * RSA keys that were not compared with the others: there are more than are, or they are longer.
   */
  notCompared: number;
  renewals: Renewal[];
  /**
   * RSA keys that take one another apart.
   */
  sharedFactors: SharedFactor[];
  /**
   * Private keys that no certificate is of, where there are certificates.
   */
  withoutCertificate: Place[];
}
/**
 * Certificates, each before its issuers. Where one has several, as when it is cross-signed, all are there.
 */
export interface Chain {
  /**
   * What is known of the weakest link; nothing of a certificate alone.
   */
  by?: By;
  certificates: Place[];
  /**
   * Those of them that are CAs and issued by themselves.
   */
  roots: Place[];
  /**
   * Those of them whose issuer is not here.
   */
  withoutIssuer: Place[];
}
/**
 * One object of several inputs.
 */
export interface Place {
  /**
   * Position of the input.
   */
  input: number;
  /**
   * Position in its objects.
   */
  object: number;
}
/**
 * One subject with one key, under several issuers.
 */
export interface CrossSigned {
  /**
   * The first of each issuer.
   */
  certificates: Place[];
}
/**
 * A key, and everything that has it.
 */
export interface SharedKey {
  certificates: Place[];
  certificationRequests: Place[];
  /**
   * Of the first; the same key can be encoded in more than one way.
   */
  pin: Pin;
  privateKeys: Place[];
  publicKeys: Place[];
}
/**
 * A certificate, and the one that follows it.
 */
export interface Renewal {
  after: Place;
  before: Place;
  sameIssuer: boolean;
  sameKey: boolean;
}
