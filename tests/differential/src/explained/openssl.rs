//! Where OpenSSL and the engine part.

use super::{Row, Theirs, Word};
use crate::case::Case;
use crate::issue::Issued;
use crate::judge::Judge;
use crate::plan::{
    BasicConstraints, Dates, KeyIds, KeyPurpose, Name, Placed, Policies, Policy, Purpose, Signature,
};

const BOTH: &[Judge] = &[Judge::OpenSsl, Judge::OpenSslStrict];
const STRICT: &[Judge] = &[Judge::OpenSslStrict];

/// Of one certificate's name constraints ours tells the first name that breaks them.
const NAMES: &[&str] =
    &["name.constraint_unprocessable", "name.excluded_subtree", "name.not_permitted"];

/// Its errors, and what our report calls them.
pub(super) const SAME: &[Word] = &[
    ("CA_BCONS_NOT_CRITICAL", &["profile.rule BasicConstraintsCritical"]),
    ("CA_CERT_MISSING_KEY_USAGE", &["profile.rule KeyUsageOfCa"]),
    ("CERT_HAS_EXPIRED", &["validity.expired"]),
    ("CERT_NOT_YET_VALID", &["validity.not_yet_valid"]),
    ("CERT_SIGNATURE_FAILURE", &["signature.invalid", "signature.algorithms_differ"]),
    ("DEPTH_ZERO_SELF_SIGNED_CERT", &["path.root_not_trusted"]),
    ("EMPTY_SUBJECT_SAN_NOT_CRITICAL", &["profile.rule AlternativeNamesCritical"]),
    ("EXCLUDED_VIOLATION", NAMES),
    ("HOSTNAME_MISMATCH", &["name.mismatch", "name.no_subject_alt_name"]),
    (
        "INVALID_CA",
        &[
            "basic_constraints.missing",
            "basic_constraints.not_ca",
            "key_usage.cert_sign_missing",
            "profile.rule KeyCertSignOnlyInCa",
        ],
    ),
    ("INVALID_POLICY_EXTENSION", &["policy.maps_any_policy"]),
    // Its purposes include what a CA needs to be one.
    (
        "INVALID_PURPOSE",
        &[
            "extended_key_usage.purpose_missing",
            "key_usage.purpose_missing",
            "basic_constraints.missing",
            "basic_constraints.not_ca",
            "key_usage.cert_sign_missing",
        ],
    ),
    ("IP_ADDRESS_MISMATCH", &["name.mismatch", "name.no_subject_alt_name"]),
    ("KEYUSAGE_NO_CERTSIGN", &["key_usage.cert_sign_missing"]),
    ("KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA", &["profile.rule KeyCertSignOnlyInCa"]),
    ("MISSING_AUTHORITY_KEY_IDENTIFIER", &["profile.rule AuthorityKeyIdPresent"]),
    ("MISSING_SUBJECT_KEY_IDENTIFIER", &["profile.rule SubjectKeyIdOfCa"]),
    ("NO_EXPLICIT_POLICY", &["policy.none_valid", "policy.not_acceptable"]),
    ("PATHLEN_WITHOUT_KU_KEY_CERT_SIGN", &["profile.rule KeyUsageOfCa"]),
    // It lets a name and key stand twice in a path, which ours calls a loop.
    ("PATH_LENGTH_EXCEEDED", &["path_length.exceeded", "path.loop"]),
    ("PERMITTED_VIOLATION", NAMES),
    // It does not try the signature before it takes an issuer, so it may end at another's root.
    ("SELF_SIGNED_CERT_IN_CHAIN", &["path.root_not_trusted", "signature.invalid"]),
    ("SIGNATURE_ALGORITHM_INCONSISTENCY", &["signature.algorithms_differ"]),
    ("SUBJECT_NAME_EMPTY", &["profile.rule AlternativeNamesCritical", "profile.rule SubjectOfCa"]),
    // Where only another CA of the issuer's name is at hand, ours tells that its key does not verify.
    (
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        &["path.issuer_not_found", "path.loop", "signature.invalid"],
    ),
    ("UNHANDLED_CRITICAL_EXTENSION", &["critical_extension.unknown"]),
    ("UNSUPPORTED_CONSTRAINT_TYPE", NAMES),
    ("UNSUPPORTED_NAME_SYNTAX", NAMES),
];

/// OpenSSL builds one path and judges that; RFC 5280 §6.1 asks whether one is valid.
pub(super) const ONE_PATH: Row = Row {
    id: "openssl.one-path",
    judges: BOTH,
    theirs: Theirs::Refuses(&[]),
    when: |_| true,
    section: "RFC 4158 2.4.2",
    why: "ours: OpenSSL builds one path and takes no other where that one fails; ours has that fault on one path, and another holds",
};

pub(super) const ROWS: &[Row] = &[
    Row {
        id: "openssl.last-second",
        judges: BOTH,
        theirs: Theirs::Refuses(&["CERT_HAS_EXPIRED"]),
        when: |case| case.given(|issued| issued.body.dates == Dates::UntilNow),
        section: "RFC 5280 4.1.2.5",
        why: "ours: the validity period includes notAfter itself; OpenSSL ends one second before",
    },
    Row {
        id: "openssl.any-purpose",
        judges: BOTH,
        theirs: Theirs::Refuses(&["INVALID_PURPOSE"]),
        when: |case| {
            case.given(|issued| {
                issued.body.purposes.as_ref().is_some_and(|p| p.contains(&KeyPurpose::Any))
            })
        },
        section: "RFC 5280 4.2.1.12",
        why: "both: anyExtendedKeyUsage permits every purpose; an application may all the same ask for the one it needs, and OpenSSL does",
    },
    Row {
        id: "openssl.key-id-mismatch",
        judges: BOTH,
        theirs: Theirs::Refuses(&["UNABLE_TO_GET_ISSUER_CERT_LOCALLY"]),
        when: |case| {
            case.given(|issued| {
                matches!(issued.body.key_ids, KeyIds::WrongAuthority | KeyIds::WrongSerial)
            })
        },
        section: "RFC 5280 4.2.1.1",
        why: "ours: key identifiers help to build a path and are no part of validating it (6.1); OpenSSL takes no issuer whose identifier differs",
    },
    Row {
        id: "openssl.self-issued-as-self-signed",
        judges: BOTH,
        theirs: Theirs::Refuses(&["SELF_SIGNED_CERT_IN_CHAIN"]),
        when: |case| {
            case.given(|issued| {
                let said = matches!(
                    issued.body.key_ids,
                    KeyIds::Both | KeyIds::WrongAuthority | KeyIds::WrongSerial
                );
                issued.self_issued && (issued.body.version1 || !said)
            })
        },
        section: "RFC 5280 3.2",
        why: "ours: a self-issued certificate may be signed by another key of its CA; OpenSSL takes it for self-signed unless key identifiers tell otherwise",
    },
    Row {
        id: "openssl.common-name-constrained",
        judges: BOTH,
        theirs: Theirs::Refuses(&["PERMITTED_VIOLATION", "EXCLUDED_VIOLATION"]),
        when: |case| {
            common_name_is_host(case)
                && !has_dns_name(case)
                && case.constrains(|name| matches!(name, Name::Dns(_)))
        },
        section: "RFC 9525 2",
        why: "ours: a common name is no DNS name, so no dNSName subtree applies to it; OpenSSL takes it for one where there is no other",
    },
    Row {
        id: "openssl.common-name-as-host",
        judges: BOTH,
        theirs: Theirs::Accepts(&["name.mismatch", "name.no_subject_alt_name"]),
        when: |case| common_name_is_host(case) && !has_dns_name(case),
        section: "RFC 9525 2",
        why: "ours: the common name must not be looked at; OpenSSL still does where there is no DNS name",
    },
    Row {
        id: "openssl.wildcard-excluded",
        judges: BOTH,
        theirs: Theirs::Accepts(&["name.excluded_subtree"]),
        when: |case| {
            case.leaf_has(|name| *name == Name::Dns("*.example.com"))
                && case.constrains(|name| {
                    matches!(name, Name::Dns("host.example.com" | "inside.example.com"))
                })
        },
        section: "RFC 5280 4.2.1.10",
        why: "ours: the RFC leaves wildcards open; one that stands for an excluded name would get around the constraint, and OpenSSL compares its text only",
    },
    Row {
        id: "openssl.uri-without-host-name",
        judges: BOTH,
        theirs: Theirs::Accepts(&["name.excluded_subtree"]),
        when: |case| {
            case.leaf_has(|name| matches!(name, Name::Uri("https://192.0.2.1/x")))
                && case.constrains(|name| matches!(name, Name::Uri(_)))
        },
        section: "RFC 5280 4.2.1.10",
        why: "ours: where URIs are constrained, one whose host is an address must be refused; OpenSSL compares the address as if it were a host name",
    },
    Row {
        id: "openssl.maps-any-policy",
        judges: BOTH,
        theirs: Theirs::Accepts(&["policy.maps_any_policy"]),
        when: |case| {
            case.on_path(|issued| {
                let policies = &issued.body.policies;
                policies.stated.is_none() && policies.mappings.iter().any(|m| m.0 == Policy::Any)
            })
        },
        section: "RFC 5280 6.1.4 (a)",
        why: "ours: anyPolicy must not be mapped; OpenSSL reads mappings only beside policies",
    },
    Row {
        id: "openssl.mapping-in-end-entity",
        judges: BOTH,
        theirs: Theirs::Refuses(&["INVALID_POLICY_EXTENSION", "NO_EXPLICIT_POLICY"]),
        when: |case| !case.plan.leaf.body.policies.mappings.is_empty(),
        section: "RFC 5280 6.1.4",
        why: "ours: mappings prepare for the next certificate, and after the end entity there is none; OpenSSL reads them there as well",
    },
    Row {
        id: "openssl.mapping-in-end-entity.accepted",
        judges: BOTH,
        theirs: Theirs::Accepts(&["policy.none_valid", "policy.not_acceptable"]),
        when: |case| !case.plan.leaf.body.policies.mappings.is_empty(),
        section: "RFC 5280 6.1.4",
        why: "ours: mappings prepare for the next certificate, and after the end entity there is none; OpenSSL takes what they map for stated",
    },
    Row {
        id: "openssl.mapping-beside-any-policy",
        judges: BOTH,
        theirs: Theirs::Accepts(&["policy.none_valid", "policy.not_acceptable"]),
        when: |case| {
            case.on_path(|issued| {
                let policies = &issued.body.policies;
                let stated = policies.stated.as_deref().unwrap_or_default();
                stated.contains(&Policy::Any)
                    && policies.mappings.iter().any(|(from, _)| !stated.contains(from))
            })
        },
        section: "RFC 5280 6.1.4 (b) (1)",
        why: "ours: a policy that is mapped is expected under its new name only; where it was stated by anyPolicy, OpenSSL forgets the mapping one certificate further down",
    },
    Row {
        id: "openssl.leading-dot",
        judges: BOTH,
        theirs: Theirs::Accepts(&["name.constraint_unprocessable"]),
        when: |case| case.constrains(|name| *name == Name::Dns(".example.com")),
        section: "RFC 5280 4.2.1.10",
        why: "ours: a leading dot has a meaning for hosts of URIs and mailboxes only, and what cannot be processed must be refused; OpenSSL takes it for what is below the domain",
    },
    Row {
        id: "openssl.policies-of-anchor",
        judges: BOTH,
        theirs: Theirs::Accepts(&["policy.none_valid", "policy.not_acceptable"]),
        when: |case| case.anchor(|issued| issued.body.policies != Policies::default()),
        section: "RFC 5280 6.1.1 (d)",
        why: "both: the anchor is no part of the path; with its certificate in force, ours has it count, and OpenSSL leaves it out",
    },
    Row {
        id: "openssl.anchor-without-basic-constraints",
        judges: BOTH,
        theirs: Theirs::Accepts(&["basic_constraints.missing"]),
        when: |case| {
            case.anchor(|issued| {
                issued.body.basic_constraints == BasicConstraints::Absent
                    && issued.body.key_usage.is_some()
            })
        },
        section: "RFC 5280 6.1.4 (k)",
        why: "both: an anchor is a CA because it is trusted as one (6.1.1 (d)); with its certificate in force, ours asks that it says so, and OpenSSL takes keyCertSign for it",
    },
    Row {
        id: "openssl.version-1-anchor",
        judges: BOTH,
        theirs: Theirs::Refuses(&["INVALID_CA", "INVALID_PURPOSE"]),
        when: |case| case.anchor(|issued| issued.body.version1 && !issued.self_issued),
        section: "RFC 5280 6.1.1 (d)",
        why: "ours: an anchor is a name and a key and need not be self-signed; OpenSSL takes version 1 from a self-signed one only",
    },
    Row {
        id: "openssl.end-entity-is-anchor.policy",
        judges: BOTH,
        theirs: Theirs::Refuses(&["NO_EXPLICIT_POLICY"]),
        when: |case| leaf_is_anchor(case) && case.plan.question.require_explicit,
        section: "RFC 5280 6.1",
        why: "both: an end entity in the store is no path, and the RFC says nothing of it; ours trusts it as it is, and OpenSSL finds no policy",
    },
    Row {
        id: "openssl.strict.name-constraints-not-critical",
        judges: STRICT,
        theirs: Theirs::Accepts(&["profile.rule NameConstraintsCritical"]),
        when: |case| {
            case.on_path(|issued| {
                issued.body.name_constraints.as_ref().is_some_and(|c| !c.critical)
            })
        },
        section: "RFC 5280 4.2.1.10",
        why: "ours: conforming CAs must mark name constraints critical; OpenSSL does not look",
    },
    Row {
        id: "openssl.strict.name-constraints-in-end-entity",
        judges: STRICT,
        theirs: Theirs::Accepts(&["profile.rule NameConstraintsOnlyInCa"]),
        when: |case| case.plan.leaf.body.name_constraints.is_some(),
        section: "RFC 5280 4.2.1.10",
        why: "ours: name constraints must be used only in a CA certificate; OpenSSL does not look",
    },
    Row {
        id: "openssl.strict.version-1",
        judges: STRICT,
        theirs: Theirs::Accepts(&["profile.rule AuthorityKeyIdPresent"]),
        when: |case| case.on_path(|issued| issued.body.version1),
        section: "RFC 5280 4.2.1.1",
        why: "ours: what conforming CAs issue has an authority key identifier, so it is not of version 1; OpenSSL asks for it in version 3 only",
    },
    Row {
        id: "openssl.strict.version-1-refused",
        judges: STRICT,
        theirs: Theirs::Refuses(&["INVALID_CA"]),
        when: |case| case.given(|issued| issued.body.version1),
        section: "RFC 5280 6.1.1 (d)",
        why: "ours: an anchor is a name and a key, and an end entity issues nothing, of whatever version the certificate is",
    },
    Row {
        id: "openssl.strict.authority-key-id-by-serial",
        judges: STRICT,
        theirs: Theirs::Accepts(&["profile.rule AuthorityKeyIdPresent"]),
        when: |case| case.on_path(|issued| issued.body.key_ids == KeyIds::WrongSerial),
        section: "RFC 5280 4.2.1.1",
        why: "ours: the keyIdentifier field itself must be there; OpenSSL is content with issuer and serial number",
    },
    Row {
        id: "openssl.strict.key-usage-of-end-entity",
        judges: STRICT,
        theirs: Theirs::Refuses(&["INVALID_PURPOSE"]),
        when: |case| {
            let needed = match case.plan.question.purpose {
                Purpose::Any => return false,
                Purpose::ServerAuth => 1 | 1 << 2 | 1 << 4,
                Purpose::ClientAuth => 1 | 1 << 4,
            };
            case.plan.leaf.body.key_usage.is_some_and(|usage| usage & needed == 0)
        },
        section: "RFC 5280 4.2.1.12",
        why: "both: CAs are to keep key usage and key purposes consistent; ours, by this profile, looks at each by itself",
    },
    Row {
        id: "openssl.strict.key-usage-of-anchor",
        judges: STRICT,
        theirs: Theirs::Refuses(&["CA_CERT_MISSING_KEY_USAGE", "PATHLEN_WITHOUT_KU_KEY_CERT_SIGN"]),
        when: |case| case.anchor(|issued| issued.body.key_usage.is_none() && is_ca(issued)),
        section: "RFC 5280 4.2.1.3",
        why: "OpenSSL: conforming CAs must include key usage; ours asks it below the anchor, because old roots in public stores have none",
    },
    Row {
        id: "openssl.strict.path-length-without-cert-sign",
        judges: STRICT,
        theirs: Theirs::Refuses(&["PATHLEN_WITHOUT_KU_KEY_CERT_SIGN"]),
        when: |case| {
            case.given(|issued| {
                is_ca(issued) && issued.body.key_usage.is_some_and(|usage| usage & CERT_SIGN == 0)
            })
        },
        section: "RFC 5280 4.2.1.9",
        why: "OpenSSL: a path length must stand beside keyCertSign; an end entity's limits nothing that is validated here",
    },
    Row {
        id: "openssl.strict.anchor-signature-algorithms",
        judges: STRICT,
        theirs: Theirs::Refuses(&["SIGNATURE_ALGORITHM_INCONSISTENCY"]),
        when: |case| {
            let differ = |issued: &Issued| issued.body.signature == Signature::OtherAlgorithmInside;
            case.anchor(differ)
                || case
                    .given(|issued| differ(issued) && (issued.self_issued || leaf_is_anchor(case)))
        },
        section: "RFC 5280 6.1.1 (d)",
        why: "ours: the signature of an anchor is not verified, so its algorithms do not matter, nor those of what OpenSSL goes on to above an anchor",
    },
    Row {
        id: "openssl.strict.one-certificate",
        judges: STRICT,
        theirs: Theirs::Accepts(&[
            "profile.rule AlternativeNamesCritical",
            "profile.rule AuthorityKeyIdPresent",
            "profile.rule BasicConstraintsCritical",
            "profile.rule KeyCertSignOnlyInCa",
            "profile.rule KeyUsageOfCa",
            "profile.rule SubjectKeyIdOfCa",
            "profile.rule SubjectOfCa",
        ]),
        when: leaf_is_anchor,
        section: "RFC 5280 4",
        why: "ours: the profile binds an end entity that is trusted by itself as well; OpenSSL is not strict with a path of one certificate",
    },
    Row {
        id: "openssl.strict.crl-issuer-without-subject",
        judges: STRICT,
        theirs: Theirs::Refuses(&["SUBJECT_NAME_EMPTY"]),
        when: |case| {
            let leaf = &case.plan.leaf;
            let signs_crls = leaf.body.key_usage.is_some_and(|usage| usage & CRL_SIGN != 0);
            leaf.subject.directory.is_none() && signs_crls
        },
        section: "RFC 5280 4.1.2.6",
        why: "OpenSSL: a CRL issuer must have a subject; ours asks it of CAs, and no CRL of an end entity is validated here",
    },
];

const CERT_SIGN: u16 = 1 << 5;
const CRL_SIGN: u16 = 1 << 6;

fn is_ca(issued: &Issued) -> bool {
    matches!(issued.body.basic_constraints, BasicConstraints::Ca { .. })
}

fn leaf_is_anchor(case: &Case<'_>) -> bool {
    case.plan.leaf.body.placed == Placed::Both
}

fn common_name_is_host(case: &Case<'_>) -> bool {
    case.plan.leaf.subject.common_name.is_some_and(|name| name.contains('.'))
}

fn has_dns_name(case: &Case<'_>) -> bool {
    case.leaf_has(|name| matches!(name, Name::Dns(_)))
}
