//! No octets of a private key are kept, in whatever width and armour it comes.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use std::fs;
use std::path::Path;

use anchorlight_inspect::{Content, Options, inspect};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Every key of `testdata/keys` in DER.
fn keys() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/keys");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|kind| kind == "der"))
        .map(|path| fs::read(path).unwrap())
        .collect()
}

fn pem(label: &str, der: &[u8]) -> String {
    let lines = STANDARD.encode(der);
    let lines: Vec<_> = lines.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

fn wide(text: &str, octets: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(octets).collect()
}

/// Nothing is kept, and what is told has no part of the text or of the key.
fn is_hidden(input: &[u8], der: &[u8]) {
    let inspection = inspect(input, Options::default());
    for object in &inspection.objects {
        let kept: Vec<u8> = object.der().iter().copied().filter(|octet| *octet != 0).collect();
        let base64 = STANDARD.encode(der);
        let is_text =
            kept.windows(16).any(|part| base64.as_bytes().windows(16).any(|one| one == part));
        assert!(!is_text, "{:?}", object.content);
        // The numbers of a key stand in its second half.
        let secret: Vec<u8> = der.iter().copied().filter(|octet| *octet != 0).collect();
        let secret = &secret[secret.len() / 2..];
        assert!(!kept.windows(16).any(|part| secret.windows(16).any(|one| one == part)));
    }
}

/// Nor is it taken for ASN.1.
fn is_no_asn1(input: &[u8]) {
    let inspection = inspect(input, Options::default());
    assert!(!inspection.objects.iter().any(|object| matches!(object.content, Content::Other)));
}

/// RFC 7468 §3 and §10, RFC 4648 §4, in UTF-16 of both orders with the mark and without (RFC 2781 §3.2, §4).
#[test]
fn a_text_of_any_width_is_not_kept() {
    for der in keys() {
        for text in [pem("PRIVATE KEY", &der), pem("ANYTHING", &der), STANDARD.encode(&der)] {
            for octets in [u16::to_le_bytes, u16::to_be_bytes] {
                let whole = wide(&text, octets);
                let marked = wide(&format!("\u{feff}{text}"), octets);
                for input in [&whole[..], &marked, &whole[1..], &marked[1..]] {
                    is_hidden(input, &der);
                    is_no_asn1(input);
                    is_hidden(&input[..input.len() - 1], &der);
                    // One unit is half a character, or a control character.
                    for bad in [[0xd8, 0xd8], [1, 0], [0, 1]] {
                        let mut input = input.to_vec();
                        let at = input.len() / 4 * 2;
                        input[at..at + 2].copy_from_slice(&bad);
                        is_hidden(&input, &der);
                    }
                }
            }
        }
    }
}

/// What RFC 7468 §3 allows nowhere in a block.
#[test]
fn a_text_that_is_damaged_is_not_kept() {
    for der in keys() {
        for label in ["PRIVATE KEY", "CERTIFICATE"] {
            let text = pem(label, &der);
            for bad in *b"!\x01\x7f\xff\0" {
                let mut input = text.clone().into_bytes();
                let at = input.len() / 2;
                input[at] = bad;
                is_hidden(&input, &der);
                is_hidden(&input[..input.len() - 12], &der);
            }
        }
    }
}
