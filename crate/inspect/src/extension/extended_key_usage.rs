//! extKeyUsage (RFC 5280 §4.2.1.12).

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, members, sequence};

use crate::oid::NamedOid;

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<NamedOid>, Problem> {
    const FIELD: &str = "extKeyUsage";
    let list = value.sole(FIELD)?;
    members(sequence(&list, FIELD)?, FIELD, list.start, |member| NamedOid::read(member, FIELD))
}
