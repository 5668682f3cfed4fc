//! Statements of qualified certificates: RFC 3739 §3.2.6, ETSI EN 319 412-5 §4 and, for payment
//! services, ETSI TS 119 495 §5.1.

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, general_names, members, sequence};
use serde::Serialize;

use super::parts::{any_text, integer, small, string};
use crate::general_name::GeneralName;
use crate::oid::NamedOid;

/// One statement.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct QcStatement {
    #[serde(flatten)]
    pub id: NamedOid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub info: Option<QcInfo>,
}

/// What it states.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum QcInfo {
    /// The most a transaction may be worth: amount times ten to the exponent.
    LimitValue { currency: String, amount: String, exponent: String },
    /// How many years records are kept after the end of validity.
    RetentionPeriod { years: u64 },
    /// Where the disclosure statements are.
    Pds { locations: Vec<PdsLocation> },
    /// What the certificate is for: signatures, seals or web sites.
    Types { types: Vec<NamedOid> },
    /// Countries under whose law it is qualified.
    Legislation { countries: Vec<String> },
    /// The roles of a payment service provider, and who supervises it.
    Psd2 { roles: Vec<Psd2Role>, authority: String, authority_id: String },
    /// How names in the subject are to be read.
    Semantics {
        #[serde(skip_serializing_if = "Option::is_none")]
        identifier: Option<NamedOid>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        authorities: Vec<GeneralName>,
    },
    /// Of another kind: text, or the encoding.
    Other { value: String },
}

/// One disclosure statement.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PdsLocation {
    pub url: String,
    pub language: String,
}

/// One role.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Psd2Role {
    pub role: NamedOid,
    pub name: String,
}

const FIELD: &str = "qcStatements";

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<QcStatement>, Problem> {
    let mut list = sequence(&value.sole(FIELD)?, FIELD)?;
    // RFC 3739 allows a list of none.
    let mut all = Vec::new();
    while !list.is_done() {
        let mut inside = sequence(&list.any(FIELD)?, FIELD)?;
        let id = NamedOid::read(&inside.any(FIELD)?, FIELD)?;
        let info = match inside.is_done() {
            true => None,
            false => Some(info(&id, &inside.any(FIELD)?)?),
        };
        inside.finish(FIELD)?;
        all.push(QcStatement { id, info });
    }
    Ok(all)
}

fn info(id: &NamedOid, tlv: &Tlv<'_>) -> Result<QcInfo, Problem> {
    Ok(match id.name {
        Some("qcs-QcLimitValue") => limit(tlv)?,
        Some("qcs-QcRetentionPeriod") => QcInfo::RetentionPeriod { years: small(tlv, FIELD)? },
        Some("qcs-QcPDS") => {
            let location = |member: &Tlv<'_>| {
                let mut inside = sequence(member, FIELD)?;
                let url = string(&inside.any(FIELD)?, FIELD)?;
                Ok(PdsLocation { url, language: string(&inside.any(FIELD)?, FIELD)? })
            };
            let locations = members(sequence(tlv, FIELD)?, FIELD, tlv.start, location)?;
            QcInfo::Pds { locations }
        }
        Some("qcs-QcType") => {
            let id = |member: &Tlv<'_>| NamedOid::read(member, FIELD);
            QcInfo::Types { types: members(sequence(tlv, FIELD)?, FIELD, tlv.start, id)? }
        }
        Some("qcs-QcCClegislation") => {
            let country = |member: &Tlv<'_>| string(member, FIELD);
            let countries = members(sequence(tlv, FIELD)?, FIELD, tlv.start, country)?;
            QcInfo::Legislation { countries }
        }
        Some("psd2-statement") => psd2(tlv)?,
        Some("qcs-pkixQCSyntax-v1" | "qcs-pkixQCSyntax-v2") => semantics(tlv)?,
        _ => QcInfo::Other { value: any_text(tlv) },
    })
}

/// MonetaryValue: the currency in letters or in digits (ISO 4217).
fn limit(tlv: &Tlv<'_>) -> Result<QcInfo, Problem> {
    let mut inside = sequence(tlv, FIELD)?;
    let currency = any_text(&inside.any(FIELD)?);
    let amount = integer(&inside.any(FIELD)?, FIELD)?;
    let exponent = integer(&inside.any(FIELD)?, FIELD)?;
    inside.finish(FIELD)?;
    Ok(QcInfo::LimitValue { currency, amount, exponent })
}

fn psd2(tlv: &Tlv<'_>) -> Result<QcInfo, Problem> {
    let mut inside = sequence(tlv, FIELD)?;
    let list = inside.any(FIELD)?;
    let roles = members(sequence(&list, FIELD)?, FIELD, list.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        let role = NamedOid::read(&inside.any(FIELD)?, FIELD)?;
        Ok(Psd2Role { role, name: string(&inside.any(FIELD)?, FIELD)? })
    })?;
    let authority = string(&inside.any(FIELD)?, FIELD)?;
    let authority_id = string(&inside.any(FIELD)?, FIELD)?;
    inside.finish(FIELD)?;
    Ok(QcInfo::Psd2 { roles, authority, authority_id })
}

/// SemanticsInformation: an identifier, names of registration authorities, or both.
fn semantics(tlv: &Tlv<'_>) -> Result<QcInfo, Problem> {
    let mut inside = sequence(tlv, FIELD)?;
    let identifier = match inside.optional(der::Tag::ObjectIdentifier, FIELD)? {
        Some(tlv) => Some(NamedOid::read(&tlv, FIELD)?),
        None => None,
    };
    let authorities = match inside.is_done() {
        true => Vec::new(),
        false => GeneralName::all(&general_names(&inside.any(FIELD)?, FIELD)?),
    };
    inside.finish(FIELD)?;
    Ok(QcInfo::Semantics { identifier, authorities })
}
