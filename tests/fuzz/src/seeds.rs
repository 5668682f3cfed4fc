//! The first inputs of each target.

use anchorlight::Request;
use anchorlight_pki::{ItemKind, Opened, open};

use crate::case::{Case, Role};
use crate::{own, stores, texts};

/// Longer inputs are slow and seldom say more.
const LONGEST: usize = 64 * 1024;

/// The first inputs of each target, by its name, of what the repository holds.
///
/// # Errors
///
/// Where the repository is not as it was when this was built.
pub fn first() -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
    let mut all: Vec<_> = own::requests()?.iter().flat_map(seeds).collect();
    for document in stores::documents()? {
        // As it is; then signed by two, or by one and somebody else.
        for mask in [crate::targets::AS_IT_IS, 0b011, 0b100_001] {
            all.push(("update", [&[mask][..], &document].concat()));
        }
        all.push(("document", document.clone()));
        all.push(("json", document));
    }
    all.extend(own::containers()?);
    all.push(("java", own::bks()));
    all.extend(texts::seeds()?);
    for object in own::objects()?.into_iter().chain(texts::pems()?) {
        all.extend(["inspect", "exports"].map(|target| (target, object.clone())));
    }
    all.extend(own::private_keys()?.into_iter().map(|key| ("keys", key)));
    Ok(all)
}

/// What a request gives each target, by its name.
#[must_use]
pub fn seeds(request: &Request) -> Vec<(&'static str, Vec<u8>)> {
    let mut seeds = Vec::new();
    let Some(case) = Case::of(request) else { return seeds };
    for target in ["paths", "validate"] {
        seeds.push((target, case.write()));
    }
    let sources: Vec<usize> =
        (0..case.files.len()).filter(|at| case.files[*at].0 == Role::Revocation).collect();
    for at in sources {
        // Each in turn is the last, which is the one that gets changed.
        let mut case = case.clone();
        let file = case.files.remove(at);
        case.files.push(file.clone());
        case.files.push((Role::Changed, file.1.clone()));
        let target = match open(&file.1) {
            Opened { items, .. } if items.iter().any(|item| item.kind == ItemKind::Crl) => "crl",
            _ => "ocsp",
        };
        seeds.push((target, case.write()));
    }
    let all = [
        &request.certificates,
        &request.anchors,
        &request.intermediates,
        &request.revocation.sources,
        &request.public_suffixes,
    ];
    let files = all.into_iter().flatten().filter_map(|source| source.data.clone());
    seeds.extend(files.flat_map(|data| {
        ["intake", "inspect", "certificates", "exports"].map(|of| (of, data.clone()))
    }));
    seeds.retain(|(_, input)| input.len() <= LONGEST);
    seeds
}
