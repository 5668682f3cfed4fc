//! JSON as a tree that can be changed and written again: changes that get past the reader of JSON,
//! which plain flips of bytes seldom do. What a signed document encodes is a tree as well.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::mutate::Bytes;
use crate::random::Random;

/// A signed document holds JSON that holds no more of it.
const DEEPEST: usize = 1;

/// The file with one value changed; `None` where it is no JSON.
pub(crate) fn change(
    file: &[u8],
    other: &[u8],
    random: &mut Random,
    bytes: &mut Bytes<'_>,
) -> Option<Vec<u8>> {
    let mut tree = serde_json::from_slice(file).ok()?;
    let donor = serde_json::from_slice(other).unwrap_or(Value::Null);
    alter(&mut tree, &donor, random, bytes, 0);
    serde_json::to_vec(&tree).ok()
}

fn alter(
    tree: &mut Value,
    donor: &Value,
    random: &mut Random,
    bytes: &mut Bytes<'_>,
    depth: usize,
) {
    let mut places = Vec::new();
    pointers(tree, String::new(), &mut places);
    let Some(place) = random.pick(&places).cloned() else { return };
    let change = random.below(8);
    if change == 0 {
        return remove(tree, &place);
    }
    let Some(node) = tree.pointer_mut(&place) else { return };
    if depth < DEEPEST
        && change > 1
        && let Some(mut inner) = encoded(node)
    {
        alter(&mut inner, donor, random, bytes, depth + 1);
        *node = Value::String(URL_SAFE_NO_PAD.encode(inner.to_string()));
        return;
    }
    match (node, change) {
        (Value::Object(members), 2..) => {
            if let Some((key, value)) = graft(donor, random, depth) {
                members.insert(key, value);
            }
        }
        (Value::Array(items), 2..) => {
            let (at, copy) = (random.below(items.len() + 1), random.pick(items).cloned());
            let more = graft(donor, random, depth).map(|(_, value)| value);
            items.splice(at..at, if change < 5 { copy } else { more });
        }
        (node, 1) => *node = graft(donor, random, depth).map_or(Value::Null, |(_, value)| value),
        (node, _) => scalar(node, random, bytes),
    }
}

fn scalar(node: &mut Value, random: &mut Random, bytes: &mut Bytes<'_>) {
    match node {
        Value::String(text) => {
            const ROOM: usize = 64;
            let (mut changed, length) = (text.clone().into_bytes(), text.len());
            changed.resize(length + ROOM, 0);
            let length = bytes(&mut changed, length);
            changed.truncate(length);
            *text = String::from_utf8_lossy(&changed).into_owned();
        }
        Value::Bool(value) => *value = !*value,
        _ => {
            let numbers = [json!(0), json!(1), json!(2), json!(3), json!(u32::MAX), json!(-1)];
            let more = [json!(u64::MAX), json!(0.5), json!(1e300), json!(null), json!("1")];
            let all = numbers.into_iter().chain(more).collect::<Vec<_>>();
            *node = random.pick(&all).cloned().unwrap_or_default();
        }
    }
}

/// A value of the donor with the key that it has there.
fn graft(donor: &Value, random: &mut Random, depth: usize) -> Option<(String, Value)> {
    let mut places = Vec::new();
    pointers(donor, String::new(), &mut places);
    let place = random.pick(&places)?;
    let value = donor.pointer(place)?;
    let inner = encoded(value).filter(|_| depth < DEEPEST && random.below(4) > 0);
    match inner {
        Some(inner) => graft(&inner, random, depth + 1),
        None => Some((place.rsplit('/').next()?.replace("~1", "/"), value.clone())),
    }
}

/// The JSON that a string encodes.
fn encoded(node: &Value) -> Option<Value> {
    let bytes = URL_SAFE_NO_PAD.decode(node.as_str()?).ok()?;
    serde_json::from_slice(&bytes).ok().filter(Value::is_object)
}

/// Every place, from the outside in.
fn pointers(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(value, format!("{at}/{key}"), places);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, format!("{at}/{index}"), places);
            }
        }
        _ => {}
    }
    places.push(at);
}

fn remove(tree: &mut Value, place: &str) {
    let Some((parent, key)) = place.rsplit_once('/') else { return };
    match tree.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_json_again_and_reaches_what_is_encoded() {
        let inner = json!({ "name": "a", "list": [1, true] });
        let payload = URL_SAFE_NO_PAD.encode(inner.to_string());
        let file = json!({ "payload": payload, "signatures": [] }).to_string();
        let mut changed_inside = 0;
        for seed in 0..200 {
            let mut flip = |bytes: &mut [u8], length: usize| {
                bytes[0] ^= 1;
                length.max(1)
            };
            let file = file.as_bytes();
            let changed = change(file, file, &mut Random::new(seed), &mut flip).unwrap();
            let changed: Value = serde_json::from_slice(&changed).unwrap();
            let now = changed.get("payload").and_then(encoded);
            changed_inside += usize::from(now.is_some_and(|now| now != inner));
        }
        assert!(changed_inside > 20, "{changed_inside}");
    }
}
