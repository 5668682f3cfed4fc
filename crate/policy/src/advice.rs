//! What is no fault of a store and worth a second look.

use std::collections::BTreeMap;

use anchorlight_path::{DistrustedBy, strong_key};
use anchorlight_pki::{NameKind, Subtree, Time};
use serde::Serialize;

use crate::digest::Sha256;
use crate::document::{Constraints, Document, TrustedFor};
use crate::entries::{Entry, Listing, entries};
use crate::rules::{Rules, key_text};
use crate::store::Store;

/// One thing that is worth a second look.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Advice {
    /// Where it stands in the document: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// The subject of the certificate that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    pub fault: AdviceFault,
}

/// The kinds of [`Advice`].
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum AdviceFault {
    /// DNS names are permitted and addresses are not spoken of, so that every address is.
    #[serde(rename = "advice.addresses_free")]
    AddressesFree,
    /// An anchor, or an end entity that is trusted itself, is distrusted as well: it is not trusted.
    #[serde(rename = "advice.distrusted")]
    Distrusted {
        by: DistrustedBy,
        /// Where that stands.
        with: String,
    },
    /// It is trusted for every purpose.
    #[serde(rename = "advice.every_purpose")]
    EveryPurpose,
    /// It is out of date.
    #[serde(rename = "advice.expired")]
    Expired { until: Time },
    /// It is soon out of date.
    #[serde(rename = "advice.expires_soon")]
    ExpiresSoon { until: Time, days: i64 },
    /// A hint has an anchor's key: paths end at the anchor and do not need it.
    #[serde(rename = "advice.hint_of_anchor")]
    HintOfAnchor { with: String },
    /// An included document is out of date, which does not matter here.
    #[serde(rename = "advice.include_expired")]
    IncludeExpired { until: Time },
    /// What an included document says beside its certificates does not count here.
    #[serde(rename = "advice.include_left_behind")]
    IncludeLeftBehind { parts: Vec<&'static str> },
    /// Nothing is trusted.
    #[serde(rename = "advice.no_anchors")]
    NoAnchors,
    /// Nobody signs updates, so that whoever can replace the file can replace the store.
    #[serde(rename = "advice.no_signers")]
    NoSigners,
    /// Another store names the same portal, which can have one.
    #[serde(rename = "advice.portal_elsewhere")]
    PortalElsewhere {
        store: String,
        /// Where that stands in the other document.
        with: String,
    },
    /// Two entries of the same list have the same key.
    #[serde(rename = "advice.same_key")]
    SameKey { with: String },
    /// A rule binds hosts to a certificate that is no anchor of the store.
    #[serde(rename = "advice.unknown_anchor")]
    UnknownAnchor { sha256: String },
    /// Its key is of a size that does not protect any more.
    #[serde(rename = "advice.weak_key")]
    WeakKey { found: String },
}

impl AdviceFault {
    /// A stable id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::AddressesFree => "advice.addresses_free",
            Self::Distrusted { .. } => "advice.distrusted",
            Self::EveryPurpose => "advice.every_purpose",
            Self::Expired { .. } => "advice.expired",
            Self::ExpiresSoon { .. } => "advice.expires_soon",
            Self::HintOfAnchor { .. } => "advice.hint_of_anchor",
            Self::IncludeExpired { .. } => "advice.include_expired",
            Self::IncludeLeftBehind { .. } => "advice.include_left_behind",
            Self::NoAnchors => "advice.no_anchors",
            Self::NoSigners => "advice.no_signers",
            Self::PortalElsewhere { .. } => "advice.portal_elsewhere",
            Self::SameKey { .. } => "advice.same_key",
            Self::UnknownAnchor { .. } => "advice.unknown_anchor",
            Self::WeakKey { .. } => "advice.weak_key",
        }
    }
}

/// The first of the calendar's thresholds: time enough to have a CA replaced.
const SOON_DAYS: i64 = 45;

const DAY: i64 = 86_400;

/// Everything that is worth a second look at a time, in the order of the document. `beside` are the
/// documents of other stores.
#[must_use]
pub fn advise(store: &Store, now: Time, beside: &[Document]) -> Vec<Advice> {
    let document = &store.document;
    let mut advice = Advisor { found: Vec::new(), now };
    advice.until("/expires", None, store.expires);
    if document.signers.is_none() {
        advice.add("", None, AdviceFault::NoSigners);
    }
    for (index, portal) in document.portals.iter().enumerate() {
        advice.portal(index, &portal.id, document, beside);
    }
    if document.anchors.is_empty()
        && document.end_entities.is_empty()
        && document.includes.is_empty()
    {
        advice.add("/anchors", None, AdviceFault::NoAnchors);
    }
    let mut keys = BTreeMap::new();
    for entry in entries(document) {
        advice.entry(store, &entry, &mut keys);
    }
    advice.bound(store, "/rules", &document.rules);
    for (index, hosts) in document.hosts.iter().enumerate() {
        advice.bound(store, &format!("/hosts/{index}/rules"), &hosts.rules);
    }
    for (index, include) in document.includes.iter().enumerate() {
        let purposes = include.purposes.as_deref().unwrap_or(&TrustedFor::ALL);
        advice.addresses(&format!("/includes/{index}"), None, purposes, &include.constraints);
    }
    for included in &store.included {
        let at = format!("/includes/{}/document", included.include);
        if let Some(until) = included.expires.filter(|until| *until <= now) {
            advice.add(&at, None, AdviceFault::IncludeExpired { until });
        }
        if !included.left_behind.is_empty() {
            let parts = included.left_behind.clone();
            advice.add(&at, None, AdviceFault::IncludeLeftBehind { parts });
        }
    }
    advice.found
}

fn is_of_addresses(subtree: &Subtree) -> bool {
    matches!(subtree, Subtree::Ip { .. })
}

struct Advisor {
    found: Vec<Advice>,
    now: Time,
}

/// The first entry with a key, and whether that is a hint.
type Keys = BTreeMap<Sha256, (String, bool)>;

impl Advisor {
    fn add(&mut self, pointer: &str, subject: Option<&str>, fault: AdviceFault) {
        let (pointer, subject) = (pointer.to_owned(), subject.map(str::to_owned));
        self.found.push(Advice { pointer, subject, fault });
    }

    fn until(&mut self, pointer: &str, subject: Option<&str>, until: Time) {
        let left = until.0.saturating_sub(self.now.0);
        if left < 0 {
            self.add(pointer, subject, AdviceFault::Expired { until });
        } else if left <= SOON_DAYS * DAY {
            self.add(pointer, subject, AdviceFault::ExpiresSoon { until, days: left / DAY });
        }
    }

    fn entry(&mut self, store: &Store, entry: &Entry<'_>, keys: &mut Keys) {
        let Some(certificate) = &entry.certificate else { return };
        let subject = certificate.subject.to_string();
        let (at, subject) = (entry.pointer.as_str(), Some(subject.as_str()));
        let is_hint = matches!(entry.of, Listing::Hint(_));
        let use_until = match entry.of {
            Listing::Anchor(anchor) => anchor.constraints.use_until.as_deref(),
            Listing::EndEntity(end_entity) => end_entity.use_until.as_deref(),
            Listing::Hint(_) => None,
        };
        // What the certificate itself says counts unless the document says that it does not.
        let dated =
            !matches!(entry.of, Listing::Anchor(anchor) if anchor.enforce.dates == Some(false));
        if dated {
            self.until(&format!("{at}/certificate"), subject, certificate.not_after);
        }
        if let Some(until) = use_until.and_then(Time::from_rfc3339) {
            let key = if matches!(entry.of, Listing::Anchor(_)) {
                "constraints/useUntil"
            } else {
                "useUntil"
            };
            self.until(&format!("{at}/{key}"), subject, until);
        }
        if let (false, Some((by, clause))) = (is_hint, store.distrusted.find(certificate)) {
            self.add(at, subject, AdviceFault::Distrusted { by, with: clause.pointer });
        }
        if let Listing::Anchor(anchor) = entry.of
            && TrustedFor::ALL.iter().all(|purpose| anchor.purposes.contains(purpose))
        {
            self.add(&format!("{at}/purposes"), subject, AdviceFault::EveryPurpose);
        }
        if let Listing::Anchor(anchor) = entry.of {
            let own = certificate.extensions.name_constraints.as_ref();
            let own = own.filter(|_| anchor.enforce.constraints != Some(false));
            let by_itself = own.is_some_and(|own| own.permitted.iter().any(is_of_addresses));
            if !by_itself {
                self.addresses(at, subject, &anchor.purposes, &anchor.constraints);
            }
        }
        if !strong_key(certificate) {
            let found = key_text(&certificate.public_key.kind);
            self.add(at, subject, AdviceFault::WeakKey { found });
        }
        let key = Sha256::of(&certificate.public_key.spki);
        match keys.get(&key).cloned() {
            None => {
                keys.insert(key, (entry.pointer.clone(), is_hint));
            }
            Some((with, false)) if is_hint => {
                self.add(at, subject, AdviceFault::HintOfAnchor { with });
            }
            Some((with, _)) => self.add(at, subject, AdviceFault::SameKey { with }),
        }
    }

    /// A form of which nothing is listed stays free (RFC 5280 §4.2.1.10), and servers are asked for by address too.
    fn addresses(
        &mut self,
        at: &str,
        subject: Option<&str>,
        purposes: &[TrustedFor],
        constraints: &Constraints,
    ) {
        let (permitted, excluded) = (&constraints.permitted, &constraints.excluded);
        let none_is_left = || {
            let blocks = excluded.ip.iter();
            let read = blocks.filter_map(|text| Subtree::from_text(NameKind::Ip, text).ok());
            let whole: Vec<bool> = read
                .filter_map(|subtree| match subtree {
                    Subtree::Ip { address, prefix: 0 } => Some(address.is_ipv4()),
                    _ => None,
                })
                .collect();
            whole.contains(&true) && whole.contains(&false)
        };
        let is_free = !permitted.dns.is_empty() && permitted.ip.is_empty() && !none_is_left();
        if is_free && purposes.contains(&TrustedFor::Server) {
            let at = format!("{at}/constraints/permitted/dns");
            self.add(&at, subject, AdviceFault::AddressesFree);
        }
    }

    /// A version of the same store is no other one.
    fn portal(&mut self, index: usize, id: &str, document: &Document, beside: &[Document]) {
        for other in beside.iter().filter(|other| other.name != document.name) {
            if let Some(place) = other.portals.iter().position(|portal| portal.id == id) {
                let (store, with) = (other.name.clone(), format!("/portals/{place}/id"));
                let at = format!("/portals/{index}/id");
                self.add(&at, None, AdviceFault::PortalElsewhere { store, with });
            }
        }
    }

    fn bound(&mut self, store: &Store, pointer: &str, rules: &Rules) {
        let Some(rule) = &rules.anchor_bound else { return };
        for (index, text) in rule.anchors.iter().enumerate() {
            let known = Sha256::read(text).is_some_and(|hash| store.anchor_use(&hash).is_some());
            if !known {
                let at = format!("{pointer}/anchor.bound/anchors/{index}");
                self.add(&at, None, AdviceFault::UnknownAnchor { sha256: text.clone() });
            }
        }
    }
}
