//! What `openssl s_client` prints: the chain with `-showcerts`, each certificate by its depth, and what OpenSSL
//! said of it.

use super::{Detail, Format, Member, Octets, Opened, Said};
use crate::problem::{ContainerProblem, Problem};

/// Lines that are told as they stand: what was verified, and what was agreed upon.
const TOLD: [&str; 8] = [
    "Verification error:",
    "Verification:",
    "Verify return code:",
    "verify error:",
    "Peer signing digest:",
    "Peer signature type:",
    "Protocol  :",
    "New, ",
];

/// Servers send chains of a few; a file with more was put together.
const MOST_ENTRIES: usize = 1_000;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";

/// `None`: it is not its output.
pub(super) fn open(text: &str) -> Option<Opened<'_>> {
    let is_output = text.lines().any(|line| line.starts_with("CONNECTED("))
        || text.lines().any(|line| line.trim_end() == "Certificate chain");
    if !is_output || !text.contains(BEGIN) {
        return None;
    }
    let mut opened = Opened::new(Format::OpensslClient);
    let (mut name, mut at) = (String::new(), 0);
    // Where the block began that is not at its end.
    let mut block = None;
    for line in text.split_inclusive('\n') {
        let offset = at;
        at += line.len();
        if opened.members.len() + opened.container.details.len() >= MOST_ENTRIES {
            let kind = ContainerProblem::TooManyValues { limit: MOST_ENTRIES };
            opened.problem = Some(Problem::fatal(kind, offset));
            break;
        }
        let (next, begins) = (name_of_next(line), line.starts_with(BEGIN));
        let is_end = line.starts_with(END);
        if let Some(start) = block
            && (is_end || begins || next.is_some())
        {
            let end = if is_end { at } else { offset };
            opened.members.push(member(&mut name, &text[start..end]));
            block = None;
        }
        if begins {
            block = Some(offset);
        } else if let Some(next) = next {
            name = next;
        } else if TOLD.iter().any(|told| line.trim_start().starts_with(told)) {
            opened.container.details.push(Detail::of(Said::OpenSsl, String::new(), line.trim()));
        }
    }
    if let Some(start) = block {
        opened.members.push(member(&mut name, &text[start..at]));
    }
    opened.container.entries = opened.members.len();
    Some(opened)
}

fn member<'a>(name: &mut String, block: &'a str) -> Member<'a> {
    Member::named(std::mem::take(name), Octets::Open(block.as_bytes().into()))
}

/// What the certificate is called that comes next: by ` 0 s:CN = leaf` its depth.
fn name_of_next(line: &str) -> Option<String> {
    if line.trim_end() == "Server certificate" {
        return Some("Server certificate".to_owned());
    }
    let (depth, _) = line.strip_prefix(' ')?.split_once(" s:")?;
    depth.parse::<u16>().ok().map(|depth| format!("depth {depth}"))
}
