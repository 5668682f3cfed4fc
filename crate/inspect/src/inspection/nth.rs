//! What tells an object from others at the same place.

use std::collections::HashMap;
use std::mem::discriminant;

use serde::Serialize;

use super::{Content, Object};

/// Which of how many of its kind an object is, counted from one.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Nth {
    pub number: usize,
    pub of: usize,
}

/// Counts the objects of each place.
pub(super) fn count(objects: &mut [Object]) {
    let all: Vec<Option<Nth>> = {
        let place = |object: &Object| (object.origin.within, object.origin.entry.clone());
        let kind = |object: &Object| {
            let format = match &object.content {
                Content::Container(container) => Some(container.format),
                _ => None,
            };
            (place(object), discriminant(&object.content), format)
        };
        let (mut among, mut alike) = (HashMap::new(), HashMap::new());
        let mut number = |object: &Object| {
            *among.entry(place(object)).or_insert(0_usize) += 1;
            let count = alike.entry(kind(object)).or_insert(0_usize);
            *count += 1;
            *count
        };
        let numbers: Vec<usize> = objects.iter().map(&mut number).collect();
        let nth = |(object, number): (&Object, usize)| {
            let is_alone = has_name(object) && among.get(&place(object)) == Some(&1);
            let of = alike.get(&kind(object)).copied().unwrap_or(number);
            (!is_alone).then_some(Nth { number, of })
        };
        objects.iter().zip(numbers).map(nth).collect()
    };
    for (object, nth) in objects.iter_mut().zip(all) {
        object.origin.nth = nth;
    }
}

/// What a gzip holds is the gzip's only content; what a PKCS #7 holds is a list, however short.
fn has_name(object: &Object) -> bool {
    object.origin.within.is_none()
        || object.origin.entry.is_some()
        || matches!(object.content, Content::Container(_))
}
