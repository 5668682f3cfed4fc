//! Changes that lead somewhere: to options, to which files there are, and to the DER inside them.

use serde_json::{Value, json};

use crate::case::{Case, Role};
use crate::der_tree;
use crate::json_tree;
use crate::random::Random;

/// Changes the first so many bytes of a buffer, which has room for more, and says how many there are then.
pub type Bytes<'a> = dyn FnMut(&mut [u8], usize) -> usize + 'a;

/// Changes an input of a target; `None` where the change would lead nowhere.
pub fn mutate(target: &str, input: &[u8], seed: u64, bytes: &mut Bytes<'_>) -> Option<Vec<u8>> {
    let mut random = Random::new(seed);
    if matches!(
        target,
        "certificates"
            | "exports"
            | "inspect"
            | "intake"
            | "keys"
            | "pkcs12"
            | "signed_data"
            | "yaml"
            | "headers"
            | "s_client"
    ) {
        return Some(data(input, input, &mut random, bytes));
    }
    if matches!(target, "zip" | "gzip" | "tar" | "java") {
        return Some(plain(input, bytes));
    }
    if matches!(target, "document" | "json") {
        return Some(text(input, input, &mut random, bytes));
    }
    if target == "update" {
        let (mask, document) = input.split_first()?;
        let mask = if random.below(4) == 0 { mask ^ (1 << random.below(8)) } else { *mask };
        return Some([&[mask][..], &text(document, document, &mut random, bytes)].concat());
    }
    let mut case = Case::read(input)?;
    match (target, random.below(4)) {
        (_, 0) => options(&mut case.options, &mut random),
        // What was there before stays what its signer signed.
        ("crl" | "ocsp", _) => {
            let (at, _) =
                case.files.iter().enumerate().find(|(_, file)| file.0 == Role::Changed)?;
            file(&mut case, at, &mut random, bytes);
        }
        ("paths", 1 | 2) => files(&mut case, &mut random),
        _ => {
            let at = random.below(case.files.len());
            file(&mut case, at, &mut random, bytes);
        }
    }
    Some(case.write())
}

/// Files of one input among those of another.
#[must_use]
pub fn crossover(target: &str, one: &[u8], other: &[u8], seed: u64) -> Option<Vec<u8>> {
    if matches!(target, "document" | "json" | "update") {
        let (mut random, mut keep) = (Random::new(seed), |_: &mut [u8], length: usize| length);
        let (mask, one) = one.split_at_checked(usize::from(target == "update"))?;
        let (_, other) = other.split_at_checked(mask.len())?;
        return Some([mask, &text(one, other, &mut random, &mut keep)].concat());
    }
    if !matches!(target, "paths" | "validate") {
        return None;
    }
    let (mut one, other) = (Case::read(one)?, Case::read(other)?);
    let mut random = Random::new(seed);
    for _ in 0..=random.below(3) {
        let at = random.below(one.files.len() + 1);
        one.files.insert(at, random.pick(&other.files)?.clone());
    }
    if random.below(4) == 0 {
        one.options = other.options;
    }
    Some(one.write())
}

/// More files make a case slower and no deeper.
const MOST_FILES: usize = 24;

fn files(case: &mut Case, random: &mut Random) {
    const ROLES: [Role; 4] = [Role::Chain, Role::TrustStore, Role::Intermediates, Role::Revocation];
    if case.files.is_empty() {
        return;
    }
    let at = random.below(case.files.len());
    match random.below(4) {
        0 => _ = case.files.remove(at),
        1 if case.files.len() < MOST_FILES => case.files.push(case.files[at].clone()),
        2 => random.shuffle(&mut case.files),
        _ => case.files[at].0 = ROLES[random.below(ROLES.len())],
    }
}

fn file(case: &mut Case, at: usize, random: &mut Random, bytes: &mut Bytes<'_>) {
    let other = random.pick(&case.files).map(|(_, data)| data.clone()).unwrap_or_default();
    if let Some((_, file)) = case.files.get_mut(at) {
        *file = data(file, &other, random, bytes);
    }
}

/// A document, mostly as a tree.
fn text(file: &[u8], other: &[u8], random: &mut Random, bytes: &mut Bytes<'_>) -> Vec<u8> {
    let as_tree = random.below(8) > 0;
    let changed = as_tree.then(|| json_tree::change(file, other, random, bytes)).flatten();
    changed.unwrap_or_else(|| plain(file, bytes))
}

fn data(file: &[u8], other: &[u8], random: &mut Random, bytes: &mut Bytes<'_>) -> Vec<u8> {
    if random.below(4) > 0
        && let Some(changed) = der_tree::change(file, other, random, bytes)
    {
        return changed;
    }
    plain(file, bytes)
}

fn plain(file: &[u8], bytes: &mut Bytes<'_>) -> Vec<u8> {
    const ROOM: usize = 256;
    let mut changed = file.to_vec();
    changed.resize(file.len() + ROOM, 0);
    let length = bytes(&mut changed, file.len());
    changed.truncate(length);
    changed
}

/// An option that was not there before, or another value of one that was.
fn options(options: &mut Value, random: &mut Random) {
    let all = [
        (
            "/purpose",
            json!([
                "any",
                "serverAuth",
                "clientAuth",
                "emailProtection",
                "codeSigning",
                "ocspSigning",
                "timeStamping",
                "rcsMlsClient",
                "c2paManifest",
                "c2paTimeStamping"
            ]),
        ),
        ("/profile", json!(["private", "rfc5280", "rfc5280Algorithm", "webpki"])),
        ("/endEntity", json!(["find", "first"])),
        ("/strictPurpose", json!(["off", "endEntity", "path"])),
        ("/anchorUse/dates", json!([true, false])),
        ("/anchorUse/extensions", json!([true, false])),
        ("/anchorUse/basicConstraints", json!([true, false])),
        ("/anchorUse/endEntities", json!(["any", "selfSigned", "off"])),
        ("/allowed/sha1", json!([true, false])),
        ("/allowed/dsa", json!([true, false])),
        ("/maxPathLength", json!([null, 0, 1, 2, 10])),
        ("/policies/requireExplicit", json!([true, false])),
        ("/policies/inhibitMapping", json!([true, false])),
        ("/policies/inhibitAny", json!([true, false])),
        (
            "/policies/acceptable",
            json!([[], ["2.5.29.32.0"], ["2.16.840.1.101.3.2.1.48.1"], ["1.2.3"]]),
        ),
        (
            "/host",
            json!([
                null,
                "example.com",
                "a.example.com",
                "127.0.0.1",
                "2001:db8::1",
                "test.example"
            ]),
        ),
        (
            "/name",
            json!([null, { "kind": "email", "value": "a@example.com" }, { "kind": "directory", "value": "CN=a,O=b" }, { "kind": "uri", "value": "https://example.com/" }]),
        ),
        (
            "/subtrees/permitted",
            json!([[], [{ "kind": "dns", "value": "example.com" }], [{ "kind": "ip", "value": "10.0.0.0/8" }]]),
        ),
        (
            "/subtrees/excluded",
            json!([[], [{ "kind": "dns", "value": "example.com" }], [{ "kind": "email", "value": "example.com" }]]),
        ),
        ("/revocation/mode", json!(["off", "prefer", "require"])),
        ("/revocation/scope", json!(["endEntity", "path"])),
        ("/revocation/grace", json!([0, 3600, 4_294_967_295_u32])),
        (
            "/time",
            json!([
                -62_167_219_200_i64,
                0,
                1_302_825_600,
                1_700_000_000,
                1_780_315_200,
                253_402_300_799_i64
            ]),
        ),
    ];
    let Some((pointer, values)) = random.pick(&all) else { return };
    let value = values.as_array().and_then(|values| random.pick(values));
    if let (Some(option), Some(value)) = (options.pointer_mut(pointer), value) {
        *option = value.clone();
    }
}
