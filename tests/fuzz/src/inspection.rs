//! Bytes as something to look at.

use anchorlight_inspect::{Content, Format, Inspection, Node, Object, Options, inspect};

/// Any bytes: each octet of an object has one place in its tree.
pub(crate) fn any(bytes: &[u8]) -> bool {
    look(bytes);
    true
}

/// Certificates: each extension stands in its certificate, and is a value or a tree.
pub(crate) fn certificates(bytes: &[u8]) -> bool {
    for object in look(bytes).objects {
        let Content::Certificate(certificate) = &object.content else { continue };
        for extension in &certificate.extensions {
            let end = extension.offset + extension.length;
            assert!(end <= object.der().len(), "an extension beyond its certificate");
            assert_ne!(extension.value.is_some(), extension.tree.is_some(), "lost, or there twice");
            assert!(extension.problem.is_none() || extension.value.is_none(), "both read and not");
        }
    }
    true
}

/// A container of this format, or what is left of one.
pub(crate) fn container(bytes: &[u8], formats: &[Format]) -> bool {
    let first = look(bytes).objects.into_iter().next();
    first.is_some_and(|object| match object.content {
        Content::Container(container) => formats.contains(&container.format),
        _ => false,
    })
}

/// What may be unpacked of one input.
const MOST_UNPACKED: usize = 64 << 20;

/// The password is that of the first inputs.
fn look(bytes: &[u8]) -> Inspection {
    let inspection = inspect(bytes, Options { passwords: &["password"], weak_keys: true });
    assert!(serde_json::to_string(&inspection).is_ok(), "what JSON cannot hold");
    for (index, object) in inspection.objects.iter().enumerate() {
        let outer = object.origin.within;
        assert!(outer.is_none_or(|outer| outer < index), "what stands before its container");
        check(object);
    }
    // Containers are at most eight deep, and each holds no more than there is.
    let kept: usize = inspection.objects.iter().map(|object| object.der().len()).sum();
    assert!(kept <= 9 * (bytes.len() + MOST_UNPACKED), "more is kept than there is");
    inspection
}

fn check(object: &Object) {
    // A PKCS #12 file is shown where nothing in it is secret as it stands.
    let can_be_secret = match &object.content {
        Content::PrivateKey { .. } => true,
        Content::Container(container) => container.format != Format::Pkcs12,
        _ => false,
    };
    assert!(!can_be_secret || object.der().is_empty(), "a key is kept, or what can hold one");
    let Some(tree) = object.tree() else { return };
    let place = |node: &Node| {
        let header = node.contents() - node.offset + node.end_octets;
        match (node.constructed, node.opened) {
            (true, _) => header,
            // The count of unused bits stands before what a BIT STRING holds.
            (false, true) => header + usize::from(node.number == 3),
            (false, false) => header + node.length,
        }
    };
    let read: usize = tree.nodes.iter().map(place).sum();
    let unread: usize = tree.unread.iter().map(|unread| unread.length).sum();
    assert_eq!(read + unread, object.der().len(), "octets without a place, or with two");
}
