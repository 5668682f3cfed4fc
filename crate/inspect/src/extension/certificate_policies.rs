//! certificatePolicies with their qualifiers (RFC 5280 §4.2.1.4); Microsoft's application policies are of
//! the same syntax.

use anchorlight_pki::read::{Cursor, Tlv, policies};
use anchorlight_pki::{Policy, Problem};
use der::Tag;
use serde::Serialize;

use super::parts::integer;
use crate::general_name::string;
use crate::octets::Octets;
use crate::oid::NamedOid;

/// One policy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CertificatePolicy {
    #[serde(flatten)]
    pub policy: NamedOid,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub qualifiers: Vec<Qualifier>,
}

/// What it says about itself.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Qualifier {
    /// Where the certification practice statement is.
    Cps { uri: String },
    /// What users are told.
    UserNotice {
        #[serde(skip_serializing_if = "Option::is_none")]
        organization: Option<String>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        numbers: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Of another kind, or not what its kind asks for: the value's encoding.
    Other { id: NamedOid, value: Octets },
}

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<CertificatePolicy>, Problem> {
    let all = policies(&value.sole("certificatePolicies")?)?;
    Ok(all.into_iter().map(policy).collect())
}

fn policy(policy: Policy) -> CertificatePolicy {
    let qualifiers = policy.qualifiers.into_iter().map(|(id, value)| {
        let id = NamedOid::from(id);
        let known = match id.name {
            Some("cps") => string(&value).map(|uri| Qualifier::Cps { uri }),
            Some("userNotice") => notice(&value),
            _ => None,
        };
        known.unwrap_or(Qualifier::Other { id, value: Octets(value) })
    });
    CertificatePolicy { qualifiers: qualifiers.collect(), policy: policy.oid.into() }
}

/// UserNotice ::= SEQUENCE { noticeRef NoticeReference OPTIONAL, explicitText DisplayText OPTIONAL }.
fn notice(der: &[u8]) -> Option<Qualifier> {
    const FIELD: &str = "userNotice";
    let mut inside = Cursor::new(der).expect(Tag::Sequence, FIELD).ok()?.inside();
    let (mut organization, mut numbers) = (None, Vec::new());
    if let Some(reference) = inside.optional(Tag::Sequence, FIELD).ok()? {
        let mut reference = reference.inside();
        organization = Some(string(reference.any(FIELD).ok()?.whole)?);
        let mut list = reference.expect(Tag::Sequence, FIELD).ok()?.inside();
        while !list.is_done() {
            numbers.push(integer(&list.any(FIELD).ok()?, FIELD).ok()?);
        }
    }
    let text = match inside.is_done() {
        true => None,
        false => Some(string(inside.any(FIELD).ok()?.whole)?),
    };
    inside.is_done().then_some(Qualifier::UserNotice { organization, numbers, text })
}
