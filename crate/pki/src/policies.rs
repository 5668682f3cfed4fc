//! Certificate policies, mappings, constraints and inhibitAnyPolicy (RFC 5280 §4.2.1.4, .5, .11, .14).

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912 as known;
use der::Tag;

use crate::algorithm::read_oid;
use crate::extension::{members, not_a, sequence};
use crate::name::{self, safe};
use crate::oid::Oid;
use crate::problem::Problem;
use crate::table::sort_by;
use crate::tlv::{Cursor, Tlv};

/// One policy with its qualifiers, which bind nobody and are kept for display.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Policy {
    pub oid: Oid,
    /// Each qualifier's identifier and value in DER.
    pub qualifiers: Vec<(Oid, Vec<u8>)>,
}

impl Policy {
    /// Where certification practice statements are to be found; safe to show.
    #[must_use]
    pub fn cps(&self) -> Vec<String> {
        self.shown(known::ID_QT_CPS, text_of)
    }

    /// What users are to be told; safe to show.
    #[must_use]
    pub fn notices(&self) -> Vec<String> {
        self.shown(known::ID_QT_UNOTICE, |notice| {
            let mut inside = sequence(notice, "userNotice").ok()?;
            // A reference to a numbered notice, which nobody resolves, and the text.
            inside.optional(Tag::Sequence, "noticeRef").ok()?;
            text_of(&inside.any("explicitText").ok()?)
        })
    }

    fn shown(
        &self,
        kind: ObjectIdentifier,
        text: impl Fn(&Tlv<'_>) -> Option<String>,
    ) -> Vec<String> {
        let of_kind = self.qualifiers.iter().filter(|(id, _)| *id == kind);
        let texts = of_kind.filter_map(|(_, value)| text(&Cursor::new(value).any("").ok()?));
        texts.map(|text| safe(&text)).collect()
    }
}

/// DisplayText and IA5String: VisibleString is the one type that names do not have.
fn text_of(tlv: &Tlv<'_>) -> Option<String> {
    match tlv.tag {
        Some(Tag::VisibleString) => String::from_utf8(tlv.value.to_vec()).ok(),
        _ => name::text_of(tlv),
    }
}

/// One of the issuer's policies that it calls equal to one of the subject's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PolicyMapping {
    pub issuer: Oid,
    pub subject: Oid,
}

/// After how many certificates an explicit policy is needed and mapping ends.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct PolicyConstraints {
    pub require_explicit_policy: Option<u32>,
    pub inhibit_policy_mapping: Option<u32>,
}

/// certificatePolicies.
///
/// # Errors
///
/// What does not belong there.
pub fn policies(tlv: &Tlv<'_>) -> Result<Vec<Policy>, Problem> {
    const FIELD: &str = "certificatePolicies";
    let all = members(sequence(tlv, FIELD)?, FIELD, tlv.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        let oid = read_oid(&inside.expect(Tag::ObjectIdentifier, FIELD)?, FIELD)?;
        let qualifiers = match inside.optional(Tag::Sequence, FIELD)? {
            None => Vec::new(),
            Some(list) => members(list.inside(), FIELD, list.start, |qualifier| {
                let mut inside = sequence(qualifier, FIELD)?;
                let oid = read_oid(&inside.expect(Tag::ObjectIdentifier, FIELD)?, FIELD)?;
                let value = inside.any(FIELD)?.whole.to_vec();
                inside.finish(FIELD)?;
                Ok((oid, value))
            })?,
        };
        inside.finish(FIELD)?;
        Ok(Policy { oid, qualifiers })
    })?;
    // "A certificate policy OID MUST NOT appear more than once."
    let mut seen: Vec<&Oid> = all.iter().map(|policy| &policy.oid).collect();
    sort_by(&mut seen, Ord::cmp);
    if seen.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(not_a(FIELD, "a list of different policies", tlv.start));
    }
    Ok(all)
}

pub(crate) fn mappings(tlv: &Tlv<'_>) -> Result<Vec<PolicyMapping>, Problem> {
    const FIELD: &str = "policyMappings";
    members(sequence(tlv, FIELD)?, FIELD, tlv.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        let issuer = read_oid(&inside.expect(Tag::ObjectIdentifier, FIELD)?, FIELD)?;
        let subject = read_oid(&inside.expect(Tag::ObjectIdentifier, FIELD)?, FIELD)?;
        inside.finish(FIELD)?;
        Ok(PolicyMapping { issuer, subject })
    })
}

pub(crate) fn constraints(tlv: &Tlv<'_>) -> Result<PolicyConstraints, Problem> {
    const FIELD: &str = "policyConstraints";
    let mut inside = sequence(tlv, FIELD)?;
    let mut constraints = PolicyConstraints::default();
    let mut last = None;
    while !inside.is_done() {
        let field = inside.any(FIELD)?;
        let number = field.context_number();
        let slot = match number {
            Some(0) => &mut constraints.require_explicit_policy,
            Some(1) => &mut constraints.inhibit_policy_mapping,
            _ => return Err(not_a(FIELD, "a field that belongs here", field.start)),
        };
        if last >= number {
            return Err(not_a(FIELD, "in order", field.start));
        }
        last = number;
        *slot = Some(skip_certs(&field, FIELD)?);
    }
    if last.is_none() {
        return Err(not_a(FIELD, "a list of at least one", tlv.start));
    }
    Ok(constraints)
}

pub(crate) fn inhibit_any(tlv: &Tlv<'_>) -> Result<u32, Problem> {
    const FIELD: &str = "inhibitAnyPolicy";
    if tlv.tag == Some(Tag::Integer) {
        skip_certs(tlv, FIELD)
    } else {
        Err(not_a(FIELD, "an INTEGER", tlv.start))
    }
}

/// SkipCerts ::= INTEGER (0..MAX). More than a path can hold is as good as the most it can.
pub(crate) fn skip_certs(tlv: &Tlv<'_>, field: &str) -> Result<u32, Problem> {
    let (first, rest) = match tlv.value {
        [] => return Err(not_a(field, "an INTEGER", tlv.start)),
        [first, rest @ ..] => (*first, rest),
    };
    let padded = first == 0 && rest.first().is_some_and(|byte| byte & 0x80 == 0);
    if first & 0x80 != 0 || padded {
        return Err(not_a(field, "a number of certificates", tlv.start));
    }
    let bytes = if first == 0 { rest } else { tlv.value };
    if bytes.len() > 4 {
        return Ok(u32::MAX);
    }
    Ok(bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(der: &[u8]) -> Vec<String> {
        let oid = |known: ObjectIdentifier| Oid::from_contents(known.as_bytes()).unwrap();
        let qualifiers = vec![(oid(known::ID_QT_UNOTICE), der.to_vec())];
        Policy { oid: oid(known::ID_QT_CPS), qualifiers }.notices()
    }

    #[test]
    fn notices_are_safe_to_show_and_what_is_none_is_left_out() {
        // SEQUENCE { VisibleString "ab" }, and with a reference before it.
        assert_eq!(notice(b"\x30\x04\x1a\x02ab"), ["ab"]);
        assert_eq!(notice(b"\x30\x06\x30\x00\x1a\x02ab"), ["ab"]);
        // UTF8String "a", U+202E.
        assert_eq!(notice(b"\x30\x06\x0c\x04a\xe2\x80\xae"), ["a\\E2\\80\\AE"]);
        for none in
            [&b""[..], b"\x30\x00", b"\x30\x02\x05\x00", b"\x30\x03\x0c\x01\xff", b"\x0c\x01a"]
        {
            assert!(notice(none).is_empty(), "{none:?}");
        }
    }
}
