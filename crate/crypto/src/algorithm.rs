//! AlgorithmIdentifiers to what has to be computed.

use anchorlight_path::SignatureFault;
use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5912, rfc8410};
use der::asn1::AnyRef;
use der::{Decode, Reader, SliceReader};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// RFC 3279 §2.2.3; missing from const-oid.
const ECDSA_WITH_SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.1");

/// A hash function that signatures are accepted with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub(crate) fn digest(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(message).to_vec(),
            Self::Sha384 => Sha384::digest(message).to_vec(),
            Self::Sha512 => Sha512::digest(message).to_vec(),
        }
    }

    fn from_oid(oid: ObjectIdentifier) -> Result<Self, SignatureFault> {
        match oid {
            rfc5912::ID_SHA_256 => Ok(Self::Sha256),
            rfc5912::ID_SHA_384 => Ok(Self::Sha384),
            rfc5912::ID_SHA_512 => Ok(Self::Sha512),
            rfc5912::ID_SHA_1 => Err(SignatureFault::AlgorithmRefused),
            _ => Err(SignatureFault::AlgorithmUnsupported),
        }
    }
}

/// RSASSA-PSS parameters with one hash for message and mask (RFC 4055 §3.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Pss {
    pub(crate) hash: Hash,
    pub(crate) salt_length: usize,
}

/// What a signature algorithm asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Family {
    Ecdsa(Hash),
    Ed25519,
    RsaPkcs1(Hash),
    RsaPss(Pss),
}

/// An OID and its parameters, from the contents octets of an AlgorithmIdentifier.
pub(crate) fn split(contents: &[u8]) -> Option<(ObjectIdentifier, Option<AnyRef<'_>>)> {
    let mut reader = SliceReader::new(contents).ok()?;
    let oid = ObjectIdentifier::decode(&mut reader).ok()?;
    let parameters =
        if reader.is_finished() { None } else { Some(AnyRef::decode(&mut reader).ok()?) };
    reader.is_finished().then_some((oid, parameters))
}

pub(crate) fn signature_algorithm(contents: &[u8]) -> Result<Family, SignatureFault> {
    let (oid, parameters) = split(contents).ok_or(SignatureFault::AlgorithmUnsupported)?;
    let null_or_absent = parameters.is_none_or(|parameters| parameters.is_null());
    let family = match oid {
        rfc5912::ID_RSASSA_PSS => return pss(parameters).map(Family::RsaPss),
        // RFC 4055 §5: NULL; absent is accepted too.
        rfc5912::SHA_256_WITH_RSA_ENCRYPTION => Family::RsaPkcs1(Hash::Sha256),
        rfc5912::SHA_384_WITH_RSA_ENCRYPTION => Family::RsaPkcs1(Hash::Sha384),
        rfc5912::SHA_512_WITH_RSA_ENCRYPTION => Family::RsaPkcs1(Hash::Sha512),
        rfc5912::ECDSA_WITH_SHA_256 => Family::Ecdsa(Hash::Sha256),
        rfc5912::ECDSA_WITH_SHA_384 => Family::Ecdsa(Hash::Sha384),
        rfc5912::ECDSA_WITH_SHA_512 => Family::Ecdsa(Hash::Sha512),
        rfc8410::ID_ED_25519 => Family::Ed25519,
        rfc5912::MD_2_WITH_RSA_ENCRYPTION
        | rfc5912::MD_5_WITH_RSA_ENCRYPTION
        | rfc5912::SHA_1_WITH_RSA_ENCRYPTION
        | ECDSA_WITH_SHA_1 => return Err(SignatureFault::AlgorithmRefused),
        _ => return Err(SignatureFault::AlgorithmUnsupported),
    };
    // RFC 5758 §3.2 and RFC 8410 §3: absent.
    let fits = match family {
        Family::RsaPkcs1(_) => null_or_absent,
        _ => parameters.is_none(),
    };
    if fits { Ok(family) } else { Err(SignatureFault::AlgorithmUnsupported) }
}

/// The defaults are SHA-1, so absent parameters are refused like SHA-1 itself.
pub(crate) fn pss(parameters: Option<AnyRef<'_>>) -> Result<Pss, SignatureFault> {
    let parameters = parameters.ok_or(SignatureFault::AlgorithmRefused)?;
    let parameters: pkcs1::RsaPssParamsOwned =
        parameters.decode_as().map_err(|_| SignatureFault::AlgorithmUnsupported)?;
    let hash = Hash::from_oid(parameters.hash.oid)?;
    let mask = parameters.mask_gen.parameters.ok_or(SignatureFault::AlgorithmUnsupported)?;
    if parameters.mask_gen.oid != rfc5912::ID_MGF_1 || Hash::from_oid(mask.oid)? != hash {
        return Err(SignatureFault::AlgorithmUnsupported);
    }
    Ok(Pss { hash, salt_length: usize::from(parameters.salt_len) })
}
