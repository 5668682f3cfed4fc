//! Which way each field of a document tightens it.

use anchorlight_pki::NameKind;

use super::item::About;
use super::order::Order;
use super::set::{Sets, Word};

/// How the values of a field compare. One that is not named here says nothing of trust.
pub(super) fn order(about: &About, field: &str) -> Order {
    let table = match about {
        About::Document => DOCUMENT,
        About::Signers => SIGNERS,
        About::Anchor { .. } => ANCHOR,
        About::EndEntity { .. } => END_ENTITY,
        About::Revocation => REVOCATION,
        About::RevocationSource { .. } => REVOCATION_SOURCE,
        About::Include { .. } | About::IncludePublicWebRoots => INCLUDE,
        About::Rule { rule_id } | About::HostRule { rule_id, .. } => {
            return of_rule(rule_id, field);
        }
        _ => &[],
    };
    let constraints = match about {
        About::Anchor { .. } | About::Include { .. } | About::IncludePublicWebRoots => CONSTRAINTS,
        _ => &[],
    };
    let constraint = field.strip_prefix("constraints/").unwrap_or_default();
    find(table, field)
        .or_else(|| find(constraints, constraint))
        .or_else(|| find(KEYS, field).filter(|_| about.is_keyed_by(field)))
        .unwrap_or(Order::Words)
}

type Table = &'static [(&'static str, Order)];

fn find(table: Table, field: &str) -> Option<Order> {
    table.iter().find(|(name, _)| *name == field).map(|(_, order)| *order)
}

const DOCUMENT: Table = &[("expiryGrace", Order::Lower)];

const SIGNERS: Table = &[("threshold", Order::Higher)];

const REVOCATION: Table =
    &[("mode", Order::Mode), ("scope", Order::Scope), ("grace", Order::Lower)];

const REVOCATION_SOURCE: Table = &[("data", Order::Object)];

const ANCHOR: Table = &[
    ("purposes", Order::Set(Sets::Fewer, Word::Text)),
    ("enforce/dates", Order::Flag),
    ("enforce/constraints", Order::Flag),
    ("enforce/basicConstraints", Order::Flag),
];

const END_ENTITY: Table = &[
    ("purposes", Order::Set(Sets::Fewer, Word::Text)),
    ("hosts", Order::Hosts),
    ("useUntil", Order::Earlier),
];

const INCLUDE: Table = &[("purposes", Order::Set(Sets::FewerOfAll, Word::Text))];

const CONSTRAINTS: Table = &[
    ("permitted/dns", Order::Permitted(NameKind::Dns)),
    ("permitted/ip", Order::Permitted(NameKind::Ip)),
    ("permitted/email", Order::Permitted(NameKind::Email)),
    ("permitted/uri", Order::Permitted(NameKind::Uri)),
    ("permitted/directory", Order::Permitted(NameKind::Directory)),
    ("excluded/dns", Order::Excluded(NameKind::Dns)),
    ("excluded/ip", Order::Excluded(NameKind::Ip)),
    ("excluded/email", Order::Excluded(NameKind::Email)),
    ("excluded/uri", Order::Excluded(NameKind::Uri)),
    ("excluded/directory", Order::Excluded(NameKind::Directory)),
    ("extendedKeyUsages", Order::Set(Sets::FewerOfAll, Word::Oid)),
    ("policies", Order::Set(Sets::FewerOfAll, Word::Oid)),
    ("pathLength", Order::Bound),
    ("distrustIssuedAfter", Order::Earlier),
    ("useUntil", Order::Earlier),
];

/// What entries are matched by: the same, however it is written.
const KEYS: Table = &[
    ("certificate", Order::Key),
    ("document", Order::Key),
    ("id", Order::Key),
    ("issuer", Order::Key),
    ("name", Order::Key),
    ("publicKey", Order::Key),
    ("serial", Order::Key),
    ("sha256", Order::Key),
];

impl About {
    fn is_keyed_by(&self, field: &str) -> bool {
        match self {
            Self::Anchor { .. } | Self::EndEntity { .. } | Self::Hint { .. } => {
                field == "certificate"
            }
            Self::Document => false,
            _ => true,
        }
    }
}

fn of_rule(rule: &str, field: &str) -> Order {
    match (rule, field) {
        (_, "action") => Order::Action,
        ("anchor.bound", "anchors") | ("key.pinned", "keys") => {
            Order::Set(Sets::Fewer, Word::Sha256)
        }
        ("certificate.problem", "ids") => Order::Set(Sets::MoreOfAll, Word::Text),
        // One that is left out is that of the rule.
        ("certificate.problem", field) if field.starts_with("severities/") => Order::Action,
        ("key.algorithm" | "key.curve", "allowed") => Order::Set(Sets::Fewer, Word::Text),
        ("key.post_quantum", "validBeyond") => Order::Beyond,
        ("key.rsa_bits" | "sct.count", "minimum") => Order::Higher,
        ("name.form", "required") => Order::Set(Sets::More, Word::Text),
        ("path.certificates", "maximum") => Order::Bound,
        ("policy.required", "oneOf") | ("signature.algorithm", "allowed") => {
            Order::Set(Sets::Fewer, Word::Oid)
        }
        ("purpose.required", "allOf") => Order::Set(Sets::More, Word::Oid),
        ("validity.ca" | "validity.end_entity", "maximumDays") => Order::Bound,
        // Of two profiles each asks something that the other does not.
        _ => Order::Words,
    }
}
