//! Parameters of RSASSA-PSS (rsa_pss_param_print), whose layout OpenSSL 3.0 has a little askew.

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, Tlv, sequence};

use super::{names, upper};

const FIELD: &str = "RSASSA-PSS-params";

/// Nothing for any other algorithm.
pub(super) fn text(algorithm: &pki::Algorithm) -> String {
    if crate::names::of(&algorithm.oid) != Some("RSASSA-PSS") {
        return String::new();
    }
    let parameters = algorithm.parameters.as_deref().and_then(parameters);
    // The first blanks stand on the line of the name.
    format!(
        "        \n{}",
        parameters.unwrap_or_else(|| "        (INVALID PSS PARAMETERS)".to_owned())
    )
}

fn parameters(der: &[u8]) -> Option<String> {
    let (mut hash, mut mask, mut salt, mut trailer) = (None, None, None, None);
    let mut fields = sequence(&Cursor::new(der).any(FIELD).ok()?, FIELD).ok()?;
    while !fields.is_done() {
        let field = fields.any(FIELD).ok()?;
        let inner = field.sole(FIELD).ok()?;
        match field.context_number()? {
            0 => hash = Some(names::long(&read(&inner)?.oid)),
            1 => {
                let of = read(&inner)?;
                let own = of.parameters.as_deref()?;
                let hash = read(&Cursor::new(own).any(FIELD).ok()?)?;
                mask = Some(format!("{} with {}", names::long(&of.oid), names::long(&hash.oid)));
            }
            2 => salt = Some(upper(inner.value)),
            3 => trailer = Some(upper(inner.value)),
            _ => return None,
        }
    }
    let or = |value: Option<String>, default: &str| {
        value.unwrap_or_else(|| format!("{default} (default)"))
    };
    Some(format!(
        "        Hash Algorithm: {}\n        Mask Algorithm: {}\n         Salt Length: 0x{}\n        \
         Trailer Field: 0x{}",
        or(hash, "sha1"),
        or(mask, "mgf1 with sha1"),
        or(salt, "14"),
        or(trailer, "01"),
    ))
}

fn read(tlv: &Tlv<'_>) -> Option<pki::Algorithm> {
    pki::Algorithm::read(tlv, FIELD).ok()
}
