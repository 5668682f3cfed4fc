//! Fermat's factorisation (CVE-2022-26320): H. Böck, "Fermat Factorization in the Wild", 2022.

use crypto_bigint::BoxedUint;

use super::{Weakness, remainder, words};
use crate::number;

/// The CA/Browser Forum's Baseline Requirements §6.1.1.3 have keys refused that fall within a hundred rounds.
const ROUNDS: u32 = 100;

/// OPENSSL_RSA_MAX_MODULUS_BITS: nobody uses a longer key.
const MOST_BITS: usize = 16_384;

/// An odd modulus n = a² − b² = (a − b)(a + b): where the primes are close, a is just above the root of n.
pub(super) fn check(modulus: &[u8], in_words: &[u32]) -> Option<Weakness> {
    let bits = number::bits(modulus);
    if !(3..=MOST_BITS).contains(&bits) {
        return None;
    }
    // Room for the square of what is above the root.
    let bits = u32::try_from(bits).ok()? + 64;
    let n = BoxedUint::from_be_slice(modulus, bits).ok()?;
    let root = n.floor_sqrt_vartime();
    let n_rest = u64::from(remainder(in_words, MODULUS));
    let root_rest = u64::from(remainder(&words(&root.to_be_bytes()), MODULUS));
    for rounds in 0..=ROUNDS {
        // a² − n, first of what is left of it by a small number: of nearly all that tells that it is no square.
        let a_rest = root_rest + u64::from(rounds);
        if !may_be_square(a_rest * a_rest + u64::from(MODULUS) - n_rest) {
            continue;
        }
        let a_square = root.wrapping_add(BoxedUint::from(rounds)).wrapping_square();
        if a_square >= n && a_square.wrapping_sub(&n).checked_sqrt_vartime().is_some() {
            return Some(Weakness::ClosePrimes { rounds });
        }
    }
    None
}

/// Modulo 64, 63, 65 and 11 there are few squares: of other numbers hardly one in a hundred is one by all four
/// (H. Cohen, "A Course in Computational Algebraic Number Theory", algorithm 1.7.3), and by 17 and 19 as well one
/// in four hundred, which of a key's hundred mostly spares the root that only a square has.
const MODULUS: u32 = 64 * 63 * 65 * 11 * 17 * 19;

const SQUARES: [(u64, u128); 6] = [
    (64, squares(64)),
    (63, squares(63)),
    (65, squares(65)),
    (11, squares(11)),
    (17, squares(17)),
    (19, squares(19)),
];

/// The squares modulo a number of at most 128, a bit for each.
const fn squares(modulus: u64) -> u128 {
    let (mut squares, mut root) = (0, 0);
    while root < modulus {
        squares |= 1 << (root * root % modulus);
        root += 1;
    }
    squares
}

fn may_be_square(number: u64) -> bool {
    SQUARES.iter().all(|(modulus, squares)| squares >> (number % modulus) & 1 == 1)
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
            let octets = number.to_be_bytes();
            let found = check(number::unsigned(&octets), &words(&octets));
            assert_eq!(found, rounds.map(|rounds| Weakness::ClosePrimes { rounds }), "{number}");
        }
    }
}
