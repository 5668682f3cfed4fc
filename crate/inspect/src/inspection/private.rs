//! Private keys where nobody expects them: cut off, or inside something else.

use zeroize::Zeroize;

use super::text;
use crate::private_key;
use crate::tree::{Class, Node, Tree};

/// Whether a value has the beginnings of a private key: PKCS #8 (RFC 5958), PKCS #1 (RFC 8017 A.1.2),
/// SEC 1 (RFC 5915), or OpenSSL's DSA keys, which are numbers like those of PKCS #1.
pub(super) fn is_in(der: &[u8]) -> bool {
    private_key::kind(der).is_some() || is_in_text(der) || is_within(der, 0)
}

/// PEM in a string, in any width.
fn is_in_text(octets: &[u8]) -> bool {
    const END: &[u8] = b"PRIVATE KEY-----";
    let is_in = |octets: &[u8]| octets.windows(END.len()).any(|window| window == END);
    is_in(octets) || text::narrow(octets).is_some_and(|narrow| is_in(&narrow))
}

/// Strings in strings that are cut off: a CMS in a CMS has two.
const MOST_DEEP: usize = 8;

fn is_within(der: &[u8], depth: usize) -> bool {
    let mut tree = Tree::read(der);
    // A string whose contents go on in the next one, or end too soon, is not opened in the tree.
    let is_in_string = |node: &Node| {
        let is_string = node.class == Class::Universal && node.number == 4;
        let contents = || der.get(node.contents()..)?.get(..node.length);
        let begins = contents().filter(|contents| contents.first() == Some(&0x30));
        is_string
            && !node.constructed
            && !node.opened
            && depth < MOST_DEEP
            && begins.is_some_and(|contents| is_within(contents, depth + 1))
    };
    let found = is_in_tree(&tree) || tree.nodes.iter().any(is_in_string);
    for node in tree.nodes.iter_mut().filter(|_| found) {
        node.text.zeroize();
    }
    found
}

fn is_in_tree(tree: &Tree) -> bool {
    // What of each value has been seen of its members, by its position.
    let mut members: Vec<[Option<&Node>; 4]> = vec![[None; 4]; tree.nodes.len()];
    for node in &tree.nodes {
        let Some(parent) = node.parent else { continue };
        if let Some(free) = members[parent].iter_mut().find(|slot| slot.is_none()) {
            *free = Some(node);
        }
    }
    let is = |node: Option<&Node>, number: u32| {
        node.is_some_and(|node| node.class == Class::Universal && node.number == number)
    };
    members.iter().any(|[version, second, third, fourth]| {
        let text = version.and_then(|version| version.text.as_deref());
        is(*version, 2)
            && matches!(text, Some("0" | "1"))
            && ((is(*second, 16) && is(*third, 4))
                || is(*second, 4)
                || (is(*second, 2) && is(*third, 2) && is(*fourth, 2)))
    })
}
