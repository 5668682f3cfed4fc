//! inhibitAnyPolicy (RFC 5280 §4.2.1.14).

use anchorlight_pki::read::Tlv;
use anchorlight_pki::{Oid, Problem};

use super::parts::{absent, decoded};

pub(super) fn read(oid: &Oid, value: &Tlv<'_>) -> Result<u32, Problem> {
    decoded(oid, value)?.inhibit_any_policy.ok_or_else(|| absent(value))
}
