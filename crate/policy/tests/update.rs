//! Signed documents and updates, with keys that sign here. `tests/stores` holds the same against another
//! library, and against files that nobody but an attacker would write.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should stop.

use anchorlight_crypto::PureRust;
use anchorlight_pki::Time;
use anchorlight_policy::{
    Accepted, Change, FirstUse, Gathered, Pin, Refusal, Sha256, Signer, SigningAlgorithm, Store,
    StoreFiles, Update, parse, update,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer as _;
use serde_json::{Value, json};

type Sign = Box<dyn Fn(&[u8]) -> Vec<u8>>;

struct Key {
    sign: Sign,
    spki: Vec<u8>,
    signer: Signer,
}

fn key(prefix: &str, public: &[u8], sign: Sign) -> Key {
    let spki = [&anchorlight_pki::hex::decode(prefix).unwrap()[..], public].concat();
    let signer = Signer::open(&spki, &PureRust::default()).unwrap();
    Key { sign, spki, signer }
}

fn ed25519(seed: u8) -> Key {
    let key_pair = ed25519_dalek::SigningKey::from_bytes(&[seed; 32]);
    let public = key_pair.verifying_key().to_bytes();
    let sign = move |message: &[u8]| key_pair.sign(message).to_bytes().to_vec();
    key("302a300506032b6570032100", &public, Box::new(sign))
}

macro_rules! ecdsa {
    ($curve:ident, $prefix:literal, $seed:expr) => {{
        let key_pair = $curve::ecdsa::SigningKey::from_slice(&$seed).unwrap();
        let point = key_pair.verifying_key().to_sec1_point(false);
        let sign = move |message: &[u8]| {
            let signature: $curve::ecdsa::Signature = key_pair.sign(message);
            signature.to_bytes().to_vec()
        };
        key($prefix, point.as_bytes(), Box::new(sign))
    }};
}

fn p256(seed: u8) -> Key {
    ecdsa!(p256, "3059301306072a8648ce3d020106082a8648ce3d030107034200", [seed; 32])
}

fn p384(seed: u8) -> Key {
    ecdsa!(p384, "3076301006072a8648ce3d020106052b81040022036200", [seed; 48])
}

fn document(version: u32, threshold: u32, keys: &[&Key]) -> Value {
    let keys: Vec<Value> =
        keys.iter().map(|key| json!({ "publicKey": STANDARD.encode(&key.spki) })).collect();
    let mut document = json!({
        "name": "Corp", "version": version, "anchors": [],
        "issued": "2026-11-01T00:00:00Z", "expires": "2026-11-02T00:00:00Z", "expiryGrace": 60,
    });
    if !keys.is_empty() {
        document["signers"] = json!({ "threshold": threshold, "keys": keys });
    }
    document
}

fn signed(document: &Value, keys: &[&Key]) -> Vec<u8> {
    let verifier = PureRust::default();
    let mut gathered = Gathered::open(document.to_string().as_bytes(), &verifier).unwrap();
    for key in keys {
        let (header, message) = gathered.to_sign(key.signer.id, key.signer.algorithm);
        gathered = gathered.add(header, &(key.sign)(&message), &verifier).unwrap();
    }
    gathered.text().into_bytes()
}

/// A day after it was issued, 2026-11-02T00:00:00Z, a document expires.
const EXPIRES: i64 = 1_793_577_600;

fn ask(
    current: Option<&[u8]>,
    candidate: &[u8],
    first: Option<&FirstUse>,
    now: i64,
) -> Result<Accepted, Box<Refusal>> {
    let candidate = &StoreFiles { document: candidate, ..StoreFiles::default() };
    update(&Update { current, candidate, first, now: Time(now) }, &PureRust::default())
}

fn refused(current: Option<&[u8]>, candidate: &[u8]) -> &'static str {
    ask(current, candidate, None, EXPIRES - 1).unwrap_err().id()
}

#[test]
fn every_kind_of_key_signs() {
    let keys = [&p256(1), &p384(2), &ed25519(3)];
    assert_eq!(keys.map(|key| key.signer.algorithm), SigningAlgorithm::ALL);
    let file = signed(&document(1, 3, &keys), &keys);
    let parsed = parse(&file, &PureRust::default()).unwrap();
    let ids = keys.map(|key| key.signer.id.to_string());
    assert_eq!(parsed.signed.unwrap().valid, ids);
    let files = StoreFiles { document: &file, ..StoreFiles::default() };
    let (store, _) = Store::read(&files, &PureRust::default()).unwrap();
    assert_eq!(store.digest, Sha256::of(&file));
    assert_eq!(store.signed.unwrap().threshold, 3);
    let named = parsed.signers.iter().map(|signer| signer.id.to_string());
    assert!(named.eq(ids));
}

/// DER writes integers that begin with zeros, or with a one, in other ways than JWS does. The signatures
/// on these versions have such ones, because the same key always signs the same way.
#[test]
fn integers_of_every_length_are_read() {
    let verifier = PureRust::default();
    for (key, r, s) in
        [(p256(1), [354, 536, 726], [131, 225, 339]), (p384(2), [201, 412, 534], [101, 124, 382])]
    {
        let short = [r, s].concat();
        for (index, version) in short.iter().chain(&[0, 1, 2, 3]).enumerate() {
            let document = document(*version, 1, &[&key]);
            let gathered = Gathered::open(document.to_string().as_bytes(), &verifier).unwrap();
            let (header, message) = gathered.to_sign(key.signer.id, key.signer.algorithm);
            let signature = (key.sign)(&message);
            let at = if index < 3 { 0 } else { signature.len() / 2 };
            assert_eq!(signature[at] == 0, index < short.len(), "{version}");
            assert!(gathered.add(header, &signature, &verifier).unwrap().is_complete());
        }
    }
}

#[test]
fn signatures_are_gathered_one_by_one() {
    let (one, other) = (ed25519(1), p256(2));
    let verifier = PureRust::default();
    let file = signed(&document(1, 2, &[&one, &other]), &[&other]);
    assert!(parse(&file, &verifier).is_err());
    let gathered = Gathered::open(&file, &verifier).unwrap();
    assert!(!gathered.is_complete() && !gathered.is_bare());
    let (header, message) = gathered.to_sign(one.signer.id, one.signer.algorithm);
    let signature = (one.sign)(&message);
    let wrong = Gathered::open(&file, &verifier).unwrap().add(header.clone(), &[0; 64], &verifier);
    assert_eq!(wrong.unwrap_err()[0].fault.id(), "document.signature_invalid");
    let gathered = gathered.add(header.clone(), &signature, &verifier).unwrap();
    assert!(gathered.is_complete());
    assert!(parse(gathered.text().as_bytes(), &verifier).is_ok());
    let again = gathered.add(header, &signature, &verifier);
    assert_eq!(again.unwrap_err()[0].fault.id(), "document.duplicate");
}

#[test]
fn what_follows_a_document() {
    let (one, two, three, other) = (ed25519(1), ed25519(2), ed25519(3), ed25519(4));
    let all = [&one, &two, &three];
    let file = signed(&document(5, 2, &all), &all);
    let current = Some(&file[..]);
    for version in [6, u32::MAX] {
        let next = signed(&document(version, 2, &all), &[&three, &one]);
        let accepted = ask(current, &next, None, EXPIRES + 59).unwrap();
        let expected = Change::Updated { from: 5, signers_changed: false, unprotected: false };
        assert_eq!((accepted.change, accepted.store.document.version), (expected, version));
        let late = ask(current, &next, None, EXPIRES + 60).unwrap_err();
        let expires = Time(EXPIRES);
        assert_eq!(*late, Refusal::Expired { expires, grace: 60, now: Time(EXPIRES + 60) });
    }
    let unchanged = ask(current, &file, None, i64::MAX).unwrap();
    assert_eq!(unchanged.change, Change::Unchanged);
    for (candidate, id) in [
        (signed(&document(4, 2, &all), &all), "update.rollback"),
        (signed(&document(5, 2, &all), &[&one, &two]), "update.same_version"),
        (signed(&document(6, 1, &all), &[&one]), "update.threshold"),
        (signed(&document(6, 2, &all), &[&one]), "update.unreadable"),
        (signed(&document(6, 1, &[&other]), &[&other]), "update.threshold"),
        (signed(&document(6, 1, &[&other]), &[&other, &one]), "update.threshold"),
        (signed(&document(6, 1, &[&other]), &[&one, &two]), "update.unreadable"),
        (document(6, 2, &all).to_string().into_bytes(), "update.unsigned"),
        (document(6, 0, &[]).to_string().into_bytes(), "update.unsigned"),
    ] {
        assert_eq!(refused(current, &candidate), id);
    }
    let mut renamed = document(6, 2, &all);
    renamed["name"] = "Corp ".into();
    assert_eq!(refused(current, &signed(&renamed, &all)), "update.other_store");
    let rotated = signed(&document(6, 1, &[&other]), &[&other, &one, &three]);
    let accepted = ask(current, &rotated, None, EXPIRES - 1).unwrap();
    let expected = Change::Updated { from: 5, signers_changed: true, unprotected: false };
    assert_eq!(accepted.change, expected);
    assert_eq!(accepted.store.signed.unwrap().unknown.len(), 2);
    assert_eq!(refused(Some(b"{}"), &rotated), "update.current_unreadable");
}

#[test]
fn a_first_document() {
    let (one, two, other) = (ed25519(1), ed25519(2), ed25519(3));
    let file = signed(&document(1, 1, &[&one, &two]), &[&one]);
    let ask = |first: Option<FirstUse>| match ask(None, &file, first.as_ref(), EXPIRES - 1) {
        Ok(Accepted { change: Change::First, .. }) => "first",
        Ok(_) => panic!("it is the first"),
        Err(refusal) => refusal.id(),
    };
    let pin = |keys: &[&Key], threshold| {
        Pin::new(keys.iter().map(|key| key.signer.id), threshold).map(FirstUse::Pinned)
    };
    assert_eq!(ask(None), "update.first_use");
    assert_eq!(ask(pin(&[&one], 1)), "first");
    assert_eq!(ask(pin(&[&one, &other], 1)), "first");
    assert_eq!(ask(pin(&[&one, &two], 2)), "update.threshold");
    assert_eq!(ask(pin(&[&other], 1)), "update.threshold");
    assert_eq!(ask(Some(FirstUse::Accepted(Sha256::of(&file)))), "first");
    assert_eq!(ask(Some(FirstUse::Accepted(Sha256::of(b"")))), "update.digest");
    for (keys, threshold) in [(&[][..], 0), (&[&one], 0), (&[&one], 2), (&[&one, &one], 2)] {
        assert_eq!(pin(keys, threshold), None);
    }
}
