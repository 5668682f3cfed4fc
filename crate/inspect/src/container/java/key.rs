//! Private keys in JKS (sun.security.provider.KeyProtector) and JCEKS (com.sun.crypto.provider.KeyProtector). Both
//! are ways to use a hash, and the latter a cipher, that nobody else has: the hashes and the cipher are libraries'.

use anchorlight_pki::Oid;
use anchorlight_pki::read::{Cursor, private_key};
use cbc::cipher::KeyInit;
use der::Tag;
use des::TdesEde3;
use md5::Md5;
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use crate::container::Room;
use crate::encryption::plain;
use crate::names;
use crate::private_key::Told;
use crate::problem::ContainerProblem;

type Plain = Zeroizing<Vec<u8>>;

const FIELD: &str = "EncryptedPrivateKeyInfo";

/// What is told of one key.
pub(super) fn told(value: &[u8], passwords: &[&str], room: &mut Room) -> Told {
    Told::encrypted(open(value, passwords, room))
}

/// The key in PKCS #8. That it begins as one tells the right password from others.
fn open(value: &[u8], passwords: &[&str], room: &mut Room) -> Result<Plain, ContainerProblem> {
    let (oid, parameters, encrypted) = fields(value).ok_or(ContainerProblem::Damaged)?;
    let name = oid.to_string();
    for password in passwords {
        let opened = match name.as_str() {
            "1.3.6.1.4.1.42.2.17.1.1" => {
                room.derive(u64::try_from(encrypted.len() / DIGEST).unwrap_or(u64::MAX))?;
                jks(password, encrypted)
            }
            "1.3.6.1.4.1.42.2.19.1" => {
                let (salt, rounds) = salted(parameters).ok_or(ContainerProblem::Damaged)?;
                room.derive(u64::from(rounds).saturating_mul(2))?;
                jceks(password, salt, rounds, encrypted)
            }
            _ => {
                let method = names::named(&oid);
                return Err(ContainerProblem::MethodUnsupported { method });
            }
        };
        if let Some(key) = opened.filter(|key| private_key(key) == Some("PRIVATE KEY")) {
            return Ok(key);
        }
    }
    Err(ContainerProblem::no_password(passwords))
}

fn fields(value: &[u8]) -> Option<(Oid, Cursor<'_>, &[u8])> {
    let mut fields = Cursor::new(value).expect(Tag::Sequence, FIELD).ok()?.inside();
    let mut algorithm = fields.expect(Tag::Sequence, FIELD).ok()?.inside();
    let oid = algorithm.expect(Tag::ObjectIdentifier, FIELD).ok()?;
    let encrypted = fields.expect(Tag::OctetString, FIELD).ok()?.value;
    Some((Oid::from_contents(oid.value)?, algorithm, encrypted))
}

/// Octets of the salt, of each part of the key stream and of the check at the end: those of SHA-1.
const DIGEST: usize = 20;

/// What is combined with the key is hash after hash of the password and the hash before; the first has the salt.
fn jks(password: &str, encrypted: &[u8]) -> Option<Plain> {
    let (salt, rest) = encrypted.split_at_checked(DIGEST)?;
    let (body, check) = rest.split_at_checked(rest.len().checked_sub(DIGEST)?)?;
    let units = password.encode_utf16().flat_map(u16::to_be_bytes);
    let password = Zeroizing::new(units.collect::<Vec<u8>>());
    let hash = |octets: &[u8]| Sha1::new().chain_update(&*password).chain_update(octets).finalize();
    let mut key = Zeroizing::new(Vec::with_capacity(body.len()));
    let mut stream = hash(salt);
    for part in body.chunks(DIGEST) {
        key.extend(part.iter().zip(&stream).map(|(octet, other)| octet ^ other));
        stream = hash(&stream);
    }
    (hash(&key).as_slice() == check).then_some(key)
}

/// PBEParameter (RFC 8018 appendix A.3).
fn salted(mut parameters: Cursor<'_>) -> Option<([u8; 8], u32)> {
    let mut fields = parameters.expect(Tag::Sequence, FIELD).ok()?.inside();
    let salt = fields.expect(Tag::OctetString, FIELD).ok()?.value.try_into().ok()?;
    let rounds = fields.any(FIELD).ok()?.decode(FIELD).ok()?;
    Some((salt, rounds))
}

/// PBEWithMD5AndTripleDES: each half of the salt is hashed with the password, round after round; of what comes out,
/// 24 octets are the key and 8 the vector.
fn jceks(password: &str, mut salt: [u8; 8], rounds: u32, encrypted: &[u8]) -> Option<Plain> {
    // Java takes no other.
    password.is_ascii().then_some(())?;
    if salt[..4] == salt[4..] {
        // com.sun.crypto.provider.PBES1Core means to turn the first half round, and changes two octets of it.
        (salt[0], salt[1]) = (salt[3], salt[2]);
    }
    let mut made = Zeroizing::new([0; 32]);
    for (half, made) in salt.chunks(4).zip(made.chunks_mut(16)) {
        let mut hash = Zeroizing::new(half.to_vec());
        for _ in 0..rounds {
            let next = Md5::new().chain_update(&*hash).chain_update(password).finalize();
            *hash = next.to_vec();
        }
        made.copy_from_slice(hash.get(..16)?);
    }
    plain(&TdesEde3::new_from_slice(&made[..24]).ok()?, &made[24..], encrypted)
}
