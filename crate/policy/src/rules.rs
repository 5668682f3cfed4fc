//! Rules: what an organisation asks of a path beyond its being valid. One file each.

mod anchor_bound;
mod certificate_problem;
mod key_algorithm;
mod key_curve;
mod key_pinned;
mod key_post_quantum;
mod key_rsa_bits;
mod name_common_name;
mod name_form;
mod path_certificates;
mod policy_required;
mod profile;
mod purpose_required;
mod sct_count;
mod signature_algorithm;
mod validity;

use anchorlight_path::Profile;
use anchorlight_pki::{KeyKind, Oid};
use serde::{Deserialize, Serialize};

pub use anchor_bound::AnchorBound;
pub use certificate_problem::CertificateProblem;
pub use key_algorithm::{KeyAlgorithm, KeyFamily};
pub use key_curve::KeyCurve;
pub use key_pinned::KeyPinned;
pub use key_post_quantum::KeyPostQuantum;
pub use key_rsa_bits::KeyRsaBits;
pub use name_common_name::NameCommonName;
pub use name_form::{Form, NameForm};
pub use path_certificates::PathCertificates;
pub use policy_required::PolicyRequired;
pub use profile::ProfileRule;
pub use purpose_required::PurposeRequired;
pub use sct_count::SctCount;
pub use signature_algorithm::SignatureAlgorithm;
pub use validity::{ValidityCa, ValidityEndEntity};

use crate::judge::Judged;
use crate::problem::Reading;
use crate::ruling::{Clause, RuleFault};

/// What becomes of a path that breaks a rule.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// The rule says nothing.
    Off,
    /// It is told, and the path is trusted all the same.
    Warn,
    /// It is not trusted.
    Deny,
}

/// What every rule is.
pub(crate) trait Rule {
    fn action(&self) -> Action;

    /// Told of each certificate that breaks it, by its place in the path; `None` for the path as a whole.
    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault));

    /// The part of the rule that decides; `rule` is the rule as a whole.
    fn clause(&self, _fault: &RuleFault, rule: &Clause) -> Clause {
        rule.clone()
    }

    /// What is wrong with the rule itself.
    fn read(&self, _reading: &mut Reading) {}

    /// The profile to validate by, of the one rule that says so.
    fn profile(&self) -> Option<Profile> {
        None
    }
}

/// Rules by their ids; one that is left out says nothing.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    #[serde(rename = "anchor.bound", skip_serializing_if = "Option::is_none")]
    pub anchor_bound: Option<AnchorBound>,
    #[serde(rename = "certificate.problem", skip_serializing_if = "Option::is_none")]
    pub certificate_problem: Option<CertificateProblem>,
    #[serde(rename = "key.algorithm", skip_serializing_if = "Option::is_none")]
    pub key_algorithm: Option<KeyAlgorithm>,
    #[serde(rename = "key.curve", skip_serializing_if = "Option::is_none")]
    pub key_curve: Option<KeyCurve>,
    #[serde(rename = "key.pinned", skip_serializing_if = "Option::is_none")]
    pub key_pinned: Option<KeyPinned>,
    #[serde(rename = "key.post_quantum", skip_serializing_if = "Option::is_none")]
    pub key_post_quantum: Option<KeyPostQuantum>,
    #[serde(rename = "key.rsa_bits", skip_serializing_if = "Option::is_none")]
    pub key_rsa_bits: Option<KeyRsaBits>,
    #[serde(rename = "name.common_name", skip_serializing_if = "Option::is_none")]
    pub name_common_name: Option<NameCommonName>,
    #[serde(rename = "name.form", skip_serializing_if = "Option::is_none")]
    pub name_form: Option<NameForm>,
    #[serde(rename = "path.certificates", skip_serializing_if = "Option::is_none")]
    pub path_certificates: Option<PathCertificates>,
    #[serde(rename = "policy.required", skip_serializing_if = "Option::is_none")]
    pub policy_required: Option<PolicyRequired>,
    #[serde(rename = "profile", skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileRule>,
    #[serde(rename = "purpose.required", skip_serializing_if = "Option::is_none")]
    pub purpose_required: Option<PurposeRequired>,
    #[serde(rename = "sct.count", skip_serializing_if = "Option::is_none")]
    pub sct_count: Option<SctCount>,
    #[serde(rename = "signature.algorithm", skip_serializing_if = "Option::is_none")]
    pub signature_algorithm: Option<SignatureAlgorithm>,
    #[serde(rename = "validity.ca", skip_serializing_if = "Option::is_none")]
    pub validity_ca: Option<ValidityCa>,
    #[serde(rename = "validity.end_entity", skip_serializing_if = "Option::is_none")]
    pub validity_end_entity: Option<ValidityEndEntity>,
}

impl Rules {
    /// Those that are there, with their ids, in the order of the ids.
    pub(crate) fn each(&self) -> impl Iterator<Item = (&'static str, &dyn Rule)> {
        fn rule<R: Rule>(rule: &Option<R>) -> Option<&dyn Rule> {
            rule.as_ref().map(|rule| rule as &dyn Rule)
        }
        [
            ("anchor.bound", rule(&self.anchor_bound)),
            ("certificate.problem", rule(&self.certificate_problem)),
            ("key.algorithm", rule(&self.key_algorithm)),
            ("key.curve", rule(&self.key_curve)),
            ("key.pinned", rule(&self.key_pinned)),
            ("key.post_quantum", rule(&self.key_post_quantum)),
            ("key.rsa_bits", rule(&self.key_rsa_bits)),
            ("name.common_name", rule(&self.name_common_name)),
            ("name.form", rule(&self.name_form)),
            ("path.certificates", rule(&self.path_certificates)),
            ("policy.required", rule(&self.policy_required)),
            ("profile", rule(&self.profile)),
            ("purpose.required", rule(&self.purpose_required)),
            ("sct.count", rule(&self.sct_count)),
            ("signature.algorithm", rule(&self.signature_algorithm)),
            ("validity.ca", rule(&self.validity_ca)),
            ("validity.end_entity", rule(&self.validity_end_entity)),
        ]
        .into_iter()
        .filter_map(|(id, rule)| Some((id, rule?)))
    }
}

/// What people call a key: its kind with its size or curve.
pub(crate) fn key_text(kind: &KeyKind) -> String {
    match kind {
        KeyKind::Rsa { bits, .. } => format!("RSA {bits}"),
        KeyKind::Ec { curve } => curve.clone(),
        KeyKind::Ed25519 => "Ed25519".to_owned(),
        KeyKind::Other { name } => name.clone(),
        _ => String::new(),
    }
}

/// Object identifiers as people write them: dotted, or by their RFC names.
pub(crate) fn oid(text: &str) -> Option<Oid> {
    Oid::from_dotted(text).or_else(|| Oid::from_name(text))
}
