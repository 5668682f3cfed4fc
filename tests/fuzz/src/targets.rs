//! The targets: what is asked of the engine with the bytes of one input.

use anchorlight::{
    Change, Engine, FirstUse, Request, Source, StoreRequest, UpdateReport, UpdateRequest,
    parse_document,
};
use anchorlight_inspect::Format;
use anchorlight_pki::{Certificate, Crl, OcspResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::case::{Case, Role};
use crate::inspection;
use crate::invariants::{ask, no_new_good, same_in_any_order, same_when_opened};
use crate::objects;
use crate::random::Random;
use crate::stores::{NOW, SIGNERS, THRESHOLD, current, keys, published, signed};

/// A name and what it does; false where the bytes are no input for it.
pub type Target = (&'static str, fn(&[u8]) -> bool);

pub const TARGETS: &[Target] = &[
    ("paths", paths),
    ("validate", validate),
    ("crl", crl),
    ("ocsp", ocsp),
    ("intake", intake),
    ("document", document),
    ("update", update),
    ("inspect", inspection::any),
    ("certificates", inspection::certificates),
    ("zip", |bytes| inspection::container(bytes, &[Format::Zip])),
    ("gzip", |bytes| inspection::container(bytes, &[Format::Gzip])),
    // One octet changed in a header is no tar any more, and one in SignedData another object.
    ("tar", inspection::any),
    ("java", |bytes| inspection::container(bytes, &[Format::Jks, Format::Jceks, Format::Bks])),
    ("pkcs12", |bytes| inspection::container(bytes, &[Format::Pkcs12])),
    ("signed_data", inspection::any),
    // The same of one family of containers each.
    ("json", inspection::any),
    ("yaml", inspection::any),
    ("headers", inspection::any),
    ("s_client", inspection::any),
    ("keys", objects::keys),
    ("exports", objects::exports),
];

/// Which paths there are, whatever the order of the files.
fn paths(bytes: &[u8]) -> bool {
    let Some(request) = Case::read(bytes).and_then(|case| case.request()) else { return false };
    let Some(report) = ask(&request) else { return true };
    let mut random = Random::of(bytes);
    let mut shuffled = request;
    // The first file may have been called the end entity.
    random.shuffle(shuffled.certificates.get_mut(1..).unwrap_or_default());
    random.shuffle(&mut shuffled.anchors);
    random.shuffle(&mut shuffled.intermediates);
    random.shuffle(&mut shuffled.revocation.sources);
    if let Some(other) = ask(&shuffled) {
        same_in_any_order(&report, &other);
    }
    true
}

/// What is said of a chain and its bytes.
fn validate(bytes: &[u8]) -> bool {
    let Some(request) = Case::read(bytes).and_then(|case| case.request()) else { return false };
    ask(&request);
    true
}

/// What a list says after somebody changed it.
fn crl(bytes: &[u8]) -> bool {
    let Some(case) = Case::read(bytes) else { return false };
    if let Some(Ok(list)) = case.data(Role::Changed).map(|data| Crl::read(data.to_vec())) {
        let mut found = 0;
        for certificate in certificates(&case) {
            let entry = list.find(&certificate.issuer, &certificate.serial);
            found += usize::from(matches!(entry, Ok(Some(_))));
        }
        assert!(found == 0 || list.entries() > 0, "found in an empty list");
    }
    changed(&case)
}

/// What a response says after somebody changed it.
fn ocsp(bytes: &[u8]) -> bool {
    let Some(case) = Case::read(bytes) else { return false };
    let response = case.data(Role::Changed).map(|data| OcspResponse::read(data.to_vec()));
    if let Some(Ok(OcspResponse::Basic(response))) = response {
        for certificate in certificates(&case) {
            for single in response.with_serial(&certificate.serial) {
                assert_eq!(single.certificate.serial, certificate.serial);
            }
        }
    }
    changed(&case)
}

fn certificates(case: &Case) -> impl Iterator<Item = Certificate> {
    case.files.iter().filter_map(|(_, data)| Certificate::read(data).ok())
}

fn changed(case: &Case) -> bool {
    let (Some(before), Some(after)) = (case.request(), case.changed()) else { return false };
    if let (Some(before), Some(after)) = (ask(&before), ask(&after)) {
        no_new_good(&before, &after);
    }
    true
}

/// Any bytes as a file of each kind.
fn intake(bytes: &[u8]) -> bool {
    let files = || vec![Source::data(None, bytes.to_vec())];
    let mut request = Request { certificates: files(), anchors: files(), ..Request::default() };
    request.intermediates = files();
    request.revocation.sources = files();
    same_when_opened(&request);
    // Refused as a whole where the bytes are no list.
    request.public_suffixes = files();
    same_when_opened(&request);
    true
}

/// Any bytes as a trust store document: what reads is written and read again as the same.
fn document(bytes: &[u8]) -> bool {
    let Ok(parsed) = parse_document(bytes) else { return true };
    let written = serde_json::to_vec(&parsed.document).unwrap_or_default();
    let again = parse_document(&written);
    let same = again.is_ok_and(|again| again.document == parsed.document);
    assert!(same, "not the same when it is read again");
    let open = |document: &[u8]| {
        let document = Source::data(None, document.to_vec());
        let public_web_roots = Some(Source::data(None, Vec::new()));
        let request = StoreRequest { document, public_web_roots, ..StoreRequest::default() };
        Engine::default().describe_store(request)
    };
    let (store, again) = (open(bytes), open(&written));
    assert_eq!(store.as_ref().err(), again.as_ref().err(), "not the same when it is opened again");
    if let (Ok(store), Ok(again)) = (store, again) {
        assert_eq!(store.certificates.len(), again.certificates.len());
        assert_eq!(store.store.signed.is_some(), parsed.signed.is_some());
    }
    true
}

/// The first octet of an `update` whose file is given as it is. Otherwise its bits say whose keys sign it.
pub(crate) const AS_IT_IS: u8 = 0x80;

/// Whether anything gets past the signers of a store that they have not signed.
fn update(bytes: &[u8]) -> bool {
    let Some((mask, rest)) = bytes.split_first() else { return false };
    let as_it_is = mask & AS_IT_IS != 0;
    let candidate = if as_it_is { Some(rest.to_vec()) } else { signed(rest, usize::from(*mask)) };
    let Some(candidate) = candidate else { return true };
    let source = |bytes: &[u8]| Source::data(None, bytes.to_vec());
    let pinned = keys().iter().take(SIGNERS).map(|key| key.signer.id.to_string()).collect();
    let over_current = UpdateRequest {
        current: Some(source(current())),
        candidate: source(&candidate),
        now: NOW,
        ..UpdateRequest::default()
    };
    let first_use = UpdateRequest {
        current: None,
        first: Some(FirstUse::Pinned { signers: pinned, threshold: THRESHOLD }),
        ..over_current.clone()
    };
    for request in [over_current, first_use] {
        let is_first = request.current.is_none();
        let Ok(UpdateReport::Accepted { change, store }) = anchorlight::update(request) else {
            continue;
        };
        if candidate == current() {
            assert!(is_first || change == Change::Unchanged);
            continue;
        }
        let consented = if as_it_is {
            let of = |(signed, document): &(Vec<u8>, Vec<u8>)| {
                *signed == candidate || payload(&candidate).as_ref() == Some(document)
            };
            published().iter().any(of) || (is_first && payload(&candidate) == payload(current()))
        } else {
            (mask & ((1 << SIGNERS) - 1)).count_ones() >= THRESHOLD
        };
        assert!(consented, "accepted without the consent of the signers");
        assert!(store.signed.is_some() && !store.expired);
        assert!(is_first || (store.version > 2 && store.name == "Corp"), "{store:?}");
    }
    true
}

/// What a signed document encodes, whatever else it holds.
fn payload(file: &[u8]) -> Option<Vec<u8>> {
    let file: serde_json::Value = serde_json::from_slice(file).ok()?;
    URL_SAFE_NO_PAD.decode(file.get("payload")?.as_str()?).ok()
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;
    use crate::own;

    /// Were a change to make a list or a response say that a certificate is good, it would be noticed.
    #[test]
    fn a_certificate_that_becomes_good_is_a_finding() {
        let mut good = 0;
        for request in own::requests().unwrap() {
            let Some(mut case) = Case::of(&request) else { continue };
            let Some(at) = case.files.iter().position(|(role, _)| *role == Role::Revocation) else {
                continue;
            };
            let whole = case.files[at].1.clone();
            case.files[at].1.truncate(whole.len() - 1);
            case.files.push((Role::Changed, whole));
            let found = [crl, ocsp].map(|target| catch_unwind(|| target(&case.write())).is_err());
            let report = ask(&request).unwrap();
            let is_good = serde_json::to_string(&report.paths[0].revocation).unwrap();
            let is_good = is_good.contains("\"status\":\"good\"");
            assert_eq!(found, [is_good; 2]);
            good += usize::from(is_good);
        }
        assert!(good >= 3, "{good}");
    }
}
