//! What may stand in no path, whoever vouches for it.

use std::collections::BTreeMap;

use anchorlight_path::DistrustedBy;
use anchorlight_pki::{Certificate, Name, hex};

use crate::digest::Sha256;
use crate::document::Distrusted;
use crate::problem::{DocumentFault, Reading};
use crate::rules::Action;
use crate::ruling::Clause;

/// What may stand in no path: by certificate, by key, by issuer and serial number.
#[derive(Debug, Default)]
pub(crate) struct Distrust {
    certificates: BTreeMap<[u8; 32], Clause>,
    keys: BTreeMap<[u8; 32], Clause>,
    serials: BTreeMap<[u8; 32], Clause>,
}

impl Distrust {
    pub(crate) fn find(&self, certificate: &Certificate) -> Option<(DistrustedBy, Clause)> {
        let by = |map: &BTreeMap<[u8; 32], Clause>, bytes: &dyn Fn() -> Sha256| {
            if map.is_empty() { None } else { map.get(&bytes().0).cloned() }
        };
        let whole = || Sha256::of(&certificate.der);
        let key = || Sha256::of(&certificate.public_key.spki);
        let serial = || serial(&certificate.issuer, &certificate.serial);
        by(&self.certificates, &whole)
            .map(|clause| (DistrustedBy::Certificate, clause))
            .or_else(|| by(&self.keys, &key).map(|clause| (DistrustedBy::Key, clause)))
            .or_else(|| by(&self.serials, &serial).map(|clause| (DistrustedBy::Serial, clause)))
    }

    pub(crate) fn add(
        &mut self,
        reading: &mut Reading,
        distrusted: &Distrusted,
        document: Option<&str>,
    ) {
        let clause = |pointer| Clause {
            pointer,
            document: document.map(str::to_owned),
            action: Action::Deny,
        };
        for (key, entries, map) in [
            ("certificates", &distrusted.certificates, &mut self.certificates),
            ("keys", &distrusted.keys, &mut self.keys),
        ] {
            for (index, entry) in entries.iter().enumerate() {
                let keys = ["distrusted", key, &index.to_string(), "sha256"];
                if let Some(hash) = reading.hash(&keys, &entry.sha256) {
                    map.entry(hash.0).or_insert_with(|| clause(reading.pointer(&keys[..3])));
                }
            }
        }
        for (index, entry) in distrusted.serials.iter().enumerate() {
            reading.at(&["distrusted", "serials", &index.to_string()], |reading| {
                let number = hex::decode(&entry.serial.replace(':', ""));
                if number.is_none() {
                    let value = entry.serial.clone();
                    reading.problem(&["serial"], DocumentFault::BadHex { value });
                }
                match (Name::from_rfc4514(&entry.issuer), number) {
                    (Err(bad), _) => {
                        let (value, reason) = (entry.issuer.clone(), bad.reason.to_owned());
                        reading.problem(&["issuer"], DocumentFault::BadName { value, reason });
                    }
                    (Ok(issuer), Some(number)) => {
                        let hash = serial(&issuer, &number);
                        self.serials.entry(hash.0).or_insert_with(|| clause(reading.pointer(&[])));
                    }
                    (Ok(_), None) => {}
                }
            });
        }
    }
}

/// One digest for an issuer and a serial number, whose leading zeros do not matter.
fn serial(issuer: &Name, number: &[u8]) -> Sha256 {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let mut both = number[zeros..].to_vec();
    // The digest always has 32 octets, so that no two pairs run together.
    both.extend_from_slice(&Sha256::of(issuer.comparable()).0);
    Sha256::of(&both)
}
