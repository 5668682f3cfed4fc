//! Public keys whose private half somebody can find, or that fall short of what is asked for today.
//!
//! Keys of Debian's broken generator (CVE-2008-0166) are not looked for (docs/decisions/0022).

use serde::Serialize;

use crate::key::Key;

mod close_primes;
mod exponent;
mod roca;
mod shared_factor;
mod size;
mod small_factor;

pub(crate) use shared_factor::Moduli;
pub use shared_factor::SharedFactor;

/// One reason to mistrust a key.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Weakness {
    /// The modulus, the prime or the curve has fewer bits than is asked for today.
    #[serde(rename = "key.short")]
    Short { bits: usize, least: usize },
    /// RSA that leaves every message as it is.
    #[serde(rename = "key.exponent_one")]
    ExponentOne,
    /// RSA that cannot be undone: no private key belongs to an even exponent.
    #[serde(rename = "key.exponent_even")]
    ExponentEven,
    /// RSA with an exponent below 65537.
    #[serde(rename = "key.exponent_small")]
    ExponentSmall { exponent: u32 },
    /// A small prime divides the RSA modulus.
    #[serde(rename = "key.small_factor")]
    SmallFactor { factor: u32 },
    /// The primes of the RSA modulus are so close that it was taken apart.
    #[serde(rename = "key.close_primes")]
    ClosePrimes { rounds: u32 },
    /// The RSA modulus has the form of those of broken smart cards and TPMs (CVE-2017-15361).
    #[serde(rename = "key.roca")]
    Roca,
}

/// What is wrong with a key, as far as it tells by itself; `bits` is its size.
pub(crate) fn weaknesses(key: &Key, bits: Option<usize>) -> Vec<Weakness> {
    let mut found: Vec<Weakness> = size::check(key, bits).into_iter().collect();
    if let Key::Rsa { modulus, exponent, .. } = key {
        found.extend(exponent::check(&exponent.0));
        let words = words(&modulus.0);
        let factor = small_factor::check(&words);
        // What the other checks look at is a product of two large primes.
        if factor.is_none() {
            found.extend(close_primes::check(&modulus.0, &words));
            found.extend(roca::check(&words));
        }
        found.extend(factor);
    }
    found
}

/// A number in words, the lowest first.
fn words(number: &[u8]) -> Vec<u32> {
    let word = |octets: &[u8]| octets.iter().fold(0, |word, octet| word << 8 | u32::from(*octet));
    number.rchunks(4).map(word).collect()
}

/// The rest of a number, in words, by a divisor that is not zero.
fn remainder(number: &[u32], divisor: u32) -> u32 {
    let divisor = u64::from(divisor.max(1));
    let step = |rest: u64, word: &u32| (rest << 32 | u64::from(*word)) % divisor;
    let rest = number.iter().rev().fold(0, step);
    u32::try_from(rest).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remainders_of_numbers_of_any_length() {
        for length in 0..40 {
            let number: Vec<u8> = (1..=length).map(|at: u8| at.wrapping_mul(37)).collect();
            for divisor in [1, 2, 3, 251, 65_537, u32::MAX] {
                let slow = number
                    .iter()
                    .fold(0, |rest, octet| (rest * 256 + u64::from(*octet)) % u64::from(divisor));
                assert_eq!(u64::from(remainder(&words(&number), divisor)), slow);
            }
        }
    }
}
