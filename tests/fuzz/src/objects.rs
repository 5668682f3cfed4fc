//! What must hold of objects that an inspection finds: private keys stay private, and what is written opens again.

use anchorlight_inspect::{
    Content, Form, Inspection, Object, Options, Relations, export, export_all, inspect, relations,
};

/// That of the seeds that are encrypted.
const PASSWORD: &str = "password";

/// Nothing of a private key is kept, and nothing of it is written.
pub(crate) fn keys(bytes: &[u8]) -> bool {
    let options = Options { passwords: &["wrong", PASSWORD], weak_keys: true };
    for object in &inspect(bytes, options).objects {
        assert!(serde_json::to_string(object).is_ok(), "an object that JSON cannot hold");
        let Content::PrivateKey { public_key, .. } = &object.content else { continue };
        assert!(object.der().is_empty() && object.tree().is_none(), "a private key was kept");
        let forms = [Form::Pem, Form::Der, Form::Pkcs7, Form::Pkcs7Pem, Form::OpensslText];
        assert!(forms.iter().all(|form| export(object, *form).is_none()), "a key was written");
        if let Some(key) = public_key {
            let again = inspect(object.public(), Options::default());
            let read = again.objects.first().map(|object| &object.content);
            let is_same =
                matches!(read, Some(Content::PublicKey(read)) if read.pin.hex == key.pin.hex);
            assert!(is_same, "a public key that is not the one of its encoding");
        }
    }
    true
}

/// What is written of an object opens again as the same object.
pub(crate) fn exports(bytes: &[u8]) -> bool {
    let inspection = inspect(bytes, Options::default());
    for object in &inspection.objects {
        for form in [Form::Pem, Form::Der] {
            let Some(written) = export(object, form) else { continue };
            // What is of no kind is known by where it stood, and may be nothing by itself.
            if matches!(object.content, Content::Other) {
                assert_eq!(written, object.der(), "other octets than stood there");
                continue;
            }
            let again = inspect(&written, Options::default());
            assert!(!again.objects.is_empty(), "what was written holds nothing");
            same(object, &again.objects[0]);
        }
        for form in [Form::Pkcs7, Form::Pkcs7Pem] {
            if let Some(written) = export(object, form) {
                let again = inspect(&written, Options::default());
                assert_eq!(again.objects.len(), 2, "more or less than was put in");
                same(object, &again.objects[1]);
            }
        }
        if let Some(text) = export(object, Form::OpensslText) {
            let steers = |c: char| c.is_control() && c != '\n';
            let is_safe = String::from_utf8(text).is_ok_and(|text| !text.chars().any(steers));
            assert!(is_safe, "text that steers a terminal, or is none");
        }
    }
    together(&inspection);
    true
}

fn same(one: &Object, other: &Object) {
    assert_eq!(one.der(), other.der(), "other octets than were written");
    let json = |object: &Object| serde_json::to_string(&object.content).unwrap_or_default();
    assert_eq!(json(one), json(other), "another object than was written");
}

/// What belongs together names objects that are there, and is the same of what was kept of them; a bundle holds
/// each certificate once.
fn together(inspection: &Inspection) {
    let found = relations(&[inspection, inspection]);
    let kept = Inspection {
        objects: inspection.objects.iter().map(again).collect(),
        problems: Vec::new(),
    };
    let json = |found: &Relations| serde_json::to_string(found).unwrap_or_default();
    assert_eq!(
        json(&found),
        json(&relations(&[&kept, &kept])),
        "kept objects relate in another way"
    );
    let bundle = found.bundle(true);
    let certificates: Vec<&Object> = bundle
        .iter()
        .map(|place| &[inspection, inspection][place.input].objects[place.object])
        .collect();
    let distinct: std::collections::BTreeSet<&[u8]> =
        certificates.iter().map(|object| object.der()).collect();
    assert_eq!(distinct.len(), certificates.len(), "a certificate twice");
    let count = |bytes: &[u8]| inspect(bytes, Options::default()).objects.len();
    if let Some(written) = export_all(&certificates, Form::Pem) {
        assert_eq!(count(&written), certificates.len(), "a bundle that opens as another");
    }
}

fn again(object: &Object) -> Object {
    let content = serde_json::to_value(&object.content).unwrap_or_default();
    Object::again(content["kind"].as_str().unwrap_or_default(), object.public())
}
