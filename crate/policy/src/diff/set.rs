//! Lists that stand for sets: of words, of hosts, of names.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use anchorlight_path::{ip_within, within_subtree};
use anchorlight_pki::{NameKind, Subtree};
use serde_json::Value;

use crate::digest::Sha256;
use crate::host::HostPattern;
use crate::rules::oid;

/// What a new set is to an old one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Included {
    Same,
    NewInOld,
    OldInNew,
    /// Neither holds the other, or each does and they are written differently.
    Unlike,
}

impl Included {
    fn of(new_in_old: bool, old_in_new: bool) -> Self {
        match (new_in_old, old_in_new) {
            (true, false) => Self::NewInOld,
            (false, true) => Self::OldInNew,
            _ => Self::Unlike,
        }
    }

    /// Of what is forbidden more is less.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::NewInOld => Self::OldInNew,
            Self::OldInNew => Self::NewInOld,
            other => other,
        }
    }
}

/// Which way a list of words asks more.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sets {
    Fewer,
    /// An empty list stands for everything.
    FewerOfAll,
    More,
    /// An empty list stands for everything.
    MoreOfAll,
}

/// How a word is read before it is compared.
#[derive(Clone, Copy, Debug)]
pub(super) enum Word {
    Text,
    Sha256,
    Oid,
}

impl Word {
    fn read(self, text: &str) -> String {
        let read = match self {
            Self::Text => None,
            Self::Sha256 => Sha256::read(text).map(|hash| hash.to_string()),
            Self::Oid => oid(text).map(|oid| oid.to_string()),
        };
        read.unwrap_or_else(|| text.to_owned())
    }
}

impl Sets {
    pub(super) fn compare(self, word: Word, old: &Value, new: &Value) -> Included {
        let read = |value| -> BTreeSet<String> {
            texts(value).iter().map(|text| word.read(text)).collect()
        };
        let (old, new) = (read(old), read(new));
        if old == new {
            return Included::Same;
        }
        let all = matches!(self, Self::FewerOfAll | Self::MoreOfAll);
        let within = |inner: &BTreeSet<String>, outer: &BTreeSet<String>| {
            let everything = |set: &BTreeSet<String>| all && set.is_empty();
            everything(outer) || (!everything(inner) && inner.is_subset(outer))
        };
        let included = Included::of(within(&new, &old), within(&old, &new));
        if matches!(self, Self::More | Self::MoreOfAll) { included.turned() } else { included }
    }
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// A hundred subtrees against ten thousand. Longer lists are called changed and no more.
const MOST_COMPARISONS: usize = 1_000_000;

fn too_many(old: &[&str], new: &[&str]) -> bool {
    old.len().saturating_mul(new.len()) > MOST_COMPARISONS
}

/// Mailboxes alone know case (RFC 5280 §7.5).
fn same(old: &[&str], new: &[&str], any_case: bool) -> bool {
    let text = |text: &&str| if any_case { text.to_ascii_lowercase() } else { (*text).to_owned() };
    let set = |texts: &[&str]| -> BTreeSet<String> { texts.iter().map(text).collect() };
    set(old) == set(new)
}

/// Hosts as a document writes them.
pub(super) fn hosts(old: &Value, new: &Value) -> Included {
    let (old, new) = (texts(old), texts(new));
    let read =
        |texts: &[&str]| texts.iter().map(|t| HostPattern::read(t)).collect::<Option<Vec<_>>>();
    match (read(&old), read(&new)) {
        _ if same(&old, &new, true) => Included::Same,
        (Some(_), Some(_)) if too_many(&old, &new) => Included::Unlike,
        (Some(old), Some(new)) => {
            let within = |inner: &[HostPattern], outer: &[HostPattern]| {
                let blocks: Vec<Block> = outer.iter().filter_map(HostPattern::block).collect();
                inner.iter().all(|one| {
                    outer.iter().any(|other| one.is_within(other))
                        || one.block().is_some_and(|block| is_covered(block, &blocks))
                })
            };
            Included::of(within(&new, &old), within(&old, &new))
        }
        _ => Included::Unlike,
    }
}

/// Subtrees of one form. Of permitted ones an empty list stands for every name.
pub(super) fn subtrees(kind: NameKind, old: &Value, new: &Value, permitted: bool) -> Included {
    let (old, new) = (texts(old), texts(new));
    let read = |texts: &[&str]| -> Option<Vec<Subtree>> {
        if texts.is_empty() && permitted {
            return Some(every_name(kind));
        }
        texts.iter().map(|text| Subtree::from_text(kind, text).ok()).collect()
    };
    match (read(&old), read(&new)) {
        _ if same(&old, &new, kind != NameKind::Email) => Included::Same,
        (Some(_), Some(_)) if too_many(&old, &new) => Included::Unlike,
        (Some(old), Some(new)) => Included::of(within(&new, &old), within(&old, &new)),
        _ => Included::Unlike,
    }
}

fn every_name(kind: NameKind) -> Vec<Subtree> {
    match kind {
        NameKind::Ip => vec![
            Subtree::Ip { address: Ipv4Addr::UNSPECIFIED.into(), prefix: 0 },
            Subtree::Ip { address: Ipv6Addr::UNSPECIFIED.into(), prefix: 0 },
        ],
        _ => Subtree::from_text(kind, "").into_iter().collect(),
    }
}

fn within(inner: &[Subtree], outer: &[Subtree]) -> bool {
    let block = |subtree: &Subtree| match subtree {
        Subtree::Ip { address, prefix } => Some((*address, *prefix)),
        _ => None,
    };
    let blocks: Vec<Block> = outer.iter().filter_map(block).collect();
    inner.iter().all(|one| {
        outer.iter().any(|other| within_subtree(one, other))
            || block(one).is_some_and(|block| is_covered(block, &blocks))
    })
}

/// An address and how many of its bits count.
pub(crate) type Block = (IpAddr, u8);

/// Whether every address of a block lies in one of others, of which several may share it.
fn is_covered((address, prefix): Block, others: &[Block]) -> bool {
    if others.iter().any(|(base, wider)| *wider <= prefix && ip_within(address, *base, *wider)) {
        return true;
    }
    let inside: Vec<Block> =
        others.iter().copied().filter(|(base, _)| ip_within(*base, address, prefix)).collect();
    // Two halves take two blocks at least, so that this comes to an end.
    inside.len() >= 2
        && halves(address, prefix)
            .is_some_and(|halves| halves.iter().all(|half| is_covered(*half, &inside)))
}

fn halves(address: IpAddr, prefix: u8) -> Option<[Block; 2]> {
    let bits = u32::from(prefix);
    let (low, high): (IpAddr, IpAddr) = match address {
        IpAddr::V4(address) => {
            let bit = 1_u32 << 31_u32.checked_sub(bits)?;
            let low = address.to_bits() & !(bit | (bit - 1));
            (Ipv4Addr::from_bits(low).into(), Ipv4Addr::from_bits(low | bit).into())
        }
        IpAddr::V6(address) => {
            let bit = 1_u128 << 127_u32.checked_sub(bits)?;
            let low = address.to_bits() & !(bit | (bit - 1));
            (Ipv6Addr::from_bits(low).into(), Ipv6Addr::from_bits(low | bit).into())
        }
    };
    Some([(low, prefix + 1), (high, prefix + 1)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Block {
        match Subtree::from_text(NameKind::Ip, text).unwrap() {
            Subtree::Ip { address, prefix } => (address, prefix),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn several_blocks_can_share_one() {
        let is_covered = |whole: &str, parts: &[&str]| {
            is_covered(block(whole), &parts.iter().map(|part| block(part)).collect::<Vec<_>>())
        };
        assert!(is_covered("10.0.0.0/8", &["10.128.0.0/9", "10.0.0.0/9"]));
        assert!(is_covered("10.0.0.0/8", &["10.128.0.0/9", "10.0.0.0/10", "10.64.0.0/10"]));
        assert!(is_covered("10.1.2.3/32", &["0.0.0.0/0"]));
        assert!(is_covered("10.200.0.0/8", &["10.128.0.0/9", "10.0.0.0/9"]));
        assert!(!is_covered("10.200.0.0/8", &["10.128.0.0/9", "10.192.0.0/10"]));
        assert!(is_covered("::/0", &["8000::/1", "::/1"]));
        assert!(!is_covered("10.0.0.0/8", &["10.128.0.0/9", "10.0.0.0/10"]));
        assert!(!is_covered("10.0.0.0/8", &["10.128.0.0/9", "10.128.0.0/9"]));
        assert!(!is_covered("10.0.0.0/8", &["::/0"]));
        assert!(!is_covered("10.1.2.3/32", &["10.1.2.4/32", "10.1.2.2/32"]));
    }
}
