//! AlgorithmIdentifier (RFC 5280 §4.1.1.2): kept as it stands, and named.

use der::Tag;

use crate::oid::Oid;
use crate::problem::Problem;
use crate::tlv::Tlv;

/// An algorithm with its parameters, undecoded.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Algorithm {
    pub oid: Oid,
    /// The parameters as one DER value.
    pub parameters: Option<Vec<u8>>,
    /// The contents octets of the AlgorithmIdentifier: both fields, without the SEQUENCE header.
    pub contents: Vec<u8>,
}

impl Algorithm {
    /// Reads an AlgorithmIdentifier.
    ///
    /// # Errors
    ///
    /// What does not belong there.
    pub fn read(tlv: &Tlv<'_>, field: &str) -> Result<Self, Problem> {
        let mut inside = tlv.inside();
        let oid = read_oid(&inside.expect(Tag::ObjectIdentifier, field)?, field)?;
        let parameters =
            if inside.is_done() { None } else { Some(inside.any(field)?.whole.to_vec()) };
        inside.finish(field)?;
        Ok(Self { oid, parameters, contents: tlv.value.to_vec() })
    }

    /// The name RFCs use, or the dotted identifier.
    #[must_use]
    pub fn name(&self) -> String {
        self.oid.named()
    }
}

/// Reads an object identifier.
///
/// # Errors
///
/// Where its arcs are cut off or padded.
pub fn read_oid(tlv: &Tlv<'_>, field: &str) -> Result<Oid, Problem> {
    Oid::from_contents(tlv.value)
        .ok_or_else(|| Problem::malformed(field, "not an object identifier", tlv.value_start()))
}
