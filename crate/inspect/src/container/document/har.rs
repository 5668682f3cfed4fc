//! HTTP archives (HAR 1.2). Addresses and everything else that was recorded is left alone: what is shown is
//! what bodies and headers hold.

use super::{Document, Known};
use crate::container::Format;

pub(super) fn known(document: &Document<'_>, root: usize) -> Option<Known> {
    let log = document.member(root, "log")?;
    document.member(log, "creator")?;
    document.member(log, "entries")?;
    Some(Known { format: Format::Har, details: Vec::new(), expected: Vec::new() })
}
