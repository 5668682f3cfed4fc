//! OpenSSL's encryption before PKCS #8: headers of PEM (RFC 1421 §4.6.1), and a key that MD5 makes of the password
//! (EVP_BytesToKey, one round).

use aes::{Aes128, Aes192, Aes256};
use anchorlight_pki::{hex, read::private_key};
use cbc::cipher::KeyInit;
use des::{Des, TdesEde3};
use md5::{Digest, Md5};
use zeroize::{Zeroize, Zeroizing};

use crate::container::Room;
use crate::encryption::plain;
use crate::problem::ContainerProblem;

type Plain = Zeroizing<Vec<u8>>;

/// Whether the headers of a block say so.
pub(super) fn is_encrypted(block: &[u8]) -> bool {
    header(block, "Proc-Type:").is_some_and(|value| value.ends_with("ENCRYPTED"))
}

/// The key as it was before, in its own form.
pub(super) fn open(
    block: &[u8],
    encrypted: &[u8],
    passwords: &[&str],
    room: &mut Room,
) -> Result<Plain, ContainerProblem> {
    let information = header(block, "DEK-Info:").ok_or(ContainerProblem::Damaged)?;
    let (cipher, vector) = information.split_once(',').ok_or(ContainerProblem::Damaged)?;
    let vector = hex::decode(vector.trim()).ok_or(ContainerProblem::Damaged)?;
    for password in passwords {
        // A block of the cipher takes no longer than a round of hashing.
        room.derive(u64::try_from(encrypted.len() / 8).unwrap_or(u64::MAX))?;
        let opened = decrypt(cipher, &vector, password, encrypted).ok_or_else(|| {
            ContainerProblem::MethodUnsupported { method: anchorlight_pki::safe_text(cipher) }
        })?;
        // What begins as no key was opened with another password, whose padding fits by chance.
        if let Some(plain) = opened.filter(|plain| private_key(plain).is_some()) {
            return Ok(plain);
        }
    }
    Err(ContainerProblem::no_password(passwords))
}

/// The value of a header, from the lines before the base64.
fn header<'a>(block: &'a [u8], name: &str) -> Option<&'a str> {
    let mut lines = block.split(|byte| matches!(byte, b'\n' | b'\r')).take(16);
    lines.find_map(|line| Some(std::str::from_utf8(line).ok()?.trim().strip_prefix(name)?.trim()))
}

/// `None`: the cipher is none of these. Within: `None` where the padding does not fit.
fn decrypt(cipher: &str, vector: &[u8], password: &str, encrypted: &[u8]) -> Option<Option<Plain>> {
    let key = |octets| key(password, vector, octets);
    Some(match cipher {
        "AES-128-CBC" => plain(&Aes128::new_from_slice(&key(16)).ok()?, vector, encrypted),
        "AES-192-CBC" => plain(&Aes192::new_from_slice(&key(24)).ok()?, vector, encrypted),
        "AES-256-CBC" => plain(&Aes256::new_from_slice(&key(32)).ok()?, vector, encrypted),
        "DES-EDE3-CBC" => plain(&TdesEde3::new_from_slice(&key(24)).ok()?, vector, encrypted),
        "DES-CBC" => plain(&Des::new_from_slice(&key(8)).ok()?, vector, encrypted),
        _ => return None,
    })
}

/// MD5 of the hash before, the password and the first eight octets of the vector, until there is enough.
fn key(password: &str, vector: &[u8], octets: usize) -> Plain {
    let salt = vector.get(..8).unwrap_or(vector);
    let mut key = Zeroizing::new(Vec::with_capacity(octets + 16));
    let mut last: Option<Zeroizing<[u8; 16]>> = None;
    while key.len() < octets {
        let mut hash = Md5::new();
        if let Some(last) = &last {
            hash.update(last.as_slice());
        }
        hash.update(password);
        hash.update(salt);
        let next = Zeroizing::new(<[u8; 16]>::from(hash.finalize()));
        key.extend_from_slice(&*next);
        last = Some(next);
    }
    key[octets..].zeroize();
    key.truncate(octets);
    key
}
