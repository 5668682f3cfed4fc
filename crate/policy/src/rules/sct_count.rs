use std::collections::BTreeSet;

use anchorlight_pki::Certificate;
use const_oid::db::rfc6962::CT_PRECERT_SCTS;
use der::Decode;
use der::asn1::OctetStringRef;
use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::judge::Judged;
use crate::ruling::RuleFault;

/// The end entity holds signed certificate timestamps of at least this many logs (RFC 6962 §3.3). They
/// are counted, not verified: the logs' keys are not at hand.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SctCount {
    pub action: Action,
    pub minimum: usize,
}

impl Rule for SctCount {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        let (minimum, found) = (self.minimum, timestamps(path.end_entity()));
        if found < minimum {
            broken(Some(0), RuleFault::SctCount { minimum, found });
        }
    }
}

/// A list that does not decode holds none.
fn timestamps(certificate: &Certificate) -> usize {
    let extension = certificate.extensions.all.iter().find(|e| e.oid == CT_PRECERT_SCTS);
    let list = extension.and_then(|e| <&OctetStringRef>::from_der(&e.value).ok());
    list.and_then(|list| count(list.as_bytes())).unwrap_or_default()
}

/// A TLS vector of TLS vectors, each with a length of two octets (RFC 6962 §3.3).
fn count(list: &[u8]) -> Option<usize> {
    let (mut rest, after) = vector(list)?;
    if !after.is_empty() {
        return None;
    }
    let mut logs: BTreeSet<[u8; 32]> = BTreeSet::new();
    while !rest.is_empty() {
        let (timestamp, after) = vector(rest)?;
        // Its version, and SHA-256 of the log's key (RFC 6962 §3.2); of another version it is not known whose it is.
        if let Some((0, rest)) = timestamp.split_first() {
            logs.extend(rest.first_chunk::<32>());
        }
        rest = after;
    }
    Some(logs.len())
}

fn vector(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(u16::from_be_bytes(*length).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_counted_and_a_damaged_list_holds_none() {
        assert_eq!(count(&[0, 0]), Some(0));
        // A version, a log, and what it says: of one log it is one, however often it says it.
        let of = |logs: &[u8]| {
            let one = |log: &u8| [&[0, 34, 0][..], &[*log; 32], &[9]].concat();
            let all: Vec<u8> = logs.iter().flat_map(one).collect();
            [&u16::try_from(all.len()).unwrap().to_be_bytes()[..], &all].concat()
        };
        assert_eq!(count(&of(&[1, 2])), Some(2));
        assert_eq!(count(&of(&[1, 2, 1])), Some(2));
        // Too short for a log's identifier, and of a version that is not known.
        assert_eq!(count(&[0, 7, 0, 1, 9, 0, 2, 8, 8]), Some(0));
        let mut later = of(&[1]);
        later[4] = 1;
        assert_eq!(count(&later), Some(0));
        for damaged in [&[][..], &[0], &[0, 1], &[0, 2, 0, 1], &[0, 0, 0], &[0, 1, 0]] {
            assert_eq!(count(damaged), None, "{damaged:?}");
        }
    }
}
