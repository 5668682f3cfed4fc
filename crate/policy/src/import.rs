//! What files would bring into a document: every certificate in them, with what is to be known of it.

use std::collections::BTreeMap;

use anchorlight_path::strong_key;
use anchorlight_pki::{Certificate, ItemKind, KeyKind, Problem, Time, open};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::digest::Sha256;
use crate::document::Document;
use crate::entries::entries;
use crate::rules::key_text;

/// What takes cryptography to tell.
pub struct Cryptography<'a> {
    /// Whether a certificate's signature verifies under its own key.
    pub is_self_signed: &'a dyn Fn(&Certificate) -> bool,
    /// Whether a certificate is signed with an algorithm that is broken or retired.
    pub is_weakly_signed: &'a dyn Fn(&Certificate) -> bool,
}

/// Everything that was found in files.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// Each certificate once, in the order of the files.
    pub certificates: Vec<Found>,
    /// What could not be read, and what was passed over.
    pub problems: Vec<FileProblem>,
}

/// Something that is wrong with a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FileProblem {
    /// The file, counted from zero.
    pub file: usize,
    pub problem: Problem,
}

/// A certificate of a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// The file it comes from, counted from zero.
    pub file: usize,
    /// Where it starts in the file, in bytes.
    pub start: usize,
    /// Base64 of its DER, as a document holds it.
    pub certificate: String,
    pub subject: String,
    pub issuer: String,
    /// SHA-256 of the certificate, hexadecimal.
    pub sha256: String,
    /// SHA-256 of the SubjectPublicKeyInfo, hexadecimal.
    pub spki_sha256: String,
    pub key: KeyKind,
    pub not_before: Time,
    pub not_after: Time,
    pub findings: Vec<ImportFinding>,
    pub suggestion: Suggestion,
}

/// What is to be known of a certificate before it is imported.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum ImportFinding {
    /// The document lists it.
    #[serde(rename = "import.already_there")]
    AlreadyThere { pointer: String },
    /// Another certificate with the same key stands in the document or comes with it.
    #[serde(rename = "import.duplicate_key")]
    DuplicateKey {
        /// SHA-256 of the other certificate.
        other: String,
        /// Where that stands in the document; not there where it is among the files.
        #[serde(skip_serializing_if = "Option::is_none")]
        pointer: Option<String>,
    },
    #[serde(rename = "import.expired")]
    Expired { not_after: Time },
    /// It states a name or a purpose as end entities do.
    #[serde(rename = "import.leaf")]
    Leaf,
    /// It does not say that it is a CA.
    #[serde(rename = "import.not_ca")]
    NotCa,
    #[serde(rename = "import.not_yet_valid")]
    NotYetValid { not_before: Time },
    /// Its signature verifies under its own key.
    #[serde(rename = "import.self_signed")]
    SelfSigned,
    /// Its key is of a size that does not protect any more.
    #[serde(rename = "import.weak_key")]
    WeakKey { found: String },
    /// It is signed by another with an algorithm that is broken or retired.
    #[serde(rename = "import.weak_signature")]
    WeakSignature { algorithm: String },
}

impl ImportFinding {
    /// A stable id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::AlreadyThere { .. } => "import.already_there",
            Self::DuplicateKey { .. } => "import.duplicate_key",
            Self::Expired { .. } => "import.expired",
            Self::Leaf => "import.leaf",
            Self::NotCa => "import.not_ca",
            Self::NotYetValid { .. } => "import.not_yet_valid",
            Self::SelfSigned => "import.self_signed",
            Self::WeakKey { .. } => "import.weak_key",
            Self::WeakSignature { .. } => "import.weak_signature",
        }
    }
}

/// What becomes of a certificate unless somebody chooses otherwise, and why.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    #[serde(rename = "as")]
    pub kind: ListKind,
    pub reason: SuggestionReason,
}

/// The lists that certificates stand in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ListKind {
    Anchor,
    EndEntity,
    Hint,
    /// None of them.
    None,
}

/// Why a certificate is suggested for a list, or for none.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SuggestionReason {
    /// The document lists it.
    #[serde(rename = "suggestion.already_there")]
    AlreadyThere,
    /// It was issued by a CA: that one is to be trusted.
    #[serde(rename = "suggestion.end_entity")]
    EndEntity,
    #[serde(rename = "suggestion.expired")]
    Expired,
    /// A CA that another one issued.
    #[serde(rename = "suggestion.intermediate")]
    Intermediate,
    /// A CA that nobody issued but itself.
    #[serde(rename = "suggestion.root")]
    Root,
    /// No CA vouches for it, so that it can be trusted only for itself.
    #[serde(rename = "suggestion.self_signed")]
    SelfSigned,
    #[serde(rename = "suggestion.weak_key")]
    WeakKey,
}

impl SuggestionReason {
    /// A stable id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::AlreadyThere => "suggestion.already_there",
            Self::EndEntity => "suggestion.end_entity",
            Self::Expired => "suggestion.expired",
            Self::Intermediate => "suggestion.intermediate",
            Self::Root => "suggestion.root",
            Self::SelfSigned => "suggestion.self_signed",
            Self::WeakKey => "suggestion.weak_key",
        }
    }
}

/// Lists what files hold, beside what a document holds.
#[must_use]
pub fn preview(
    document: Option<&Document>,
    files: &[&[u8]],
    time: Time,
    cryptography: &Cryptography<'_>,
) -> Preview {
    let mut preview = Preview::default();
    let mut read: Vec<(usize, usize, Certificate)> = Vec::new();
    let mut known = BTreeMap::new();
    for (file, bytes) in files.iter().enumerate() {
        let opened = open(*bytes);
        preview
            .problems
            .extend(opened.problems.into_iter().map(|problem| FileProblem { file, problem }));
        for item in opened.items.iter().filter(|item| item.kind == ItemKind::Certificate) {
            match Certificate::read(&item.der) {
                Ok(certificate) => {
                    if known.insert(Sha256::of(&item.der), ()).is_none() {
                        read.push((file, item.offset, certificate));
                    }
                }
                Err(problem) => preview.problems.push(FileProblem { file, problem }),
            }
        }
    }
    let there = There::new(document, read.iter().map(|(_, _, certificate)| certificate));
    for (file, start, certificate) in &read {
        let findings = findings(certificate, &there, time, cryptography);
        preview.certificates.push(Found {
            file: *file,
            start: *start,
            certificate: STANDARD.encode(&certificate.der),
            subject: certificate.subject.to_string(),
            issuer: certificate.issuer.to_string(),
            sha256: Sha256::of(&certificate.der).to_string(),
            spki_sha256: Sha256::of(&certificate.public_key.spki).to_string(),
            key: certificate.public_key.kind.clone(),
            not_before: certificate.not_before,
            not_after: certificate.not_after,
            suggestion: suggestion(certificate, &findings),
            findings,
        });
    }
    preview
}

/// The certificates of the document and of the files, by their hashes and by those of their keys.
#[derive(Default)]
struct There {
    pointers: BTreeMap<Sha256, String>,
    by_key: BTreeMap<Sha256, Vec<Sha256>>,
}

impl There {
    fn new<'a>(document: Option<&Document>, files: impl Iterator<Item = &'a Certificate>) -> Self {
        let mut there = Self::default();
        for entry in document.map(entries).unwrap_or_default() {
            if let Some(certificate) = &entry.certificate {
                there.pointers.entry(entry.sha256()).or_insert_with(|| entry.pointer.clone());
                there.add(certificate);
            }
        }
        files.for_each(|certificate| there.add(certificate));
        there
    }

    fn add(&mut self, certificate: &Certificate) {
        let sha256 = Sha256::of(&certificate.der);
        let same = self.by_key.entry(Sha256::of(&certificate.public_key.spki)).or_default();
        if !same.contains(&sha256) {
            same.push(sha256);
        }
    }
}

fn findings(
    certificate: &Certificate,
    there: &There,
    time: Time,
    cryptography: &Cryptography<'_>,
) -> Vec<ImportFinding> {
    let mut found = Vec::new();
    let sha256 = Sha256::of(&certificate.der);
    if let Some(pointer) = there.pointers.get(&sha256) {
        found.push(ImportFinding::AlreadyThere { pointer: pointer.clone() });
    }
    let same_key = there.by_key.get(&Sha256::of(&certificate.public_key.spki));
    if let Some(other) = same_key.and_then(|same| same.iter().find(|other| **other != sha256)) {
        let pointer = there.pointers.get(other).cloned();
        found.push(ImportFinding::DuplicateKey { other: other.to_string(), pointer });
    }
    if time > certificate.not_after {
        found.push(ImportFinding::Expired { not_after: certificate.not_after });
    }
    if time < certificate.not_before {
        found.push(ImportFinding::NotYetValid { not_before: certificate.not_before });
    }
    // Certificates before version 3 cannot say what they are.
    if certificate.version == 3 && !certificate.is_ca() {
        found.push(ImportFinding::NotCa);
        let extensions = &certificate.extensions;
        if extensions.subject_alt_names.is_some() || extensions.extended_key_usage.is_some() {
            found.push(ImportFinding::Leaf);
        }
    }
    if certificate.is_self_issued() && (cryptography.is_self_signed)(certificate) {
        found.push(ImportFinding::SelfSigned);
    } else if (cryptography.is_weakly_signed)(certificate) {
        // Of what is self-signed the key is believed, whatever the signature is worth.
        let algorithm = certificate.signature_algorithm.name();
        found.push(ImportFinding::WeakSignature { algorithm });
    }
    if !strong_key(certificate) {
        let found_key = key_text(&certificate.public_key.kind);
        found.push(ImportFinding::WeakKey { found: found_key });
    }
    found
}

fn suggestion(certificate: &Certificate, findings: &[ImportFinding]) -> Suggestion {
    let has = |id: &str| findings.iter().any(|finding| finding.id() == id);
    let ends = has("import.not_ca");
    let (kind, reason) = if has("import.already_there") {
        (ListKind::None, SuggestionReason::AlreadyThere)
    } else if has("import.expired") {
        (ListKind::None, SuggestionReason::Expired)
    } else if has("import.weak_key") {
        (ListKind::None, SuggestionReason::WeakKey)
    } else if has("import.self_signed") && ends {
        (ListKind::EndEntity, SuggestionReason::SelfSigned)
    } else if ends {
        (ListKind::None, SuggestionReason::EndEntity)
    } else if certificate.is_self_issued() {
        (ListKind::Anchor, SuggestionReason::Root)
    } else {
        (ListKind::Hint, SuggestionReason::Intermediate)
    };
    Suggestion { kind, reason }
}
