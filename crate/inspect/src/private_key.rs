//! Private keys: their kind, and the public key that belongs to them. Nothing else of them is kept.

use anchorlight_pki as pki;
use anchorlight_pki::read::private_key as kind;
use zeroize::Zeroizing;

use crate::container::Room;
use crate::key::PublicKey;
use crate::problem::Problem;

mod dsa;
mod ec;
mod encrypted;
mod openssh;
mod pkcs1;
mod pkcs8;
mod sec1;
mod traditional;

/// What is told of a private key.
#[derive(Default)]
pub(crate) struct Told {
    /// `None`: it is encrypted, damaged, or of a kind whose public key nobody here derives.
    pub public_key: Option<Box<PublicKey>>,
    pub encrypted: bool,
    pub problem: Option<Problem>,
}

/// Reads one private key in DER; each password is tried on one that is encrypted.
pub(crate) fn read(der: &[u8], passwords: &[&str], room: &mut Room) -> Told {
    if kind(der) == Some("ENCRYPTED PRIVATE KEY") {
        let opened = encrypted::open(der, passwords, room);
        let (plain, problem) = match opened {
            Ok(plain) => (Some(plain), None),
            Err(problem) => (None, Some(Problem::fatal(problem, 0))),
        };
        let public_key = plain.and_then(|plain| public_key(&plain));
        return Told { public_key, encrypted: true, problem };
    }
    Told { public_key: public_key(der), ..Told::default() }
}

/// Reads what stands in a PEM block whose label says that it is a private key.
pub(crate) fn read_block(
    label: &str,
    text: &[u8],
    body: Result<Vec<u8>, pki::Problem>,
    passwords: &[&str],
    room: &mut Room,
) -> Told {
    let body = match body {
        Ok(body) => Zeroizing::new(body),
        Err(problem) => return Told { problem: Some(problem.into()), ..Told::default() },
    };
    if label == "OPENSSH PRIVATE KEY" {
        return Told { encrypted: openssh::is_encrypted(&body), ..Told::default() };
    }
    if traditional::is_encrypted(text) {
        return Told { encrypted: true, ..Told::default() };
    }
    read(&body, passwords, room)
}

fn public_key(der: &[u8]) -> Option<Box<PublicKey>> {
    let spki = match kind(der)? {
        "PRIVATE KEY" => pkcs8::public(der),
        "RSA PRIVATE KEY" => pkcs1::public(der).or_else(|| dsa::public(der)),
        "EC PRIVATE KEY" => sec1::public(der),
        _ => None,
    }?;
    let key = pki::PublicKey::open(&spki).ok()?;
    Some(Box::new(PublicKey::of(&key)))
}
