//! SignedData (RFC 5652 §5.1; PKCS #7, RFC 2315 §9.1), of which certificates and lists are taken out.

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Cursor, Tlv, not_a, sequence};
use der::Tag;
use serde::Serialize;

use super::private;
use crate::container::{Member, Octets};
use crate::oid::NamedOid;
use crate::part::Part;

/// What a SignedData says of itself. Its signatures are not verified.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedData {
    /// Of what is signed.
    pub content_type: NamedOid,
    /// Whether that is there as well.
    pub has_content: bool,
    pub certificates: usize,
    pub lists: usize,
    pub signers: usize,
}

/// The fields that matter here.
struct Fields<'a> {
    content: Tlv<'a>,
    certificates: Vec<Tlv<'a>>,
    lists: Vec<Tlv<'a>>,
    signers: Vec<Tlv<'a>>,
}

const FIELD: &str = "SignedData";

impl SignedData {
    pub(super) fn read(der: &[u8]) -> Result<Self, Problem> {
        let fields = fields(der)?;
        let mut content = sequence(&fields.content, "encapContentInfo")?;
        let content_type = NamedOid::read(&content.any("eContentType")?, "eContentType")?;
        Ok(Self {
            content_type,
            has_content: !content.is_done(),
            certificates: fields.certificates.len(),
            lists: fields.lists.len(),
            signers: fields.signers.len(),
        })
    }
}

/// Certificates and lists, and what is signed where there is a private key in it (RFC 5958 §1).
pub(super) fn members(der: &[u8]) -> Vec<Member<'_>> {
    let Ok(Fields { content, certificates, lists, .. }) = fields(der) else { return Vec::new() };
    let all = certificates.into_iter().chain(lists).map(|tlv| (tlv.start, tlv.whole));
    all.chain(signed(&content).filter(|(_, octets)| private::is_in(octets)))
        .map(|(offset, octets)| Member { entry: None, offset, octets: Octets::Open(octets.into()) })
        .collect()
}

/// What stands before the cut of one that is cut off.
pub(super) fn members_of_part(der: &[u8]) -> Vec<Member<'_>> {
    let mut members = Vec::new();
    let mut read = || {
        let mut outer = Part::new(der).enter()?;
        outer.skip()?;
        let mut inside = outer.enter()?.enter()?;
        // The version, digestAlgorithms and encapContentInfo.
        (0..3).try_for_each(|_| inside.skip())?;
        while let [0xa0 | 0xa1, ..] = inside.rest() {
            let mut values = inside.enter()?;
            while let Some((offset, tlv)) = values.whole() {
                let octets = Octets::Open(tlv.whole.into());
                members.push(Member { entry: None, offset, octets });
            }
            inside.skip()?;
        }
        Some(())
    };
    // Where it ends does not matter.
    _ = read();
    members
}

/// Whether a private key is what is signed, or in it.
pub(super) fn has_private_key(der: &[u8]) -> bool {
    let content = fields(der).ok().and_then(|fields| signed(&fields.content));
    content.is_some_and(|(_, octets)| private::is_in(octets))
}

/// What is signed, and where it begins: an OCTET STRING holds it, but in PKCS #7 it can be any value.
fn signed<'a>(content: &Tlv<'a>) -> Option<(usize, &'a [u8])> {
    let mut fields = content.inside();
    fields.any(FIELD).ok()?;
    let value = fields.any(FIELD).ok()?.sole(FIELD).ok()?;
    Some(match value.tag {
        Some(Tag::OctetString) => (value.value_start(), value.value),
        _ => (value.start, value.whole),
    })
}

fn fields(der: &[u8]) -> Result<Fields<'_>, Problem> {
    let mut outer = Cursor::new(der).expect(Tag::Sequence, "ContentInfo")?.inside();
    outer.expect(Tag::ObjectIdentifier, "contentType")?;
    let content = outer.any("content")?;
    outer.finish("ContentInfo")?;
    let mut inside = sequence(&content.sole("content")?, FIELD)?;
    inside.expect(Tag::Integer, "version")?;
    inside.expect(Tag::Set, "digestAlgorithms")?;
    let content = inside.any("encapContentInfo")?;
    let (mut certificates, mut lists) = (Vec::new(), Vec::new());
    loop {
        let field = inside.any(FIELD)?;
        match field.context_number() {
            // A certificate is a SEQUENCE; the other choices have tags of their own (§10.2.2, §10.2.1).
            Some(0) => certificates = each(&field)?,
            Some(1) => lists = each(&field)?,
            None if field.tag == Some(Tag::Set) => {
                inside.finish(FIELD)?;
                return Ok(Fields { content, certificates, lists, signers: each(&field)? });
            }
            _ => return Err(not_a(FIELD, "a field of it", field.start)),
        }
    }
}

fn each<'a>(set: &Tlv<'a>) -> Result<Vec<Tlv<'a>>, Problem> {
    let mut inside = set.inside();
    let mut all = Vec::new();
    while !inside.is_done() {
        all.push(inside.any(FIELD)?);
    }
    Ok(all)
}
