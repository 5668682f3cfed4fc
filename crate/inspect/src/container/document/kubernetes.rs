//! Objects of Kubernetes, as YAML or JSON: Secret, ConfigMap, trust-manager's Bundle and ClusterBundle,
//! ClusterTrustBundle, configurations of clients, and any other that holds certificates.

use super::{Document, Known, MOST_NOTES};
use crate::container::{Detail, Format, Said};

/// Kinds, and where in them there has to be something to open.
const EXPECTED: [(&str, &[&str]); 4] = [
    ("Secret", &["data/tls.crt", "data/tls.key", "stringData/tls.crt", "stringData/tls.key"]),
    ("Bundle", &["spec/sources/*/inLine"]),
    ("ClusterBundle", &["spec/inLineCAs"]),
    ("ClusterTrustBundle", &["spec/trustBundle"]),
];

pub(super) fn known(document: &Document<'_>, root: usize) -> Option<Known> {
    let kind = kind(document, root)?;
    let mut known = Known { format: Format::Kubernetes, details: Vec::new(), expected: Vec::new() };
    let items = if kind.ends_with("List") { document.at(root, "items/*") } else { Vec::new() };
    for object in std::iter::once(root).chain(items) {
        one(document, object, &mut known);
    }
    Some(known)
}

/// Every object has both.
pub(super) fn kind<'d>(document: &'d Document<'_>, object: usize) -> Option<&'d str> {
    document.text_of(object, "apiVersion").and_then(|_| document.text_of(object, "kind"))
}

fn one(document: &Document<'_>, object: usize, known: &mut Known) {
    let Some(kind) = kind(document, object) else { return };
    if known.details.len() < MOST_NOTES {
        let name = document.member(object, "metadata");
        let name = name.and_then(|metadata| document.text_of(metadata, "name"));
        let words = [
            document.text_of(object, "apiVersion"),
            Some(kind),
            document.text_of(object, "type"),
            name,
        ];
        let words: Vec<&str> = words.into_iter().flatten().collect();
        known.details.push(Detail::of(Said::Object, document.pointer(object), &words.join(" ")));
    }
    let paths = EXPECTED.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, paths)| paths);
    known.expected.extend(paths.iter().flat_map(|path| document.at(object, path)));
}
