//! Fermat's factorisation (CVE-2022-26320): H. Böck, "Fermat Factorization in the Wild", 2022.

use crypto_bigint::BoxedUint;

use super::{Weakness, remainder};
use crate::number;

/// The CA/Browser Forum's Baseline Requirements §6.1.1.3 have keys refused that fall within a hundred rounds.
const ROUNDS: u32 = 100;

/// OPENSSL_RSA_MAX_MODULUS_BITS: nobody uses a longer key.
const MOST_BITS: usize = 16_384;

/// Modulo a prime, about half of all numbers are squares; of a thousand numbers, one is modulo all of these.
const PRIMES: [u32; 11] = [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];

/// An odd modulus n = a² − b² = (a − b)(a + b): where the primes are close, a is just above the root of n.
pub(super) fn check(modulus: &[u8]) -> Option<Weakness> {
    let bits = number::bits(modulus);
    if !(3..=MOST_BITS).contains(&bits) {
        return None;
    }
    // Room for the square of what is above the root.
    let bits = u32::try_from(bits).ok()? + 64;
    let n = BoxedUint::from_be_slice(modulus, bits).ok()?;
    let root = n.floor_sqrt_vartime();
    let octets = root.to_be_bytes();
    let rests = PRIMES.map(|prime| (remainder(&octets, prime), remainder(modulus, prime), prime));
    for rounds in 0..=ROUNDS {
        // Small numbers tell nearly always that a² − n is no square; roots of large ones take their time.
        if !rests.iter().all(|(a, n, prime)| is_square((a + rounds) % prime, *n, *prime)) {
            continue;
        }
        let square = root.wrapping_add(BoxedUint::from(rounds)).wrapping_square();
        // In the first round the modulus may be a square itself, and else a² is below it.
        if square >= n && square.wrapping_sub(&n).checked_sqrt_vartime().is_some() {
            return Some(Weakness::ClosePrimes { rounds });
        }
    }
    None
}

/// Whether a² − n is a square modulo a prime.
fn is_square(a: u32, n: u32, prime: u32) -> bool {
    let difference = (a * a + prime - n) % prime;
    (0..=prime / 2).any(|root| root * root % prime == difference)
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
