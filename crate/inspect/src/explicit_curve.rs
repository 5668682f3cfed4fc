//! Curves whose parameters are written out (RFC 3279 §2.3.5), and which named curve each of them is.

use anchorlight_pki::Oid;
use anchorlight_pki::read::{Cursor, Tlv, read_oid};
use der::Tag;
use serde::Serialize;
use sha2::Digest;

use crate::curve;
use crate::encode::tlv;
use crate::number;
use crate::octets::Octets;
use crate::oid::NamedOid;

/// ECParameters (RFC 3279 §2.3.5).
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ExplicitCurve {
    /// The named curve that has these parameters; whether they come with a seed or a cofactor does not matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<NamedOid>,
    pub field: CurveField,
    pub a: Octets,
    pub b: Octets,
    /// What the coefficients were derived from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<Octets>,
    pub base: Octets,
    pub order: Octets,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cofactor: Option<Octets>,
}

/// FieldID (RFC 3279 §2.3.5): what the coordinates of a point are.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum CurveField {
    Prime {
        prime: Octets,
    },
    /// Polynomials over two elements.
    CharacteristicTwo {
        /// An element has so many bits.
        m: u32,
        basis: Basis,
    },
}

/// How an element of such a field is written, and what it is reduced by.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Basis {
    /// gnBasis.
    GaussianNormal,
    /// tpBasis: x^m + x^k + 1.
    Trinomial { k: u32 },
    /// ppBasis: x^m + x^k3 + x^k2 + x^k1 + 1.
    Pentanomial { k1: u32, k2: u32, k3: u32 },
}

const FIELD: &str = "ECParameters";

impl ExplicitCurve {
    pub(crate) fn read(der: &[u8]) -> Option<Self> {
        let mut fields = Cursor::new(der).expect(Tag::Sequence, FIELD).ok()?.inside();
        fields.expect(Tag::Integer, "version").ok()?;
        let field = CurveField::read(&fields.expect(Tag::Sequence, "fieldID").ok()?)?;
        let mut curve = fields.expect(Tag::Sequence, "curve").ok()?.inside();
        let a = Octets::of(&curve.expect(Tag::OctetString, "a").ok()?);
        let b = Octets::of(&curve.expect(Tag::OctetString, "b").ok()?);
        // The first octet of a BIT STRING counts its unused bits.
        let seed = curve.optional(Tag::BitString, "seed").ok()?;
        let seed = seed.and_then(|seed| Some(Octets(seed.value.get(1..)?.to_vec())));
        let base = Octets::of(&fields.expect(Tag::OctetString, "base").ok()?);
        let order = number_of(&fields.expect(Tag::Integer, "order").ok()?);
        let cofactor = fields.optional(Tag::Integer, "cofactor").ok()?;
        let cofactor = cofactor.as_ref().map(number_of);
        let mut read = Self { same_as: None, field, a, b, seed, base, order, cofactor };
        read.same_as = curve::with_parameters(read.digest()).map(NamedOid::from);
        Some(read)
    }

    /// Equal for two curves exactly when they are the same one, with the same base point, however that is encoded.
    pub(crate) fn identity(&self) -> Vec<u8> {
        if let Some(named) = &self.same_as {
            return named.oid.contents().to_vec();
        }
        self.parameters()
    }

    /// The first 128 bits of a hash: as much as nobody finds other parameters for.
    fn digest(&self) -> u128 {
        let hash = sha2::Sha256::digest(self.parameters());
        hash[..16].iter().fold(0, |number, octet| number << 8 | u128::from(*octet))
    }

    /// What makes the curve, in one encoding.
    fn parameters(&self) -> Vec<u8> {
        let (field, base) = match &self.field {
            CurveField::Prime { prime } => (prime.0.clone(), compressed(&self.base.0)),
            // What their compressed form adds to a coordinate takes a division in the field.
            CurveField::CharacteristicTwo { m, basis } => {
                (basis.exponents(*m).map(u32::to_be_bytes).concat(), self.base.0.clone())
            }
        };
        let [a, b] = [&self.a, &self.b].map(|element| number::unsigned(&element.0).to_vec());
        [field, a, b, base, self.order.0.clone()].map(|part| tlv(4, &part)).concat()
    }
}

impl CurveField {
    fn read(field: &Tlv<'_>) -> Option<Self> {
        let mut inside = field.inside();
        match oid(&mut inside)?.as_str() {
            "1.2.840.10045.1.1" => {
                Some(Self::Prime { prime: number_of(&inside.expect(Tag::Integer, "prime").ok()?) })
            }
            "1.2.840.10045.1.2" => {
                let mut inside = inside.expect(Tag::Sequence, "characteristic-two").ok()?.inside();
                let m = small(&mut inside)?;
                let basis = match oid(&mut inside)?.as_str() {
                    "1.2.840.10045.1.2.3.1" => Basis::GaussianNormal,
                    "1.2.840.10045.1.2.3.2" => Basis::Trinomial { k: small(&mut inside)? },
                    "1.2.840.10045.1.2.3.3" => {
                        let mut all = inside.expect(Tag::Sequence, "ppBasis").ok()?.inside();
                        let (k1, k2, k3) = (small(&mut all)?, small(&mut all)?, small(&mut all)?);
                        Basis::Pentanomial { k1, k2, k3 }
                    }
                    _ => return None,
                };
                Some(Self::CharacteristicTwo { m, basis })
            }
            _ => None,
        }
    }
}

impl Basis {
    /// Of the polynomial that products are reduced by, without its last one, which is 0.
    fn exponents(self, m: u32) -> [u32; 4] {
        match self {
            Self::GaussianNormal => [m, 0, 0, 0],
            Self::Trinomial { k } => [m, k, 0, 0],
            Self::Pentanomial { k1, k2, k3 } => [m, k3, k2, k1],
        }
    }

    /// That polynomial, a bit for each of its terms. `None`: it has none, or more than OpenSSL reads
    /// (OPENSSL_ECC_MAX_FIELD_BITS).
    pub(crate) fn polynomial(self, m: u32) -> Option<Vec<u8>> {
        const MOST: u32 = 661;
        let exponents = self.exponents(m);
        let is_sound = m <= MOST && exponents[1..].iter().all(|exponent| *exponent < m);
        if matches!(self, Self::GaussianNormal) || !is_sound {
            return None;
        }
        let mut octets = vec![0; (m / 8 + 1) as usize];
        let last = octets.len() - 1;
        for exponent in exponents.into_iter().chain([0]) {
            octets[last - (exponent / 8) as usize] |= 1_u8 << (exponent % 8);
        }
        Some(octets)
    }
}

fn oid(fields: &mut Cursor<'_>) -> Option<String> {
    let tlv = fields.expect(Tag::ObjectIdentifier, FIELD).ok()?;
    read_oid(&tlv, FIELD).as_ref().map(Oid::to_string).ok()
}

fn small(fields: &mut Cursor<'_>) -> Option<u32> {
    fields.expect(Tag::Integer, FIELD).ok()?.decode(FIELD).ok()
}

fn number_of(tlv: &Tlv<'_>) -> Octets {
    Octets(number::unsigned(tlv.value).to_vec())
}

/// A point by one coordinate and the sign of the other (SEC 1 §2.3.3).
pub(crate) fn compressed(point: &[u8]) -> Vec<u8> {
    match point {
        [4 | 6 | 7, coordinates @ ..] if coordinates.len() % 2 == 0 => {
            let (x, y) = coordinates.split_at(coordinates.len() / 2);
            let sign = y.last().map_or(2, |last| 2 | last & 1);
            [&[sign], x].concat()
        }
        other => other.to_vec(),
    }
}
