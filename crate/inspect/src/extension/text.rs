//! Extensions whose value is one string: Netscape's comment, server name and addresses (Netscape
//! Certificate Extensions, 1998), and the name of Microsoft's older templates.

use anchorlight_pki::Problem;
use anchorlight_pki::read::Tlv;

use super::parts::string;

pub(super) fn read(value: &Tlv<'_>) -> Result<String, Problem> {
    string(&value.sole("extnValue")?, "extnValue")
}
