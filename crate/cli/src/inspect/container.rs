//! Containers as text for people.

use anchorlight_inspect::{Container, Format, Integrity};

use super::words::{line, spaced};
use crate::say::{title, told};

pub(super) fn kind(format: Format) -> String {
    let id = serde_json::to_value(format).unwrap_or_default();
    title(&format!("format.{}", id.as_str().unwrap_or_default()), &())
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
