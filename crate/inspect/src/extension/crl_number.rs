//! cRLNumber and deltaCRLIndicator (RFC 5280 §5.2.3, §5.2.4).

use anchorlight_pki::Problem;
use anchorlight_pki::read::Tlv;
use der::Tag;

use super::parts::of_type;
use crate::serial::Serial;

pub(super) fn read(value: &Tlv<'_>) -> Result<Serial, Problem> {
    const FIELD: &str = "cRLNumber";
    of_type(&value.sole(FIELD)?, Tag::Integer, FIELD).map(|tlv| Serial::of(tlv.value))
}
