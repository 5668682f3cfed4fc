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

/// How many reductions are under way at once: each waits for itself, none for another.
const LANES: usize = 4;

/// Products of as many odd primes as fit into a word, the smallest first: one reduction of the modulus for all of
/// them. What is left of the last lanes is 1.
const PRODUCTS: [[u32; LANES]; 10] = products();

const fn products() -> [[u32; LANES]; 10] {
    let mut products = [[1; LANES]; 10];
    let (mut at, mut prime) = (0, 1);
    while prime < PRIMES.len() {
        let product: &mut u32 = &mut products[at / LANES][at % LANES];
        match product.checked_mul(PRIMES[prime]) {
            Some(more) => (*product, prime) = (more, prime + 1),
            None => at += 1,
        }
    }
    products
}

/// The modulus in words.
pub(super) fn check(modulus: &[u32]) -> Option<Weakness> {
    let (two, mut primes) = PRIMES.split_first()?;
    if modulus.first().is_none_or(|lowest| lowest % 2 == 0) {
        return Some(Weakness::SmallFactor { factor: *two });
    }
    for products in &PRODUCTS {
        for (product, rest) in products.iter().zip(reduced(modulus, products)) {
            let of_product = |prime: &&u32| product.is_multiple_of(**prime);
            let (group, others) = primes.split_at(primes.iter().take_while(of_product).count());
            if let Some(factor) = group.iter().find(|prime| rest.is_multiple_of(**prime)) {
                return Some(Weakness::SmallFactor { factor: *factor });
            }
            primes = others;
        }
    }
    None
}

/// A number times some power of two, modulo odd ones (P. Montgomery, "Modular Multiplication Without Trial
/// Division", 1985): the same odd primes divide it, and it takes no division, which is the slowest of all
/// instructions. The number is in words, the lowest first.
fn reduced(number: &[u32], odd: &[u32; LANES]) -> [u32; LANES] {
    let inverses = odd.map(negative_inverse);
    let odd = odd.map(u64::from);
    let rests = number.iter().fold([0; LANES], |rests: [u64; LANES], word| {
        std::array::from_fn(|lane| {
            // The lowest word of the sum becomes zero, and the sum stays below 2^64: the rest is at most `odd`.
            let sum = rests[lane] + u64::from(*word);
            (sum + u64::from(inverses[lane].wrapping_mul(low(sum))) * odd[lane]) >> 32
        })
    });
    rests.map(low)
}

/// What an odd number becomes -1 by, modulo 2^32.
fn negative_inverse(odd: u32) -> u32 {
    // Each step doubles the bits that are right; those of any odd number begin with three.
    let inverse = (0..4).fold(odd, |inverse, _| {
        inverse.wrapping_mul(2_u32.wrapping_sub(odd.wrapping_mul(inverse)))
    });
    inverse.wrapping_neg()
}

#[allow(clippy::cast_possible_truncation)] // That is what it is for.
fn low(number: u64) -> u32 {
    number as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weak::{remainder, words};

    #[test]
    fn reductions_keep_the_factors_of_numbers_of_any_length() {
        for length in 1..40 {
            let number: Vec<u8> = (1..=length).map(|at: u8| at.wrapping_mul(37)).collect();
            for odd in [1, 3, 5, 15, 255, 257, 65_537, 16_777_215, 4_294_967_291, u32::MAX - 2] {
                let words = words(&number);
                let rest = remainder(&words, odd);
                let divides = |prime: u32| odd.is_multiple_of(prime);
                for prime in [3, 5, 7, 11, 13, 17, 257, 65_537, 4_294_967_291]
                    .into_iter()
                    .filter(|p| divides(*p))
                {
                    assert_eq!(
                        reduced(&words, &[9, odd, 7, 1])[1].is_multiple_of(prime),
                        rest.is_multiple_of(prime),
                        "{odd} {prime}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_smallest_factor_is_found() {
        assert_eq!((PRIMES[0], PRIMES[1], PRIMES[132]), (2, 3, 751));
        let in_products =
            |prime: &u32| PRODUCTS.as_flattened().iter().any(|p| p.is_multiple_of(*prime));
        assert!(PRIMES[1..].iter().all(in_products));
        for (number, factor) in
            [(2_u32, Some(2)), (751, Some(751)), (757, None), (757 * 743, Some(743))]
        {
            let found = check(&[number]);
            assert_eq!(found, factor.map(|factor| Weakness::SmallFactor { factor }), "{number}");
        }
    }
}
