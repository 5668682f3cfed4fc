//! Where pyca/cryptography and the engine part.

use super::{Row, Theirs, Word};
use crate::case::Case;
use crate::issue::Issued;
use crate::judge::Judge;
use crate::plan::{BasicConstraints, KeyPurpose, Name, Placed, Signature, Style};

const BOTH: &[Judge] = &[Judge::Pyca, Judge::PycaDefaults];
const DEFAULTS: &[Judge] = &[Judge::PycaDefaults];

/// Its errors, and the faults that they are of a path of ours that does not hold.
const SAME: &[Word] = &[
    ("cert is not valid at validation time", &["validity.expired", "validity.not_yet_valid"]),
    ("signature does not match", &["signature.invalid"]),
    ("mismatch between signatureAlgorithm and SPKI algorithm", &["signature.algorithms_differ"]),
    ("path length constraint violated", &["path_length.exceeded"]),
    (
        "all candidates exhausted with no interior errors",
        &["path.root_not_trusted", "path.issuer_not_found", "path.loop"],
    ),
    ("chain construction exceeds max depth", &["path.root_not_trusted", "path.loop"]),
    ("ValueError: keyUsage without keyCertSign", &["key_usage.cert_sign_missing"]),
    ("ValueError: basicConstraints without cA", &["basic_constraints.not_ca"]),
    (
        "invalid extension: 2.5.29.19: missing required extension: CA certificate has no basicConstraints",
        &["basic_constraints.missing"],
    ),
    ("basicConstraints.cA must be asserted in a CA certificate", &["basic_constraints.not_ca"]),
    ("keyUsage.keyCertSign must be asserted in a CA certificate", &["key_usage.cert_sign_missing"]),
    ("required EKU not found", &["extended_key_usage.purpose_missing"]),
    (
        "invalid extension: 2.5.29.19: Certificate extension has incorrect criticality",
        &["profile.rule BasicConstraintsCritical"],
    ),
    ("ValueError: extendedKeyUsage without the purpose", &["extended_key_usage.purpose_missing"]),
    ("no permitted name constraints matched SAN", &["name.not_permitted"]),
    ("excluded name constraint matched SAN", &["name.excluded_subtree"]),
    (
        "invalid extension: 1.3.6.1.4.1.99999.1: certificate contains unaccounted-for critical extensions",
        &["critical_extension.unknown"],
    ),
    ("malformed DNS name constraint: .example.com", &["name.constraint_unprocessable"]),
    ("malformed DNS name constraint: ", &[]),
    ("unsupported name constraint", &[]),
    ("invalid extension: 2.5.29.32: certificate contains unaccounted-for critical extensions", &[]),
    ("invalid extension: 2.5.29.33: certificate contains unaccounted-for critical extensions", &[]),
    ("invalid extension: 2.5.29.36: certificate contains unaccounted-for critical extensions", &[]),
    ("invalid extension: 2.5.29.54: certificate contains unaccounted-for critical extensions", &[]),
];

/// Where two CAs have one name it may also tell of the one that ours did not need to report.
pub(super) fn tells_of_another_path(case: &Case<'_>, error: &str) -> bool {
    let of_another = |faults| case.path_fails_by(faults) || case.has_namesakes();
    SAME.iter().any(|(known, faults)| *known == error && of_another(faults))
}

/// What it refuses on any certificate of a path. Each path that holds may have another of them.
fn never_taken(issued: &Issued) -> bool {
    issued.body.version1
        || issued.body.issuer_style != Style::Same
        || issued.body.signature == Signature::OtherAlgorithmInside
        || has_critical_policies(issued)
}

fn has_critical_policies(issued: &Issued) -> bool {
    let policies = &issued.body.policies;
    policies.critical && (policies.stated.is_some() || !policies.mappings.is_empty())
        || policies.require_explicit.is_some()
        || policies.inhibit_mapping.is_some()
        || policies.inhibit_any.is_some()
}

/// One of its reasons is this, and no path that holds is without any.
fn refuses_each_path(case: &Case<'_>, for_this: impl Fn(&Issued) -> bool) -> bool {
    case.on_path(for_this) && case.on_each_trusted_path(never_taken)
}

pub(super) const ROWS: &[Row] = &[
    Row {
        id: "pyca.policies-critical",
        judges: BOTH,
        theirs: Theirs::Refuses(&[
            "invalid extension: 2.5.29.32: certificate contains unaccounted-for critical extensions",
            "invalid extension: 2.5.29.33: certificate contains unaccounted-for critical extensions",
            "invalid extension: 2.5.29.36: certificate contains unaccounted-for critical extensions",
            "invalid extension: 2.5.29.54: certificate contains unaccounted-for critical extensions",
        ]),
        when: |case| refuses_each_path(case, has_critical_policies),
        section: "RFC 5280 4.2",
        why: "both: who does not process a critical extension must refuse it; ours processes policies and pyca does not",
    },
    Row {
        id: "pyca.names-byte-for-byte",
        judges: BOTH,
        theirs: Theirs::Refuses(&["all candidates exhausted with no interior errors"]),
        when: |case| refuses_each_path(case, |issued| issued.body.issuer_style != Style::Same),
        section: "RFC 5280 7.1",
        why: "ours: names that differ in case, inner space or string type are the same; pyca compares bytes",
    },
    Row {
        id: "pyca.alternative-name-criticality",
        judges: BOTH,
        theirs: Theirs::Refuses(&[
            "EE subjectAltName MUST NOT be critical when subject is nonempty",
            "EE subjectAltName MUST be critical when subject is empty",
        ]),
        when: |case| {
            let leaf = &case.plan.leaf;
            leaf.names_critical != leaf.subject.directory.is_none()
        },
        section: "RFC 5280 4.2.1.6",
        why: "both: a CA should mark the extension so; validation does not ask for it",
    },
    Row {
        id: "pyca.version-1-anchor",
        judges: BOTH,
        theirs: Theirs::Refuses(&["certificate must be an X509v3 certificate"]),
        when: |case| refuses_each_path(case, |issued| issued.body.version1),
        section: "RFC 5280 6.1.1 (d)",
        why: "ours: an anchor is a name and a key, of whatever version its certificate is, and an end entity needs no extensions; pyca takes version 3 only",
    },
    Row {
        id: "pyca.empty-dns-subtree",
        judges: BOTH,
        theirs: Theirs::Refuses(&["malformed DNS name constraint: "]),
        when: |case| case.constrains(|name| *name == Name::Dns("")),
        section: "RFC 5280 4.2.1.10",
        why: "ours: every name is the empty one with labels added, so the empty subtree holds all names; pyca calls it malformed",
    },
    Row {
        id: "pyca.subject-not-constrained",
        judges: BOTH,
        theirs: Theirs::Accepts(&["name.not_permitted", "name.excluded_subtree"]),
        when: |case| case.constrains(|name| matches!(name, Name::Directory(_) | Name::Email(_))),
        section: "RFC 5280 4.2.1.10",
        why: "ours: directoryName subtrees apply to the subject, and rfc822Name subtrees to an address in it; pyca looks at alternative names only",
    },
    Row {
        id: "pyca.defaults.common-name",
        judges: DEFAULTS,
        theirs: Theirs::Accepts(&["profile.rule CommonNameAmongNames"]),
        when: |case| case.plan.leaf.subject.common_name.is_some(),
        section: "CABF TLS BR 7.1.4.3",
        why: "ours: a common name must be one of the alternative names; pyca does not look at it",
    },
    Row {
        id: "pyca.defaults.purpose-not-stated",
        judges: DEFAULTS,
        theirs: Theirs::Accepts(&["profile.rule PurposeStated"]),
        when: |case| {
            let purposes = &case.plan.leaf.body.purposes;
            purposes.as_ref().is_none_or(|purposes| purposes.contains(&KeyPurpose::Any))
        },
        section: "CABF TLS BR 7.1.2.7.10",
        why: "ours: an end entity must state its purposes, and not that any will do; pyca takes none for any, and any beside the right one",
    },
    Row {
        id: "pyca.defaults.root-with-purpose",
        judges: DEFAULTS,
        theirs: Theirs::Accepts(&["profile.rule RootWithoutPurpose"]),
        when: |case| case.anchor(|issued| issued.body.purposes.is_some()),
        section: "CABF TLS BR 7.1.2.1.2",
        why: "ours: a root must not state purposes; pyca checks only that they include the one asked for",
    },
    Row {
        id: "pyca.defaults.subject-key-id",
        judges: DEFAULTS,
        theirs: Theirs::Accepts(&["profile.rule SubjectKeyIdOfCa"]),
        when: |_| true,
        section: "RFC 5280 4.2.1.2",
        why: "ours: a CA must have a subject key identifier; pyca lets it be absent, as many old CAs have none",
    },
    Row {
        id: "pyca.defaults.authority-key-id",
        judges: DEFAULTS,
        theirs: Theirs::Accepts(&["profile.rule AuthorityKeyIdPresent"]),
        when: |_| true,
        section: "RFC 5280 4.2.1.1",
        why: "ours: what others issued must have an authority key identifier; pyca lets a CA be without",
    },
    Row {
        id: "pyca.defaults.key-usage-of-end-entity",
        judges: DEFAULTS,
        theirs: Theirs::Accepts(&["key_usage.purpose_missing"]),
        when: |case| case.plan.leaf.body.key_usage.is_some(),
        section: "RFC 5280 4.2.1.12",
        why: "ours: a purpose needs a key usage that is consistent with it; pyca looks only whether the end entity may sign certificates",
    },
    Row {
        id: "pyca.defaults.ca-as-end-entity",
        judges: DEFAULTS,
        theirs: Theirs::Refuses(&["basicConstraints.cA must not be asserted in an EE certificate"]),
        when: |case| matches!(case.plan.leaf.body.basic_constraints, BasicConstraints::Ca { .. }),
        section: "CABF TLS BR 7.1.2.7.8",
        why: "pyca: a subscriber's certificate must not be a CA's; ours asks for it where the purpose is to be strict",
    },
    Row {
        id: "pyca.defaults.key-usage-of-ca",
        judges: DEFAULTS,
        theirs: Theirs::Refuses(&[
            "invalid extension: 2.5.29.15: Certificate is missing required extension",
        ]),
        when: |case| case.on_each_trusted_path(|issued| issued.body.key_usage.is_none()),
        section: "RFC 5280 4.2.1.3",
        why: "pyca: conforming CAs must include key usage; ours asks only what validation asks",
    },
    Row {
        id: "pyca.own-constraints",
        judges: BOTH,
        theirs: Theirs::Refuses(&[
            "excluded name constraint matched SAN",
            "no permitted name constraints matched SAN",
            "malformed DNS name constraint: .example.com",
            "unsupported name constraint",
            "directoryName matching is not implemented, so a SAN cannot satisfy a permitted directoryName name constraint",
        ]),
        when: |case| case.plan.leaf.body.name_constraints.is_some(),
        section: "RFC 5280 6.1.4 (g)",
        why: "ours: name constraints hold for the certificates below; pyca applies those of an end entity to itself",
    },
    Row {
        id: "pyca.self-issued-counted",
        judges: BOTH,
        theirs: Theirs::Refuses(&["path length constraint violated"]),
        when: |case| case.within_each_trusted_path(|issued| issued.self_issued),
        section: "RFC 5280 6.1.4 (l)",
        why: "ours: a self-issued certificate does not count for the path length; pyca counts it",
    },
    Row {
        id: "pyca.wildcard-permitted",
        judges: BOTH,
        theirs: Theirs::Accepts(&["name.not_permitted"]),
        when: |case| {
            case.leaf_has(|name| *name == Name::Dns("*.example.com"))
                && case.constrains(|name| {
                    matches!(name, Name::Dns("host.example.com" | "inside.example.com"))
                })
        },
        section: "RFC 5280 4.2.1.10",
        why: "ours: a wildcard stands for names outside the one that is permitted; this version of pyca takes one that overlaps for one within",
    },
    Row {
        id: "pyca.client-without-names",
        judges: BOTH,
        theirs: Theirs::Refuses(&[
            "invalid extension: 2.5.29.17: Certificate is missing required extension",
        ]),
        when: |case| case.plan.leaf.names.is_none() || case.plan.leaf.body.version1,
        section: "RFC 5280 4.1.2.6",
        why: "ours: a subject in the subject field is enough where no name is asked for; pyca wants alternative names",
    },
    Row {
        id: "pyca.anchor-signature-algorithms",
        judges: BOTH,
        theirs: Theirs::Refuses(&["mismatch between signatureAlgorithm and SPKI algorithm"]),
        when: |case| {
            refuses_each_path(case, |issued| {
                issued.body.signature == Signature::OtherAlgorithmInside
            })
        },
        section: "RFC 5280 6.1.1 (d)",
        why: "ours: an anchor's own signature is not verified, so its algorithms do not matter",
    },
    Row {
        id: "pyca.forms-not-supported",
        judges: BOTH,
        theirs: Theirs::Refuses(&["unsupported name constraint"]),
        when: |case| {
            let form = |name: &Name| matches!(name, Name::Directory(_) | Name::Uri(_));
            case.constrains(form) && case.leaf_has(form)
        },
        section: "RFC 5280 4.2.1.10",
        why: "both: what cannot be compared must be refused; pyca compares neither directory names nor URIs",
    },
    Row {
        id: "pyca.leading-dot",
        judges: BOTH,
        theirs: Theirs::Accepts(&["name.constraint_unprocessable"]),
        when: |case| case.constrains(|name| *name == Name::Dns(".example.com")),
        section: "RFC 5280 4.2.1.10",
        why: "ours: a leading dot has no meaning in a dNSName subtree, and what cannot be processed must be refused; pyca refuses it as well, but looks at no more subtrees once one permits the name",
    },
    Row {
        id: "pyca.end-entity-is-anchor.issuer",
        judges: BOTH,
        theirs: Theirs::Refuses(&["certificate must have a non-empty Issuer"]),
        when: |case| {
            let leaf = &case.plan.leaf;
            leaf.body.placed == Placed::Both && leaf.subject.directory.is_none()
        },
        section: "RFC 5280 4.1.2.4",
        why: "pyca: an issuer must have a name; ours trusts an end entity that is in the store, whoever issued it",
    },
];
