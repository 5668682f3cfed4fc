//! The tree of any input stands for exactly its bytes, and says what departs from DER (X.690).

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use anchorlight_inspect::{Class, Fault, MOST_DEPTH, MOST_NODES, Node, Tree};
use proptest::prelude::*;

const CERTIFICATE: &[u8] = include_bytes!("../../engine/testdata/revocation/issuer.der");
const LIST: &[u8] = include_bytes!("../../engine/testdata/revocation/list.der");

/// Tag and length of a value, from what the tree says of it and not from the input.
fn header(node: &Node) -> Vec<u8> {
    let class = match node.class {
        Class::Universal => 0,
        Class::Application => 1,
        Class::ContextSpecific => 2,
        Class::Private => 3,
    };
    let first = class << 6 | u8::from(node.constructed) << 5;
    let mut bytes = Vec::new();
    if node.tag_octets == 1 {
        bytes.push(first | u8::try_from(node.number).unwrap());
    } else {
        bytes.push(first | 0x1f);
        for group in (0..node.tag_octets - 1).rev() {
            let bits = u64::from(node.number) >> (7 * group).min(63);
            bytes.push(u8::try_from(bits & 0x7f).unwrap() | if group == 0 { 0 } else { 0x80 });
        }
    }
    let missing = node.faults.iter().find_map(|fault| match fault {
        Fault::Cut { missing } => Some(*missing),
        _ => None,
    });
    let length = node.length + missing.unwrap_or(0);
    match node.length_octets {
        1 if node.indefinite => bytes.push(0x80),
        1 => bytes.push(u8::try_from(length).unwrap()),
        octets => {
            bytes.push(0x80 | u8::try_from(octets - 1).unwrap());
            for octet in (0..octets - 1).rev() {
                bytes.push(if octet > 7 { 0 } else { (length >> (8 * octet)) as u8 });
            }
        }
    }
    bytes
}

/// The bytes of a tree: every octet of the input belongs to one header, to the contents of one value
/// without others inside, or to what could not be read.
fn written(tree: &Tree, input: &[u8]) -> Vec<u8> {
    let mut pieces: Vec<(usize, Vec<u8>)> = Vec::new();
    let part = |offset: usize, length: usize| (offset, input[offset..offset + length].to_vec());
    for node in &tree.nodes {
        let head = header(node);
        let (start, end) = (node.contents(), node.contents() + node.length);
        assert_eq!(start, node.offset + head.len());
        pieces.push((node.offset, head));
        if node.opened && node.number == 3 {
            pieces.push((start, vec![0]));
        } else if !node.constructed && !node.opened {
            pieces.push(part(start, node.length));
        }
        if node.end_octets > 0 {
            pieces.push((end, vec![0; node.end_octets]));
        }
    }
    pieces.extend(tree.unread.iter().map(|unread| part(unread.offset, unread.length)));
    pieces.sort_by_key(|(offset, bytes)| (*offset, bytes.len()));
    let mut all = Vec::new();
    for (offset, bytes) in pieces {
        assert_eq!(offset, all.len(), "a gap or an overlap");
        all.extend(bytes);
    }
    all
}

fn holds(input: &[u8]) -> Tree {
    let tree = Tree::read(input);
    assert_eq!(written(&tree, input), input);
    for (index, node) in tree.nodes.iter().enumerate() {
        assert!(node.depth <= MOST_DEPTH);
        let Some(parent) = node.parent else { continue };
        let above = &tree.nodes[parent];
        assert!(parent < index && above.depth + 1 == node.depth);
        assert!(node.offset >= above.contents());
        assert!(node.contents() + node.length <= above.contents() + above.length);
    }
    tree
}

/// Bytes that look like values more often than random ones do.
fn values() -> impl Strategy<Value = Vec<u8>> {
    let leaf =
        (any::<u8>(), prop::collection::vec(any::<u8>(), 0..12)).prop_map(|(tag, contents)| {
            [vec![tag, u8::try_from(contents.len()).unwrap()], contents].concat()
        });
    leaf.prop_recursive(6, 64, 6, |inner| {
        let around = (
            prop::sample::select(vec![0x30_u8, 0x31, 0xa0, 0x04, 0x03, 0x24, 0x7f]),
            prop::collection::vec(inner, 0..6),
            0..4_u8,
        );
        around.prop_map(|(tag, members, form)| {
            let contents = members.concat();
            let length = u16::try_from(contents.len()).unwrap_or(u16::MAX).to_be_bytes();
            let mut bytes = vec![tag];
            match form {
                0 => bytes.push(0x80),
                1 => bytes.extend([0x82, length[0], length[1]]),
                _ => bytes.push(length[1] & 0x7f),
            }
            bytes.extend(contents);
            if form == 0 {
                bytes.extend([0, 0]);
            }
            bytes
        })
    })
}

/// Octets of an object that give way to others, fewer or more.
#[derive(Clone, Debug)]
struct Change {
    at: prop::sample::Index,
    removed: usize,
    put: Vec<u8>,
}

impl Change {
    fn apply(&self, input: &mut Vec<u8>) {
        let at = self.at.index(input.len() + 1);
        let end = input.len().min(at + self.removed);
        input.splice(at..end, self.put.iter().copied());
    }
}

/// Mostly one octet, sometimes a piece, and sometimes values put in its place.
fn change() -> impl Strategy<Value = Change> {
    let put = prop_oneof![
        4 => prop::collection::vec(any::<u8>(), 1),
        2 => prop::collection::vec(any::<u8>(), 0..20),
        1 => values(),
    ];
    let removed = prop_oneof![4 => Just(1), 1 => 0..60_usize];
    (any::<prop::sample::Index>(), removed, put).prop_map(|(at, removed, put)| Change {
        at,
        removed,
        put,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_written_back(input in prop::collection::vec(any::<u8>(), 0..400)) {
        holds(&input);
    }

    #[test]
    fn what_looks_like_values_is_written_back(input in values()) {
        holds(&input);
    }

    #[test]
    fn what_became_of_a_certificate_is_written_back(
        object in prop::sample::select(vec![CERTIFICATE, LIST]),
        changes in prop::collection::vec(change(), 1..8),
    ) {
        let mut input = object.to_vec();
        changes.iter().for_each(|change| change.apply(&mut input));
        holds(&input);
    }
}

#[test]
fn every_byte_of_a_certificate_and_a_list_may_be_another() {
    for object in [CERTIFICATE, LIST] {
        assert!(holds(object).is_der());
        let mut bytes = object.to_vec();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                bytes[at] ^= 1 << bit;
                holds(&bytes);
                bytes[at] ^= 1 << bit;
            }
        }
        for end in 0..object.len() {
            let tree = holds(&object[..end]);
            // Whatever is cut off, the values before it are there and the place is named.
            let is_cut = |node: &Node| node.faults.iter().any(|f| matches!(f, Fault::Cut { .. }));
            let told = tree.nodes.iter().any(is_cut) || !tree.unread.is_empty();
            assert_eq!(told, end > 0, "cut at {end}");
        }
    }
}

/// The faults of the first value, and after it those of the values inside.
fn faults(input: &[u8]) -> Vec<Fault> {
    let tree = holds(input);
    let mut all: Vec<Fault> = tree.nodes.iter().flat_map(|node| node.faults.clone()).collect();
    all.extend(tree.unread.iter().map(|unread| unread.fault.clone()));
    all
}

#[test]
fn departures_from_der_are_told() {
    for (input, fault) in [
        // X.690 §10.1: indefinite and long lengths.
        (&b"\x30\x80\x05\x00\x00\x00"[..], Fault::IndefiniteLength),
        (b"\x30\x81\x02\x05\x00", Fault::LengthNotMinimal),
        (b"\x1f\x04\x00", Fault::TagNotMinimal),
        (b"\x30\x03\x05\x00", Fault::Cut { missing: 1 }),
        (b"\x30\x02\x00\x00", Fault::EndMisplaced),
        // §11.1, §8.3.2, §8.8.2, §8.19.2.
        (b"\x01\x01\x01", Fault::Boolean),
        (b"\x01\x00", Fault::Boolean),
        (b"\x02\x02\x00\x01", Fault::Integer),
        (b"\x02\x02\xff\x80", Fault::Integer),
        (b"\x02\x00", Fault::Integer),
        (b"\x0a\x02\x00\x01", Fault::Integer),
        (b"\x05\x01\x00", Fault::Null),
        (b"\x06\x02\x80\x01", Fault::Oid),
        (b"\x06\x01\x80", Fault::Oid),
        (b"\x06\x00", Fault::Oid),
        // §8.6.2 and §11.2.1.
        (b"\x03\x00", Fault::BitString),
        (b"\x03\x02\x08\x00", Fault::BitString),
        (b"\x03\x01\x01", Fault::BitString),
        (b"\x03\x02\x04\xff", Fault::BitPadding),
        // §11.7 and §11.8.
        (b"\x17\x0b2501010000Z", Fault::Time),
        (b"\x17\x11250101000000+0000", Fault::Time),
        (b"\x17\x0d251301000000Z", Fault::Time),
        (b"\x18\x1120250101000000.0Z", Fault::Time),
        (b"\x18\x0e20250101000000", Fault::Time),
        // X.680 §41.
        (b"\x13\x01@", Fault::Characters),
        (b"\x12\x01a", Fault::Characters),
        (b"\x16\x01\x80", Fault::Characters),
        (b"\x0c\x01\x80", Fault::Characters),
        (b"\x1e\x01a", Fault::Characters),
        // §10.2 and the forms of §8.
        (b"\x24\x03\x04\x01a", Fault::ConstructedString),
        (b"\x10\x00", Fault::Form),
        (b"\x22\x00", Fault::Form),
        // §10.3 and §11.6.
        (b"\x31\x06\x02\x01\x02\x02\x01\x01", Fault::SetOrder),
        // What cannot be read.
        (b"\x30", Fault::HeaderCut),
        (b"\x30\x01\x05", Fault::HeaderCut),
        (b"\x04\x80\x00\x00", Fault::IndefinitePrimitive),
        (b"\x30\xff", Fault::LengthTooLarge),
        (b"\x1f\xff\xff\xff\xff\xff\x00", Fault::TagTooLarge),
    ] {
        assert_eq!(faults(input), [fault], "{input:x?}");
    }
    assert_eq!(faults(b"\x30\x80\x05\x00"), [Fault::IndefiniteLength, Fault::EndMissing]);
}

#[test]
fn what_der_allows_is_no_departure() {
    for input in [
        &b""[..],
        b"\x30\x00",
        b"\x01\x01\xff\x01\x01\x00",
        b"\x02\x02\x00\x80",
        b"\x03\x01\x00",
        b"\x17\x0d250101000000Z",
        b"\x18\x1120250101000000.5Z",
        // A SET OF in order, and a SET in the order of its tags.
        b"\x31\x06\x02\x01\x01\x02\x01\x02",
        b"\x31\x06\x02\x01\x09\x04\x01\x00",
        b"\x31\x05\x01\x01\x00\x82\x00",
    ] {
        assert_eq!(faults(input), [], "{input:x?}");
    }
}

#[test]
fn strings_that_hold_values_are_opened() {
    let tree = holds(b"\x04\x04\x30\x02\x05\x00\x03\x03\x00\x05\x00\x04\x02\x30\x01");
    let seen: Vec<_> =
        tree.nodes.iter().map(|n| (n.type_name.unwrap(), n.depth, n.opened)).collect();
    let expected = [
        ("OCTET STRING", 0, true),
        ("SEQUENCE", 1, false),
        ("NULL", 2, false),
        ("BIT STRING", 0, true),
        ("NULL", 1, false),
        ("OCTET STRING", 0, false),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn values_are_in_words() {
    let text = |input: &[u8]| holds(input).nodes[0].text.clone().unwrap();
    assert_eq!(text(b"\x02\x09\x01\x00\x00\x00\x00\x00\x00\x00\x00"), "18446744073709551616");
    assert_eq!(text(b"\x17\x0d491231235959Z"), "2049-12-31T23:59:59Z");
    assert_eq!(text(b"\x03\x02\x05\xa0"), "101");
    assert_eq!(text(b"\x82\x03a.b"), "a.b");
    assert_eq!(text(b"\x82\x02\x00\x01"), "0001");
    // What would turn the line around is shown as octets are.
    assert_eq!(text(b"\x0c\x04a\xe2\x80\xae"), "a\\E2\\80\\AE");
    let oid = &holds(b"\x06\x03\x55\x1d\x13").nodes[0];
    assert_eq!((oid.text.as_deref(), oid.name), (Some("2.5.29.19"), Some("basicConstraints")));
}

#[test]
fn depth_and_number_are_bounded() {
    for octet in [0x30_u8, 0x04, 0xa0] {
        let mut bytes = Vec::new();
        // 5,000 deep, the innermost first.
        for _ in 0..5_000 {
            let mut outer = vec![octet];
            match bytes.len() {
                short @ 0..=127 => outer.push(short as u8),
                long => outer.extend([&[0x83][..], &(long as u32).to_be_bytes()[1..]].concat()),
            }
            bytes.splice(0..0, outer);
        }
        let tree = holds(&bytes);
        assert!(tree.nodes.len() <= MOST_DEPTH + 1);
    }
    let deep = [0x30, 0x80].repeat(5_000);
    let tree = holds(&deep);
    assert_eq!(tree.unread[0].fault, Fault::TooDeep { limit: MOST_DEPTH });
    let wide = [5, 0].repeat(MOST_NODES + 1);
    let tree = holds(&wide);
    assert_eq!(tree.nodes.len(), MOST_NODES);
    assert_eq!((tree.unread[0].offset, tree.unread[0].length), (2 * MOST_NODES, 2));
    assert_eq!(tree.unread[0].fault, Fault::TooMany { limit: MOST_NODES });
}
