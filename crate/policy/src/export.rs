//! A document in other programs' forms. What a form cannot say is told, and never dropped in silence.

mod chromium;
mod firefox;

use anchorlight_path::{RevocationMode, RevocationScope};
use anchorlight_pki::{Certificate, hex};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::digest::Sha256;
use crate::document::{Anchor, Constraints, Document, Enforce};
use crate::entries::{Entry, Listing, entries};

/// A form to write a document in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "format", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ExportFormat {
    /// The anchors' certificates.
    Pem,
    /// The document, its keys in the order of the schema.
    Json,
    /// Chromium's managed policy.
    ChromiumPolicy,
    /// Firefox's policies.json, which names the certificates' files in a folder.
    FirefoxPolicy { folder: String },
}

/// A document in another form.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Export {
    pub text: String,
    /// Files that the text names.
    pub files: Vec<ExportFile>,
    /// What the form cannot say.
    pub lost: Vec<Lost>,
}

/// A file that belongs to an export.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ExportFile {
    pub name: String,
    pub text: String,
}

/// Something that the form cannot say.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Lost {
    /// Where it stands in the document: a JSON pointer.
    pub pointer: String,
    pub fault: ExportFault,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id")]
pub enum ExportFault {
    /// The condition is not there.
    #[serde(rename = "export.condition_lost")]
    ConditionLost,
    /// The entry is not there.
    #[serde(rename = "export.left_out")]
    LeftOut,
    /// The other program keeps trusting what it comes with.
    #[serde(rename = "export.others_stay")]
    OthersStay,
    /// It is there, and concerns more than the document says.
    #[serde(rename = "export.widened")]
    Widened,
}

impl ExportFault {
    /// A stable id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::ConditionLost => "export.condition_lost",
            Self::LeftOut => "export.left_out",
            Self::OthersStay => "export.others_stay",
            Self::Widened => "export.widened",
        }
    }
}

/// Writes a document in another form.
#[must_use]
pub fn export(document: &Document, format: &ExportFormat) -> Export {
    match format {
        ExportFormat::Json => Export { text: json(document), ..Export::default() },
        ExportFormat::Pem => pem(document),
        ExportFormat::ChromiumPolicy => chromium::export(document),
        ExportFormat::FirefoxPolicy { folder } => firefox::export(document, folder),
    }
}

fn pem(document: &Document) -> Export {
    let mut export = Export::default();
    for entry in entries(document) {
        match (entry.of, &entry.certificate) {
            (Listing::Anchor(anchor), Some(certificate)) => {
                export.text += &pem_block(certificate);
                export.lose(entry.at("purposes"), ExportFault::ConditionLost);
                export.lose_conditions(&entry, anchor, &[]);
            }
            _ => export.lose(entry.pointer, ExportFault::LeftOut),
        }
    }
    export.lose_distrusted(document);
    export.lose_rest(document);
    export
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// One line of base64 for every 64 characters (RFC 7468 §2).
fn pem_block(certificate: &Certificate) -> String {
    let text = STANDARD.encode(&certificate.der);
    let mut block = String::from("-----BEGIN CERTIFICATE-----\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(64));
        block.push_str(line);
        block.push('\n');
        rest = after;
    }
    block + "-----END CERTIFICATE-----\n"
}

impl Entry<'_> {
    fn at(&self, key: &str) -> String {
        format!("{}/{key}", self.pointer)
    }
}

impl Export {
    fn lose(&mut self, pointer: impl Into<String>, fault: ExportFault) {
        self.lost.push(Lost { pointer: pointer.into(), fault });
    }

    /// Every condition of an anchor but those that the form knows.
    fn lose_conditions(&mut self, entry: &Entry<'_>, anchor: &Anchor, known: &[&str]) {
        let Enforce { dates, constraints, basic_constraints } = anchor.enforce;
        for (key, enforced) in [
            ("dates", dates),
            ("constraints", constraints),
            ("basicConstraints", basic_constraints),
        ] {
            if enforced == Some(false) {
                self.lose(entry.at(&format!("enforce/{key}")), ExportFault::ConditionLost);
            }
        }
        let Constraints {
            permitted,
            excluded,
            extended_key_usages,
            policies,
            path_length,
            distrust_issued_after,
            use_until,
        } = &anchor.constraints;
        let mut said: Vec<(String, bool)> = Vec::new();
        for (side, subtrees) in [("permitted", permitted), ("excluded", excluded)] {
            for (_, form, texts) in subtrees.forms() {
                said.push((format!("{side}/{form}"), !texts.is_empty()));
            }
        }
        for (key, there) in [
            ("extendedKeyUsages", !extended_key_usages.is_empty()),
            ("policies", !policies.is_empty()),
            ("pathLength", path_length.is_some()),
            ("distrustIssuedAfter", distrust_issued_after.is_some()),
            ("useUntil", use_until.is_some()),
        ] {
            said.push((key.to_owned(), there));
        }
        for (key, there) in said {
            if there && !known.contains(&key.as_str()) {
                self.lose(entry.at(&format!("constraints/{key}")), ExportFault::ConditionLost);
            }
        }
    }

    fn lose_distrusted(&mut self, document: &Document) {
        let distrusted = &document.distrusted;
        for (list, count) in [
            ("certificates", distrusted.certificates.len()),
            ("keys", distrusted.keys.len()),
            ("serials", distrusted.serials.len()),
        ] {
            for index in 0..count {
                self.lose(format!("/distrusted/{list}/{index}"), ExportFault::LeftOut);
            }
        }
    }

    /// What none of these forms can say.
    fn lose_rest(&mut self, document: &Document) {
        self.lose("/expires", ExportFault::ConditionLost);
        let revocation = &document.revocation;
        for (key, said) in [
            ("mode", revocation.mode.is_some_and(|mode| mode != RevocationMode::default())),
            ("scope", revocation.scope != RevocationScope::default()),
            ("grace", revocation.grace.is_some_and(|grace| grace != 0)),
        ] {
            if said {
                self.lose(format!("/revocation/{key}"), ExportFault::ConditionLost);
            }
        }
        for index in 0..revocation.sources.len() {
            self.lose(format!("/revocation/sources/{index}"), ExportFault::LeftOut);
        }
        for (id, _) in document.rules.each() {
            self.lose(format!("/rules/{id}"), ExportFault::ConditionLost);
        }
        for index in 0..document.hosts.len() {
            self.lose(format!("/hosts/{index}"), ExportFault::ConditionLost);
        }
        for (index, include) in document.includes.iter().enumerate() {
            if include.document.is_some() {
                self.lose(format!("/includes/{index}"), ExportFault::LeftOut);
            }
        }
    }
}

/// The certificates of a document that it distrusts, each with where it says so and whether the
/// document means that certificate alone; and where it speaks of some that it does not hold.
fn distrusted(document: &Document) -> (Vec<(Certificate, String, bool)>, Vec<String>) {
    let all: Vec<Certificate> =
        entries(document).into_iter().filter_map(|entry| entry.certificate).collect();
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    let mut find = |pointer: String, alone: bool, is: &dyn Fn(&Certificate) -> bool| match all
        .iter()
        .find(|certificate| is(certificate))
    {
        Some(certificate) => found.push((certificate.clone(), pointer, alone)),
        None => missing.push(pointer),
    };
    for (index, entry) in document.distrusted.certificates.iter().enumerate() {
        let hash = Sha256::read(&entry.sha256);
        find(format!("/distrusted/certificates/{index}"), true, &|certificate| {
            hash == Some(Sha256::of(&certificate.der))
        });
    }
    for (index, entry) in document.distrusted.keys.iter().enumerate() {
        let hash = Sha256::read(&entry.sha256);
        find(format!("/distrusted/keys/{index}"), false, &|certificate| {
            hash == Some(Sha256::of(&certificate.public_key.spki))
        });
    }
    for (index, entry) in document.distrusted.serials.iter().enumerate() {
        let serial = hex::decode(&entry.serial.replace(':', "")).unwrap_or_default();
        let issuer = anchorlight_pki::Name::from_rfc4514(&entry.issuer).ok();
        find(format!("/distrusted/serials/{index}"), true, &|certificate| {
            let bare = |bytes: &[u8]| -> Vec<u8> {
                bytes.iter().copied().skip_while(|byte| *byte == 0).collect()
            };
            issuer.as_ref() == Some(&certificate.issuer)
                && bare(&serial) == bare(&certificate.serial)
        });
    }
    (found, missing)
}
