//! Small primes that divide an RSA modulus. The CA/Browser Forum's Baseline Requirements §6.1.6 have none below
//! 752 (NIST SP 800-89 §5.3.3).

use super::{Weakness, remainder};

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
    let mut primes = PRIMES.as_slice();
    while let Some(first) = primes.first() {
        // As many at a time as their product fits into a word: one division of the modulus for all of them.
        let (mut product, mut taken) = (*first, 1);
        while let Some(more) = primes.get(taken).and_then(|prime| product.checked_mul(*prime)) {
            (product, taken) = (more, taken + 1);
        }
        let rest = remainder(modulus, product);
        let (group, others) = primes.split_at(taken);
        if let Some(factor) = group.iter().find(|prime| rest.is_multiple_of(**prime)) {
            return Some(Weakness::SmallFactor { factor: *factor });
        }
        primes = others;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

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
