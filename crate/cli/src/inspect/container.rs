//! Containers as text for people.

use anchorlight_inspect::{Container, Format, Integrity};

use super::words::{line, spaced};
use crate::say::told;

pub(super) fn kind(format: Format) -> &'static str {
    match format {
        Format::Aws => "output of the AWS command line",
        Format::ChromePolicies => "policies of Chrome, Edge or another Chromium",
        Format::FirefoxPolicies => "policies of Firefox",
        Format::Har => "recording of a browser (HAR)",
        Format::Headers => "HTTP header fields",
        Format::Json => "JSON",
        Format::Jwk => "JSON Web Key",
        Format::Jwks => "JSON Web Key Set",
        Format::Kubernetes => "objects of Kubernetes",
        Format::OpensslClient => "output of openssl s_client",
        Format::SignedTrustStore => "signed trust store document",
        Format::TrustStore => "trust store document",
        _ => "container",
    }
}

pub(super) fn content(container: &Container) -> String {
    let mut out = line("entries", &container.entries.to_string());
    if let Some(integrity) = container.integrity {
        let said = match integrity {
            Integrity::Holds => "as it was written",
            Integrity::Broken => "altered",
            Integrity::Unchecked => "not checked; that takes the password",
        };
        out += &line("integrity", said);
    }
    for detail in &container.details {
        let said = serde_json::to_value(detail.said).unwrap_or_default();
        let said = said.as_str().map(spaced).unwrap_or_default();
        let entry =
            if detail.entry.is_empty() { String::new() } else { format!("{}: ", detail.entry) };
        out += &line(&said, &format!("{entry}{}", detail.text));
    }
    for problem in &container.problems {
        out += &told("problem", &problem.kind, &[]);
    }
    out
}
