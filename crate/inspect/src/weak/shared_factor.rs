//! RSA moduli that share a prime: N. Heninger, Z. Durumeric, E. Wustrow, J. A. Halderman, "Mining Your Ps and Qs",
//! USENIX Security 2012. Whoever has both takes both apart.

use std::collections::BTreeMap;

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Gcd, Odd};
use serde::Serialize;

use crate::key::Key;
use crate::number;
use crate::relations::Place;

/// Keys whose moduli share a prime, and are not the same.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
pub enum SharedFactor {
    /// Objects with one key or the other.
    #[serde(rename = "key.shared_factor")]
    SharedFactor { one: Vec<Place>, other: Vec<Place> },
}

/// Comparing all with one another takes as many multiplications as pairs: with so many, a fraction of a second.
const MOST_COMPARED: usize = 512;

/// Pairs that are told; each asks for a search of its own.
const MOST_TOLD: usize = 32;

/// The largest that are compared: OPENSSL_RSA_MAX_MODULUS_BITS.
const MOST_BITS: usize = 16_384;

/// Distinct moduli, each with the objects that have it.
#[derive(Default)]
pub(crate) struct Moduli {
    all: Vec<(Odd<BoxedUint>, Vec<Place>)>,
    positions: BTreeMap<Vec<u8>, usize>,
    /// Those that are more than are compared.
    pub left_out: usize,
}

impl Moduli {
    pub fn add(&mut self, key: &Key, place: Place) {
        let Key::Rsa { modulus, .. } = key else { return };
        if let Some(at) = self.positions.get(&modulus.0) {
            self.all[*at].1.push(place);
            return;
        }
        let number = BoxedUint::from_be_slice_vartime(&modulus.0);
        // An even one is told as such.
        let Some(odd) = Option::from(Odd::new(number)) else { return };
        if self.all.len() == MOST_COMPARED || number::bits(&modulus.0) > MOST_BITS {
            self.left_out += 1;
            return;
        }
        self.positions.insert(modulus.0.clone(), self.all.len());
        self.all.push((odd, vec![place]));
    }

    pub fn shared(&self) -> Vec<SharedFactor> {
        let mut found = Vec::new();
        for (at, (modulus, one)) in self.all.iter().enumerate() {
            let before = &self.all[..at];
            if !shares(modulus, before) {
                continue;
            }
            let partners = before.iter().filter(|(other, _)| has_common_factor(modulus, other));
            for (_, other) in partners {
                found.push(SharedFactor::SharedFactor { one: other.clone(), other: one.clone() });
                if found.len() == MOST_TOLD {
                    return found;
                }
            }
        }
        found
    }
}

/// Whether a modulus has a factor in common with the product of others. Powers of Montgomery's constant stay in
/// the product; they have none.
fn shares(modulus: &Odd<BoxedUint>, others: &[(Odd<BoxedUint>, Vec<Place>)]) -> bool {
    let parameters = BoxedMontyParams::new_vartime(modulus.clone());
    let form = |number| BoxedMontyForm::from_montgomery(number, &parameters);
    let product = others.iter().fold(BoxedMontyForm::one(&parameters), |product, (other, _)| {
        product * form(other.rem_vartime(modulus.as_nz_ref()))
    });
    let product = product.to_montgomery();
    bool::from(product.is_zero()) || has_common_factor(modulus, &product)
}

fn has_common_factor(one: &BoxedUint, other: &BoxedUint) -> bool {
    one.gcd_vartime(other) != BoxedUint::one()
}
