//! JSON Web Keys (RFC 7517, RFC 7518 §6, RFC 8037) and sets of them, wherever in a document they stand.
//!
//! The public key of each is an entry, as is each certificate of its chain. A private one is named; its members
//! are read no further.

use std::collections::HashSet;

use anchorlight_pki::Certificate;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5912, rfc8410};
use der::asn1::{AnyRef, BitStringRef, UintRef};
use der::{Encode, Sequence};
use sha1::Digest;
use spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::{Document, Known, MOST_NOTES, Value};
use crate::container::{Detail, Format, Member, Octets, Said};
use crate::inspection::text;
use crate::private_key::Told;
use crate::problem::{ContainerProblem, Problem};

/// What JWKs in a document are.
#[derive(Default)]
pub(super) struct Keys<'a> {
    pub members: Vec<(usize, Member<'a>)>,
    /// Values that are numbers of keys; none of them is opened as anything else.
    pub secrets: HashSet<usize>,
    pub notes: Vec<Problem>,
}

/// Key types (RFC 7518 §6.1; RFC 8037 §2; AKP is that of post-quantum keys).
const TYPES: [&str; 5] = ["RSA", "EC", "OKP", "oct", "AKP"];

/// Every key has one of these.
const NUMBERS: [&str; 5] = ["n", "x", "k", "pub", "x5c"];

/// What only private keys have (RFC 7518 §6.2.2, §6.3.2, §6.4).
const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

pub(super) fn known(document: &Document<'_>, root: usize) -> Option<Known> {
    let set = document.at(root, "keys/*");
    let is_set = set.iter().any(|one| is_key(document, *one));
    if !is_set && !is_key(document, root) {
        return None;
    }
    let keys = if is_set { set } else { vec![root] };
    let mut details = Vec::new();
    for key in keys.into_iter().filter(|key| is_key(document, *key)).take(MOST_NOTES) {
        let said = ["kty", "crv", "alg", "use", "kid"].into_iter();
        let said: Vec<String> = said
            .filter_map(|name| Some(format!("{name}={}", document.text_of(key, name)?)))
            .collect();
        details.push(Detail::of(Said::Key, document.pointer(key), &said.join(" ")));
    }
    let format = if is_set { Format::Jwks } else { Format::Jwk };
    Some(Known { format, details, expected: Vec::new() })
}

pub(super) fn all<'a>(document: &Document<'_>) -> Keys<'a> {
    let mut keys = Keys::default();
    let mut next = 0;
    while next < document.nodes.len() {
        let position = next;
        next += 1;
        if !is_key(document, position) {
            continue;
        }
        // What stands in a key is part of it.
        next = document.end(position);
        let members = document.members(position);
        let chain = document.member(position, "x5c");
        let inside = members.filter(|one| Some(*one) != chain);
        keys.secrets.extend(inside.flat_map(|one| one..document.end(one)));
        let entry = document.pointer(position);
        let is_private = |name: &&str| document.member(position, name).is_some();
        let public = spki(document, position);
        if PRIVATE.iter().any(is_private) {
            let told = match document.text_of(position, "kty") {
                // It has no public key.
                Some("oct") => Told::default(),
                _ => Told::plain(public.clone()),
            };
            let key = Octets::PrivateKey("JWK".to_owned(), told);
            keys.members.push((position, Member::named(entry.clone(), key)));
        }
        for kind in faults(document, position, public.as_deref(), &entry) {
            if keys.notes.len() < MOST_NOTES {
                keys.notes.push(Problem::note(kind, 0));
            }
        }
        if let Some(spki) = public {
            keys.members.push((position, Member::named(entry, Octets::Open(spki.into()))));
        }
    }
    keys
}

fn is_key(document: &Document<'_>, position: usize) -> bool {
    matches!(document.nodes[position].value, Value::Object)
        && document.text_of(position, "kty").is_some_and(|kind| TYPES.contains(&kind))
        && NUMBERS.iter().chain(&PRIVATE).any(|name| document.member(position, name).is_some())
}

/// RFC 7517 §4.7 to §4.9: the first certificate has the key, and the digests are those of it.
fn faults(
    document: &Document<'_>,
    position: usize,
    public: Option<&[u8]>,
    entry: &str,
) -> Vec<ContainerProblem> {
    let mut faults = Vec::new();
    let first = document.at(position, "x5c/*").into_iter().next();
    let der = first.and_then(|one| text::base64(document.text(one)?.as_bytes()));
    let Some(der) = der else { return faults };
    let said = |name| document.text_of(position, name).map(|text| text.trim_end_matches('='));
    let sha1 = URL_SAFE_NO_PAD.encode(sha1::Sha1::digest(&der));
    let sha256 = URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(&der));
    for (name, digest) in [("x5t", sha1), ("x5t#S256", sha256)] {
        if said(name).is_some_and(|said| said != digest) {
            faults.push(ContainerProblem::JwkThumbprint { entry: entry.to_owned(), member: name });
        }
    }
    let other = |spki: &[u8]| Certificate::read(&der).is_ok_and(|one| one.public_key.spki != spki);
    if public.is_some_and(other) {
        faults.push(ContainerProblem::JwkCertificate { entry: entry.to_owned() });
    }
    faults
}

/// RSAPublicKey (RFC 8017 A.1.1).
#[derive(Sequence)]
struct RsaPublicKey<'a> {
    modulus: UintRef<'a>,
    exponent: UintRef<'a>,
}

/// The key as a SubjectPublicKeyInfo.
fn spki(document: &Document<'_>, position: usize) -> Option<Vec<u8>> {
    let octets = |name| URL_SAFE_NO_PAD.decode(document.text_of(position, name)?).ok();
    let curve = document.text_of(position, "crv");
    match document.text_of(position, "kty")? {
        "RSA" => {
            let (modulus, exponent) = (octets("n")?, octets("e")?);
            let key = RsaPublicKey {
                modulus: UintRef::new(&modulus).ok()?,
                exponent: UintRef::new(&exponent).ok()?,
            };
            info(rfc5912::RSA_ENCRYPTION, Some(AnyRef::NULL), &key.to_der().ok()?)
        }
        "EC" => {
            let (curve, size) = match curve? {
                "P-256" => (rfc5912::SECP_256_R_1, 32),
                "P-384" => (rfc5912::SECP_384_R_1, 48),
                "P-521" => (rfc5912::SECP_521_R_1, 66),
                // RFC 8812 §3.1.
                "secp256k1" => (ObjectIdentifier::new_unwrap("1.3.132.0.10"), 32),
                _ => return None,
            };
            let (x, y) = (octets("x")?, octets("y")?);
            // RFC 7518 §6.2.1.2: each has the size of the curve, zeros before it included.
            let whole = x.len() == size && y.len() == size;
            let point = whole.then(|| [&[4][..], &x, &y].concat())?;
            info(rfc5912::ID_EC_PUBLIC_KEY, Some(AnyRef::from(&curve)), &point)
        }
        "OKP" => {
            let algorithm = match curve? {
                "Ed25519" => rfc8410::ID_ED_25519,
                "Ed448" => rfc8410::ID_ED_448,
                "X25519" => rfc8410::ID_X_25519,
                "X448" => rfc8410::ID_X_448,
                _ => return None,
            };
            info(algorithm, None, &octets("x")?)
        }
        _ => None,
    }
}

fn info(oid: ObjectIdentifier, parameters: Option<AnyRef<'_>>, key: &[u8]) -> Option<Vec<u8>> {
    let algorithm = AlgorithmIdentifierRef { oid, parameters };
    let subject_public_key = BitStringRef::from_bytes(key).ok()?;
    SubjectPublicKeyInfoRef { algorithm, subject_public_key }.to_der().ok()
}
