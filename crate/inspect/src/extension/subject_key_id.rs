//! subjectKeyIdentifier (RFC 5280 §4.2.1.2).

use anchorlight_pki::Problem;
use anchorlight_pki::read::Tlv;
use der::Tag;

use super::parts::of_type;
use crate::octets::Octets;

pub(super) fn read(value: &Tlv<'_>) -> Result<Octets, Problem> {
    const FIELD: &str = "subjectKeyIdentifier";
    of_type(&value.sole(FIELD)?, Tag::OctetString, FIELD).map(|tlv| Octets::of(&tlv))
}
