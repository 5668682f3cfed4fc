//! Extensions that say what they say by being there, their value a NULL: the poison of precertificates
//! (RFC 6962 §3.1), id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1), delegationUsage (RFC 9345 §4.2) and
//! noRevAvail (RFC 9608 §2).

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, not_a};
use der::Tag;

use super::parts::of_type;

pub(super) fn read(value: &Tlv<'_>) -> Result<(), Problem> {
    let null = of_type(&value.sole("extnValue")?, Tag::Null, "extnValue")?;
    if null.value.is_empty() { Ok(()) } else { Err(not_a("extnValue", "a NULL", null.start)) }
}
