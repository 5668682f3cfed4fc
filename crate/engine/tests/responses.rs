//! What OCSP responses made by `openssl ocsp` say of a certificate, and what they say when something is wrong with them.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should stop.

use std::ops::Index;

use anchorlight::{Request, RevocationRequest, Source, check};
use anchorlight_crypto::{Known, Memo, PureRust};
use anchorlight_path::{
    AnchorUse, Candidate, Certificates, Profile, Purpose, Revocation, RevocationSource,
    RevocationStatus, Search, search,
};
use anchorlight_pki::{Certificate, OcspResponse, Reason, Time};
use serde_json::{Value, json};

macro_rules! testdata {
    ($name:literal) => {
        include_bytes!(concat!("../../pki/testdata/ocsp/", $name, ".der")).as_slice()
    };
}

/// By a delegated responder, for a week, with a nonce, of these four certificates.
const SEVERAL: &[u8] = testdata!("several");
const GOOD: &[u8] = testdata!("good");
const REVOKED: &[u8] = testdata!("revoked");
const HELD: &[u8] = testdata!("held");
const UNHEARD: &[u8] = testdata!("unheard");
/// By the issuer itself, of the good certificate, without a date until when it holds.
const BY_KEY: &[u8] = testdata!("by-key");

/// The certificate in question, its issuer, and what came with the response.
struct Hand(Vec<Certificate>);

impl Index<usize> for Hand {
    type Output = Certificate;

    fn index(&self, position: usize) -> &Certificate {
        &self.0[position]
    }
}

impl Certificates for Hand {
    fn with_subject(&self, subject: &[u8]) -> Vec<Candidate> {
        let anchor = self.0[1].subject.comparable() == subject;
        if anchor {
            vec![Candidate { certificate: 1, anchor: Some(AnchorUse::default()) }]
        } else {
            Vec::new()
        }
    }
}

#[derive(Default)]
struct Question {
    after: i64,
    grace: u32,
    nonce: Option<Vec<u8>>,
}

impl Question {
    /// The status of `certificate` so many seconds after the responses were made.
    fn ask(&self, certificate: &[u8], response: &[u8]) -> RevocationStatus {
        let response = OcspResponse::read(response.to_vec()).unwrap();
        self.ask_read(certificate, &response)
    }

    fn ask_read(&self, certificate: &[u8], response: &OcspResponse) -> RevocationStatus {
        let mut hand = Hand(vec![
            Certificate::read(certificate).unwrap(),
            Certificate::read(testdata!("issuer")).unwrap(),
        ]);
        if let OcspResponse::Basic(basic) = response {
            hand.0.extend(basic.certificates().filter_map(|(_, der)| Certificate::read(der).ok()));
        }
        let certificates: Vec<usize> = (2..hand.0.len()).collect();
        let sources = [RevocationSource::Response { response, certificates: &certificates }];
        let (grace, nonce) = (self.grace, self.nonce.as_deref());
        let known = Known::default();
        let verifier = Memo::new(PureRust::default(), &known);
        let (paths, _) = search(&Search {
            purpose: Purpose::Any,
            profile: Profile::Rfc5280,
            revocation: Revocation { sources: &sources, grace, nonce, ..Revocation::default() },
            ..Search::new(&hand, 0, Time(made().0 + self.after), &verifier)
        });
        paths[0].revocation[0].clone()
    }

    /// The reason why `response` says nothing.
    fn why(&self, certificate: &[u8], response: &[u8]) -> Value {
        let status = serde_json::to_value(self.ask(certificate, response)).unwrap();
        assert_eq!(status["status"], "unknown", "{status}");
        status["why"].clone()
    }
}

/// When the responses were made.
fn made() -> Time {
    let OcspResponse::Basic(response) = OcspResponse::read(SEVERAL.to_vec()).unwrap() else {
        panic!("no answer")
    };
    response.produced_at
}

fn good() -> RevocationStatus {
    RevocationStatus::Good { sources: vec![0] }
}

const WEEK: i64 = 7 * 86_400;

#[test]
fn a_delegated_responder_is_believed() {
    let question = Question { after: 60, ..Question::default() };
    assert_eq!(question.ask(GOOD, SEVERAL), good());
    for (certificate, reason) in [(REVOKED, Reason::KeyCompromise), (HELD, Reason::CertificateHold)]
    {
        let RevocationStatus::Revoked(revoked) = question.ask(certificate, SEVERAL) else {
            panic!("not revoked")
        };
        assert_eq!(revoked.revocation_date.to_string(), "2025-01-02T03:04:05Z");
        assert_eq!((revoked.reason, revoked.source), (reason, 0));
    }
    let unknown = json!([{ "source": 0, "id": "source.certificate_unknown" }]);
    assert_eq!(question.why(UNHEARD, SEVERAL), unknown);
    // Nothing is said of the issuer, not even that something is wrong.
    assert_eq!(question.why(testdata!("responder"), SEVERAL), json!([]));
}

#[test]
fn a_response_holds_from_this_update_to_next_update() {
    let at = |after, grace| Question { after, grace, ..Question::default() };
    for after in [0, WEEK] {
        assert_eq!(at(after, 0).ask(GOOD, SEVERAL), good(), "{after}");
    }
    assert_eq!(at(-1, 3600).why(GOOD, SEVERAL)[0]["id"], "source.not_yet_valid");
    assert_eq!(at(WEEK + 1, 0).why(GOOD, SEVERAL)[0]["id"], "source.stale");
    assert_eq!(at(WEEK + 1, 1).ask(GOOD, SEVERAL), good());
    // Without nextUpdate, and signed by the issuer, which its key names.
    let OcspResponse::Basic(by_key) = OcspResponse::read(BY_KEY.to_vec()).unwrap() else {
        panic!("no answer")
    };
    let by_key = by_key.produced_at.0 - made().0;
    assert_eq!(at(by_key, 0).ask(GOOD, BY_KEY), good());
    assert_eq!(at(by_key + 60, 59).why(GOOD, BY_KEY)[0]["id"], "source.next_update_missing");
    assert_eq!(at(by_key + 60, 60).ask(GOOD, BY_KEY), good());
}

#[test]
fn a_nonce_must_be_the_one_that_was_sent() {
    let OcspResponse::Basic(basic) = OcspResponse::read(SEVERAL.to_vec()).unwrap() else {
        panic!("no answer")
    };
    let sent = |nonce| Question { nonce: Some(nonce), after: 60, grace: 600 };
    assert_eq!(sent(basic.nonce.unwrap()).ask(GOOD, SEVERAL), good());
    for response in [SEVERAL, BY_KEY] {
        assert_eq!(sent(vec![7; 16]).why(GOOD, response)[0]["id"], "source.nonce_mismatch");
    }
}

#[test]
fn a_responder_that_does_not_answer_is_told() {
    let why = Question::default().why(GOOD, &[0x30, 3, 0x0a, 1, 3]);
    assert_eq!(why, json!([{ "source": 0, "id": "source.response_status", "status": "tryLater" }]));
}

#[test]
fn a_certificate_is_known_by_its_issuer_too() {
    let question = Question { after: 60, ..Question::default() };
    // The hash of the issuer's key stands before the serial number.
    let serial = SEVERAL.windows(3).position(|part| part == [2, 1, 0x11]).unwrap();
    let mut der = SEVERAL.to_vec();
    der[serial - 1] ^= 1;
    assert_eq!(question.why(GOOD, &der)[0]["id"], "source.other_issuer");
    // SHA-384 as no one knows it.
    let sha384 = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2];
    let oid = SEVERAL.windows(9).position(|part| part == sha384).unwrap();
    let mut der = SEVERAL.to_vec();
    der[oid + 8] = 0x7f;
    let unsupported = json!([{
        "source": 0,
        "id": "source.hash_unsupported",
        "algorithm": "2.16.840.1.101.3.4.2.127"
    }]);
    assert_eq!(question.why(HELD, &der), unsupported);
}

#[test]
fn the_report_on_many_refusals_is_short() {
    let refusals = [0x30, 3, 0x0a, 1, 3].repeat(10_000);
    let source = |data: &[u8]| Source::data(None, data.to_vec());
    let request = Request {
        certificates: vec![source(GOOD)],
        anchors: vec![source(testdata!("issuer"))],
        time: made().0,
        purpose: Purpose::Any,
        revocation: RevocationRequest { sources: vec![source(&refusals)], ..Default::default() },
        ..Request::default()
    };
    let report = check(&request).unwrap();
    assert_eq!(report.revocation_sources.len(), 10_000);
    let RevocationStatus::Unknown(unknown) = &report.paths[0].revocation[0] else {
        panic!("not unknown")
    };
    assert_eq!(unknown.why.len(), 100);
}

#[test]
fn no_flipped_byte_makes_a_certificate_good() {
    let question = Question { after: 60, ..Question::default() };
    let mut read = 0;
    for at in 0..SEVERAL.len() {
        let mut der = SEVERAL.to_vec();
        der[at] ^= 1 << (at % 8);
        let Ok(response) = OcspResponse::read(der) else { continue };
        read += 1;
        for certificate in [REVOKED, HELD, UNHEARD] {
            let status = question.ask_read(certificate, &response);
            assert!(!matches!(status, RevocationStatus::Good { .. }), "{at}");
        }
    }
    // Most of it is hashes, keys and signatures, which any bytes will do for.
    assert!(read > SEVERAL.len() / 2, "{read}");
}
