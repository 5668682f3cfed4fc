//! Responses made by `openssl ocsp`, and what may be wrong with them.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should stop.

use anchorlight_pki::{
    BasicResponse, Certificate, CertificateStatus, OcspResponse, ProblemKind, Reason,
    ResponderError, ResponderId,
};

/// By a delegated responder, of four certificates.
const SEVERAL: &[u8] = include_bytes!("../testdata/ocsp/several.der");
/// By the issuer, named by its key, of one certificate.
const BY_KEY: &[u8] = include_bytes!("../testdata/ocsp/by-key.der");

fn basic(der: &[u8]) -> Box<BasicResponse> {
    match OcspResponse::read(der.to_vec()).unwrap() {
        OcspResponse::Basic(basic) => basic,
        OcspResponse::Refused(error) => panic!("{error:?}"),
    }
}

#[test]
fn every_certificate_has_its_status() {
    let response = basic(SEVERAL);
    assert_eq!(response.responses(), 4);
    let date = "2025-01-02T03:04:05Z";
    for (serial, hash, length, expected) in [
        (0x11, "SHA-1", 20, "good".to_owned()),
        (0x12, "SHA-256", 32, format!("{date} {:?}", Some(Reason::KeyCompromise))),
        (0x13, "SHA-384", 48, format!("{date} {:?}", Some(Reason::CertificateHold))),
        (0x14, "SHA-1", 20, "unknown".to_owned()),
    ] {
        let [single] = response.with_serial(&[serial]) else { panic!("{serial}") };
        let id = &single.certificate;
        assert_eq!(id.hash.name(), Some(hash));
        assert_eq!((id.issuer_name.len(), id.issuer_key.len()), (length, length));
        let status = match single.status {
            CertificateStatus::Good => "good".into(),
            CertificateStatus::Revoked { revocation_date, reason } => {
                format!("{revocation_date} {reason:?}")
            }
            CertificateStatus::Unknown => "unknown".into(),
        };
        assert_eq!(status, expected);
        assert_eq!(single.next_update.unwrap().0 - single.this_update.0, 7 * 86_400);
        assert!(single.problems.is_empty());
    }
    assert!(response.with_serial(&[0x10]).is_empty());
    assert!(response.with_serial(&[0x00, 0x11]).is_empty());
}

#[test]
fn responder_nonce_and_certificates_are_read() {
    let response = basic(SEVERAL);
    let ResponderId::Name(name) = &response.responder else { panic!("by key") };
    assert_eq!(name.to_string(), "CN=responder");
    assert_eq!(response.nonce.as_ref().map(Vec::len), Some(16));
    assert_eq!(response.signature_algorithm.name(), "ecdsa-with-SHA256");
    assert!(response.problems.is_empty() && response.unknown_critical().is_none());
    let [(offset, certificate)] = response.certificates().collect::<Vec<_>>()[..] else {
        panic!("not one certificate")
    };
    assert_eq!(&SEVERAL[offset..offset + certificate.len()], certificate);
    assert_eq!(Certificate::read(certificate).unwrap().subject, *name);
    assert_eq!(response.tbs()[0], 0x30);
    assert!(SEVERAL.windows(response.tbs().len()).any(|part| part == response.tbs()));

    let response = basic(BY_KEY);
    let ResponderId::KeyHash(hash) = &response.responder else { panic!("by name") };
    assert_eq!(hash.len(), 20);
    assert_eq!(response.with_serial(&[0x11])[0].next_update, None);
    assert!(response.nonce.is_none() && response.certificates().next().is_none());
}

#[test]
fn what_no_responder_signed_is_told() {
    for (status, error) in [
        (1, ResponderError::MalformedRequest),
        (2, ResponderError::InternalError),
        (3, ResponderError::TryLater),
        (5, ResponderError::SigRequired),
        (6, ResponderError::Unauthorized),
    ] {
        let read = OcspResponse::read(vec![0x30, 3, 0x0a, 1, status]);
        assert!(matches!(read, Ok(OcspResponse::Refused(found)) if found == error));
    }
    for bad in [
        &[0x30, 3, 0x0a, 1, 4][..],      // no such status
        &[0x30, 3, 0x0a, 1, 0],          // successful, and nothing said
        &[0x30, 5, 0x0a, 1, 6, 0xa0, 0], // refused, and something said
        &[0x30, 3, 0x0a, 1, 6, 0],       // bytes after it
        &[0x30, 4, 0x0a, 2, 0, 6],       // a number of two octets
    ] {
        assert!(OcspResponse::read(bad.to_vec()).is_err(), "{bad:x?}");
    }
}

#[test]
fn another_type_of_response_is_named() {
    // id-pkix-ocsp-basic ends in 1.
    let oid = [0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1];
    let at = SEVERAL.windows(oid.len()).position(|part| part == oid).unwrap();
    let mut der = SEVERAL.to_vec();
    der[at + 8] = 0x7f;
    let problem = OcspResponse::read(der).unwrap_err();
    let oid = "1.3.6.1.5.5.7.48.1.127".to_owned();
    assert_eq!(problem.kind, ProblemKind::OcspResponseType { oid });
    assert_eq!(problem.offset, at - 2);
}

#[test]
fn no_prefix_is_a_response() {
    for length in 0..SEVERAL.len() {
        assert!(OcspResponse::read(SEVERAL[..length].to_vec()).is_err(), "{length}");
    }
}

#[test]
fn a_flipped_bit_outside_what_is_signed_changes_no_status() {
    let said = |response: &BasicResponse| {
        format!(
            "{:?}",
            [0x11, 0x12, 0x13, 0x14].map(|serial| response.with_serial(&[serial]).to_vec())
        )
    };
    let original = basic(SEVERAL);
    let mut read = 0;
    for bit in 0..SEVERAL.len() * 8 {
        let mut der = SEVERAL.to_vec();
        der[bit / 8] ^= 1 << (bit % 8);
        if let Ok(OcspResponse::Basic(response)) = OcspResponse::read(der) {
            read += 1;
            assert!(
                response.tbs() != original.tbs() || said(&response) == said(&original),
                "{bit}"
            );
        }
    }
    // Most of it is hashes, keys and signatures, which any bits will do for.
    assert!(read > SEVERAL.len() * 4, "{read}");
}

/// One DER value.
fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let value = parts.concat();
    let [high, low] = u16::try_from(value.len()).unwrap().to_be_bytes();
    let mut der = match (high, low) {
        (0, ..0x80) => vec![tag, low],
        (0, _) => vec![tag, 0x81, low],
        _ => vec![tag, 0x82, high, low],
    };
    der.extend(value);
    der
}

fn extension(oid: &[u8], critical: bool, value: &[u8]) -> Vec<u8> {
    let flag: &[u8] = if critical { &[1, 1, 0xff] } else { &[] };
    tlv(0x30, &[&tlv(6, &[oid]), flag, &tlv(4, &[value])])
}

/// A response of one certificate, serial 1, with these extensions.
fn with_extensions(of_single: &[&[u8]], of_response: &[&[u8]]) -> Box<BasicResponse> {
    let explicit = |list: &[&[u8]]| {
        if list.is_empty() { Vec::new() } else { tlv(0xa1, &[&tlv(0x30, list)]) }
    };
    let time = tlv(0x18, &[b"20260101000000Z"]);
    let sha1 = tlv(0x30, &[&tlv(6, &[&[0x2b, 0x0e, 3, 2, 0x1a]])]);
    let id = tlv(0x30, &[&sha1, &tlv(4, &[&[0; 20]]), &tlv(4, &[&[0; 20]]), &[2, 1, 1]]);
    let single = tlv(0x30, &[&id, &[0x80, 0], &time, &explicit(of_single)]);
    let version = [0xa0, 3, 2, 1, 0];
    let responder = tlv(0xa2, &[&tlv(4, &[&[0; 20]])]);
    let responses = tlv(0x30, &[&single]);
    let tbs = tlv(0x30, &[&version, &responder, &time, &responses, &explicit(of_response)]);
    let basic = tlv(0x30, &[&tbs, &tlv(0x30, &[&tlv(6, &[&[0x2b, 0x65, 0x70]])]), &[3, 1, 0]]);
    let kind = tlv(6, &[&[0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1]]);
    let bytes = tlv(0x30, &[&kind, &tlv(4, &[&basic])]);
    self::basic(&tlv(0x30, &[&[0x0a, 1, 0], &tlv(0xa0, &[&bytes])]))
}

/// id-pkix-ocsp and one more arc.
fn ocsp(arc: u8) -> [u8; 9] {
    [0x2b, 6, 1, 5, 5, 7, 0x30, 1, arc]
}

const INVALIDITY_DATE: [u8; 3] = [0x55, 0x1d, 24];

#[test]
fn critical_extensions_are_processed_or_named() {
    let date = tlv(0x18, &[b"20250101000000Z"]);
    let known = [
        extension(&INVALIDITY_DATE, true, &date),
        extension(&ocsp(3), true, &[0x30, 0]),
        extension(&ocsp(6), true, &date),
    ];
    let known = known.each_ref().map(Vec::as_slice);
    let of_response = [extension(&ocsp(2), true, &[4, 1, 7]), extension(&ocsp(9), true, &[5, 0])];
    let response = with_extensions(&known, &of_response.each_ref().map(Vec::as_slice));
    assert_eq!(response.unknown_critical(), None);
    assert_eq!(response.nonce, Some(vec![7]));
    let [single] = response.with_serial(&[1]) else { panic!("not one") };
    assert_eq!(single.unknown_critical(), None);
    assert_eq!(single.invalidity_date.unwrap().to_string(), "2025-01-01T00:00:00Z");

    let unknown = extension(&ocsp(0x7f), true, &[5, 0]);
    let response = with_extensions(&[&unknown], &[&unknown]);
    let named = Some("1.3.6.1.5.5.7.48.1.127".to_owned());
    assert_eq!(response.unknown_critical().map(ToString::to_string), named);
    let single = &response.with_serial(&[1])[0];
    assert_eq!(single.unknown_critical().map(ToString::to_string), named);

    let ignored = extension(&ocsp(0x7f), false, &[5, 0]);
    let response = with_extensions(&[&ignored], &[&ignored]);
    assert_eq!(response.unknown_critical(), None);
    assert_eq!(response.with_serial(&[1])[0].unknown_critical(), None);
}

#[test]
fn a_broken_extension_leaves_the_rest_readable() {
    let nonce = extension(&ocsp(2), false, b"\x05\x00");
    let twice = extension(&INVALIDITY_DATE, false, b"\x18\x0f20250101000000Z");
    let response = with_extensions(&[&twice, &twice], &[&nonce]);
    let kinds = |problems: &[anchorlight_pki::Problem]| {
        problems.iter().map(|problem| (problem.kind.clone(), problem.fatal)).collect::<Vec<_>>()
    };
    let broken = ProblemKind::ExtensionMalformed {
        oid: "1.3.6.1.5.5.7.48.1.2".into(),
        reason: "not an OCTET STRING".into(),
    };
    assert_eq!(kinds(&response.problems), [(broken, true)]);
    let duplicate = ProblemKind::ExtensionDuplicate { oid: "2.5.29.24".into() };
    assert_eq!(kinds(&response.with_serial(&[1])[0].problems), [(duplicate, true)]);
    assert_eq!(response.nonce, None);
}
