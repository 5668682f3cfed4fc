//! holdInstructionCode of an entry of a list (RFC 3280 §5.3.2; RFC 5280 has dropped it).

use anchorlight_pki::Problem;
use anchorlight_pki::read::Tlv;

use crate::oid::NamedOid;

pub(super) fn read(value: &Tlv<'_>) -> Result<NamedOid, Problem> {
    const FIELD: &str = "holdInstructionCode";
    NamedOid::read(&value.sole(FIELD)?, FIELD)
}
