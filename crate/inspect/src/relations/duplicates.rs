//! Objects with the same octets.

use sha2::Digest;

use super::{Place, grouped};
use crate::inspection::Object;

/// Of private keys and containers nothing is kept to compare.
pub(super) fn of(all: &[(Place, &Object)]) -> Vec<Vec<Place>> {
    let whole = |(_, object): &&(Place, &Object)| {
        (!object.der().is_empty()).then(|| sha2::Sha256::digest(object.der()).to_vec())
    };
    let several = grouped(all, whole).into_iter().filter(|group| group.len() > 1);
    several.map(|group| group.into_iter().map(|(place, _)| *place).collect()).collect()
}
