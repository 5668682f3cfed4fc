//! reasonCode of an entry of a list (RFC 5280 §5.3.1).

use anchorlight_pki::read::Tlv;
use anchorlight_pki::{Problem, Reason};

pub(super) fn read(value: &Tlv<'_>) -> Result<Reason, Problem> {
    Reason::read(&value.sole("reasonCode")?, "reasonCode")
}
