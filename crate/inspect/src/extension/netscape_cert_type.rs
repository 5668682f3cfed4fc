//! netscape-cert-type (Netscape Certificate Extensions, 1998), from before extended key usage.

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, not_a};
use der::Tag;
use serde::Serialize;

use super::parts::of_type;

/// What a certificate is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum NetscapeCertType {
    SslClient,
    SslServer,
    Smime,
    ObjectSigning,
    Reserved,
    SslCa,
    SmimeCa,
    ObjectSigningCa,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<NetscapeCertType>, Problem> {
    use NetscapeCertType as Kind;
    const FIELD: &str = "netscapeCertType";
    const KINDS: [Kind; 8] = [
        Kind::SslClient,
        Kind::SslServer,
        Kind::Smime,
        Kind::ObjectSigning,
        Kind::Reserved,
        Kind::SslCa,
        Kind::SmimeCa,
        Kind::ObjectSigningCa,
    ];
    let bits = of_type(&value.sole(FIELD)?, Tag::BitString, FIELD)?;
    let flags = match bits.value {
        [0..=7] => 0,
        [0..=7, flags, ..] => *flags,
        _ => return Err(not_a(FIELD, "a list of bits", bits.start)),
    };
    let set = KINDS.iter().enumerate().filter(|(bit, _)| flags & (0x80 >> bit) != 0);
    Ok(set.map(|(_, kind)| *kind).collect())
}
