//! Sizes that are asked for today (NIST SP 800-131A rev. 2 §3; 112 bits of strength).

use super::Weakness;
use crate::key::Key;

pub(super) fn check(key: &Key, bits: Option<usize>) -> Option<Weakness> {
    let least = match key {
        Key::Rsa { .. } | Key::Dsa { .. } => 2048,
        Key::Ec { .. } => 224,
        Key::PostQuantum { .. } | Key::Other => return None,
    };
    bits.filter(|bits| *bits < least).map(|bits| Weakness::Short { bits, least })
}
