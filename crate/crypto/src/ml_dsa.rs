//! ML-DSA (FIPS 204, RFC 9881): pure, with an empty context.

use anchorlight_path::{SignatureFault, SignatureInput};
use const_oid::ObjectIdentifier;
use const_oid::db::fips204;
use ml_dsa::signature::Verifier;
use ml_dsa::{
    EncodedVerifyingKey, MlDsa44, MlDsa65, MlDsa87, MlDsaParams, Signature, VerifyingKey,
};

use crate::algorithm::split;

pub(crate) fn verify(
    input: &SignatureInput<'_>,
    parameter_set: ObjectIdentifier,
) -> Result<(), SignatureFault> {
    if split(input.key_algorithm) != Some((parameter_set, None)) {
        return Err(SignatureFault::KeyMismatch);
    }
    match parameter_set {
        fips204::ID_ML_DSA_44 => verify_with::<MlDsa44>(input),
        fips204::ID_ML_DSA_65 => verify_with::<MlDsa65>(input),
        fips204::ID_ML_DSA_87 => verify_with::<MlDsa87>(input),
        _ => Err(SignatureFault::AlgorithmUnsupported),
    }
}

fn verify_with<P: MlDsaParams>(input: &SignatureInput<'_>) -> Result<(), SignatureFault> {
    let key =
        EncodedVerifyingKey::<P>::try_from(input.key).map_err(|_| SignatureFault::KeyUnusable)?;
    let signature =
        Signature::<P>::try_from(input.signature).map_err(|_| SignatureFault::Invalid)?;
    VerifyingKey::<P>::decode(&key)
        .verify(input.message, &signature)
        .map_err(|_| SignatureFault::Invalid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::self_signed::{ALL, SelfSigned, testdata};

    #[test]
    fn every_parameter_set() {
        for (name, der) in [
            ("ML-DSA-44", testdata!("ml-dsa-44")),
            ("ML-DSA-65", testdata!("ml-dsa-65")),
            ("ML-DSA-87", testdata!("ml-dsa-87")),
        ] {
            SelfSigned::read(der).assert_sound(name);
        }
    }

    #[test]
    fn the_key_is_of_the_signature_s_parameter_set() {
        let mut certificate = SelfSigned::read(testdata!("ml-dsa-44"));
        certificate.key_algorithm = SelfSigned::read(testdata!("ml-dsa-65")).key_algorithm;
        assert_eq!(certificate.verify(ALL), Err(SignatureFault::KeyMismatch));
    }
}
