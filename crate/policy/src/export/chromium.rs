//! Chromium's managed policy: anchors for TLS servers, hints, and what is distrusted.

use anchorlight_pki::{NameKind, Subtree};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::{Export, ExportFault, distrusted, json as text};
use crate::document::{Document, TrustedFor};
use crate::entries::{Listing, entries};

pub(super) fn export(document: &Document) -> Export {
    let mut export = Export::default();
    let (mut plain, mut constrained, mut hints) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries(document) {
        let Some(certificate) = &entry.certificate else {
            export.lose(entry.pointer, ExportFault::LeftOut);
            continue;
        };
        // On one line, without armour: anything else is ignored without a word.
        let der = STANDARD.encode(&certificate.der);
        match entry.of {
            Listing::Anchor(anchor) if anchor.purposes.contains(&TrustedFor::Server) => {
                if anchor.purposes.len() > 1 {
                    export.lose(entry.at("purposes"), ExportFault::LeftOut);
                }
                export.lose_conditions(&entry, anchor, &["permitted/dns", "permitted/ip"]);
                let permitted = &anchor.constraints.permitted;
                let mut constraints = Map::new();
                // A single address is written with its prefix, as blocks are.
                let block = |text: &String| {
                    let read = Subtree::from_text(NameKind::Ip, text);
                    read.map_or_else(|_| text.clone(), |subtree| subtree.text())
                };
                for (key, texts) in [
                    ("permitted_dns_names", permitted.dns.clone()),
                    ("permitted_cidrs", permitted.ip.iter().map(block).collect()),
                ] {
                    if !texts.is_empty() {
                        constraints.insert(key.to_owned(), json!(texts));
                    }
                }
                // An entry with empty constraints is void.
                if constraints.is_empty() {
                    plain.push(Value::from(der));
                } else {
                    constrained.push(json!({ "certificate": der, "constraints": constraints }));
                }
            }
            Listing::Hint(_) => hints.push(Value::from(der)),
            _ => export.lose(entry.pointer, ExportFault::LeftOut),
        }
    }
    let (found, missing) = distrusted(document);
    let mut refused: Vec<Value> = Vec::new();
    for (certificate, pointer, alone) in found {
        let der = Value::from(STANDARD.encode(&certificate.der));
        if !refused.contains(&der) {
            refused.push(der);
        }
        // It goes by the key.
        if alone {
            export.lose(pointer, ExportFault::Widened);
        }
    }
    for pointer in missing {
        export.lose(pointer, ExportFault::LeftOut);
    }
    export.lose_rest(document);
    if !document.includes.iter().any(|include| include.public_web_roots) {
        export.lose("", ExportFault::OthersStay);
    }
    let mut policy = Map::new();
    for (name, entries) in [
        ("CACertificates", plain),
        ("CACertificatesWithConstraints", constrained),
        ("CADistrustedCertificates", refused),
        ("CAHintCertificates", hints),
    ] {
        if !entries.is_empty() {
            policy.insert(name.to_owned(), Value::Array(entries));
        }
    }
    export.text = text(&policy);
    export
}
