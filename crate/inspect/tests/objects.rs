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

/// PVK and PRIVATEKEYBLOB, which OpenSSL writes as well: named, and not as the ASN.1 that they are not.
#[test]
fn keys_in_the_forms_of_microsoft_are_named() {
    let blob = [&[7, 2, 0, 0, 0, 0xa4, 0, 0][..], b"RSA2", &[0x11; 200]].concat();
    let header = |encrypted| [0x1e, 0xf1, 0xb5, 0xb0, 0, 0, 0, 0, 1, 0, 0, 0, encrypted, 0, 0, 0];
    for (input, name, is_encrypted) in [
        (blob.clone(), "BLOB PRIVATE KEY", false),
        ([&header(0)[..], &[0; 8], &blob].concat(), "PVK PRIVATE KEY", false),
        ([&header(1)[..], &[0; 8], &blob].concat(), "PVK PRIVATE KEY", true),
    ] {
        let objects = inspect(&input, Options::default()).objects;
        let [object] = &objects[..] else { panic!("{name}: {}", objects.len()) };
        let Content::PrivateKey { label, encrypted, .. } = &object.content else {
            panic!("{name}: {:?}", object.content)
        };
        assert_eq!((label.as_str(), *encrypted), (name, is_encrypted));
        is_told(object, &input);
    }
}

/// RFC 8017 A.1.1 and RFC 3161 §2.4.1.
#[test]
fn two_numbers_can_be_a_key_and_a_query_is_none() {
    let modulus = [&[2, 0x61, 0, 0xc1][..], &[0x35; 95]].concat();
    let key = [&[0x30, 0x68][..], &modulus, &[2, 3, 1, 0, 1]].concat();
    let kind = |input: &[u8]| inspect(input, Options::default()).objects.remove(0).content;
    assert!(matches!(kind(&key), Content::PublicKey(_)), "{:?}", kind(&key));
    // With 5 it would be parameters of Diffie-Hellman (PKCS #3).
    let group = [&[0x30, 0x66][..], &modulus, &[2, 1, 5]].concat();
    assert!(matches!(kind(&group), Content::Other));
    let query = b"\x30\x1c\x02\x01\x01\x30\x14\x30\x08\x06\x06\x2b\x0e\x03\x02\x1a\x00\x04\x08abcdefgh\x01\x01\xff";
    assert!(matches!(kind(query), Content::Other));
}
