//! RSA's public exponent: odd and at least 3 (RFC 8017 §3.1), and 65537 or more (NIST SP 800-56B rev. 2 §6.2).

use super::Weakness;

const LEAST: u32 = 65_537;

/// The exponent, without zeros before it.
pub(super) fn check(exponent: &[u8]) -> Option<Weakness> {
    if exponent.last().is_none_or(|last| last % 2 == 0) {
        return Some(Weakness::ExponentEven);
    }
    if exponent.len() > 4 {
        return None;
    }
    let number = exponent.iter().fold(0, |number, octet| number << 8 | u32::from(*octet));
    match number {
        1 => Some(Weakness::ExponentOne),
        _ if number < LEAST => Some(Weakness::ExponentSmall { exponent: number }),
        _ => None,
    }
}
