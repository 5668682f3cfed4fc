//! DER as a tree that can be changed and written again, with every length put right: changes that
//! get past the reader of lengths, which plain flips of bytes seldom do.

use crate::mutate::Bytes;
use crate::random::Random;

#[derive(Clone, Debug, Eq, PartialEq)]
enum Node {
    Leaf { tag: u8, value: Vec<u8> },
    Inner { tag: u8, members: Vec<Node> },
}

/// Deeper values are kept as they are.
const DEEPEST: usize = 32;
const OCTET_STRING: u8 = 0x04;
const CONSTRUCTED: u8 = 0x20;

/// The bytes with one value changed; `None` where they are no DER.
pub(crate) fn change(
    bytes: &[u8],
    other: &[u8],
    random: &mut Random,
    mutate_bytes: &mut Bytes<'_>,
) -> Option<Vec<u8>> {
    let mut nodes = read_all(bytes, 0)?;
    let donors = read_all(other, 0).unwrap_or_else(|| nodes.clone());
    let donor = nth(&donors, random.below(count(&donors)))?.clone();
    let place = random.below(count(&nodes));
    alter(&mut nodes, place, &mut |members, at| match random.below(8) {
        0 => _ = members.remove(at),
        1 => members.insert(at, members[at].clone()),
        2 => members[at] = donor.clone(),
        3 => members.insert(at, donor.clone()),
        4 => {
            let to = random.below(members.len());
            members.swap(at, to);
        }
        5 => members[at].set_tag(random),
        _ => members[at].set_value(random, mutate_bytes),
    });
    let mut written = Vec::with_capacity(bytes.len() + 64);
    nodes.iter().for_each(|node| node.write(&mut written));
    Some(written)
}

impl Node {
    fn set_tag(&mut self, random: &mut Random) {
        let (Self::Leaf { tag, .. } | Self::Inner { tag, .. }) = self;
        // Types of certificates, and the first context-specific ones.
        let tags = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x1e]
            .into_iter()
            .chain([0x30, 0x31])
            .chain(0x80..0x89)
            .chain(0xa0..0xa9);
        let tags: Vec<u8> = tags.collect();
        *tag = random.pick(&tags).copied().unwrap_or(*tag);
    }

    fn set_value(&mut self, random: &mut Random, mutate_bytes: &mut Bytes<'_>) {
        match self {
            Self::Inner { members, .. } => random.shuffle(members),
            Self::Leaf { value, .. } => {
                const ROOM: usize = 64;
                let length = value.len();
                value.resize(length + ROOM, 0);
                let length = mutate_bytes(value, length);
                value.truncate(length);
            }
        }
    }

    fn write(&self, to: &mut Vec<u8>) {
        match self {
            Self::Leaf { tag, value } => put(*tag, value, to),
            Self::Inner { tag, members } => {
                let mut value = Vec::new();
                members.iter().for_each(|member| member.write(&mut value));
                put(*tag, &value, to);
            }
        }
    }
}

fn put(tag: u8, value: &[u8], to: &mut Vec<u8>) {
    to.push(tag);
    let length = value.len().to_be_bytes();
    let digits = &length[length.iter().take_while(|octet| **octet == 0).count()..];
    match digits {
        [] => to.push(0),
        [short] if *short < 0x80 => to.push(*short),
        long => {
            to.push(0x80 | u8::try_from(long.len()).unwrap_or_default());
            to.extend(long);
        }
    }
    to.extend(value);
}

/// Every value end to end; `None` where something is left over, or nothing is there.
fn read_all(mut bytes: &[u8], depth: usize) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    while !bytes.is_empty() {
        nodes.push(read(&mut bytes, depth)?);
    }
    (!nodes.is_empty()).then_some(nodes)
}

fn read(bytes: &mut &[u8], depth: usize) -> Option<Node> {
    let [tag, length, rest @ ..] = *bytes else { return None };
    let (length, rest) = match length {
        0..=0x7f => (usize::from(*length), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            (digits.iter().fold(0, |number, digit| number << 8 | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    let (value, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    // What extensions hold stands in an OCTET STRING.
    let may_hold = depth < DEEPEST && (tag & CONSTRUCTED != 0 || *tag == OCTET_STRING);
    Some(match may_hold.then(|| read_all(value, depth + 1)).flatten() {
        Some(members) => Node::Inner { tag: *tag, members },
        None => Node::Leaf { tag: *tag, value: value.to_vec() },
    })
}

fn count(nodes: &[Node]) -> usize {
    nodes.iter().map(Node::count).sum()
}

impl Node {
    fn count(&self) -> usize {
        match self {
            Self::Leaf { .. } => 1,
            Self::Inner { members, .. } => 1 + count(members),
        }
    }
}

/// The node at a place, counted from the outside in.
fn nth(nodes: &[Node], mut place: usize) -> Option<&Node> {
    for node in nodes {
        if place == 0 {
            return Some(node);
        }
        if place < node.count() {
            let Node::Inner { members, .. } = node else { return None };
            return nth(members, place - 1);
        }
        place -= node.count();
    }
    None
}

/// Does something to the node at a place, given as one of its siblings.
fn alter(nodes: &mut Vec<Node>, mut place: usize, work: &mut dyn FnMut(&mut Vec<Node>, usize)) {
    for at in 0..nodes.len() {
        if place == 0 {
            return work(nodes, at);
        }
        let size = nodes[at].count();
        if place < size {
            if let Node::Inner { members, .. } = &mut nodes[at] {
                alter(members, place - 1, work);
            }
            return;
        }
        place -= size;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_as_it_was() {
        let long = [&[0x30, 0x82, 1, 4, 0x04, 0x82, 1, 0][..], &[7; 256]].concat();
        for der in [&[0x30, 0][..], &[0x30, 5, 4, 3, 2, 1, 5], &[2, 1, 5, 2, 1, 6], &long] {
            let mut written = Vec::new();
            read_all(der, 0).unwrap().iter().for_each(|node| node.write(&mut written));
            assert_eq!(written, der);
        }
        assert_eq!(read_all(&[0x30, 2, 1], 0), None);
    }

    #[test]
    fn every_value_has_its_place() {
        let der = [0x30, 8, 4, 3, 2, 1, 5, 1, 1, 0];
        let nodes = read_all(&der, 0).unwrap();
        assert_eq!(count(&nodes), 4);
        assert_eq!(nth(&nodes, 2), Some(&Node::Leaf { tag: 2, value: vec![5] }));
        assert_eq!(nth(&nodes, 3), Some(&Node::Leaf { tag: 1, value: vec![0] }));
        let mut nodes = nodes;
        alter(&mut nodes, 2, &mut |members, at| _ = members.remove(at));
        assert_eq!(count(&nodes), 3);
    }

    #[test]
    fn a_change_is_der_again() {
        let der = [0x30, 8, 4, 3, 2, 1, 5, 1, 1, 0];
        for seed in 0..200 {
            let mut flip = |bytes: &mut [u8], length: usize| {
                bytes[0] ^= 1;
                length.max(1)
            };
            let changed = change(&der, &der, &mut Random::new(seed), &mut flip).unwrap();
            assert!(changed.is_empty() || read_all(&changed, 0).is_some(), "{changed:?}");
        }
    }
}
