//! The fingerprint of CVE-2017-15361 (ROCA): M. Nemec, M. Sys, P. Svenda, D. Klinec, V. Matyas, "The Return of
//! Coppersmith's Attack: Practical Factorization of Widely Used RSA Moduli", ACM CCS 2017, §2.3 and §3.1.
//!
//! The library of Infineon made primes k · M + (65537^a mod M), where M is the product of the first primes. So
//! modulo every one of these primes the modulus is a power of 65537, which of other moduli hardly one in 2^27 is.

use super::{Weakness, remainder};

/// The odd primes of the M of the shortest keys; the M of all others have them too.
const PRIMES: [u32; 38] = [
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/// The modulus in words.
pub(super) fn check(modulus: &[u32]) -> Option<Weakness> {
    // The product of any four fits into a word: one division of the modulus for all of them.
    let fit = |primes: &[u32]| {
        let rest = remainder(modulus, primes.iter().product());
        primes.iter().all(|prime| is_power(rest % prime, *prime))
    };
    PRIMES.chunks(4).all(fit).then_some(Weakness::Roca)
}

/// Whether a number is a power of 65537 modulo a prime.
fn is_power(number: u32, prime: u32) -> bool {
    let mut power = 1;
    // No element has more powers than the group has members.
    for _ in 1..prime {
        if power == number {
            return true;
        }
        power = power * (65_537 % prime) % prime;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_those_of_the_subgroup() {
        // 65537 is 10 modulo 11, whose powers are 1 and 10; modulo 3 it is 2, and all but 0 are powers.
        let powers =
            |prime| (0..prime).filter(|number| is_power(*number, prime)).collect::<Vec<_>>();
        assert_eq!(powers(11), [1, 10]);
        assert_eq!(powers(3), [1, 2]);
        assert_eq!(powers(17), [1, 2, 4, 8, 9, 13, 15, 16]);
    }
}
