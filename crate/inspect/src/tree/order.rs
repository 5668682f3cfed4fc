//! The order of the members of a SET.

use super::Node;

/// Whether a value's members are in an order of DER: those of a SET by tag (X.690 §10.3), those of a
/// SET OF by their octets (§11.6). Which of the two it is, only its definition says.
pub(super) fn is_kept(input: &[u8], nodes: &[Node], index: usize) -> bool {
    let set = &nodes[index];
    if !set.is_universal(17) || !set.constructed || !set.faults.is_empty() {
        return true;
    }
    let members: Vec<&Node> =
        nodes[index + 1..].iter().filter(|node| node.parent == Some(index)).collect();
    if members.iter().any(|node| node.indefinite) {
        return true;
    }
    let octets = |node: &Node| input.get(node.offset..node.contents() + node.length);
    let tag = |node: &Node| (node.class as u8, node.number);
    // "[T]he shorter components being padded at their trailing end with 0-octets": comparing as they
    // stand is the same, for no encoding is the beginning of another.
    members.is_sorted_by(|one, other| octets(one) <= octets(other))
        || members.is_sorted_by(|one, other| tag(one) < tag(other))
}
