//! The code over a PKCS #12 file: that of RFC 7292 §4, and PBMAC1 (RFC 9579).

use anchorlight_pki::Oid;
use anchorlight_pki::read::{Cursor, Tlv};
use der::{Decode, Tag};
use hmac::{EagerHash, Hmac, KeyInit, Mac as _};
use pbkdf2::pbkdf2_hmac;
use pkcs5::AlgorithmIdentifierRef;
use pkcs5::pbes2::{Kdf, Pbkdf2Params, Pbkdf2Prf};
use sha1::Sha1;
use sha2::digest::block_api::BlockSizeUser;
use sha2::digest::{Digest, FixedOutputReset, OutputSizeUser};
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use crate::container::Room;
use crate::encryption::{Password, Use, derived};
use crate::names;
use crate::problem::ContainerProblem;

pub(super) struct Mac {
    hash: Hash,
    key: Key,
    code: Vec<u8>,
}

/// How its key comes from the password.
enum Key {
    Pkcs12 { salt: Vec<u8>, rounds: u32 },
    Pbkdf2(Pbkdf2Params, usize),
}

#[derive(Clone, Copy)]
enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

const PBMAC1: &str = "1.2.840.113549.1.5.14";

/// RFC 8018 §5.2 would allow 2³² − 1 times the length of the hash; no HMAC here has a key of more than one block.
const LONGEST_KEY: usize = 128;

impl Mac {
    /// Of a MacData.
    pub fn read(data: &Tlv<'_>) -> Result<Self, ContainerProblem> {
        let damaged = |_| ContainerProblem::Damaged;
        let mut fields = data.inside();
        let mut info = fields.expect(Tag::Sequence, "mac").map_err(damaged)?.inside();
        let algorithm = info.expect(Tag::Sequence, "digestAlgorithm").map_err(damaged)?;
        let code = info.expect(Tag::OctetString, "digest").map_err(damaged)?.value.to_vec();
        let salt = fields.expect(Tag::OctetString, "macSalt").map_err(damaged)?.value.to_vec();
        let rounds = match fields.optional(Tag::Integer, "iterations").map_err(damaged)? {
            Some(rounds) => rounds.decode("iterations").map_err(damaged)?,
            None => 1,
        };
        let oid = oid(&algorithm).ok_or(ContainerProblem::Damaged)?;
        if oid.to_string() == PBMAC1 {
            let (hash, parameters, octets) = pbmac1(&algorithm).ok_or_else(|| unsupported(&oid))?;
            return Ok(Self { hash, key: Key::Pbkdf2(parameters, octets), code });
        }
        if !is_plain(&algorithm) {
            return Err(ContainerProblem::Damaged);
        }
        let hash = Hash::of_digest(&oid).ok_or_else(|| unsupported(&oid))?;
        Ok(Self { hash, key: Key::Pkcs12 { salt, rounds }, code })
    }

    /// Whether somebody with the password wrote the contents.
    pub fn holds(
        &self,
        password: &Password<'_>,
        contents: &[u8],
        room: &mut Room,
    ) -> Result<bool, ContainerProblem> {
        // To PBKDF2 the empty password is none, and that was tried.
        if matches!((&self.key, password), (Key::Pbkdf2(..), Password::None)) {
            return Ok(false);
        }
        room.derive(self.cost())?;
        Ok(match self.hash {
            Hash::Sha1 => self.verify::<Sha1>(password, contents),
            Hash::Sha224 => self.verify::<Sha224>(password, contents),
            Hash::Sha256 => self.verify::<Sha256>(password, contents),
            Hash::Sha384 => self.verify::<Sha384>(password, contents),
            Hash::Sha512 => self.verify::<Sha512>(password, contents),
        })
    }

    fn cost(&self) -> u64 {
        match &self.key {
            Key::Pkcs12 { rounds, .. } => u64::from(*rounds),
            // The shortest hash has 20 octets.
            Key::Pbkdf2(parameters, octets) => {
                u64::from(parameters.iteration_count) * octets.div_ceil(20) as u64
            }
        }
    }

    fn verify<D>(&self, password: &Password<'_>, contents: &[u8]) -> bool
    where
        D: Digest + FixedOutputReset + BlockSizeUser + EagerHash,
    {
        let key = match &self.key {
            Key::Pkcs12 { salt, rounds } => {
                let octets = <D as OutputSizeUser>::output_size();
                derived::<D>(password, salt, *rounds, Use::Mac, octets)
            }
            Key::Pbkdf2(parameters, octets) => {
                let mut key = Zeroizing::new(vec![0; *octets]);
                let (salt, rounds) = (parameters.salt.as_bytes(), parameters.iteration_count);
                let password = password.plain();
                match parameters.prf {
                    Pbkdf2Prf::HmacWithSha1 => {
                        pbkdf2_hmac::<Sha1>(password, salt, rounds, &mut key)
                    }
                    Pbkdf2Prf::HmacWithSha224 => {
                        pbkdf2_hmac::<Sha224>(password, salt, rounds, &mut key)
                    }
                    Pbkdf2Prf::HmacWithSha256 => {
                        pbkdf2_hmac::<Sha256>(password, salt, rounds, &mut key)
                    }
                    Pbkdf2Prf::HmacWithSha384 => {
                        pbkdf2_hmac::<Sha384>(password, salt, rounds, &mut key)
                    }
                    Pbkdf2Prf::HmacWithSha512 => {
                        pbkdf2_hmac::<Sha512>(password, salt, rounds, &mut key)
                    }
                    _ => return false,
                }
                key
            }
        };
        let Ok(mut mac) = Hmac::<D>::new_from_slice(&key) else { return false };
        mac.update(contents);
        mac.verify_slice(&self.code).is_ok()
    }
}

fn oid(algorithm: &Tlv<'_>) -> Option<Oid> {
    let oid = algorithm.inside().expect(Tag::ObjectIdentifier, "algorithm").ok()?;
    Oid::from_contents(oid.value)
}

/// Hashes have no parameters, or NULL (RFC 5754 §2).
fn is_plain(algorithm: &Tlv<'_>) -> bool {
    let mut fields = algorithm.inside();
    let oid = fields.any("algorithm").is_ok();
    let null = fields.is_done()
        || fields
            .optional(Tag::Null, "parameters")
            .is_ok_and(|null| null.is_some_and(|null| null.value.is_empty()));
    oid && null && fields.is_done()
}

fn unsupported(oid: &Oid) -> ContainerProblem {
    ContainerProblem::MethodUnsupported { method: names::named(oid) }
}

/// RFC 9579 §4: PBKDF2 with the length of its key, and an HMAC.
fn pbmac1(algorithm: &Tlv<'_>) -> Option<(Hash, Pbkdf2Params, usize)> {
    let mut fields = algorithm.inside();
    fields.expect(Tag::ObjectIdentifier, "algorithm").ok()?;
    let mut parameters: Cursor<'_> = fields.expect(Tag::Sequence, "parameters").ok()?.inside();
    let kdf = parameters.expect(Tag::Sequence, "keyDerivationFunc").ok()?;
    let kdf = AlgorithmIdentifierRef::from_der(kdf.whole).ok()?;
    let Kdf::Pbkdf2(kdf) = Kdf::try_from(kdf).ok()? else { return None };
    let octets = usize::from(kdf.key_length?);
    let scheme = parameters.expect(Tag::Sequence, "messageAuthScheme").ok()?;
    let is_sound = kdf.iteration_count > 0 && (1..=LONGEST_KEY).contains(&octets);
    is_sound.then_some((Hash::of_hmac(&oid(&scheme)?)?, kdf, octets))
}

impl Hash {
    fn of_digest(oid: &Oid) -> Option<Self> {
        Some(match oid.to_string().as_str() {
            "1.3.14.3.2.26" => Self::Sha1,
            "2.16.840.1.101.3.4.2.4" => Self::Sha224,
            "2.16.840.1.101.3.4.2.1" => Self::Sha256,
            "2.16.840.1.101.3.4.2.2" => Self::Sha384,
            "2.16.840.1.101.3.4.2.3" => Self::Sha512,
            _ => return None,
        })
    }

    /// RFC 8018 §B.1.2.
    fn of_hmac(oid: &Oid) -> Option<Self> {
        Some(match oid.to_string().strip_prefix("1.2.840.113549.2.")? {
            "7" => Self::Sha1,
            "8" => Self::Sha224,
            "9" => Self::Sha256,
            "10" => Self::Sha384,
            "11" => Self::Sha512,
            _ => return None,
        })
    }
}
