//! OCSP responses (RFC 6960 §3.2).

use anchorlight_pki::{
    BasicResponse, CertificateId, CertificateStatus, OcspResponse, Oid, Reason, SingleResponse,
    Table,
};

use super::responder::verify;
use super::{RevocationSource, Revoked, SourceFault, Unusable, in_force};
use crate::build::Builder;

/// What the responses say of one certificate.
#[derive(Default)]
pub(super) struct Answer {
    pub revoked: Option<Revoked>,
    /// The sources that say that it is good.
    pub good: Vec<usize>,
    pub why: Vec<Unusable>,
}

/// A response, and the positions of the certificates that came with it.
pub(super) struct Given<'a> {
    pub response: &'a BasicResponse,
    pub certificates: &'a [usize],
}

/// What the responses say of the certificate at `place`. One response that says revoked outweighs
/// every one that says good, whichever is newer: both are in force.
pub(super) fn answer(builder: &mut Builder<'_>, path: &[usize], place: usize) -> Answer {
    let mut answer = Answer::default();
    let mut question = Question { path, place, hashes: Table::default() };
    for (source, given) in builder.search.revocation.sources.iter().enumerate() {
        let RevocationSource::Response { response, certificates } = *given else { continue };
        let said = match response {
            OcspResponse::Refused(error) => Err(SourceFault::ResponseStatus { status: *error }),
            OcspResponse::Basic(response) => {
                question.ask(builder, &Given { response, certificates })
            }
        };
        match said {
            Ok(None) => {}
            Ok(Some(single)) => match single.status {
                CertificateStatus::Revoked { revocation_date, reason } => {
                    answer.revoked.get_or_insert(Revoked {
                        revocation_date,
                        reason: reason.unwrap_or(Reason::Unspecified),
                        invalidity_date: single.invalidity_date,
                        source,
                    });
                }
                CertificateStatus::Good => answer.good.push(source),
                CertificateStatus::Unknown => {
                    answer.why.push(Unusable { source, fault: SourceFault::CertificateUnknown });
                }
            },
            Err(fault) => answer.why.push(Unusable { source, fault }),
        }
    }
    answer
}

struct Question<'p> {
    path: &'p [usize],
    place: usize,
    /// Of the issuer's name and of its key, by the function.
    hashes: Table<Oid, (Vec<u8>, Vec<u8>)>,
}

impl Question<'_> {
    /// What one response says of the certificate; `None` if it is not about it.
    fn ask<'a>(
        &mut self,
        builder: &mut Builder<'a>,
        given: &Given<'a>,
    ) -> Result<Option<&'a SingleResponse>, SourceFault> {
        let mut said: Option<&SingleResponse> = None;
        let (mut unusable, mut other) = (None, None);
        let serial = &builder.certificate(self.path[self.place]).serial;
        for single in given.response.with_serial(serial) {
            if let Err(fault) = self.is_about(builder, &single.certificate) {
                other = Some(fault);
            } else if let Err(fault) = single_usable(builder, single) {
                unusable = Some(fault);
            } else if said.is_none_or(|known| weight(known) < weight(single)) {
                said = Some(single);
            }
        }
        let Some(said) = said else { return unusable.or(other).map_or(Ok(None), Err) };
        usable(builder, given.response)?;
        verify(builder, given, self.path, self.place)?;
        Ok(Some(said))
    }

    /// §4.1.1: the hash of the issuer's name as the certificate spells it, and that of the issuer's key.
    fn is_about(&mut self, builder: &Builder<'_>, id: &CertificateId) -> Result<(), SourceFault> {
        if !self.hashes.contains(&id.hash) {
            let hash = |data| builder.search.verifier.digest(id.hash.contents(), data);
            let name = hash(&builder.certificate(self.path[self.place]).issuer.der);
            let key = hash(&builder.certificate(self.path[self.place + 1]).public_key.bits);
            let (Some(name), Some(key)) = (name, key) else {
                return Err(SourceFault::HashUnsupported { algorithm: id.hash.named() });
            };
            self.hashes.insert(id.hash.clone(), (name, key));
        }
        let own = self.hashes.get(&id.hash);
        if own.is_some_and(|(name, key)| *name == id.issuer_name && *key == id.issuer_key) {
            Ok(())
        } else {
            Err(SourceFault::OtherIssuer)
        }
    }
}

/// Of several answers on the same certificate in one response, the weightiest counts.
fn weight(single: &SingleResponse) -> u8 {
    match single.status {
        CertificateStatus::Unknown => 0,
        CertificateStatus::Good => 1,
        CertificateStatus::Revoked { .. } => 2,
    }
}

/// What makes a response unusable whatever is asked of it.
fn usable(builder: &Builder<'_>, response: &BasicResponse) -> Result<(), SourceFault> {
    if let Some(problem) = response.problems.iter().find(|problem| problem.fatal) {
        return Err(SourceFault::Malformed { problem: problem.clone() });
    }
    if let Some(oid) = response.unknown_critical() {
        return Err(SourceFault::critical_extension(oid));
    }
    // §4.4.1: whoever sent a nonce takes no answer to anything else. One that nobody asked for
    // changes nothing.
    let expected = builder.search.revocation.nonce;
    if expected.is_some() && response.nonce.as_deref() != expected {
        return Err(SourceFault::NonceMismatch);
    }
    Ok(())
}

fn single_usable(builder: &Builder<'_>, single: &SingleResponse) -> Result<(), SourceFault> {
    if let Some(problem) = single.problems.iter().find(|problem| problem.fatal) {
        return Err(SourceFault::Malformed { problem: problem.clone() });
    }
    if let Some(oid) = single.unknown_critical() {
        return Err(SourceFault::critical_extension(oid));
    }
    in_force(builder, single.this_update, single.next_update)
}
