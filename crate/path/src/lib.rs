//! Which paths lead to a trust anchor, and does each of them hold?
//!
//! [`search`] builds every candidate path within a budget (RFC 4158) and
//! validates each one in full (RFC 5280 §6): no check hides another, and a
//! path that comes to nothing is reported like one that holds. This crate
//! knows no cryptography; a [`SignatureVerifier`] is handed in.

mod budget;
mod build;
mod check;
mod fault;
mod name_constraints;
mod name_match;
mod policy_graph;
mod profile;
mod purpose;
mod reference_name;
mod revocation;
mod signature;
mod validate;

pub use budget::{Budget, Effort, Limit};
pub use build::{AnchorUse, Candidate, Certificates, DirectTrust, Distrusts, Path, Search, search};
pub use check::{Check, Citation, Requirement};
pub use fault::{DistrustedBy, Fault};
pub use name_constraints::{ip_within, names_outside, within_subtree};
pub use policy_graph::{ANY_POLICY, PolicyInputs};
pub use profile::{Profile, Rule, strong_key};
pub use purpose::{Purpose, StrictPurpose};
pub use reference_name::ReferenceName;
pub use revocation::{
    Revocation, RevocationMode, RevocationScope, RevocationSource, RevocationStatus, Revoked,
    Scope, SourceFault, Unknown, Unusable,
};
pub use signature::{SignatureFault, SignatureInput, SignatureVerifier};
