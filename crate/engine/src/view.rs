//! Certificates as the report shows them.

use std::fmt::Write;

use anchorlight_pki as pki;
use anchorlight_pki::hex;
use anchorlight_policy::Sha256;
use sha1::{Digest, Sha1};

use crate::file::{Teller, Told};
use crate::intake::Origin;
use crate::report::{
    Certificate, Extension, ListScope, Name, NameAttribute, Policy, RevocationSource,
};

pub(crate) fn certificate(origin: &Origin<'_>) -> Certificate {
    let certificate = &origin.entry.certificate;
    let extensions = &certificate.extensions;
    Certificate {
        input: origin.input,
        start: origin.entry.start,
        length: origin.entry.length,
        pointer: origin.entry.pointer.clone(),
        in_chain: origin.in_chain,
        in_store: origin.in_store,
        version: certificate.version,
        serial: hex::encode(&certificate.serial),
        subject: name(&certificate.subject),
        issuer: name(&certificate.issuer),
        not_before: certificate.not_before,
        not_after: certificate.not_after,
        key: certificate.public_key.kind.clone(),
        signature_algorithm: certificate.signature_algorithm.name(),
        basic_constraints: extensions.basic_constraints,
        key_usage: extensions.key_usage.map(pki::KeyUsage::bits),
        extended_key_usage: extensions
            .extended_key_usage
            .as_ref()
            .map(|purposes| purposes.iter().map(pki::Oid::named).collect()),
        must_staple: extensions.must_staple(),
        policies: extensions.policies.as_ref().map(|all| all.iter().map(policy).collect()),
        subject_alt_names: extensions.subject_alt_names.clone(),
        subject_key_id: extensions.subject_key_id.as_deref().map(hex::encode),
        authority_key_id: extensions
            .authority_key_id
            .as_ref()
            .and_then(|id| id.key_id.as_deref())
            .map(hex::encode),
        extensions: extensions.all.iter().map(extension).collect(),
        sha256: Sha256(origin.entry.sha256).to_string(),
        sha1: hex::encode(&Sha1::digest(&certificate.der)),
        spki_sha256: Sha256::of(&certificate.public_key.spki).to_string(),
        self_issued: certificate.is_self_issued(),
        problems: certificate.problems.clone(),
    }
}

pub(crate) fn source((input, told): (usize, &Told)) -> RevocationSource {
    let Told { by, start, length, .. } = told;
    let (start, length) = (*start, *length);
    match by {
        Teller::List(crl) => {
            let number = |number: &Option<Vec<u8>>| number.as_deref().map(hex::encode);
            RevocationSource::List {
                input,
                start,
                length,
                issuer: name(&crl.issuer),
                number: number(&crl.extensions.number),
                delta_base: number(&crl.extensions.delta_base),
                this_update: crl.this_update,
                next_update: crl.next_update,
                entries: crl.entries(),
                scope: crl.extensions.issuing_distribution_point.as_ref().map(scope),
                signature_algorithm: crl.signature_algorithm.name(),
                extensions: crl.extensions.all.iter().map(extension).collect(),
                problems: crl.problems.clone(),
            }
        }
        Teller::Response { response, .. } => {
            let (basic, error) = match response {
                pki::OcspResponse::Basic(basic) => (Some(basic), None),
                pki::OcspResponse::Refused(error) => (None, Some(*error)),
            };
            let (responder, responder_key) = match basic.map(|basic| &basic.responder) {
                Some(pki::ResponderId::Name(responder)) => (Some(name(responder)), None),
                Some(pki::ResponderId::KeyHash(hash)) => (None, Some(hex::encode(hash))),
                None => (None, None),
            };
            RevocationSource::Response {
                input,
                start,
                length,
                error,
                responder,
                responder_key,
                produced_at: basic.map(|basic| basic.produced_at),
                nonce: basic.and_then(|basic| basic.nonce.as_deref()).map(hex::encode),
                answers: basic.map_or(0, |basic| basic.responses()),
                signature_algorithm: basic.map(|basic| basic.signature_algorithm.name()),
                problems: basic.map(|basic| basic.problems.clone()).unwrap_or_default(),
            }
        }
    }
}

fn scope(point: &pki::IssuingDistributionPoint) -> ListScope {
    ListScope {
        distribution_point: point.name.as_ref().map(pki::PointName::texts).unwrap_or_default(),
        only_user_certs: point.only_user_certs,
        only_ca_certs: point.only_ca_certs,
        only_attribute_certs: point.only_attribute_certs,
        indirect: point.indirect,
        only_some_reasons: point.only_some_reasons.map(pki::Reasons::list),
    }
}

fn policy(policy: &pki::Policy) -> Policy {
    Policy {
        oid: policy.oid.clone(),
        name: policy.oid.name(),
        cps: policy.cps(),
        notices: policy.notices(),
    }
}

fn extension(extension: &pki::Extension) -> Extension {
    Extension {
        oid: extension.oid.clone(),
        name: extension.oid.name(),
        critical: extension.critical,
        length: extension.value.len(),
    }
}

fn name(name: &pki::Name) -> Name {
    let attributes: Vec<NameAttribute> = name
        .rdns
        .iter()
        .flatten()
        .map(|attribute| NameAttribute {
            kind: attribute.oid.named(),
            value: attribute.safe_text(),
        })
        .collect();
    let common_name = attributes.iter().rev().find(|attribute| attribute.kind == "CN");
    let short = common_name.or(attributes.last()).map_or_else(String::new, |a| a.value.clone());
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write!(text, "{name}");
    Name { text, short, attributes }
}
