//! The way to an object: its file, the containers that it came in, and its name there.

use std::collections::HashMap;

use anchorlight_inspect::{Content, Inspection, Object};

use super::text::kind;

/// What an object is called: ` › server.p12 › certificate 2`, or `: certificate` where it is the only one.
pub(super) fn names(inspection: &Inspection) -> Vec<String> {
    let named = |(way, kind): (String, Option<String>)| match kind {
        Some(kind) => format!("{way}: {kind}"),
        None => way,
    };
    walk(inspection).into_iter().map(named).collect()
}

/// The way alone.
pub(super) fn ways(inspection: &Inspection) -> Vec<String> {
    walk(inspection).into_iter().map(|(way, _)| way).collect()
}

/// The way to each object, and its kind where the way does not end with that.
fn walk(inspection: &Inspection) -> Vec<(String, Option<String>)> {
    let objects = &inspection.objects;
    let kinds: Vec<String> = objects.iter().map(|object| kind(&object.content)).collect();
    let (mut among, mut alike) = (HashMap::new(), HashMap::new());
    for (object, kind) in objects.iter().zip(&kinds) {
        *among.entry(place(object)).or_insert(0_usize) += 1;
        *alike.entry((place(object), kind)).or_insert(0_usize) += 1;
    }
    let mut counts = HashMap::new();
    let mut ways: Vec<(String, Option<String>)> = Vec::new();
    for (object, kind) in objects.iter().zip(&kinds) {
        let count = counts.entry((place(object), kind)).or_insert(0_usize);
        *count += 1;
        // Containers stand before what they hold.
        let outer = object.origin.within.and_then(|outer| ways.get(outer));
        let mut way = outer.map(|(way, _)| way.clone()).unwrap_or_default();
        if let Some(entry) = &object.origin.entry {
            way += &format!(" › {}", anchorlight::safe_text(entry));
        }
        // What a gzip holds is the gzip's only content; what a PKCS #7 holds is a list, however short.
        let has_name = object.origin.within.is_none()
            || object.origin.entry.is_some()
            || matches!(object.content, Content::Container(_));
        if has_name && among.get(&place(object)) == Some(&1) {
            ways.push((way, Some(kind.clone())));
        } else {
            way += &format!(" › {kind}");
            if alike.get(&(place(object), kind)) != Some(&1) {
                way += &format!(" {count}");
            }
            ways.push((way, None));
        }
    }
    ways
}

/// Objects with the same one are told apart by number.
fn place(object: &Object) -> (Option<usize>, Option<&str>) {
    (object.origin.within, object.origin.entry.as_deref())
}
