//! szOID_NTDS_CA_SECURITY_EXT ([MS-WCCE] §2.2.2.7.7.5): the security identifier of the account that a
//! certificate was issued to, as an otherName.

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, not_a, sequence};

use super::parts::{explicit, octets, text};
use crate::oid::NamedOid;

pub(super) fn read(value: &Tlv<'_>) -> Result<String, Problem> {
    const FIELD: &str = "ntdsCaSecurity";
    let name = sequence(&value.sole(FIELD)?, FIELD)?.any(FIELD)?;
    let mut inside = name.inside();
    let id = NamedOid::read(&inside.any(FIELD)?, FIELD)?;
    let sid = explicit(&mut inside, 0, FIELD)?;
    match sid.filter(|_| id.name == Some("ntdsObjectSid")) {
        Some(sid) => octets(&sid, FIELD).map(|_| text(&sid)),
        None => Err(not_a(FIELD, "a security identifier", name.start)),
    }
}
