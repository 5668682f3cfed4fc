//! Whatever is given, an inspection comes back, and what it could not read is there with its place.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use anchorlight_inspect::{Content, MOST_NODES, Object, Options, inspect};

const CERTIFICATE: &[u8] = include_bytes!("../../engine/testdata/revocation/issuer.der");
const LIST: &[u8] = include_bytes!("../../engine/testdata/revocation/list.der");
const RESPONSE: &[u8] = include_bytes!("../../engine/testdata/revocation/response.der");

/// Nothing is lost: what is not read has a tree, and what has a problem has its place.
fn is_told(object: &Object, input: &[u8]) {
    match &object.content {
        Content::PrivateKey { .. } => assert!(object.tree().is_none() && object.der().is_empty()),
        Content::Other => {
            let tree = object.tree().unwrap();
            assert!(!tree.nodes.is_empty() || !tree.unread.is_empty());
            assert!(object.problem.as_ref().is_none_or(|problem| problem.offset <= input.len()));
        }
        Content::Certificate(certificate) => {
            for extension in &certificate.extensions {
                assert!(extension.value.is_some() || extension.tree.is_some());
                assert!(extension.problem.is_none() || extension.value.is_none());
                assert!(extension.offset + extension.length <= input.len());
            }
        }
        _ => {}
    }
}

#[test]
fn any_bit_may_be_another_and_any_byte_the_last() {
    for object in [CERTIFICATE, LIST, RESPONSE] {
        let mut bytes = object.to_vec();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                bytes[at] ^= 1 << bit;
                let inspection = inspect(&bytes, Options::default());
                assert!(!inspection.objects.is_empty());
                inspection.objects.iter().for_each(|object| is_told(object, &bytes));
                bytes[at] ^= 1 << bit;
            }
            let inspection = inspect(&object[..at], Options::default());
            // The first octet alone is the digit 0.
            assert_eq!(inspection.objects.is_empty(), at <= 1);
            inspection.objects.iter().for_each(|one| is_told(one, &object[..at]));
        }
    }
}

#[test]
fn values_end_to_end_are_objects_each() {
    let inspection = inspect(&[CERTIFICATE, LIST, RESPONSE].concat(), Options::default());
    let kinds: Vec<_> =
        inspection.objects.iter().map(|one| (one.origin.offset, one.origin.length)).collect();
    let second = CERTIFICATE.len() + LIST.len();
    let places =
        [(0, CERTIFICATE.len()), (CERTIFICATE.len(), LIST.len()), (second, RESPONSE.len())];
    assert_eq!(kinds, places);
    assert!(matches!(inspection.objects[0].content, Content::Certificate(_)));
    assert!(matches!(inspection.objects[1].content, Content::RevocationList(_)));
    assert!(matches!(inspection.objects[2].content, Content::OcspResponse(_)));
    assert!(inspection.objects.iter().all(|object| object.tree().unwrap().is_der()));
}

#[test]
fn a_large_file_of_nothing_is_bounded() {
    // 100 MB: zeros, and values inside values without end.
    for pattern in [&[0_u8][..], &[0x30, 0x80]] {
        let input = pattern.repeat(100_000_000 / pattern.len());
        let inspection = inspect(&input, Options::default());
        assert!(inspection.objects.len() <= 100_000);
        for object in inspection.objects.iter().take(3) {
            assert!(object.tree().unwrap().nodes.len() <= MOST_NODES);
        }
    }
}
