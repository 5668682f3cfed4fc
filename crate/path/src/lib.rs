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
mod name_match;
mod purpose;
mod signature;
mod validate;

pub use budget::{Budget, Effort, Limit};
pub use build::{Path, Search, search};
pub use check::{Check, Citation, Requirement};
pub use fault::Fault;
pub use name_match::{BadName, ReferenceName};
pub use purpose::Purpose;
pub use signature::{SignatureFault, SignatureInput, SignatureVerifier};
