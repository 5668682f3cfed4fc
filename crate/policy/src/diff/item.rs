//! A document as a list of things that have a natural key.

use serde::Serialize;
use serde_json::{Value, json};

use anchorlight_pki::{Name, hex};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::digest::Sha256;
use crate::document::{DistrustedHash, Document};
use crate::entries::{Entry, Listing, entries};
use crate::rules::Rules;

/// What a change is about.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
pub enum About {
    /// The document itself: its name, its version, its dates.
    #[serde(rename = "diff.document")]
    Document,
    /// How many signers it takes.
    #[serde(rename = "diff.signers")]
    Signers,
    /// A key that may sign, by the SHA-256 of its SubjectPublicKeyInfo.
    #[serde(rename = "diff.signer")]
    Signer { sha256: String },
    #[serde(rename = "diff.portal")]
    Portal { portal: String },
    /// An anchor, by the SHA-256 of its certificate.
    #[serde(rename = "diff.anchor")]
    Anchor { sha256: String, subject: String },
    #[serde(rename = "diff.end_entity")]
    EndEntity { sha256: String, subject: String },
    #[serde(rename = "diff.hint")]
    Hint { sha256: String, subject: String },
    #[serde(rename = "diff.distrusted_certificate")]
    DistrustedCertificate { sha256: String },
    #[serde(rename = "diff.distrusted_key")]
    DistrustedKey { sha256: String },
    #[serde(rename = "diff.distrusted_serial")]
    DistrustedSerial { issuer: String, serial: String },
    /// What it takes to believe a certificate of which little is known.
    #[serde(rename = "diff.revocation")]
    Revocation,
    #[serde(rename = "diff.revocation_source")]
    RevocationSource { name: String },
    /// A rule for every host.
    #[serde(rename = "diff.rule")]
    Rule { rule_id: String },
    /// A rule for some hosts.
    #[serde(rename = "diff.host_rule")]
    HostRule { rule_id: String, hosts: Vec<String> },
    /// What is said of some hosts beside their rules.
    #[serde(rename = "diff.hosts")]
    Hosts { hosts: Vec<String> },
    /// The public web's roots.
    #[serde(rename = "diff.include_public_web_roots")]
    IncludePublicWebRoots,
    /// Another document, by its SHA-256.
    #[serde(rename = "diff.include")]
    Include { document: String },
}

impl About {
    /// A stable id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.row().1
    }

    /// Its place in the order of the schema.
    pub(super) fn rank(&self) -> usize {
        self.row().0
    }

    fn row(&self) -> (usize, &'static str) {
        match self {
            Self::Document => (0, "diff.document"),
            Self::Signers => (1, "diff.signers"),
            Self::Signer { .. } => (2, "diff.signer"),
            Self::Portal { .. } => (3, "diff.portal"),
            Self::Anchor { .. } => (4, "diff.anchor"),
            Self::EndEntity { .. } => (5, "diff.end_entity"),
            Self::Hint { .. } => (6, "diff.hint"),
            Self::DistrustedCertificate { .. } => (7, "diff.distrusted_certificate"),
            Self::DistrustedKey { .. } => (8, "diff.distrusted_key"),
            Self::DistrustedSerial { .. } => (9, "diff.distrusted_serial"),
            Self::Revocation => (10, "diff.revocation"),
            Self::RevocationSource { .. } => (11, "diff.revocation_source"),
            Self::Rule { .. } => (12, "diff.rule"),
            Self::Hosts { .. } => (13, "diff.hosts"),
            Self::HostRule { .. } => (14, "diff.host_rule"),
            Self::IncludePublicWebRoots => (15, "diff.include_public_web_roots"),
            Self::Include { .. } => (16, "diff.include"),
        }
    }
}

/// Something of a document.
pub(super) struct Item {
    pub(super) about: About,
    /// What tells it from others of its kind.
    pub(super) key: String,
    pub(super) pointer: String,
    pub(super) value: Value,
    /// Whether it can come and go; of the rest only what it says can change.
    pub(super) whole: bool,
}

#[derive(Default)]
struct Items(Vec<Item>);

impl Items {
    fn add(&mut self, about: About, key: &str, pointer: String, value: &impl Serialize) {
        // Only maps with keys that are no text have no JSON, and a document has none.
        let value = serde_json::to_value(value).unwrap_or_default();
        self.0.push(Item { about, key: key.to_owned(), pointer, value, whole: true });
    }

    /// What every document has.
    fn part(&mut self, about: About, key: &str, pointer: String, value: Value) {
        self.0.push(Item { about, key: key.to_owned(), pointer, value, whole: false });
    }

    fn rules(&mut self, rules: &Rules, pointer: &str, hosts: Option<&[String]>) {
        let value = serde_json::to_value(rules).unwrap_or_default();
        for (rule, value) in value.as_object().into_iter().flatten() {
            let (about, key) = match hosts {
                None => (About::Rule { rule_id: rule.clone() }, rule.clone()),
                Some(hosts) => {
                    let hosts = hosts.to_vec();
                    let key = format!("{}\n{rule}", hosts.join("\n"));
                    (About::HostRule { rule_id: rule.clone(), hosts }, key)
                }
            };
            self.add(about, &key, format!("{pointer}/{rule}"), value);
        }
    }

    fn hashes(&mut self, list: &str, hashes: &[DistrustedHash], about: impl Fn(String) -> About) {
        for (index, entry) in hashes.iter().enumerate() {
            let hash = Sha256::read(&entry.sha256);
            let sha256 = hash.map_or_else(|| entry.sha256.clone(), |hash| hash.to_string());
            let pointer = format!("/distrusted/{list}/{index}");
            self.add(about(sha256.clone()), &sha256, pointer, entry);
        }
    }
}

pub(super) fn items(document: &Document) -> Vec<Item> {
    let mut items = Items::default();
    let Document { schema, name, version, issued, expires, expiry_grace, .. } = document;
    let own = json!({
        "$schema": schema, "name": name, "version": version, "issued": issued, "expires": expires,
        "expiryGrace": expiry_grace,
    });
    items.part(About::Document, "", String::new(), own);
    let signers = document.signers.as_ref();
    let threshold = json!({ "threshold": signers.map(|signers| signers.threshold) });
    items.part(About::Signers, "", "/signers".into(), threshold);
    for (index, key) in signers.iter().flat_map(|signers| &signers.keys).enumerate() {
        let sha256 = key_hash(&key.public_key).to_string();
        let pointer = format!("/signers/keys/{index}");
        items.add(About::Signer { sha256: sha256.clone() }, &sha256, pointer, key);
    }
    for (index, portal) in document.portals.iter().enumerate() {
        let about = About::Portal { portal: portal.id.clone() };
        items.add(about, &portal.id, format!("/portals/{index}"), portal);
    }
    for entry in entries(document) {
        let sha256 = entry.sha256().to_string();
        let subject = entry.subject();
        let Entry { pointer, of, .. } = entry;
        let key = sha256.clone();
        match of {
            Listing::Anchor(anchor) => {
                items.add(About::Anchor { sha256, subject }, &key, pointer, anchor);
            }
            Listing::EndEntity(end_entity) => {
                items.add(About::EndEntity { sha256, subject }, &key, pointer, end_entity);
            }
            Listing::Hint(hint) => {
                items.add(About::Hint { sha256, subject }, &key, pointer, hint);
            }
        }
    }
    let distrusted = &document.distrusted;
    let certificate = |sha256| About::DistrustedCertificate { sha256 };
    items.hashes("certificates", &distrusted.certificates, certificate);
    items.hashes("keys", &distrusted.keys, |sha256| About::DistrustedKey { sha256 });
    for (index, entry) in distrusted.serials.iter().enumerate() {
        let serial = entry.serial.replace(':', "").to_ascii_lowercase();
        let serial = serial.trim_start_matches('0').to_owned();
        let issuer = Name::from_rfc4514(&entry.issuer)
            .map_or_else(|_| entry.issuer.clone(), |name| hex::encode(name.comparable()));
        let about =
            About::DistrustedSerial { issuer: entry.issuer.clone(), serial: entry.serial.clone() };
        let pointer = format!("/distrusted/serials/{index}");
        items.add(about, &format!("{issuer}\n{serial}"), pointer, entry);
    }
    let revocation = &document.revocation;
    let settings = json!({
        "mode": revocation.mode, "scope": revocation.scope, "grace": revocation.grace,
    });
    items.part(About::Revocation, "", "/revocation".into(), settings);
    for (index, source) in revocation.sources.iter().enumerate() {
        let about = About::RevocationSource { name: source.name.clone() };
        items.add(about, &source.name, format!("/revocation/sources/{index}"), source);
    }
    items.rules(&document.rules, "/rules", None);
    for (index, entry) in document.hosts.iter().enumerate() {
        let mut hosts: Vec<String> =
            entry.hosts.iter().map(|host| host.to_ascii_lowercase()).collect();
        hosts.sort_unstable();
        hosts.dedup();
        let note = json!({ "note": entry.note });
        let about = About::Hosts { hosts: hosts.clone() };
        items.part(about, &hosts.join("\n"), format!("/hosts/{index}"), note);
        items.rules(&entry.rules, &format!("/hosts/{index}/rules"), Some(&hosts));
    }
    for (index, include) in document.includes.iter().enumerate() {
        let (about, key) = match &include.document {
            None => (About::IncludePublicWebRoots, String::new()),
            Some(text) => {
                let hash = Sha256::read(text);
                let document = hash.map_or_else(|| text.clone(), |hash| hash.to_string());
                (About::Include { document: document.clone() }, document)
            }
        };
        items.add(about, &key, format!("/includes/{index}"), include);
    }
    items.0
}

/// SHA-256 of a SubjectPublicKeyInfo, base64 of its DER or PEM; of what is neither, of its text.
fn key_hash(text: &str) -> Sha256 {
    let lines = text.lines().filter(|line| !line.starts_with("-----"));
    let compact: String = lines.flat_map(str::split_ascii_whitespace).collect();
    match STANDARD.decode(&compact) {
        Ok(der) => Sha256::of(&der),
        Err(_) => Sha256::of(text.as_bytes()),
    }
}
