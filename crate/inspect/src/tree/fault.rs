//! Departures from DER, and why reading ended.

use serde::Serialize;

/// What is wrong with one value, or with what stands where one should begin. Sections are those of X.690.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id")]
#[non_exhaustive]
pub enum Fault {
    /// BER's indefinite length (§10.1).
    #[serde(rename = "asn1.indefinite_length")]
    IndefiniteLength,
    /// A length in more octets than it needs (§10.1).
    #[serde(rename = "asn1.length_not_minimal")]
    LengthNotMinimal,
    /// A tag in more octets than it needs (§8.1.2.4).
    #[serde(rename = "asn1.tag_not_minimal")]
    TagNotMinimal,
    /// The contents end before the length says so.
    #[serde(rename = "asn1.cut")]
    Cut { missing: usize },
    /// The two zero octets that end an indefinite length are missing (§8.1.5).
    #[serde(rename = "asn1.end_missing")]
    EndMissing,
    /// They stand where nothing ends (§8.1.5).
    #[serde(rename = "asn1.end_misplaced")]
    EndMisplaced,
    /// A BOOLEAN that is neither 00 nor FF (§11.1).
    #[serde(rename = "asn1.boolean")]
    Boolean,
    /// An INTEGER or ENUMERATED without octets, or with more than it needs (§8.3.2).
    #[serde(rename = "asn1.integer")]
    Integer,
    /// A NULL with contents (§8.8.2).
    #[serde(rename = "asn1.null")]
    Null,
    /// An OBJECT IDENTIFIER whose arcs are cut off or padded (§8.19.2).
    #[serde(rename = "asn1.oid")]
    Oid,
    /// A BIT STRING whose count of unused bits is missing or impossible (§8.6.2).
    #[serde(rename = "asn1.bit_string")]
    BitString,
    /// Unused bits of a BIT STRING that are not zero (§11.2.1).
    #[serde(rename = "asn1.bit_padding")]
    BitPadding,
    /// A time in none of the forms of §11.7 and §11.8, or one that no calendar has.
    #[serde(rename = "asn1.time")]
    Time,
    /// Characters that the type of the string does not have (X.680 §41).
    #[serde(rename = "asn1.characters")]
    Characters,
    /// A string made of parts (§10.2).
    #[serde(rename = "asn1.constructed_string")]
    ConstructedString,
    /// A SEQUENCE or SET that is primitive, or a simple type that is made of parts (§8).
    #[serde(rename = "asn1.form")]
    Form,
    /// The members of a SET are in neither order that DER knows (§10.3, §11.6).
    #[serde(rename = "asn1.set_order")]
    SetOrder,
    /// The input, or what surrounds it, ends inside a tag or a length.
    #[serde(rename = "asn1.header_cut")]
    HeaderCut,
    /// A tag number over 32 bits.
    #[serde(rename = "asn1.tag_too_large")]
    TagTooLarge,
    /// A length of 2 GiB or more.
    #[serde(rename = "asn1.length_too_large")]
    LengthTooLarge,
    /// An indefinite length where no values can follow (§8.1.3.2).
    #[serde(rename = "asn1.indefinite_primitive")]
    IndefinitePrimitive,
    /// Values inside values beyond what is followed.
    #[serde(rename = "asn1.too_deep")]
    TooDeep { limit: usize },
    /// More values than are listed.
    #[serde(rename = "asn1.too_many")]
    TooMany { limit: usize },
}
