//! basicConstraints (RFC 5280 §4.2.1.9).

use anchorlight_pki::read::Tlv;
use anchorlight_pki::{BasicConstraints, Oid, Problem};

use super::parts::{absent, decoded};

pub(super) fn read(oid: &Oid, value: &Tlv<'_>) -> Result<BasicConstraints, Problem> {
    decoded(oid, value)?.basic_constraints.ok_or_else(|| absent(value))
}
