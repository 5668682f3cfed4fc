//! Firefox's policies.json: anchors for TLS and mail, each in a file.

use serde_json::json;

use super::{Export, ExportFault, ExportFile, json as text, pem_block};
use crate::document::{Document, TrustedFor};
use crate::entries::{Listing, entries};

/// What a certificate is trusted for that Firefox installs: the flags CT,CT,.
const INSTALLED: [TrustedFor; 3] = [TrustedFor::Server, TrustedFor::Client, TrustedFor::Email];

pub(super) fn export(document: &Document, folder: &str) -> Export {
    let mut export = Export::default();
    let mut install = Vec::new();
    for entry in entries(document) {
        match (entry.of, &entry.certificate) {
            (Listing::Anchor(anchor), Some(certificate))
                if INSTALLED.iter().any(|purpose| anchor.purposes.contains(purpose)) =>
            {
                let name = format!("{}.pem", entry.sha256());
                install.push(format!("{}/{name}", folder.trim_end_matches('/')));
                export.files.push(ExportFile { name, text: pem_block(certificate) });
                if !INSTALLED.iter().all(|purpose| anchor.purposes.contains(purpose)) {
                    export.lose(entry.at("purposes"), ExportFault::Widened);
                }
                if anchor.purposes.iter().any(|purpose| !INSTALLED.contains(purpose)) {
                    export.lose(entry.at("purposes"), ExportFault::LeftOut);
                }
                export.lose_conditions(&entry, anchor, &[]);
            }
            _ => export.lose(entry.pointer, ExportFault::LeftOut),
        }
    }
    export.lose_distrusted(document);
    export.lose_rest(document);
    if !document.includes.iter().any(|include| include.public_web_roots) {
        export.lose("", ExportFault::OthersStay);
    }
    let policies = json!({ "policies": { "Certificates": { "Install": install } } });
    export.text = text(&policies);
    export
}
