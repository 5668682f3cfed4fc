//! rustls-webpki as the second judge of a path that ours accepts.
//!
//! It sees one path at a time, in its own order and with its own DER reader.
//! Cryptography is shared and memoised: two judges of paths, one of signatures.

use anchorlight_path::{Purpose, ReferenceName, SignatureInput, SignatureVerifier};
use anchorlight_pki::{Subtree, Time};
use der::Decode;
use der::asn1::AnyRef;
use rustls_pki_types::{
    AlgorithmIdentifier, CertificateDer, Der, InvalidSignature, ServerName,
    SignatureVerificationAlgorithm, TrustAnchor, UnixTime, alg_id,
};
use webpki::{
    DerTypeId, EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter, KeyUsage,
};

use crate::intake::Intake;
use crate::report::{AbstainReason, Judgement, Opinion};

/// One path, as our own validator accepted it.
pub(crate) struct Question<'a> {
    pub(crate) certificates: &'a Intake,
    /// The end entity first, the anchor last.
    pub(crate) path: &'a [usize],
    pub(crate) time: Time,
    pub(crate) purpose: Purpose,
    pub(crate) name: Option<&'a ReferenceName>,
    /// Whether the anchor's certificate counts for more than its name and key.
    pub(crate) anchor_extensions: bool,
}

pub(crate) fn ask(question: &Question<'_>, verifier: &(dyn SignatureVerifier + Sync)) -> Opinion {
    if question.path.len() < 2 {
        return abstain(AbstainReason::DirectlyTrusted, None);
    }
    match judge(question, verifier) {
        Ok(()) if !knows_form(question.name) => abstain(AbstainReason::NameForm, None),
        Ok(()) => Opinion { judgement: Judgement::Agrees, error: None, reason: None },
        Err(error) => {
            let text = Some(name_of(&error));
            match reason_to_abstain(&error, question) {
                Some(reason) => abstain(reason, text),
                None => Opinion { judgement: Judgement::Vetoes, error: text, reason: None },
            }
        }
    }
}

/// The error by its name. What it carries is in our own checks, or kilobytes of Rust.
fn name_of(error: &Error) -> String {
    let text = error.to_string();
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
}

fn abstain(reason: AbstainReason, error: Option<String>) -> Opinion {
    Opinion { judgement: Judgement::Abstains, error, reason: Some(reason) }
}

/// Which of its errors mean "not supported" and not "not valid". An error that
/// is not listed is a veto.
fn reason_to_abstain(error: &Error, question: &Question<'_>) -> Option<AbstainReason> {
    match error {
        // Where it expects extensions.
        Error::TrailingData(DerTypeId::CertificateExtensions) if has_unique_ids(question) => {
            Some(AbstainReason::UniqueIdentifiers)
        }
        Error::BadDerTime => Some(AbstainReason::Time),
        Error::CaUsedAsEndEntity => Some(AbstainReason::CaAsEndEntity),
        Error::MaximumPathDepthExceeded => Some(AbstainReason::PathTooLong),
        // It counts self-issued certificates, and where one stands beside another of the same name
        // it tries the two in any order and may tell the fault of the wrong one.
        Error::PathLenConstraintViolated | Error::InvalidSignatureForPublicKey
            if has_self_issued(question) =>
        {
            Some(AbstainReason::SelfIssued)
        }
        Error::NameConstraintViolation if has_constraints_of_other_forms(question) => {
            Some(AbstainReason::NameConstraintForm)
        }
        // Ours refuses whatever it does not process, so all that is critical here was processed.
        Error::UnsupportedCriticalExtension => Some(AbstainReason::CriticalExtension),
        Error::UnknownIssuer if !names_are_identical(question) => {
            Some(AbstainReason::NameComparison)
        }
        Error::UnsupportedCertVersion => Some(AbstainReason::Version),
        // Ours compares the two algorithms of every certificate but the anchor, whose own signature
        // is no part of the path (RFC 5280 §6.1.1 (d)).
        Error::SignatureAlgorithmMismatch => Some(AbstainReason::SignatureAlgorithm),
        Error::UnsupportedSignatureAlgorithmContext(_)
        | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => {
            Some(AbstainReason::SignatureAlgorithm)
        }
        _ => None,
    }
}

/// The forms of names that webpki can be asked for.
fn knows_form(name: Option<&ReferenceName>) -> bool {
    matches!(name, None | Some(ReferenceName::Dns(_) | ReferenceName::Ip(_)))
}

fn has_constraints_of_other_forms(question: &Question<'_>) -> bool {
    let constraints = question
        .path
        .iter()
        .filter_map(|index| question.certificates[*index].extensions.name_constraints.as_ref());
    let mut subtrees = constraints.flat_map(|c| c.permitted.iter().chain(&c.excluded));
    subtrees.any(|subtree| !matches!(subtree, Subtree::Dns(_) | Subtree::Ip { .. }))
}

fn has_unique_ids(question: &Question<'_>) -> bool {
    question.path.iter().any(|index| question.certificates[*index].has_unique_ids)
}

fn has_self_issued(question: &Question<'_>) -> bool {
    let between = &question.path[1..question.path.len() - 1];
    between.iter().any(|index| question.certificates[*index].is_self_issued())
}

fn names_are_identical(question: &Question<'_>) -> bool {
    question.path.windows(2).all(|link| {
        question.certificates[link[0]].issuer.der == question.certificates[link[1]].subject.der
    })
}

fn judge(question: &Question<'_>, verifier: &(dyn SignatureVerifier + Sync)) -> Result<(), Error> {
    let ders: Vec<CertificateDer<'_>> = question
        .path
        .iter()
        .map(|index| CertificateDer::from(question.certificates[*index].der.as_slice()))
        .collect();
    let [end_entity, intermediates @ .., anchor] = ders.as_slice() else {
        return Err(Error::UnknownIssuer);
    };
    let end_entity = EndEntityCert::try_from(end_entity)?;
    let anchors = [if question.anchor_extensions {
        webpki::anchor_from_trusted_cert(anchor)?
    } else {
        name_and_key(question)?
    }];
    let algorithms: Vec<Algorithm<'_>> =
        ALGORITHMS.iter().map(|(key, signature)| Algorithm { key, signature, verifier }).collect();
    let algorithms: Vec<&dyn SignatureVerificationAlgorithm> =
        algorithms.iter().map(|algorithm| algorithm as _).collect();
    // webpki knows no time before 1970; nothing it could then accept was valid.
    let seconds = u64::try_from(question.time.0).unwrap_or(0);
    let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
    end_entity.verify_for_usage(
        &algorithms,
        &anchors,
        intermediates,
        time,
        Usage(question.purpose),
        None,
        None,
    )?;
    match question.name {
        None
        | Some(ReferenceName::Email(_) | ReferenceName::Uri(_) | ReferenceName::Directory(_)) => {
            Ok(())
        }
        Some(ReferenceName::Ip(address)) => {
            end_entity.verify_is_valid_for_subject_name(&ServerName::IpAddress((*address).into()))
        }
        Some(ReferenceName::Dns(name)) => {
            let name =
                ServerName::try_from(name.as_str()).map_err(|_| Error::MalformedDnsIdentifier)?;
            end_entity.verify_is_valid_for_subject_name(&name)
        }
    }
}

/// The anchor as RFC 5280 §6.1.1 (d) needs it; webpki wants the contents without their outer headers.
fn name_and_key<'a>(question: &Question<'a>) -> Result<TrustAnchor<'a>, Error> {
    let anchor = &question.certificates[*question.path.last().ok_or(Error::UnknownIssuer)?];
    let contents = |der: &'a [u8]| {
        let value = AnyRef::from_der(der).map(|any| any.value()).map_err(|_| Error::BadDer)?;
        Ok(Der::from_slice(value))
    };
    Ok(TrustAnchor {
        subject: contents(&anchor.subject.der)?,
        subject_public_key_info: contents(&anchor.public_key.spki)?,
        name_constraints: None,
    })
}

/// As webpki's own check, and anyExtendedKeyUsage, which it does not know.
struct Usage(Purpose);

impl ExtendedKeyUsageValidator for Usage {
    fn validate(&self, present: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        /// Contents octets of 2.5.29.37.0.
        const ANY: &[u8] = &[0x55, 0x1d, 0x25, 0x00];
        let Some(wanted) = key_purpose(self.0) else { return Ok(()) };
        let mut empty = true;
        for purpose in present {
            empty = false;
            let purpose = purpose?;
            if [wanted, ANY].iter().any(|oid| purpose == webpki::KeyPurposeId::new(oid)) {
                return Ok(());
            }
        }
        // Absent, the extension allows every purpose (RFC 5280 §4.2.1.12).
        if empty {
            return Ok(());
        }
        Err(Error::RequiredEkuNotFoundContext(webpki::RequiredEkuNotFoundContext {
            required: KeyUsage::required_if_present(wanted),
            present: Vec::new(),
        }))
    }
}

/// Contents octets of the purpose's identifier: 1.3.6.1.5.5.7.3.x. webpki can ask for one of these and no more; what
/// other bodies ask of theirs is ours alone to judge.
fn key_purpose(purpose: Purpose) -> Option<&'static [u8]> {
    Some(match purpose {
        Purpose::Any
        | Purpose::C2paManifest
        | Purpose::C2paTimeStamping
        | Purpose::RcsMlsClient => return None,
        Purpose::ServerAuth => &[0x2b, 6, 1, 5, 5, 7, 3, 1],
        Purpose::ClientAuth => &[0x2b, 6, 1, 5, 5, 7, 3, 2],
        Purpose::CodeSigning => &[0x2b, 6, 1, 5, 5, 7, 3, 3],
        Purpose::EmailProtection => &[0x2b, 6, 1, 5, 5, 7, 3, 4],
        Purpose::TimeStamping => &[0x2b, 6, 1, 5, 5, 7, 3, 8],
        Purpose::OcspSigning => &[0x2b, 6, 1, 5, 5, 7, 3, 9],
    })
}

/// One algorithm of webpki's, answered by our verifier.
struct Algorithm<'a> {
    key: &'static AlgorithmIdentifier,
    signature: &'static AlgorithmIdentifier,
    verifier: &'a (dyn SignatureVerifier + Sync),
}

impl std::fmt::Debug for Algorithm<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Algorithm")
            .field("key", self.key)
            .field("signature", self.signature)
            .finish()
    }
}

impl SignatureVerificationAlgorithm for Algorithm<'_> {
    fn verify_signature(
        &self,
        public_key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let input = SignatureInput {
            key_algorithm: self.key.as_ref(),
            key: public_key,
            algorithm: self.signature.as_ref(),
            message,
            signature,
            digest: None,
        };
        self.verifier.verify(&input).map_err(|_| InvalidSignature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        *self.key
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        *self.signature
    }
}

static ALGORITHMS: &[(AlgorithmIdentifier, AlgorithmIdentifier)] = &[
    (alg_id::ECDSA_P256, alg_id::ECDSA_SHA256),
    (alg_id::ECDSA_P256, alg_id::ECDSA_SHA384),
    (alg_id::ECDSA_P256, alg_id::ECDSA_SHA512),
    (alg_id::ECDSA_P384, alg_id::ECDSA_SHA256),
    (alg_id::ECDSA_P384, alg_id::ECDSA_SHA384),
    (alg_id::ECDSA_P384, alg_id::ECDSA_SHA512),
    (alg_id::ECDSA_P521, alg_id::ECDSA_SHA256),
    (alg_id::ECDSA_P521, alg_id::ECDSA_SHA384),
    (alg_id::ECDSA_P521, alg_id::ECDSA_SHA512),
    (alg_id::ED25519, alg_id::ED25519),
    (alg_id::ML_DSA_44, alg_id::ML_DSA_44),
    (alg_id::ML_DSA_65, alg_id::ML_DSA_65),
    (alg_id::ML_DSA_87, alg_id::ML_DSA_87),
    (alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA256),
    (alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA384),
    (alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA512),
    (alg_id::RSA_ENCRYPTION, alg_id::RSA_PSS_SHA256),
    (alg_id::RSA_ENCRYPTION, alg_id::RSA_PSS_SHA384),
    (alg_id::RSA_ENCRYPTION, alg_id::RSA_PSS_SHA512),
];
