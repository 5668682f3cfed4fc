//! keyUsage (RFC 5280 §4.2.1.3).

use anchorlight_pki::read::Tlv;
use anchorlight_pki::{KeyUsageBit, Oid, Problem};

use super::parts::{absent, decoded};

pub(super) fn read(oid: &Oid, value: &Tlv<'_>) -> Result<Vec<KeyUsageBit>, Problem> {
    let usage = decoded(oid, value)?.key_usage.ok_or_else(|| absent(value))?;
    Ok(usage.bits())
}
