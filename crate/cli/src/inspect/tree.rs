//! ASN.1 as text: where each value stands, its type and what it holds.

use anchorlight_inspect::{Class, Fault, Node, Tree};

use super::words::cut;
use crate::say::{title, told};

/// Offset, octets of header and contents, and the value, by depth.
pub(super) fn text(tree: &Tree) -> String {
    let mut lines: Vec<(usize, String)> =
        tree.nodes.iter().map(|node| (node.offset, of_node(node))).collect();
    let unread = tree.unread.iter().map(|unread| {
        let why = title(id(&unread.fault).as_str(), &unread.fault);
        (unread.offset, format!("{:>9} {:>9}  not read: {why}\n", unread.offset, unread.length))
    });
    lines.extend(unread);
    lines.sort_by_key(|(offset, _)| *offset);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn of_node(node: &Node) -> String {
    let kind = match (node.type_name, node.class) {
        (Some(name), _) => name.to_owned(),
        (None, Class::ContextSpecific) => format!("[{}]", node.number),
        (None, Class::Application) => format!("[APPLICATION {}]", node.number),
        (None, Class::Private) => format!("[PRIVATE {}]", node.number),
        (None, Class::Universal) => format!("[UNIVERSAL {}]", node.number),
    };
    let octets = format!("{}+{}", node.tag_octets + node.length_octets, node.length);
    let indent = "  ".repeat(node.depth);
    let text = node.text.as_deref().map(|text| format!(" {}", cut(text))).unwrap_or_default();
    let name = node.name.map(|name| format!(" ({name})")).unwrap_or_default();
    let faults: Vec<String> = node.faults.iter().map(|fault| format!(" [{}]", id(fault))).collect();
    format!("{:>9} {octets:>9}  {indent}{kind}{text}{name}{}\n", node.offset, faults.concat())
}

/// Departures that are told one by one; a file that is BER from end to end has one at every value.
const MOST_TOLD: usize = 10;

/// Every departure from DER in words, with its place.
pub(super) fn faults(tree: &Tree) -> String {
    let of_nodes =
        tree.nodes.iter().flat_map(|node| node.faults.iter().map(|fault| (node.offset, fault)));
    let of_rest = tree.unread.iter().map(|unread| (unread.offset, &unread.fault));
    let all: Vec<(usize, &Fault)> = of_nodes.chain(of_rest).collect();
    let mut out = String::new();
    for (offset, fault) in all.iter().take(MOST_TOLD) {
        out += &told("departure from DER", fault, &[format!("at byte {offset} of it")]);
    }
    if all.len() > MOST_TOLD {
        out += &format!("and {} more departures\n", all.len() - MOST_TOLD);
    }
    out
}

fn id(fault: &Fault) -> String {
    let fault = serde_json::to_value(fault).unwrap_or_default();
    fault.get("id").and_then(|id| id.as_str()).unwrap_or_default().to_owned()
}
