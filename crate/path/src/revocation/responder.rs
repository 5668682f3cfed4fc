//! Who signed a response, and may they (RFC 6960 §4.2.2.2)?

use anchorlight_pki::{Certificate, KeyUsageBit, ResponderId};
use const_oid::db::{rfc5912, rfc6960};

use super::response::Given;
use super::signer::Signed;
use super::{Revocation, RevocationMode, SourceFault, list};
use crate::budget::Limit;
use crate::build::{Builder, End, NO_SUBTREES, Search};
use crate::fault::Fault;
use crate::policy_graph::NO_POLICIES;
use crate::purpose::{Purpose, StrictPurpose};
use crate::validate::{Found, validate};

/// Whether the response was signed for the issuer of the certificate at `place`: with the issuer's
/// own key, or with that of a responder to whom the issuer delegated it.
pub(super) fn verify<'a>(
    builder: &mut Builder<'a>,
    given: &Given<'a>,
    path: &[usize],
    place: usize,
) -> Result<(), SourceFault> {
    let responder = &given.response.responder;
    let signed = Signed::response(given.response);
    let issuer = path[place + 1];
    let mut best = SourceFault::SignerNotFound { signer: responder.to_string() };
    let mut others: Vec<usize> = given.certificates.to_vec();
    match responder {
        ResponderId::Name(name) => {
            let named = builder.named(name.comparable());
            others.extend(named.iter().map(|named| named.certificate));
        }
        ResponderId::KeyHash(_) => others.extend(builder.search.revocation.responders),
    }
    others.retain(|position| *position != issuer);
    for candidate in [issuer].into_iter().chain(others) {
        builder.look_at()?;
        let certificate = builder.certificate(candidate);
        // Nobody vouches for itself.
        if !is_named(builder, responder, certificate)
            || certificate.der == builder.certificate(path[place]).der
        {
            continue;
        }
        if !builder.signed_by(&signed, candidate, &mut best)? {
            continue;
        }
        if candidate == issuer {
            return Ok(());
        }
        match authorised(builder, candidate, &path[place + 1..]) {
            Ok(()) => return Ok(()),
            Err(fault @ SourceFault::SearchStopped { .. }) => return Err(fault),
            Err(fault) => best = fault,
        }
    }
    Err(best)
}

impl Builder<'_> {
    /// Counts a certificate that may be a responder's.
    fn look_at(&mut self) -> Result<(), SourceFault> {
        if self.effort.candidates >= self.search.budget.candidates {
            let limit = Limit::Candidates;
            self.effort.reached(limit);
            return Err(SourceFault::SearchStopped { limit });
        }
        self.effort.candidates += 1;
        Ok(())
    }
}

fn is_named(builder: &Builder<'_>, responder: &ResponderId, certificate: &Certificate) -> bool {
    match responder {
        ResponderId::Name(name) => certificate.subject == *name,
        ResponderId::KeyHash(hash) => {
            let sha1 = rfc5912::ID_SHA_1.as_bytes();
            let own = builder.search.verifier.digest(sha1, &certificate.public_key.bits);
            own.as_ref() == Some(hash)
        }
    }
}

/// Whether the issuer at the start of `above` delegated the signing of responses: "This certificate
/// MUST be issued directly by the CA that is identified in the request", with the key that signed
/// the certificate in question, and it names OCSP signing among its purposes.
fn authorised(
    builder: &mut Builder<'_>,
    candidate: usize,
    above: &[usize],
) -> Result<(), SourceFault> {
    let certificate = builder.certificate(candidate);
    let refused = |fault| SourceFault::ResponderNotAuthorised {
        responder: certificate.subject.to_string(),
        fault: Option::map(fault, Box::new),
    };
    if certificate.issuer != builder.certificate(above[0]).subject {
        return Err(refused(None));
    }
    match builder.link(candidate, above[0]) {
        Some(Ok(())) => {}
        Some(Err(_)) => return Err(refused(None)),
        None => return Err(SourceFault::SearchStopped { limit: Limit::Signatures }),
    }
    let path: Vec<usize> = [candidate].iter().chain(above).copied().collect();
    // §4.2.2.2.1: id-pkix-ocsp-nocheck says to trust the responder for as long as its certificate
    // lasts. Of any other, lists alone are asked: its own responses are the ones in doubt.
    let nocheck = certificate.extensions.all.iter().any(|e| e.oid == rfc6960::ID_PKIX_OCSP_NOCHECK);
    let status = (!nocheck).then(|| list::status(builder, &path, 0));
    let search = Search {
        target: candidate,
        purpose: Purpose::OcspSigning,
        strict_purpose: StrictPurpose::EndEntity,
        name: None,
        // What the caller asks of policies and names it asks of the certificate in question.
        policies: &NO_POLICIES,
        subtrees: &NO_SUBTREES,
        profile: builder.search.profile.for_signers(),
        max_path_length: None,
        revocation: Revocation { mode: RevocationMode::Prefer, ..builder.search.revocation },
        ..*builder.search
    };
    let anchor = path.last().and_then(|top| builder.anchor_use(*top));
    let found = Found { path: &path, anchor, end: End::Anchor, revocation: status.as_slice() };
    let (checks, _) = validate(&search, &found, &builder.links, &mut builder.effort);
    // The checks on what is above stand in the trail of the path itself.
    let of_responder = checks.into_iter().filter(|check| check.certificate == candidate);
    let worst = of_responder.filter_map(|check| check.fault).min_by_key(Fault::rank);
    worst.or_else(|| key_usage(certificate)).map_or(Ok(()), |fault| Err(refused(Some(fault))))
}

/// RFC 5280 §4.2.1.12 names these two for OCSP signing; no response is a certificate or a list.
fn key_usage(responder: &Certificate) -> Option<Fault> {
    let needed = [KeyUsageBit::DigitalSignature, KeyUsageBit::NonRepudiation];
    let present = responder.extensions.key_usage?.bits();
    (!needed.iter().any(|bit| present.contains(bit)))
        .then(|| Fault::KeyUsagePurposeMissing { needed: needed.to_vec(), present })
}
