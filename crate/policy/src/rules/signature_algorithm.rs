use anchorlight_pki::Algorithm;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912;
use der::asn1::{AnyRef, ContextSpecific};
use der::{Decode, SliceReader, TagNumber};
use serde::{Deserialize, Serialize};

use super::{Action, Rule, oid};
use crate::judge::Judged;
use crate::problem::{DocumentFault, Reading};
use crate::ruling::RuleFault;

/// Certificates below the anchor are signed with one of these algorithms.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignatureAlgorithm {
    pub action: Action,
    /// By their RFC names, such as `ecdsa-with-SHA256`, or dotted. `RSASSA-PSS` is PSS with any
    /// hash, `RSASSA-PSS-SHA256` PSS with this one, and so on up to SHA512.
    pub allowed: Vec<String>,
}

/// PSS by its hash, which stands in the parameters (RFC 4055 §3.1).
const PSS: [(ObjectIdentifier, &str); 5] = [
    (rfc5912::ID_SHA_1, "RSASSA-PSS-SHA1"),
    (rfc5912::ID_SHA_224, "RSASSA-PSS-SHA224"),
    (rfc5912::ID_SHA_256, "RSASSA-PSS-SHA256"),
    (rfc5912::ID_SHA_384, "RSASSA-PSS-SHA384"),
    (rfc5912::ID_SHA_512, "RSASSA-PSS-SHA512"),
];

/// What PSS with a hash that is known is called.
fn pss(algorithm: &Algorithm) -> Option<&'static str> {
    if algorithm.oid != rfc5912::ID_RSASSA_PSS {
        return None;
    }
    let parameters = AnyRef::from_der(algorithm.parameters.as_deref()?).ok()?;
    let mut inside = SliceReader::new(parameters.value()).ok()?;
    let hash = ContextSpecific::<AnyRef<'_>>::decode_explicit(&mut inside, TagNumber(0)).ok()?;
    let hash = match hash {
        // DEFAULT sha1Identifier.
        None => rfc5912::ID_SHA_1,
        Some(hash) => {
            ObjectIdentifier::decode(&mut SliceReader::new(hash.value.value()).ok()?).ok()?
        }
    };
    PSS.iter().find(|(known, _)| *known == hash).map(|(_, name)| *name)
}

impl Rule for SignatureAlgorithm {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        // The anchor is believed without its signature.
        for (place, certificate) in path.certificates().take(path.top().max(1)) {
            let algorithm = &certificate.signature_algorithm;
            let pss = pss(algorithm);
            let is = |text: &String| {
                oid(text).as_ref() == Some(&algorithm.oid) || pss == Some(text.as_str())
            };
            if !self.allowed.iter().any(is) {
                let found = pss.map_or_else(|| algorithm.name(), str::to_owned);
                let allowed = self.allowed.clone();
                broken(Some(place), RuleFault::SignatureAlgorithm { allowed, found });
            }
        }
    }

    fn read(&self, reading: &mut Reading) {
        for (index, text) in self.allowed.iter().enumerate() {
            if oid(text).is_none() && !PSS.iter().any(|(_, name)| name == text) {
                let fault = DocumentFault::BadOid { value: text.clone() };
                reading.problem(&["allowed", &index.to_string()], fault);
            }
        }
    }
}
