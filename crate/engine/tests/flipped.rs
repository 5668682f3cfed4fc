//! A list and a response of OpenSSL's, with each byte changed in turn and cut off after each: neither
//! makes a revoked certificate good, nor is what was not signed believed of a good one.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use anchorlight::{
    EndEntity, Engine, Profile, Purpose, Request, RevocationMode, RevocationRequest,
    RevocationStatus, Source,
};
use anchorlight_pki::{Crl, OcspResponse};

macro_rules! testdata {
    ($name:literal) => {
        include_bytes!(concat!("../testdata/revocation/", $name, ".der")).as_slice()
    };
}

const LIST: &[u8] = testdata!("list");
const RESPONSE: &[u8] = testdata!("response");
const GOOD: &[u8] = testdata!("good");
const REVOKED: &[u8] = testdata!("revoked");

/// What a source says of a certificate, a minute after both were made.
fn status(certificate: &[u8], source: &[u8]) -> RevocationStatus {
    let file = |data: &[u8]| vec![Source::data(None, data.to_vec())];
    let report = Engine::default().check_owned(Request {
        certificates: file(certificate),
        anchors: file(testdata!("issuer")),
        time: basic().produced_at.0 + 60,
        purpose: Purpose::Any,
        profile: Profile::Rfc5280Algorithm,
        end_entity: EndEntity::First,
        revocation: RevocationRequest {
            sources: file(source),
            mode: RevocationMode::Require,
            ..RevocationRequest::default()
        },
        ..Request::default()
    });
    report.unwrap().paths[0].revocation[0].clone()
}

fn basic() -> anchorlight_pki::BasicResponse {
    match OcspResponse::read(RESPONSE.to_vec()).unwrap() {
        OcspResponse::Basic(basic) => *basic,
        OcspResponse::Refused(error) => unreachable!("{error:?}"),
    }
}

fn is_good(certificate: &[u8], source: &[u8]) -> bool {
    matches!(status(certificate, source), RevocationStatus::Good { .. })
}

/// Every byte with one bit turned, and with all of them.
fn flip(source: &[u8], signed: &[u8]) {
    assert!(is_good(GOOD, source));
    assert!(matches!(status(REVOKED, source), RevocationStatus::Revoked(_)));
    let start = source.windows(signed.len()).position(|part| part == signed).unwrap();
    let signed = start..start + signed.len();
    let mut told = 0;
    for at in 0..source.len() {
        for mask in [1 << (at % 8), 0xff] {
            let mut changed = source.to_vec();
            changed[at] ^= mask;
            assert!(!is_good(REVOKED, &changed), "byte {at} ^ {mask:#x}");
            let good = is_good(GOOD, &changed);
            assert!(!(good && signed.contains(&at)), "byte {at} ^ {mask:#x} is signed");
            told += usize::from(good);
        }
    }
    // Little is neither signed nor a signature, nor what holds them together.
    assert!(told < 2 * source.len() / 10, "{told}");
}

fn cut(source: &[u8]) {
    for length in 0..source.len() {
        assert!(!is_good(REVOKED, &source[..length]), "{length} bytes");
        assert!(!is_good(GOOD, &source[..length]), "{length} bytes");
    }
}

#[test]
fn a_list_with_a_byte_changed() {
    flip(LIST, Crl::read(LIST.to_vec()).unwrap().tbs());
}

#[test]
fn a_response_with_a_byte_changed() {
    flip(RESPONSE, basic().tbs());
}

#[test]
fn a_list_that_breaks_off() {
    cut(LIST);
}

#[test]
fn a_response_that_breaks_off() {
    cut(RESPONSE);
}
