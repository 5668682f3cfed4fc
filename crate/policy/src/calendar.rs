//! What of a document, and of chains, goes out of date, and when.

mod ics;

use std::collections::BTreeSet;

use anchorlight_pki::{Certificate, Crl, ItemKind, OcspResponse, Time, open, sort_by_key};
use serde::{Deserialize, Serialize};

use crate::digest::Sha256;
use crate::document::Document;
use crate::entries::{Listing, entries};
use crate::problem::Reading;
use crate::store::one_object;

pub use ics::{Appointment, ics};

/// How many days before something goes out of date it is spoken of.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Thresholds {
    pub due: u32,
    pub soon: u32,
    pub urgent: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { due: 45, soon: 14, urgent: 3 }
    }
}

/// Something that goes out of date.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CalendarEvent {
    pub what: Expiring,
    pub at: Time,
    /// Whole days until then; negative once it is past.
    pub days: i64,
    pub state: CalendarState,
    /// Where that is said in the document: a JSON pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The same for the same thing, whenever it goes out of date.
    pub uid: String,
}

/// What goes out of date.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Expiring {
    /// An anchor's certificate.
    #[serde(rename = "calendar.anchor")]
    Anchor { subject: String, sha256: String },
    /// The last day on which end entities below an anchor may be issued.
    #[serde(rename = "calendar.anchor_issuing")]
    AnchorIssuing { subject: String, sha256: String },
    /// The organisation's trust in an anchor.
    #[serde(rename = "calendar.anchor_use")]
    AnchorUse { subject: String, sha256: String },
    /// A certificate of a chain.
    #[serde(rename = "calendar.chain")]
    Chain {
        subject: String,
        sha256: String,
        /// The first chain that it is in, counted from zero.
        chain: usize,
    },
    /// The document.
    #[serde(rename = "calendar.document")]
    Document { name: String },
    /// The certificate of an end entity that is trusted itself.
    #[serde(rename = "calendar.end_entity")]
    EndEntity { subject: String, sha256: String },
    /// The organisation's trust in an end entity.
    #[serde(rename = "calendar.end_entity_use")]
    EndEntityUse { subject: String, sha256: String },
    /// A hint's certificate.
    #[serde(rename = "calendar.hint")]
    Hint { subject: String, sha256: String },
    /// A list or a response of the document, which is to be replaced then.
    #[serde(rename = "calendar.revocation_source")]
    RevocationSource { name: String },
}

impl Expiring {
    /// A stable id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Anchor { .. } => "calendar.anchor",
            Self::AnchorIssuing { .. } => "calendar.anchor_issuing",
            Self::AnchorUse { .. } => "calendar.anchor_use",
            Self::Chain { .. } => "calendar.chain",
            Self::Document { .. } => "calendar.document",
            Self::EndEntity { .. } => "calendar.end_entity",
            Self::EndEntityUse { .. } => "calendar.end_entity_use",
            Self::Hint { .. } => "calendar.hint",
            Self::RevocationSource { .. } => "calendar.revocation_source",
        }
    }

    /// What tells it from others of its kind.
    fn key(&self) -> &str {
        match self {
            Self::Anchor { sha256, .. }
            | Self::AnchorIssuing { sha256, .. }
            | Self::AnchorUse { sha256, .. }
            | Self::Chain { sha256, .. }
            | Self::EndEntity { sha256, .. }
            | Self::EndEntityUse { sha256, .. }
            | Self::Hint { sha256, .. } => sha256,
            // A store has one name, which is part of every key.
            Self::Document { .. } => "",
            Self::RevocationSource { name } => name,
        }
    }
}

/// How near it is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum CalendarState {
    /// It has gone out of date.
    Past,
    Urgent,
    Soon,
    Due,
    /// There is time.
    Later,
}

impl CalendarState {
    /// A stable id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Urgent => "urgent",
            Self::Soon => "soon",
            Self::Due => "due",
            Self::Later => "later",
        }
    }
}

/// Everything that goes out of date, what is next first. Each chain is the bytes of one file.
#[must_use]
pub fn calendar(
    document: &Document,
    chains: &[&[u8]],
    now: Time,
    thresholds: Thresholds,
) -> Vec<CalendarEvent> {
    let mut planner = Planner { document, now, thresholds, events: Vec::new() };
    planner.add_text(Some("/expires"), Some(&document.expires), |_| Expiring::Document {
        name: document.name.clone(),
    });
    planner.entries();
    planner.sources();
    planner.chains(chains);
    let mut events = planner.events;
    sort_by_key(&mut events, |event| event.at);
    events
}

struct Planner<'a> {
    document: &'a Document,
    now: Time,
    thresholds: Thresholds,
    events: Vec<CalendarEvent>,
}

const DAY: i64 = 86_400;

impl Planner<'_> {
    fn add(&mut self, pointer: Option<String>, at: Time, what: Expiring) {
        let left = at.0.saturating_sub(self.now.0);
        let within = |days: u32| left <= i64::from(days) * DAY;
        let Thresholds { due, soon, urgent } = self.thresholds;
        let state = match () {
            () if left < 0 => CalendarState::Past,
            () if within(urgent) => CalendarState::Urgent,
            () if within(soon) => CalendarState::Soon,
            () if within(due) => CalendarState::Due,
            () => CalendarState::Later,
        };
        let named = [self.document.name.as_str(), what.id(), what.key()].join("\n");
        let uid = format!("{}@anchorlight", Sha256::of(named.as_bytes()));
        let days = left.div_euclid(DAY);
        self.events.push(CalendarEvent { what, at, days, state, pointer, uid });
    }

    fn add_text(
        &mut self,
        pointer: Option<&str>,
        text: Option<&String>,
        what: impl FnOnce(Time) -> Expiring,
    ) {
        if let Some(at) = text.and_then(|text| Time::from_rfc3339(text)) {
            self.add(pointer.map(str::to_owned), at, what(at));
        }
    }

    fn entries(&mut self) {
        for entry in entries(self.document) {
            let Some(certificate) = &entry.certificate else { continue };
            let sha256 = entry.sha256().to_string();
            let (subject, until) = (entry.subject(), certificate.not_after);
            let at = |key: &str| format!("{}/{key}", entry.pointer);
            let own = Some(at("certificate"));
            match entry.of {
                Listing::Anchor(anchor) => {
                    let constraints = &anchor.constraints;
                    // Dates that are not in force bring nothing to an end.
                    if anchor.enforce.dates != Some(false) {
                        let (subject, sha256) = (subject.clone(), sha256.clone());
                        self.add(own, until, Expiring::Anchor { subject, sha256 });
                    }
                    let (named, hash) = (subject.clone(), sha256.clone());
                    self.add_text(
                        Some(&at("constraints/useUntil")),
                        constraints.use_until.as_ref(),
                        |_| Expiring::AnchorUse { subject: named, sha256: hash },
                    );
                    self.add_text(
                        Some(&at("constraints/distrustIssuedAfter")),
                        constraints.distrust_issued_after.as_ref(),
                        |_| Expiring::AnchorIssuing { subject, sha256 },
                    );
                }
                Listing::EndEntity(end_entity) => {
                    let (named, hash) = (subject.clone(), sha256.clone());
                    self.add(own, until, Expiring::EndEntity { subject: named, sha256: hash });
                    let pointer = at("useUntil");
                    self.add_text(Some(&pointer), end_entity.use_until.as_ref(), |_| {
                        Expiring::EndEntityUse { subject, sha256 }
                    });
                }
                Listing::Hint(_) => self.add(own, until, Expiring::Hint { subject, sha256 }),
            }
        }
    }

    fn sources(&mut self) {
        let kinds = [ItemKind::Crl, ItemKind::OcspResponse];
        for (index, source) in self.document.revocation.sources.iter().enumerate() {
            let mut unread = Reading::default();
            let data = source.data.as_deref();
            let der = data.and_then(|data| one_object(&mut unread, "data", data, &kinds));
            if let Some(at) = der.and_then(next_update) {
                let pointer = format!("/revocation/sources/{index}/data");
                let what = Expiring::RevocationSource { name: source.name.clone() };
                self.add(Some(pointer), at, what);
            }
        }
    }

    /// What the document lists is told already.
    fn chains(&mut self, chains: &[&[u8]]) {
        let mut known: BTreeSet<Sha256> =
            entries(self.document).iter().map(|entry| entry.sha256()).collect();
        for (chain, bytes) in chains.iter().enumerate() {
            let items = open(*bytes).items.into_iter();
            for item in items.filter(|item| item.kind == ItemKind::Certificate) {
                let Ok(certificate) = Certificate::read(&item.der) else { continue };
                let hash = Sha256::of(&item.der);
                if known.insert(hash) {
                    let subject = certificate.subject.to_string();
                    let what = Expiring::Chain { subject, sha256: hash.to_string(), chain };
                    self.add(None, certificate.not_after, what);
                }
            }
        }
    }
}

/// When a list or a response is to be replaced.
fn next_update(der: Vec<u8>) -> Option<Time> {
    match OcspResponse::read(der.clone()) {
        Ok(OcspResponse::Basic(basic)) => basic.next_update(),
        Ok(OcspResponse::Refused(_)) => None,
        Err(_) => Crl::read(der).ok().and_then(|list| list.next_update),
    }
}
