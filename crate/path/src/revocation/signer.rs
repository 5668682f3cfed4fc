//! Who signed a list, and may they (RFC 5280 §6.3.3 (f) and (g))?

use std::ops::Index;

use anchorlight_pki::{Algorithm, BasicResponse, Certificate, Crl, KeyUsageBit};

use super::{Revocation, RevocationMode, SourceFault};
use crate::budget::Limit;
use crate::build::{Builder, Candidate, Certificates, Path, Search, search};
use crate::policy_graph::NO_POLICIES;
use crate::purpose::{Purpose, StrictPurpose};
use crate::signature::{SignatureFault, SignatureInput};

/// Something signed by somebody who must be found.
pub(super) struct Signed<'a> {
    pub signed_algorithm: &'a Algorithm,
    pub algorithm: &'a Algorithm,
    pub message: &'a [u8],
    pub signature: &'a [u8],
    /// SHA-256 of the whole, where it is known.
    pub digest: Option<&'a [u8; 32]>,
}

impl<'a> Signed<'a> {
    pub(super) fn list(list: &'a Crl) -> Self {
        Self {
            signed_algorithm: &list.signed_algorithm,
            algorithm: &list.signature_algorithm,
            message: list.tbs(),
            signature: &list.signature,
            digest: list.digest.as_ref(),
        }
    }

    pub(super) fn response(response: &'a BasicResponse) -> Self {
        Self {
            // A response names its algorithm once.
            signed_algorithm: &response.signature_algorithm,
            algorithm: &response.signature_algorithm,
            message: response.tbs(),
            signature: &response.signature,
            digest: None,
        }
    }
}

/// The certificate whose key verifies a list of the certificate at `place`, if its path holds.
pub(super) fn signer<'a>(
    builder: &mut Builder<'a>,
    list: &'a Crl,
    path: &[usize],
    place: usize,
) -> Result<usize, SourceFault> {
    let signed = Signed::list(list);
    let anchor = path[path.len() - 1];
    let issuer = path[place + 1];
    let own = builder.certificate(issuer).subject == list.issuer;
    let named = builder.named(list.issuer.comparable()).iter().map(|named| named.certificate);
    let others: Vec<usize> = named.filter(|position| !own || *position != issuer).collect();
    let candidates = own.then_some(issuer).into_iter().chain(others);
    let signer = || list.issuer.to_string();
    let mut best = SourceFault::SignerNotFound { signer: signer() };
    for candidate in candidates {
        if !builder.signed_by(&signed, candidate, &mut best)? {
            continue;
        }
        let usage = builder.certificate(candidate).extensions.key_usage;
        let name_and_key = candidate == anchor
            && builder.anchor_use(anchor).is_some_and(|anchor| !anchor.extensions);
        if usage.is_some_and(|usage| !name_and_key && !usage.has(KeyUsageBit::CrlSign)) {
            best = SourceFault::SignerKeyUsage { signer: signer() };
            continue;
        }
        // The rest of this path is the issuer's own, and its checks stand in this path's trail.
        if candidate == issuer || candidate == anchor || builder.is_trusted(candidate, anchor) {
            return Ok(candidate);
        }
        best = SourceFault::SignerNotTrusted { signer: signer() };
    }
    Err(best)
}

impl Builder<'_> {
    /// Whether the key of `signer` verifies it. Where it does not and no other was at hand before, why not
    /// becomes what is told of the source; only a search that must stop is an error.
    pub(super) fn signed_by(
        &mut self,
        signed: &Signed<'_>,
        signer: usize,
        best: &mut SourceFault,
    ) -> Result<bool, SourceFault> {
        match self.verify(signed, signer) {
            Ok(()) => Ok(true),
            Err(fault @ SourceFault::SearchStopped { .. }) => Err(fault),
            Err(fault) => {
                if matches!(best, SourceFault::SignerNotFound { .. }) {
                    *best = fault;
                }
                Ok(false)
            }
        }
    }

    pub(super) fn verify(&mut self, signed: &Signed<'_>, signer: usize) -> Result<(), SourceFault> {
        let algorithm = || signed.algorithm.name();
        // RFC 5280 §5.1.1.2: both name the same algorithm.
        if signed.signed_algorithm != signed.algorithm {
            return Err(SourceFault::SignatureInvalid { algorithm: algorithm() });
        }
        if self.effort.signatures >= self.search.budget.signatures {
            let limit = Limit::Signatures;
            self.effort.reached(limit);
            return Err(SourceFault::SearchStopped { limit });
        }
        self.effort.signatures += 1;
        let key = &self.certificate(signer).public_key;
        let answer = self.search.verifier.verify(&SignatureInput {
            key_algorithm: &key.algorithm.contents,
            key: &key.bits,
            algorithm: &signed.algorithm.contents,
            message: signed.message,
            signature: signed.signature,
            digest: signed.digest,
        });
        answer.map_err(|fault| match fault {
            SignatureFault::AlgorithmRefused | SignatureFault::AlgorithmUnsupported => {
                SourceFault::SignatureAlgorithm { algorithm: algorithm() }
            }
            _ => SourceFault::SignatureInvalid { algorithm: algorithm() },
        })
    }

    /// Whether a path from `signer` to the same anchor holds. The signer's own revocation counts
    /// where it is known; whoever signed what tells of it is not asked about in turn, or this would
    /// not end.
    fn is_trusted(&mut self, signer: usize, anchor: usize) -> bool {
        let outer = self.search.revocation;
        let mode = if outer.of_signer { RevocationMode::Off } else { RevocationMode::Prefer };
        let budget = self.search.budget.left_after(&self.effort);
        let (paths, effort) = search(&Search {
            certificates: &WithAnchor { all: self.search.certificates, anchor },
            target: signer,
            purpose: Purpose::Any,
            strict_purpose: StrictPurpose::Off,
            name: None,
            policies: &NO_POLICIES,
            profile: self.search.profile.for_signers(),
            max_path_length: None,
            revocation: Revocation { mode, of_signer: true, ..outer },
            budget,
            ..*self.search
        });
        self.effort.add(&effort);
        paths.iter().any(Path::holds)
    }
}

/// The same certificates with one trust anchor: "The trust anchor for the certification path MUST be
/// the same as the trust anchor used to validate the target certificate."
struct WithAnchor<'a> {
    all: &'a dyn Certificates,
    anchor: usize,
}

impl Index<usize> for WithAnchor<'_> {
    type Output = Certificate;

    fn index(&self, position: usize) -> &Certificate {
        &self.all[position]
    }
}

impl Certificates for WithAnchor<'_> {
    fn with_subject(&self, subject: &[u8]) -> Vec<Candidate> {
        let mut named = self.all.with_subject(subject);
        for candidate in &mut named {
            candidate.anchor = candidate.anchor.filter(|_| candidate.certificate == self.anchor);
        }
        named
    }
}
