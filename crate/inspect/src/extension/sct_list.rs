//! The list of signed certificate timestamps (RFC 6962 §3.3), in certificates and in OCSP responses.

use anchorlight_pki::read::{Tlv, not_a};
use anchorlight_pki::{Problem, Time};
use serde::Serialize;

use super::parts::octets;
use crate::ct_logs;
use crate::octets::Octets;

/// What a log promised. Its signature is not verified: the logs' keys are not at hand.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedCertificateTimestamp {
    /// As people count it: 1.
    pub version: u16,
    /// SHA-256 of the log's key.
    pub log_id: Octets,
    /// What the log is called, where it is one that is known here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<&'static str>,
    /// RFC 3339 with milliseconds.
    pub timestamp: String,
    pub extensions: Octets,
    /// In the words of RFC 5246 §7.4.1.4.1, or its number.
    pub hash: String,
    pub algorithm: String,
    pub signature: Octets,
}

const FIELD: &str = "signedCertificateTimestampList";

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<SignedCertificateTimestamp>, Problem> {
    let string = value.sole(FIELD)?;
    let bytes = octets(&string, FIELD)?;
    // Offsets are those of the object: the list has no tags that a cursor could follow.
    let at = |rest: &[u8]| string.value_start() + bytes.len() - rest.len();
    let cut = |rest: &[u8]| not_a(FIELD, "whole", at(rest));
    let (mut list, after) = vector(bytes).ok_or_else(|| cut(bytes))?;
    if !after.is_empty() {
        return Err(not_a(FIELD, "at its end", at(after)));
    }
    let mut all = Vec::new();
    while !list.is_empty() {
        let (one, rest) = vector(list).ok_or_else(|| cut(list))?;
        all.push(timestamp(one).ok_or_else(|| cut(list))?);
        list = rest;
    }
    Ok(all)
}

fn timestamp(bytes: &[u8]) -> Option<SignedCertificateTimestamp> {
    let ([version], rest) = bytes.split_first_chunk()?;
    let (log_id, rest) = rest.split_first_chunk::<32>()?;
    let (time, rest) = rest.split_first_chunk()?;
    let (extensions, rest) = vector(rest)?;
    let ([hash, algorithm], rest) = rest.split_first_chunk()?;
    let (signature, rest) = vector(rest)?;
    rest.is_empty().then(|| SignedCertificateTimestamp {
        version: u16::from(*version) + 1,
        log_id: Octets(log_id.to_vec()),
        log: ct_logs::name(log_id),
        timestamp: moment(u64::from_be_bytes(*time)),
        extensions: Octets(extensions.to_vec()),
        hash: named(*hash, &["none", "md5", "sha1", "sha224", "sha256", "sha384", "sha512"]),
        algorithm: named(*algorithm, &["anonymous", "rsa", "dsa", "ecdsa"]),
        signature: Octets(signature.to_vec()),
    })
}

fn moment(milliseconds: u64) -> String {
    let seconds = i64::try_from(milliseconds / 1000).unwrap_or(i64::MAX);
    let text = Time(seconds).to_string();
    format!("{}.{:03}Z", text.trim_end_matches('Z'), milliseconds % 1000)
}

fn named(number: u8, names: &[&str]) -> String {
    names.get(usize::from(number)).map_or_else(|| number.to_string(), |name| (*name).to_owned())
}

/// A TLS vector with a length of two octets.
fn vector(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(u16::from_be_bytes(*length).into())
}
