//! subjectAltName and issuerAltName (RFC 5280 §4.2.1.6, §4.2.1.7), and certificateIssuer of lists (§5.3.3).

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, general_names};

use crate::general_name::GeneralName;

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<GeneralName>, Problem> {
    const FIELD: &str = "GeneralNames";
    Ok(GeneralName::all(&general_names(&value.sole(FIELD)?, FIELD)?))
}
