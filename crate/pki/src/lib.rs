//! What do these bytes say?
//!
//! The lowest layer. [`open`] finds the objects in a file of any supported
//! container; [`Certificate::read`] turns one DER value into typed fields.
//! Neither gives up at the first fault: both return what could be read *and* a
//! list of [`Problem`]s, each with the byte offset it was found at. Nothing
//! here decides whether a certificate is to be believed.

pub mod algorithm;
mod by_oid;
mod certificate;
mod crl;
mod crl_index;
mod distribution_point;
mod extension;
mod general_name;
pub mod hex;
mod intake;
mod key;
mod name;
mod name_constraints;
mod ocsp;
pub mod oid;
mod pem;
mod policies;
mod problem;
mod public_suffixes;
mod punycode;
pub mod read;
mod rfc4514;
mod string_prep;
mod table;
mod time;
mod tlv;
mod written;

pub use algorithm::Algorithm;
pub use by_oid::ByOid;
pub use certificate::{Certificate, Version};
pub use crl::{Crl, CrlEntry, CrlExtensions, compare_numbers};
pub use distribution_point::{
    DistributionPoint, IssuingDistributionPoint, PointName, Reason, Reasons,
};
pub use extension::{
    AuthorityKeyId, BasicConstraints, Extension, Extensions, KeyUsage, KeyUsageBit, TLS_FEATURE,
};
pub use general_name::GeneralName;
pub use intake::{Item, ItemKind, Opened, open};
pub use key::{KeyKind, PublicKey};
pub use name::{Attribute, Name, is_misleading, safe as safe_text};
pub use name_constraints::{NameConstraints, Subtree};
pub use ocsp::{
    BasicResponse, CertificateId, CertificateStatus, OcspResponse, ResponderError, ResponderId,
    SingleResponse,
};
pub use oid::Oid;
pub use policies::{Policy, PolicyConstraints, PolicyMapping};
pub use problem::{Problem, ProblemKind};
pub use public_suffixes::{PublicSuffixes, SuffixSection};
pub use table::{Set, Table, sort_by, sort_by_key};
pub use time::Time;
pub use written::{BadName, NameKind};
