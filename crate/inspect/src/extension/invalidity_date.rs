//! invalidityDate of an entry of a list (RFC 5280 §5.3.2).

use anchorlight_pki::read::Tlv;
use anchorlight_pki::{Problem, Time};

pub(super) fn read(value: &Tlv<'_>) -> Result<Time, Problem> {
    Time::read(&value.sole("invalidityDate")?, "invalidityDate")
}
