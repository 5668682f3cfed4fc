//! EncryptedPrivateKeyInfo (RFC 5958 §3) with PBES2 (RFC 8018 §6.2).

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, private_key};
use der::{Decode, Tag};
use pkcs5::EncryptionScheme;
use pkcs5::pbes2::Kdf;
use zeroize::Zeroizing;

use crate::container::Room;
use crate::problem::ContainerProblem;

const FIELD: &str = "EncryptedPrivateKeyInfo";

/// The key in PKCS #8. That it begins as one tells the right password from a wrong one whose padding fits by chance.
pub(super) fn open(
    der: &[u8],
    passwords: &[&str],
    room: &mut Room,
) -> Result<Zeroizing<Vec<u8>>, ContainerProblem> {
    let (algorithm, encrypted) = fields(der).ok_or(ContainerProblem::Damaged)?;
    let scheme = EncryptionScheme::from_der(algorithm).ok();
    let Some(EncryptionScheme::Pbes2(scheme)) = scheme else {
        return Err(ContainerProblem::MethodUnsupported { method: method(algorithm) });
    };
    if passwords.is_empty() {
        return Err(ContainerProblem::PasswordNeeded);
    }
    if memory(&scheme.kdf) > MOST_MEMORY {
        return Err(ContainerProblem::TooLarge { limit: MOST_MEMORY });
    }
    for password in passwords {
        room.derive(cost(&scheme.kdf))?;
        let mut buffer = Zeroizing::new(encrypted.to_vec());
        match scheme.decrypt_in_place(password, &mut buffer) {
            Ok(plain) if private_key(plain) == Some("PRIVATE KEY") => {
                return Ok(Zeroizing::new(plain.to_vec()));
            }
            Err(pkcs5::Error::UnsupportedAlgorithm { .. }) => {
                return Err(ContainerProblem::MethodUnsupported { method: method(algorithm) });
            }
            _ => {}
        }
    }
    Err(ContainerProblem::PasswordWrong)
}

fn fields(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut fields = Cursor::new(der).expect(Tag::Sequence, FIELD).ok()?.inside();
    let algorithm = fields.expect(Tag::Sequence, FIELD).ok()?.whole;
    Some((algorithm, fields.expect(Tag::OctetString, FIELD).ok()?.value))
}

fn method(algorithm: &[u8]) -> String {
    let tlv = Cursor::new(algorithm).any(FIELD).ok();
    let read = tlv.and_then(|tlv| pki::Algorithm::read(&tlv, FIELD).ok());
    read.map(|read| crate::names::named(&read.oid)).unwrap_or_default()
}

/// Twice what OpenSSL gives scrypt (SCRYPT_MAX_MEM).
const MOST_MEMORY: usize = 64 << 20;

/// The octets that it works in: 128 · N · r (RFC 7914 §2).
fn memory(kdf: &Kdf) -> usize {
    let Kdf::Scrypt(parameters) = kdf else { return 0 };
    let blocks = parameters.cost_parameter.saturating_mul(parameters.block_size.into());
    usize::try_from(blocks.saturating_mul(128)).unwrap_or(usize::MAX)
}

/// How often its hash is applied; one block of scrypt (RFC 7914 §4) is about one hash.
fn cost(kdf: &Kdf) -> u64 {
    match kdf {
        Kdf::Pbkdf2(parameters) => parameters.iteration_count.into(),
        Kdf::Scrypt(parameters) => {
            let block = u64::from(parameters.block_size);
            parameters
                .cost_parameter
                .saturating_mul(block)
                .saturating_mul(parameters.parallelization.into())
        }
        // A way that is not known yet is as dear as can be.
        _ => u64::MAX,
    }
}
