//! The trust store document, its rules, and what they make of a path.
//!
//! [`read`] reads a document, every key of which is known; [`Store::judge`] says what a path breaks,
//! and where in the document that stands. Whether a path holds is not for this crate to say.

mod advice;
mod bounds;
mod calendar;
mod clause;
mod diff;
mod digest;
mod distrust;
pub mod document;
mod edit;
mod entries;
mod export;
mod gather;
mod host;
mod import;
mod included;
mod judge;
mod problem;
mod read;
mod rules;
mod ruling;
mod signed;
mod signers;
mod store;
mod update;

pub use advice::{Advice, AdviceFault, advise};
pub use calendar::{
    Appointment, CalendarEvent, CalendarState, Expiring, Thresholds, calendar, ics,
};
pub use clause::refuses;
pub use diff::{About, DocumentChange, Effect, Place, diff};
pub use digest::Sha256;
pub use document::Document;
pub use edit::{Choice, Placement, Selector, Term, apply, remove, with_rule};
pub use export::{Export, ExportFault, ExportFile, ExportFormat, Lost, export};
pub use gather::Gathered;
pub use import::{
    Cryptography, FileProblem, Found, ImportFinding, ListKind, Preview, Suggestion,
    SuggestionReason, preview,
};
pub use judge::Question;
pub use problem::{Contradiction, DocumentFault, DocumentProblem};
pub use read::{MOST_BYTES, Parsed, parse};
pub use rules::{Action, Rules};
pub use ruling::{Clause, EntryPlace, RuleFault, Ruling, RulingFault};
pub use signed::SignedBy;
pub use signers::{Signer, SigningAlgorithm};
pub use store::{Listed, Store, StoreFiles};
pub use update::{Accepted, Change, FirstUse, Pin, Refusal, Update, update};
