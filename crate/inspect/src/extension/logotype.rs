//! Logotypes (RFC 9399 §4.1): pictures and sounds by which an issuer or a subject is to be known.

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, members, not_a, sequence};
use der::Tag;
use serde::Serialize;

use super::biometric::Hash;
use super::parts::string;
use crate::oid::NamedOid;

/// One logotype.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Logotype {
    pub of: LogotypeOf,
    /// What kind of logotype it is, where it is one of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<NamedOid>,
    /// Each form in which it is to be had.
    pub details: Vec<LogotypeDetails>,
}

/// Whose it is.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum LogotypeOf {
    Community,
    Issuer,
    Subject,
    Other,
}

/// Where one form of it is, and its hashes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LogotypeDetails {
    /// `None`: a file elsewhere says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    pub hashes: Vec<Hash>,
    /// A data: URI can hold all of a picture.
    pub uris: Vec<String>,
}

const FIELD: &str = "logotype";

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<Logotype>, Problem> {
    let mut inside = sequence(&value.sole(FIELD)?, FIELD)?;
    let mut all = Vec::new();
    while !inside.is_done() {
        let field = inside.any(FIELD)?;
        let tlv = field.sole(FIELD)?;
        let list = || sequence(&tlv, FIELD);
        match field.context_number() {
            Some(0) => all.extend(members(list()?, FIELD, tlv.start, |member| {
                logotype(LogotypeOf::Community, None, member)
            })?),
            Some(1) => all.push(logotype(LogotypeOf::Issuer, None, &tlv)?),
            Some(2) => all.push(logotype(LogotypeOf::Subject, None, &tlv)?),
            Some(3) => all.extend(members(list()?, FIELD, tlv.start, |member| {
                let mut inside = sequence(member, FIELD)?;
                let kind = NamedOid::read(&inside.any(FIELD)?, FIELD)?;
                logotype(LogotypeOf::Other, Some(kind), &inside.any(FIELD)?)
            })?),
            _ => return Err(not_a(FIELD, "a field of a logotype", field.start)),
        }
    }
    Ok(all)
}

/// LogotypeInfo ::= CHOICE { direct [0] LogotypeData, indirect [1] LogotypeReference }, both IMPLICIT.
fn logotype(of: LogotypeOf, kind: Option<NamedOid>, tlv: &Tlv<'_>) -> Result<Logotype, Problem> {
    let details = match tlv.context_number() {
        Some(0) => {
            let mut inside = tlv.inside();
            let mut details = Vec::new();
            // Images, and audio under [1]; each is a SEQUENCE that begins with its details.
            while !inside.is_done() {
                let list = inside.any(FIELD)?;
                details.extend(members(list.inside(), FIELD, list.start, |member| {
                    let details = sequence(member, FIELD)?.expect(Tag::Sequence, FIELD)?;
                    let mut inside = details.inside();
                    let media_type = Some(string(&inside.any(FIELD)?, FIELD)?);
                    Ok(LogotypeDetails { media_type, ..place(&mut inside)? })
                })?);
            }
            details
        }
        Some(1) => vec![place(&mut tlv.inside())?],
        _ => return Err(not_a(FIELD, "direct or indirect", tlv.start)),
    };
    Ok(Logotype { of, kind, details })
}

/// Hashes, and where what they are of is found.
fn place(inside: &mut anchorlight_pki::read::Cursor<'_>) -> Result<LogotypeDetails, Problem> {
    let hashes = inside.expect(Tag::Sequence, FIELD)?;
    let hashes = members(hashes.inside(), FIELD, hashes.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        Hash::read(&mut inside, FIELD)
    })?;
    let uris = inside.expect(Tag::Sequence, FIELD)?;
    let uris = members(uris.inside(), FIELD, uris.start, |member| string(member, FIELD))?;
    Ok(LogotypeDetails { media_type: None, hashes, uris })
}
