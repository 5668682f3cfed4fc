//! Extensions whose value is an OCTET STRING: Microsoft's szOID_CERTSRV_PREVIOUS_CERT_HASH ([MS-WCCE]
//! §2.2.2.7.7.3), the ACME identifier (RFC 8737 §3) and OCSP's nonce (RFC 9654 §2.1).

use anchorlight_pki::Problem;
use anchorlight_pki::read::Tlv;

use super::parts::octets;
use crate::octets::Octets;

pub(super) fn read(value: &Tlv<'_>) -> Result<Octets, Problem> {
    Ok(Octets(octets(&value.sole("extnValue")?, "extnValue")?.to_vec()))
}
