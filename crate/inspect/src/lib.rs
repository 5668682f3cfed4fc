//! What do these bytes say, all of it?
//!
//! Beside `anchorlight-pki`, which reads what a check rests on, this reads everything that a person may
//! want to look at: objects with every field and every extension in words, and [`Tree`], which shows any
//! bytes as ASN.1, damaged ones as far as they go. It decides nothing, and no check loads it.

mod algorithm;
mod ber;
mod certificate;
mod container;
mod ct_logs;
mod curve;
mod encode;
mod encryption;
mod explicit_curve;
mod export;
pub mod extension;
mod fingerprint;
mod general_name;
mod inspection;
mod key;
mod list;
mod name;
mod names;
mod number;
mod ocsp;
mod ocsp_request;
mod octets;
mod oid;
mod part;
mod private_key;
mod problem;
mod relations;
mod request;
mod serial;
mod tree;
mod trust_settings;
mod weak;

pub use algorithm::{Algorithm, Parameters};
pub use certificate::Certificate;
pub use container::{Container, Detail, Format, Integrity, Said};
pub use explicit_curve::{Basis, CurveField, ExplicitCurve};
pub use export::{Form, export, export_all};
pub use extension::Extension;
pub use fingerprint::{Fingerprints, NameHash};
pub use general_name::{GeneralName, SpiffeId};
pub use inspection::{Content, Inspection, Nth, Object, Options, Origin, SignedData, inspect};
pub use key::{DsaParameters, Key, KeyIds, Pin, PublicKey};
pub use list::{Entry, RevocationList};
pub use name::{Attribute, Name};
pub use names::{named, of as name_of};
pub use ocsp::{BasicResponse, CertificateStatus, OcspResponse, SingleResponse};
pub use ocsp_request::{OcspRequest, SingleRequest};
pub use octets::Octets;
pub use oid::NamedOid;
pub use problem::{ContainerProblem, Problem, Reason};
pub use relations::{By, Chain, CrossSigned, Place, Relations, Renewal, SharedKey, relations};
pub use request::CertificationRequest;
pub use serial::Serial;
pub use tree::{Class, Fault, MOST_DEPTH, MOST_NODES, Node, Tree, Unread};
pub use trust_settings::TrustSettings;
pub use weak::{SharedFactor, Weakness};
