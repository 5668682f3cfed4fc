//! Small primes that divide an RSA modulus. The CA/Browser Forum's Baseline Requirements §6.1.6 have none below
//! 752 (NIST SP 800-89 §5.3.3).

use super::Weakness;

const END: usize = 752;

/// The primes below [`END`].
const PRIMES: [u32; 133] = primes();

/// The sieve of Eratosthenes.
const fn primes() -> [u32; 133] {
    let mut is_composite = [false; END];
    let (mut primes, mut count) = ([0; 133], 0);
    let mut number = 2;
    while number < END {
        if !is_composite[number] {
            primes[count] = number as u32;
            count += 1;
            let mut multiple = number * number;
            while multiple < END {
                is_composite[multiple] = true;
                multiple += number;
            }
        }
        number += 1;
    }
    primes
}

pub(super) fn check(modulus: &[u8]) -> Option<Weakness> {
    let (two, mut primes) = PRIMES.split_first()?;
    if modulus.last().is_none_or(|last| last % 2 == 0) {
        return Some(Weakness::SmallFactor { factor: *two });
    }
    while let Some(first) = primes.first() {
        // As many at a time as their product fits into a word: one reduction of the modulus for all of them.
        let (mut product, mut taken) = (*first, 1);
        while let Some(more) = primes.get(taken).and_then(|prime| product.checked_mul(*prime)) {
            (product, taken) = (more, taken + 1);
        }
        let rest = reduced(modulus, product);
        let (group, others) = primes.split_at(taken);
        if let Some(factor) = group.iter().find(|prime| rest.is_multiple_of(**prime)) {
            return Some(Weakness::SmallFactor { factor: *factor });
        }
        primes = others;
    }
    None
}

/// A number times some power of two, modulo an odd one (P. Montgomery, "Modular Multiplication Without Trial
/// Division", 1985): the same odd primes divide it, and it takes no division, which is the slowest of all
/// instructions.
fn reduced(number: &[u8], odd: u32) -> u32 {
    // Each step doubles the bits that are right; those of any odd number begin with three.
    let inverse = (0..4).fold(odd, |inverse, _| {
        inverse.wrapping_mul(2_u32.wrapping_sub(odd.wrapping_mul(inverse)))
    });
    let odd = u64::from(odd);
    let step = |rest: u64, word: u32| {
        // The lowest word of the sum becomes zero, and the sum stays below 2^64: rest is at most `odd`.
        let sum = rest + u64::from(word);
        let lowest = u32::try_from(sum & u64::from(u32::MAX)).unwrap_or(0);
        let times = inverse.wrapping_neg().wrapping_mul(lowest);
        (sum + u64::from(times) * odd) >> 32
    };
    let (first, words) = number.as_rchunks::<4>();
    let rest = words.iter().rev().fold(0, |rest, word| step(rest, u32::from_be_bytes(*word)));
    let first = first.iter().fold(0, |word, octet| word << 8 | u32::from(*octet));
    u32::try_from(step(rest, first)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reductions_keep_the_factors_of_numbers_of_any_length() {
        for length in 1..40 {
            let number: Vec<u8> = (1..=length).map(|at: u8| at.wrapping_mul(37)).collect();
            for (odd, primes) in [
                (255, &[3, 5, 17][..]),
                (257, &[257]),
                (16_777_215, &[3, 5, 7, 13, 17, 241]),
                (4_294_967_291, &[4_294_967_291]),
            ] {
                let (rest, reduced) = (crate::weak::remainder(&number, odd), reduced(&number, odd));
                for prime in primes {
                    let divides = |number: u32| number.is_multiple_of(*prime);
                    assert_eq!(divides(reduced), divides(rest), "{odd} {prime}");
                }
            }
        }
    }

    #[test]
    fn the_smallest_factor_is_found() {
        assert_eq!((PRIMES[0], PRIMES[1], PRIMES[132]), (2, 3, 751));
        for (number, factor) in
            [(2_u32, Some(2)), (751, Some(751)), (757, None), (757 * 743, Some(743))]
        {
            let found = check(&number.to_be_bytes());
            assert_eq!(found, factor.map(|factor| Weakness::SmallFactor { factor }), "{number}");
        }
    }
}
