//! Encryption with a password: PBES2 (RFC 8018 §6.2), and before it PBES1 (§6.1) and the ways of PKCS #12 (RFC 7292
//! appendix C).

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, Tlv};
use der::{Decode, Tag};
use pkcs5::pbes2::{EncryptionScheme, Kdf, PBES2_OID, Parameters};
use zeroize::Zeroizing;

use crate::container::Room;
use crate::names;
use crate::problem::ContainerProblem;

mod password;
mod pbes1;
mod pkcs12;

pub(crate) use password::{Password, Use, derived};
use pbes1::Pbes1;
use pkcs12::Cipher;
pub(crate) use pkcs12::{plain, rc4};

/// How something is encrypted.
pub(crate) enum Scheme {
    Pbes2(Parameters),
    Pbes1 { way: Pbes1, salt: Vec<u8>, rounds: u32 },
    Pkcs12 { cipher: Cipher, salt: Vec<u8>, rounds: u32 },
}

const FIELD: &str = "encryptionAlgorithm";

impl Scheme {
    /// Of an AlgorithmIdentifier.
    pub fn read(algorithm: &Tlv<'_>) -> Result<Self, ContainerProblem> {
        let method =
            |oid: &pki::Oid| ContainerProblem::MethodUnsupported { method: names::named(oid) };
        let mut fields = algorithm.inside();
        let oid = fields.expect(Tag::ObjectIdentifier, FIELD).ok();
        let oid = oid.and_then(|oid| pki::Oid::from_contents(oid.value));
        let oid = oid.ok_or(ContainerProblem::Damaged)?;
        let parameters = fields.expect(Tag::Sequence, FIELD).map_err(|_| method(&oid))?;
        if oid == PBES2_OID {
            if let Some(cipher) = unknown_cipher(&parameters).ok_or(ContainerProblem::Damaged)? {
                return Err(method(&cipher));
            }
            let read = Parameters::from_der(parameters.whole).map_err(|_| method(&oid))?;
            return if is_sound_kdf(&read.kdf) {
                Ok(Self::Pbes2(read))
            } else {
                Err(ContainerProblem::Damaged)
            };
        }
        if let Some(way) = Pbes1::of(&oid) {
            let (salt, rounds) = salt_and_rounds(&parameters).ok_or(ContainerProblem::Damaged)?;
            return Ok(Self::Pbes1 { way, salt, rounds });
        }
        let cipher = Cipher::of(&oid).ok_or_else(|| method(&oid))?;
        let (salt, rounds) = salt_and_rounds(&parameters).ok_or(ContainerProblem::Damaged)?;
        Ok(Self::Pkcs12 { cipher, salt, rounds })
    }

    /// What was encrypted. With a wrong password it is an error, or once in some hundred times nonsense.
    pub fn decrypt(
        &self,
        password: &Password<'_>,
        encrypted: &[u8],
        room: &mut Room,
    ) -> Result<Zeroizing<Vec<u8>>, ContainerProblem> {
        // No password opens what has lost an octet.
        if encrypted.is_empty() || !encrypted.len().is_multiple_of(self.block()) {
            return Err(ContainerProblem::Damaged);
        }
        match self {
            // To these the empty password is none, and that was tried.
            Self::Pbes1 { .. } | Self::Pbes2(_) if matches!(password, Password::None) => {
                Err(ContainerProblem::PasswordWrong)
            }
            Self::Pbes2(parameters) => {
                if memory(&parameters.kdf) > MOST_MEMORY {
                    return Err(ContainerProblem::TooLarge { limit: MOST_MEMORY });
                }
                room.derive(cost(&parameters.kdf))?;
                let mut buffer = Zeroizing::new(encrypted.to_vec());
                let length = match parameters.decrypt_in_place(password.plain(), &mut buffer) {
                    Ok(plain) => plain.len(),
                    Err(pkcs5::Error::UnsupportedAlgorithm { oid }) => {
                        let method = oid.to_string();
                        return Err(ContainerProblem::MethodUnsupported { method });
                    }
                    Err(_) => return Err(ContainerProblem::PasswordWrong),
                };
                buffer.truncate(length);
                Ok(buffer)
            }
            Self::Pbes1 { way, salt, rounds } => {
                room.derive(u64::from(*rounds))?;
                way.decrypt(password.plain(), salt, *rounds, encrypted)
                    .ok_or(ContainerProblem::PasswordWrong)
            }
            Self::Pkcs12 { cipher, salt, rounds } => {
                // For the key and for the initialisation vector.
                room.derive(u64::from(*rounds).saturating_mul(2))?;
                cipher
                    .decrypt(password, salt, *rounds, encrypted)
                    .ok_or(ContainerProblem::PasswordWrong)
            }
        }
    }
}

impl Scheme {
    /// What the length of all that is encrypted is a multiple of.
    fn block(&self) -> usize {
        match self {
            Self::Pbes1 { .. } => 8,
            Self::Pkcs12 { cipher, .. } => cipher.block(),
            Self::Pbes2(parameters) => match parameters.encryption {
                EncryptionScheme::Aes128Cbc { .. }
                | EncryptionScheme::Aes192Cbc { .. }
                | EncryptionScheme::Aes256Cbc { .. } => 16,
                EncryptionScheme::DesEde3Cbc { .. } | EncryptionScheme::DesCbc { .. } => 8,
                _ => 1,
            },
        }
    }
}

/// PBEParameter (RFC 8018 appendix A.3) and pkcs-12PbeParams (RFC 7292 appendix C), which have the same fields.
fn salt_and_rounds(parameters: &Tlv<'_>) -> Option<(Vec<u8>, u32)> {
    let mut fields = parameters.inside();
    let salt = fields.expect(Tag::OctetString, "salt").ok()?;
    let rounds: u32 = fields.any("iterations").ok()?.decode("iterations").ok()?;
    (rounds > 0).then(|| (salt.value.to_vec(), rounds))
}

/// The cipher of PBES2 where its parameters are no initialisation vector, which those of RC2 and GOST are not.
/// `None`: damaged; the readers of `pkcs5` cut the vector of DES from whatever stands there.
fn unknown_cipher(parameters: &Tlv<'_>) -> Option<Option<pki::Oid>> {
    let mut fields = parameters.inside();
    fields.expect(Tag::Sequence, "keyDerivationFunc").ok()?;
    let mut scheme = fields.expect(Tag::Sequence, "encryptionScheme").ok()?.inside();
    let cipher = scheme.expect(Tag::ObjectIdentifier, "encryptionScheme").ok()?;
    let vector = scheme.any("encryptionScheme").ok()?;
    match vector.tag {
        Some(Tag::OctetString) => (vector.value.len() >= 8).then_some(None),
        Some(Tag::Sequence) => pki::Oid::from_contents(cipher.value).map(Some),
        _ => None,
    }
}

/// And they take the logarithm of scrypt's cost.
fn is_sound_kdf(kdf: &Kdf) -> bool {
    match kdf {
        Kdf::Pbkdf2(parameters) => parameters.iteration_count > 0,
        Kdf::Scrypt(parameters) => parameters.cost_parameter > 1,
        _ => false,
    }
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
            let blocks = parameters.cost_parameter.saturating_mul(block);
            blocks.saturating_mul(parameters.parallelization.into())
        }
        // A way that is not known yet is as dear as can be.
        _ => u64::MAX,
    }
}

/// Whether what came out of decryption is one SEQUENCE from end to end, as everything is that is encrypted
/// here. Nonsense is that once in millions of times.
pub(crate) fn is_sequence(plain: &[u8]) -> bool {
    let mut values = Cursor::new(plain);
    values.expect(Tag::Sequence, "decrypted").is_ok() && values.is_done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchorlight_pki::hex;

    fn read(digits: &str) -> Result<Scheme, ContainerProblem> {
        let bytes = hex::decode(digits).unwrap();
        Scheme::read(&Cursor::new(&bytes).any("algorithm").unwrap())
    }

    /// PBES2 with a derivation and a cipher, each with its parameters.
    fn pbes2(kdf: &str, cipher: &str) -> Result<Scheme, ContainerProblem> {
        let tlv = |tag: &str, inside: &str| format!("{tag}{:02x}{inside}", inside.len() / 2);
        let parameters = tlv("30", &(tlv("30", kdf) + &tlv("30", cipher)));
        read(&tlv("30", &("06092a864886f70d01050d".to_owned() + &parameters)))
    }

    const PBKDF2: &str = "06092a864886f70d01050c300e0408010203040506070802020800";
    const AES: &str = "060960864801650304012a0410000102030405060708090a0b0c0d0e0f";

    #[test]
    fn parameters_that_pkcs5_panics_at_are_refused() {
        assert!(matches!(pbes2(PBKDF2, AES), Ok(Scheme::Pbes2(_))));
        // Triple DES with a vector of two octets.
        let short = pbes2(PBKDF2, "06082a864886f70d030704020102");
        assert_eq!(short.err(), Some(ContainerProblem::Damaged));
        // RC2 with a version and a vector (RFC 8018 B.2.3).
        let rc2 = pbes2(PBKDF2, "06082a864886f70d0302300d02013a04080102030405060708");
        assert!(matches!(rc2.err(), Some(ContainerProblem::MethodUnsupported { .. })));
        // scrypt with N = 0, 1 and 2.
        let scrypt = |cost| {
            let kdf = "06092b06010401da47040b300d040201020201".to_owned() + cost + "020108020101";
            pbes2(&kdf, AES).err()
        };
        assert_eq!(scrypt("00"), Some(ContainerProblem::Damaged));
        assert_eq!(scrypt("01"), Some(ContainerProblem::Damaged));
        assert_eq!(scrypt("02"), None);
        // No rounds at all.
        let none = PBKDF2.replace("300e", "300d").replace("02020800", "020100");
        assert_eq!(pbes2(&none, AES).err(), Some(ContainerProblem::Damaged));
    }

    #[test]
    fn what_is_not_read_is_named() {
        // MD2 and DES (RFC 8018 appendix A.3).
        let md2 = read("301506092a864886f70d010501300804020102020201f4");
        let method = ContainerProblem::MethodUnsupported {
            method: names::named(&pki::Oid::from_dotted("1.2.840.113549.1.5.1").unwrap()),
        };
        assert_eq!(md2.err(), Some(method));
    }
}
