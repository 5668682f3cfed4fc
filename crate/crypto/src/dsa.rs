//! DSA (FIPS 186-4, RFC 3279 §2.3.2, RFC 5758 §3.1).

use anchorlight_path::{SignatureFault, SignatureInput};
use const_oid::db::rfc5912;
use der::Decode;
use der::asn1::{AnyRef, UintRef};
use dsa::signature::hazmat::PrehashVerifier;
use dsa::{BoxedUint, Components, Signature, VerifyingKey};

use crate::algorithm::split;
use crate::hash::Hash;

/// The sizes of p and q in bits (FIPS 186-4 §4.2).
const SIZES: [(u32, u32); 4] = [(1024, 160), (2048, 224), (2048, 256), (3072, 256)];

pub(crate) fn verify(input: &SignatureInput<'_>, hash: Hash) -> Result<(), SignatureFault> {
    let parameters = match split(input.key_algorithm) {
        Some((rfc5912::ID_DSA, Some(parameters))) => parameters,
        // RFC 3279 §2.3.2: a key without parameters has its issuer's. One signature does not say
        // who that is; a caller who knows hands in the working parameters (RFC 5280 §6.1.4 (e))
        // as part of the key's algorithm.
        Some((rfc5912::ID_DSA, None)) => return Err(SignatureFault::KeyUnusable),
        _ => return Err(SignatureFault::KeyMismatch),
    };
    let key = key(parameters, input.key).ok_or(SignatureFault::KeyUnusable)?;
    let signature = Signature::from_der(input.signature).map_err(|_| SignatureFault::Invalid)?;
    key.verify_prehash(&hash.digest(input.message), &signature).map_err(|_| SignatureFault::Invalid)
}

/// Dss-Parms and DSAPublicKey. The `dsa` crate counts sizes in machine words and
/// takes every number as wide as p; so sizes are checked here, bit by bit, the
/// same on every platform.
fn key(parameters: AnyRef<'_>, key: &[u8]) -> Option<VerifyingKey> {
    let [p, q, g] = numbers(parameters)?;
    let y = UintRef::from_der(key).ok()?;
    let p = BoxedUint::from_be_slice_vartime(p.as_bytes());
    let q_is_odd = q.as_bytes().last().is_some_and(|octet| octet & 1 == 1);
    let q = BoxedUint::from_be_slice_vartime(q.as_bytes());
    if !SIZES.contains(&(p.bits(), q.bits())) {
        return None;
    }
    let like_p =
        |number: UintRef<'_>| BoxedUint::from_be_slice(number.as_bytes(), p.bits_precision()).ok();
    let (g, y) = (like_p(g)?, like_p(y)?);
    if !q_is_odd || y >= p || g <= BoxedUint::one() {
        return None;
    }
    VerifyingKey::from_components(Components::from_components(p, q, g).ok()?, y).ok()
}

fn numbers(parameters: AnyRef<'_>) -> Option<[UintRef<'_>; 3]> {
    let numbers = parameters.sequence(|reader| {
        Ok::<_, der::Error>([
            UintRef::decode(reader)?,
            UintRef::decode(reader)?,
            UintRef::decode(reader)?,
        ])
    });
    numbers.ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use der::{Encode, Tag};

    use crate::Allowed;
    use crate::self_signed::{ALL, SelfSigned, testdata};

    #[test]
    fn every_size_and_hash() {
        for (name, der) in [
            ("1024, sha1", testdata!("dsa-1024-sha1")),
            ("1024, sha256", testdata!("dsa-1024-sha256")),
            ("2048, sha224", testdata!("dsa-2048-sha224")),
            ("2048, sha256", testdata!("dsa-2048-sha256")),
        ] {
            SelfSigned::read(der).assert_sound(name);
        }
    }

    #[test]
    fn refused_by_default() {
        for der in [testdata!("dsa-1024-sha1"), testdata!("dsa-2048-sha256")] {
            let answer = SelfSigned::read(der).verify(Allowed::default());
            assert_eq!(answer, Err(SignatureFault::AlgorithmRefused));
        }
    }

    #[test]
    fn sizes_that_fips_186_does_not_know_are_unusable() {
        let certificate = SelfSigned::read(testdata!("dsa-1024-224-sha256"));
        assert_eq!(certificate.verify(ALL), Err(SignatureFault::KeyUnusable));
    }

    #[test]
    fn inherited_parameters_are_handed_in() {
        let whole = SelfSigned::read(testdata!("dsa-1024-sha1"));
        let mut without = whole.clone();
        without.key_algorithm.truncate(9);
        assert_eq!(without.verify(ALL), Err(SignatureFault::KeyUnusable));
        without.key_algorithm.extend_from_slice(&whole.key_algorithm[9..]);
        assert_eq!(without.verify(ALL), Ok(()));
    }

    #[test]
    fn unsound_numbers_are_unusable() {
        let sound = SelfSigned::read(testdata!("dsa-1024-sha1"));
        let [p, q, g] = numbers(split(&sound.key_algorithm).unwrap().1.unwrap()).unwrap();
        let [p, q, g] = [p, q, g].map(|number| number.as_bytes().to_vec());
        let answer = |numbers: [&[u8]; 3], key: &[u8]| {
            let mut other = sound.clone();
            other.key_algorithm = key_algorithm(numbers);
            other.key = key.to_vec();
            other.verify(ALL)
        };
        let changed = |number: &[u8], bits: u8| {
            let mut number = number.to_vec();
            *number.last_mut().unwrap() ^= bits;
            number
        };
        assert_eq!(answer([&p, &q, &g], &sound.key), Ok(()));
        for (what, numbers) in [
            ("p is even", [&changed(&p, 1)[..], &q, &g]),
            ("q is even", [&p, &changed(&q, 1), &g]),
            ("y is not of order q", [&p, &changed(&q, 2), &g]),
            ("g is 0", [&p, &q, &[0]]),
            ("g is 1", [&p, &q, &[1]]),
            ("g is p", [&p, &q, &p]),
            ("g is longer than p", [&p, &q, &[1; 200]]),
        ] {
            assert_eq!(answer(numbers, &sound.key), Err(SignatureFault::KeyUnusable), "{what}");
        }
        let p_as_y = UintRef::new(&p).unwrap().to_der().unwrap();
        let longer = UintRef::new(&[1; 200]).unwrap().to_der().unwrap();
        for y in
            [&[2, 1, 0][..], &[2, 1, 1], &[2, 1, 0xff], &[2, 1, 2], &[4, 1, 2], &p_as_y, &longer]
        {
            assert_eq!(answer([&p, &q, &g], y), Err(SignatureFault::KeyUnusable), "y is {y:?}");
        }
    }

    fn key_algorithm(numbers: [&[u8]; 3]) -> Vec<u8> {
        let numbers =
            numbers.map(|number| UintRef::new(number).unwrap().to_der().unwrap()).concat();
        let parameters = AnyRef::new(Tag::Sequence, &numbers).unwrap().to_der().unwrap();
        [rfc5912::ID_DSA.to_der().unwrap(), parameters].concat()
    }
}
