//! Any bytes as ASN.1: every value with its place, every departure from DER marked, and what could
//! not be read with where it broke and why.
//!
//! The values stand in one list, in the order of their first octets, and the reader keeps its place
//! in a list of its own: however deep the input is nested, the stack is not.

mod fault;
mod header;
mod order;
mod value;

use serde::Serialize;

use crate::names;
pub use fault::Fault;
pub(crate) use header::Header;

/// OpenSSL's `asn1parse` stops here (ASN1_PARSE_MAXDEPTH); what is in use stays below 30, which is
/// where its decoder stops (ASN1_MAX_CONSTRUCTED_NEST).
pub const MOST_DEPTH: usize = 128;

/// A certificate has some hundreds of values. A list has more than anybody reads as a tree: 65,536 of them
/// take some 20 MB.
pub const MOST_NODES: usize = 65_536;

/// The values of an input.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Tree {
    /// In the order of their first octets, so each one before those inside it.
    pub nodes: Vec<Node>,
    /// What could not be read, in the order of the input.
    pub unread: Vec<Unread>,
}

/// One value.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Node {
    /// Position of the value that this one is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<usize>,
    /// How many values it is in.
    pub depth: usize,
    /// Of its first octet, in the input.
    pub offset: usize,
    /// Octets of its tag.
    pub tag_octets: usize,
    /// Octets of its length.
    pub length_octets: usize,
    /// Octets of its contents that are there; the end of an indefinite length is not counted.
    pub length: usize,
    pub class: Class,
    pub number: u32,
    pub constructed: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub indefinite: bool,
    /// Octets that end an indefinite length: two, or none where they are missing.
    #[serde(skip_serializing_if = "is_zero")]
    pub end_octets: usize,
    /// A string whose contents are themselves a value, which follows.
    #[serde(skip_serializing_if = "is_false")]
    pub opened: bool,
    /// The name of its type, where its class is universal.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_name: Option<&'static str>,
    /// Its value in words, safe to show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The name of the object identifier that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
}

/// The class of a tag (X.690 §8.1.2.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Class {
    Universal,
    Application,
    ContextSpecific,
    Private,
}

/// Octets that are no value.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Unread {
    /// Position of the value that they are in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<usize>,
    pub offset: usize,
    pub length: usize,
    /// Why.
    pub fault: Fault,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // The form that serde asks for.
fn is_false(value: &bool) -> bool {
    !value
}

#[allow(clippy::trivially_copy_pass_by_ref)] // The form that serde asks for.
fn is_zero(value: &usize) -> bool {
    *value == 0
}

impl Node {
    /// Offset of the contents.
    #[must_use]
    pub fn contents(&self) -> usize {
        self.offset + self.tag_octets + self.length_octets
    }

    fn is_universal(&self, number: u32) -> bool {
        self.class == Class::Universal && self.number == number
    }
}

impl Tree {
    /// Reads values end to end. Nothing stops it: what cannot be read is in `unread`.
    #[must_use]
    pub fn read(input: &[u8]) -> Self {
        let mut reader = Reader { input, tree: Self::default(), open: Vec::new(), at: 0 };
        reader.run();
        reader.tree
    }

    /// Whether every octet is in its place, as DER has it.
    #[must_use]
    pub fn is_der(&self) -> bool {
        self.unread.is_empty() && self.nodes.iter().all(|node| node.faults.is_empty())
    }
}

/// A value whose contents are being read.
#[derive(Clone, Copy)]
struct Open {
    /// `None`: the input itself.
    node: Option<usize>,
    end: usize,
    indefinite: bool,
}

struct Reader<'a> {
    input: &'a [u8],
    tree: Tree,
    open: Vec<Open>,
    at: usize,
}

impl Reader<'_> {
    fn run(&mut self) {
        self.open.push(Open { node: None, end: self.input.len(), indefinite: false });
        // Every turn reads at least one octet or closes one value.
        while let Some(open) = self.open.last().copied() {
            if open.indefinite && self.input[self.at..open.end].starts_with(&[0, 0]) {
                self.close(open);
                self.at += 2;
                if let Some(node) = open.node.and_then(|index| self.tree.nodes.get_mut(index)) {
                    node.end_octets = 2;
                }
            } else if self.at >= open.end {
                // What could not be read may have held the end.
                let last = self.tree.unread.last().map(|unread| unread.offset + unread.length);
                if open.indefinite && last != Some(self.at) {
                    self.fault(open.node, Fault::EndMissing);
                }
                self.close(open);
            } else {
                self.value(open);
            }
        }
    }

    fn fault(&mut self, node: Option<usize>, fault: Fault) {
        if let Some(node) = node.and_then(|index| self.tree.nodes.get_mut(index)) {
            node.faults.push(fault);
        }
    }

    /// The values inside have been read up to here.
    fn close(&mut self, open: Open) {
        self.open.pop();
        let Some(index) = open.node else { return };
        if open.indefinite {
            let node = &mut self.tree.nodes[index];
            node.length = self.at - node.contents();
        }
        if !order::is_kept(self.input, &self.tree.nodes, index) {
            self.fault(Some(index), Fault::SetOrder);
        }
    }

    /// Leaves what is left of the value that is open.
    fn leave(&mut self, open: Open, fault: Fault) {
        let (parent, offset, length) = (open.node, self.at, open.end - self.at);
        if length > 0 {
            self.tree.unread.push(Unread { parent, offset, length, fault });
        }
        self.at = open.end;
    }

    fn value(&mut self, open: Open) {
        let header = match Header::read(&self.input[self.at..open.end]) {
            Ok(header) => header,
            Err(fault) => return self.leave(open, fault),
        };
        if self.tree.nodes.len() >= MOST_NODES {
            return self.leave(open, Fault::TooMany { limit: MOST_NODES });
        }
        let start = self.at + header.octets();
        let there = open.end - start;
        let length = header.length.unwrap_or(there).min(there);
        let mut faults = faults_of(&header);
        let missing = header.length.filter(|declared| *declared > there).map(|all| all - there);
        faults.extend(missing.map(|missing| Fault::Cut { missing }));
        let of_header = faults.len();
        let contents = &self.input[start..start + length];
        let class = [Class::Universal, Class::Application, Class::ContextSpecific, Class::Private]
            [usize::from(header.class)];
        let number = header.number;
        let mut node = Node {
            parent: open.node,
            depth: self.open.len() - 1,
            offset: self.at,
            tag_octets: header.tag_octets,
            length_octets: header.length_octets,
            length,
            class,
            number,
            constructed: header.constructed,
            indefinite: header.length.is_none(),
            end_octets: 0,
            opened: false,
            type_name: names::universal(class, number),
            text: None,
            name: None,
            faults,
        };
        let inner = if node.constructed { Some(start) } else { value::read(&mut node, contents) };
        if missing.is_some() {
            // What is left of a value says nothing about all of it.
            node.faults.truncate(of_header);
        }
        let (index, indefinite) = (self.tree.nodes.len(), node.indefinite);
        self.tree.nodes.push(node);
        self.at = inner.unwrap_or(start + length);
        if inner.is_some() {
            let inside = Open { node: Some(index), end: start + length, indefinite };
            if self.open.len() > MOST_DEPTH {
                self.leave(inside, Fault::TooDeep { limit: MOST_DEPTH });
            } else {
                self.open.push(inside);
            }
        }
    }
}

/// What the header alone shows.
fn faults_of(header: &Header) -> Vec<Fault> {
    // X.690 §8: SEQUENCE and SET are made of parts, simple types are not; strings may be in BER.
    let universal = header.class == 0;
    let (constructed, number) = (header.constructed, header.number);
    let is_string = matches!(number, 3 | 4 | 12 | 18..=30);
    let all = [
        (header.length.is_none(), Fault::IndefiniteLength),
        (header.has_long_length(), Fault::LengthNotMinimal),
        (header.has_long_tag(), Fault::TagNotMinimal),
        (universal && number == 0, Fault::EndMisplaced),
        (universal && constructed && is_string, Fault::ConstructedString),
        (universal && constructed && matches!(number, 1 | 2 | 5 | 6 | 9 | 10 | 13), Fault::Form),
        (universal && !constructed && matches!(number, 8 | 11 | 16 | 17), Fault::Form),
    ];
    all.into_iter().filter_map(|(is_so, fault)| is_so.then_some(fault)).collect()
}
