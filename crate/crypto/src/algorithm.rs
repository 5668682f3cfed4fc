//! AlgorithmIdentifiers to what has to be computed.

use anchorlight_path::SignatureFault;
use const_oid::ObjectIdentifier;
use const_oid::db::{fips204, rfc5912, rfc8410};
use der::asn1::AnyRef;
use der::{Decode, Reader, SliceReader};

use crate::allowed::Allowed;
use crate::hash::Hash;
use crate::pss::Pss;

/// RFC 3279 §2.2.3; missing from const-oid.
const ECDSA_WITH_SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.1");

/// What a signature algorithm asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Family {
    Dsa(Hash),
    Ecdsa(Hash),
    Ed25519,
    /// The parameter set by its OID, which keys and signatures share.
    MlDsa(ObjectIdentifier),
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

/// What has to be computed, if it is known and allowed.
pub(crate) fn signature_algorithm(
    contents: &[u8],
    allowed: Allowed,
) -> Result<Family, SignatureFault> {
    let (oid, parameters) = split(contents).ok_or(SignatureFault::AlgorithmUnsupported)?;
    let family = family(oid, parameters)?;
    let (hash, dsa) = match family {
        Family::Dsa(hash) => (Some(hash), true),
        Family::Ecdsa(hash) | Family::RsaPkcs1(hash) => (Some(hash), false),
        Family::RsaPss(pss) => (Some(pss.hash), false),
        Family::Ed25519 | Family::MlDsa(_) => (None, false),
    };
    if (hash == Some(Hash::Sha1) && !allowed.sha1) || (dsa && !allowed.dsa) {
        return Err(SignatureFault::AlgorithmRefused);
    }
    Ok(family)
}

fn family(oid: ObjectIdentifier, parameters: Option<AnyRef<'_>>) -> Result<Family, SignatureFault> {
    let family = match oid {
        rfc5912::ID_RSASSA_PSS => {
            // RFC 4055 §3.1: a signature's parameters must be present.
            let pss = parameters.and_then(Pss::read).ok_or(SignatureFault::AlgorithmUnsupported)?;
            return Ok(Family::RsaPss(pss));
        }
        rfc5912::SHA_1_WITH_RSA_ENCRYPTION => Family::RsaPkcs1(Hash::Sha1),
        rfc5912::SHA_224_WITH_RSA_ENCRYPTION => Family::RsaPkcs1(Hash::Sha224),
        rfc5912::SHA_256_WITH_RSA_ENCRYPTION => Family::RsaPkcs1(Hash::Sha256),
        rfc5912::SHA_384_WITH_RSA_ENCRYPTION => Family::RsaPkcs1(Hash::Sha384),
        rfc5912::SHA_512_WITH_RSA_ENCRYPTION => Family::RsaPkcs1(Hash::Sha512),
        ECDSA_WITH_SHA_1 => Family::Ecdsa(Hash::Sha1),
        rfc5912::ECDSA_WITH_SHA_224 => Family::Ecdsa(Hash::Sha224),
        rfc5912::ECDSA_WITH_SHA_256 => Family::Ecdsa(Hash::Sha256),
        rfc5912::ECDSA_WITH_SHA_384 => Family::Ecdsa(Hash::Sha384),
        rfc5912::ECDSA_WITH_SHA_512 => Family::Ecdsa(Hash::Sha512),
        rfc5912::DSA_WITH_SHA_1 => Family::Dsa(Hash::Sha1),
        rfc5912::DSA_WITH_SHA_224 => Family::Dsa(Hash::Sha224),
        rfc5912::DSA_WITH_SHA_256 => Family::Dsa(Hash::Sha256),
        rfc8410::ID_ED_25519 => Family::Ed25519,
        fips204::ID_ML_DSA_44 | fips204::ID_ML_DSA_65 | fips204::ID_ML_DSA_87 => Family::MlDsa(oid),
        rfc5912::MD_2_WITH_RSA_ENCRYPTION | rfc5912::MD_5_WITH_RSA_ENCRYPTION => {
            return Err(SignatureFault::AlgorithmRefused);
        }
        _ => return Err(SignatureFault::AlgorithmUnsupported),
    };
    let fits = match family {
        // RFC 4055 §5: NULL; absent is accepted too.
        Family::RsaPkcs1(_) => null_or_absent(parameters),
        // RFC 3279 §2.2.2 and §2.2.3, RFC 5758 §3, RFC 8410 §3, RFC 9881 §2: absent.
        _ => parameters.is_none(),
    };
    if fits { Ok(family) } else { Err(SignatureFault::AlgorithmUnsupported) }
}

pub(crate) fn null_or_absent(parameters: Option<AnyRef<'_>>) -> bool {
    parameters.is_none_or(|parameters| parameters.is_null())
}

#[cfg(test)]
mod tests {
    use super::*;
    use der::Encode;

    fn contents(oid: &str, parameters: &[u8]) -> Vec<u8> {
        let mut contents = ObjectIdentifier::new_unwrap(oid).to_der().unwrap();
        contents.extend_from_slice(parameters);
        contents
    }

    #[test]
    fn retired_algorithms_are_refused_unless_allowed() {
        let sha1 = Allowed { sha1: true, dsa: false };
        let dsa = Allowed { sha1: false, dsa: true };
        let both = Allowed { sha1: true, dsa: true };
        for (oid, parameters, family, enough, lacking) in [
            ("1.2.840.113549.1.1.5", &[5, 0][..], Family::RsaPkcs1(Hash::Sha1), sha1, &[dsa][..]),
            ("1.2.840.10045.4.1", &[], Family::Ecdsa(Hash::Sha1), sha1, &[dsa]),
            ("1.2.840.10040.4.3", &[], Family::Dsa(Hash::Sha1), both, &[sha1, dsa]),
            ("2.16.840.1.101.3.4.3.1", &[], Family::Dsa(Hash::Sha224), dsa, &[sha1]),
            ("2.16.840.1.101.3.4.3.2", &[], Family::Dsa(Hash::Sha256), dsa, &[sha1]),
        ] {
            let contents = contents(oid, parameters);
            assert_eq!(signature_algorithm(&contents, enough), Ok(family), "{oid}");
            for allowed in lacking.iter().chain([&Allowed::default()]) {
                assert_eq!(
                    signature_algorithm(&contents, *allowed),
                    Err(SignatureFault::AlgorithmRefused),
                    "{oid} with {allowed:?}"
                );
            }
        }
    }

    #[test]
    fn md2_and_md5_are_refused_whatever_is_allowed() {
        for oid in ["1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4"] {
            let answer =
                signature_algorithm(&contents(oid, &[5, 0]), Allowed { sha1: true, dsa: true });
            assert_eq!(answer, Err(SignatureFault::AlgorithmRefused), "{oid}");
        }
    }

    #[test]
    fn parameters_have_to_fit() {
        let answer = |oid, parameters| {
            signature_algorithm(&contents(oid, parameters), Allowed { sha1: true, dsa: true })
        };
        let unsupported = Err(SignatureFault::AlgorithmUnsupported);
        let rsa = "1.2.840.113549.1.1.11";
        assert_eq!(answer(rsa, &[5, 0]), Ok(Family::RsaPkcs1(Hash::Sha256)));
        assert_eq!(answer(rsa, &[]), Ok(Family::RsaPkcs1(Hash::Sha256)));
        assert_eq!(answer(rsa, &[0x30, 0]), unsupported);
        assert_eq!(answer(rsa, &[5, 0, 5, 0]), unsupported);
        for oid in [
            "1.2.840.10045.4.3.2",     // ecdsa-with-SHA256
            "2.16.840.1.101.3.4.3.2",  // id-dsa-with-sha256
            "1.3.101.112",             // Ed25519
            "2.16.840.1.101.3.4.3.17", // ML-DSA-44
        ] {
            assert!(answer(oid, &[]).is_ok(), "{oid}");
            assert_eq!(answer(oid, &[5, 0]), unsupported, "{oid}");
        }
    }

    #[test]
    fn unknown_algorithms_are_unsupported() {
        for oid in [
            "1.3.101.113",             // Ed448
            "2.16.840.1.101.3.4.3.32", // HashML-DSA-44, which RFC 9881 §3 keeps out of certificates
            "1.2.840.113549.1.1.1",    // rsaEncryption: a key, no signature
        ] {
            let answer = signature_algorithm(&contents(oid, &[]), Allowed::default());
            assert_eq!(answer, Err(SignatureFault::AlgorithmUnsupported), "{oid}");
        }
    }
}
