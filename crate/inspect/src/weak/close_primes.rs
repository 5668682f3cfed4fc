//! Fermat's factorisation (CVE-2022-26320): H. Böck, "Fermat Factorization in the Wild", 2022.

use crypto_bigint::BoxedUint;

use super::Weakness;
use crate::number;

/// The CA/Browser Forum's Baseline Requirements §6.1.1.3 have keys refused that fall within a hundred rounds.
const ROUNDS: u32 = 100;

/// OPENSSL_RSA_MAX_MODULUS_BITS: nobody uses a longer key.
const MOST_BITS: usize = 16_384;

/// An odd modulus n = a² − b² = (a − b)(a + b): where the primes are close, a is just above the root of n.
pub(super) fn check(modulus: &[u8]) -> Option<Weakness> {
    let bits = number::bits(modulus);
    if !(3..=MOST_BITS).contains(&bits) {
        return None;
    }
    // Room for the square of what is above the root.
    let bits = u32::try_from(bits).ok()? + 64;
    let n = BoxedUint::from_be_slice(modulus, bits).ok()?;
    let mut a = n.floor_sqrt_vartime();
    let mut square = a.wrapping_square();
    for rounds in 0..=ROUNDS {
        // b², from the second round on; in the first one the modulus may be a square itself.
        if square >= n && is_square(&square.wrapping_sub(&n)) {
            return Some(Weakness::ClosePrimes { rounds });
        }
        // (a + 1)² = a² + 2a + 1
        square = square.wrapping_add(&a).wrapping_add(&a).wrapping_add(BoxedUint::one());
        a = a.wrapping_add(BoxedUint::one());
    }
    None
}

fn is_square(number: &BoxedUint) -> bool {
    // Of the last six bits of squares there are twelve.
    let last = number.as_words().first().map_or(0, |word| word % 64);
    matches!(last, 0 | 1 | 4 | 9 | 16 | 17 | 25 | 33 | 36 | 41 | 49 | 57)
        && number.checked_sqrt_vartime().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_primes_are_found_and_others_are_not() {
        for (number, rounds) in [
            (15_u64, Some(1)),
            (25, Some(0)),
            (10_007 * 10_009, Some(1)),
            (4_294_967_291 * 4_294_967_279, Some(1)),
            (65_537 * 4_294_967_291, None),
        ] {
            let found = check(number::unsigned(&number.to_be_bytes()));
            assert_eq!(found, rounds.map(|rounds| Weakness::ClosePrimes { rounds }), "{number}");
        }
    }
}
