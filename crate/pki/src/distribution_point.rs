//! Where revocation lists are found and what they cover: cRLDistributionPoints (RFC 5280
//! §4.2.1.13) in certificates, issuingDistributionPoint (§5.2.5) in lists.

use der::Tag;
use serde::Serialize;

use crate::extension::{general_names_of, members, not_a, sequence};
use crate::general_name::GeneralName;
use crate::name::{Attribute, Name};
use crate::problem::Problem;
use crate::tlv::{Cursor, Tlv};

/// One of a certificate's distribution points.
#[derive(Clone, Debug, Default)]
pub struct DistributionPoint {
    pub name: Option<PointName>,
    /// The reasons its lists cover; all where absent.
    pub reasons: Option<Reasons>,
    /// Who issues its lists, where that is not the certificate's issuer.
    pub crl_issuer: Option<Vec<GeneralName>>,
}

/// The name of a distribution point.
#[derive(Clone, Debug)]
pub enum PointName {
    /// The same point under every one of these names.
    Full(Vec<GeneralName>),
    /// One relative distinguished name, below the name of the list's issuer.
    Relative(Vec<Attribute>),
}

/// What a list covers.
#[derive(Clone, Debug, Default)]
pub struct IssuingDistributionPoint {
    pub name: Option<PointName>,
    pub only_user_certs: bool,
    pub only_ca_certs: bool,
    pub only_some_reasons: Option<Reasons>,
    pub indirect: bool,
    pub only_attribute_certs: bool,
    /// The value in DER: a delta list has the same as its base.
    pub der: Vec<u8>,
}

/// A set of revocation reasons (ReasonFlags, RFC 5280 §4.2.1.13).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Reasons(u16);

/// Why a certificate was revoked (CRLReason, RFC 5280 §5.3.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    Unspecified,
    KeyCompromise,
    #[serde(rename = "cACompromise")]
    CaCompromise,
    AffiliationChanged,
    Superseded,
    CessationOfOperation,
    CertificateHold,
    #[serde(rename = "removeFromCRL")]
    RemoveFromCrl,
    PrivilegeWithdrawn,
    #[serde(rename = "aACompromise")]
    AaCompromise,
}

impl Reason {
    /// From the ENUMERATED's number.
    pub(crate) fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            0 => Self::Unspecified,
            1 => Self::KeyCompromise,
            2 => Self::CaCompromise,
            3 => Self::AffiliationChanged,
            4 => Self::Superseded,
            5 => Self::CessationOfOperation,
            6 => Self::CertificateHold,
            8 => Self::RemoveFromCrl,
            9 => Self::PrivilegeWithdrawn,
            10 => Self::AaCompromise,
            _ => return None,
        })
    }

    /// Reads the ENUMERATED.
    ///
    /// # Errors
    ///
    /// Where it is no reason.
    pub fn read(tlv: &Tlv<'_>, field: &str) -> Result<Self, Problem> {
        match (tlv.tag, tlv.value) {
            (Some(Tag::Enumerated), [number]) => {
                Self::from_number(*number).ok_or_else(|| not_a(field, "a reason", tlv.start))
            }
            _ => Err(not_a(field, "a reason", tlv.start)),
        }
    }
}

/// The reasons that ReasonFlags has a bit for, by bit number.
const FLAGS: [Reason; 8] = [
    Reason::KeyCompromise,
    Reason::CaCompromise,
    Reason::AffiliationChanged,
    Reason::Superseded,
    Reason::CessationOfOperation,
    Reason::CertificateHold,
    Reason::PrivilegeWithdrawn,
    Reason::AaCompromise,
];

impl Reasons {
    /// Every reason that has a flag.
    pub const ALL: Self = Self(0x1fe);
    pub const NONE: Self = Self(0);

    fn read(tlv: &Tlv<'_>, field: &str) -> Result<Self, Problem> {
        let [unused @ 0..=7, octets @ ..] = tlv.value else {
            return Err(not_a(field, "a list of reasons", tlv.start));
        };
        let mut flags = 0;
        for bit in 0..(octets.len() * 8).saturating_sub(usize::from(*unused)).min(9) {
            if octets[bit / 8] & (0x80 >> (bit % 8)) != 0 {
                flags |= 1 << bit;
            }
        }
        Ok(Self(flags & Self::ALL.0))
    }

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is here and not in `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// In the order of the RFC.
    #[must_use]
    pub fn list(self) -> Vec<Reason> {
        let set = FLAGS.iter().enumerate().filter(|(bit, _)| self.0 & (2 << bit) != 0);
        set.map(|(_, reason)| *reason).collect()
    }
}

/// cRLDistributionPoints and freshestCRL.
///
/// # Errors
///
/// What does not belong there.
pub fn points(tlv: &Tlv<'_>) -> Result<Vec<DistributionPoint>, Problem> {
    const FIELD: &str = "cRLDistributionPoints";
    members(sequence(tlv, FIELD)?, FIELD, tlv.start, |member| {
        let mut point = DistributionPoint::default();
        each_field(sequence(member, FIELD)?, FIELD, |number, field| {
            match number {
                0 => point.name = Some(point_name(field, FIELD)?),
                1 => point.reasons = Some(Reasons::read(field, FIELD)?),
                2 => point.crl_issuer = Some(general_names_of(field.inside(), FIELD, field.start)?),
                _ => return Err(not_a(FIELD, "a field of a distribution point", field.start)),
            }
            Ok(())
        })?;
        // "[A] DistributionPoint MUST NOT consist of only the reasons field."
        if point.name.is_none() && point.crl_issuer.is_none() {
            return Err(not_a(FIELD, "a point with a name or an issuer", member.start));
        }
        Ok(point)
    })
}

impl IssuingDistributionPoint {
    /// Reads the extension.
    ///
    /// # Errors
    ///
    /// What does not belong there.
    pub fn read(tlv: &Tlv<'_>) -> Result<Self, Problem> {
        const FIELD: &str = "issuingDistributionPoint";
        let mut point = Self { der: tlv.whole.to_vec(), ..Self::default() };
        each_field(sequence(tlv, FIELD)?, FIELD, |number, field| {
            // IMPLICIT BOOLEAN: DER knows one octet for true.
            let flag = || match field.value {
                [0xff] => Ok(true),
                [0] => Ok(false),
                _ => Err(not_a(FIELD, "a BOOLEAN", field.start)),
            };
            match number {
                0 => point.name = Some(point_name(field, FIELD)?),
                1 => point.only_user_certs = flag()?,
                2 => point.only_ca_certs = flag()?,
                3 => point.only_some_reasons = Some(Reasons::read(field, FIELD)?),
                4 => point.indirect = flag()?,
                5 => point.only_attribute_certs = flag()?,
                _ => return Err(not_a(FIELD, "a field of the point", field.start)),
            }
            Ok(())
        })?;
        Ok(point)
    }
}

/// Context-specific fields in ascending order, each at most once.
fn each_field(
    mut fields: Cursor<'_>,
    name: &str,
    mut read: impl FnMut(u32, &Tlv<'_>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut next = 0;
    while !fields.is_done() {
        let field = fields.any(name)?;
        let number = field.context_number().filter(|number| *number >= next);
        let number = number.ok_or_else(|| not_a(name, "a field in its place", field.start))?;
        read(number, &field)?;
        next = number + 1;
    }
    Ok(())
}

/// DistributionPointName: a CHOICE, so its tag is explicit.
fn point_name(tlv: &Tlv<'_>, field: &str) -> Result<PointName, Problem> {
    let mut inside = tlv.inside();
    let choice = inside.any(field)?;
    inside.finish(field)?;
    match choice.context_number() {
        Some(0) => Ok(PointName::Full(general_names_of(choice.inside(), field, choice.start)?)),
        Some(1) => {
            let rdn = members(choice.inside(), field, choice.start, |member| {
                Attribute::read(member, field)
            });
            Ok(PointName::Relative(rdn?))
        }
        _ => Err(not_a(field, "the name of a distribution point", choice.start)),
    }
}

impl PointName {
    /// Whether both name the same point; a relative name is below its own list's issuer.
    #[must_use]
    pub fn is(&self, issuer: &Name, other: &Self, other_issuer: &Name) -> bool {
        match (self, other) {
            (Self::Full(names), Self::Full(others)) => {
                names.iter().any(|name| others.contains(name))
            }
            (Self::Full(names), Self::Relative(rdn)) => {
                is_among(&other_issuer.comparable_below(rdn), names)
            }
            (Self::Relative(rdn), Self::Full(others)) => {
                is_among(&issuer.comparable_below(rdn), others)
            }
            (Self::Relative(rdn), Self::Relative(other)) => {
                issuer.comparable_below(rdn) == other_issuer.comparable_below(other)
            }
        }
    }

    /// Whether one of the names is this point's.
    #[must_use]
    pub fn is_one_of(&self, issuer: &Name, names: &[GeneralName]) -> bool {
        match self {
            Self::Full(own) => own.iter().any(|name| names.contains(name)),
            Self::Relative(rdn) => is_among(&issuer.comparable_below(rdn), names),
        }
    }

    /// How many names it has.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Full(names) => names.len(),
            Self::Relative(_) => 1,
        }
    }

    /// Its names as text that is safe to show.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Full(names) => names.iter().map(GeneralName::text).collect(),
            Self::Relative(rdn) => rdn.iter().map(Attribute::safe_text).collect(),
        }
    }
}

fn is_among(comparable: &[u8], names: &[GeneralName]) -> bool {
    names
        .iter()
        .any(|name| matches!(name, GeneralName::Directory(name) if name.comparable() == comparable))
}
