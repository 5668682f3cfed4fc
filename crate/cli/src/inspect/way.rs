//! The way to an object: its file, the containers that it came in, and its name there.

use anchorlight_inspect::{Inspection, Origin};

use super::text::kind;

/// What an object is called: ` › server.p12 › certificate 2`, or `: certificate` where the way does not say it.
pub(crate) fn names(inspection: &Inspection) -> Vec<String> {
    let named = inspection.objects.iter().zip(ways(inspection)).map(|(object, way)| {
        if object.origin.nth.is_some() { way } else { format!("{way}: {}", kind(&object.content)) }
    });
    named.collect()
}

/// The way alone.
pub(crate) fn ways(inspection: &Inspection) -> Vec<String> {
    let mut ways: Vec<String> = Vec::new();
    for object in &inspection.objects {
        let Origin { within, entry, nth, .. } = &object.origin;
        // Containers stand before what they hold.
        let mut way = within.and_then(|outer| ways.get(outer)).cloned().unwrap_or_default();
        if let Some(entry) = entry {
            way += &format!(" › {}", anchorlight::safe_text(entry));
        }
        if let Some(nth) = nth {
            way += &format!(" › {}", kind(&object.content));
            if nth.of > 1 {
                way += &format!(" {}", nth.number);
            }
        }
        ways.push(way);
    }
    ways
}
