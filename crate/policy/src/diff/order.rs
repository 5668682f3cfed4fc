//! Whether a value asks more than another.

use std::cmp::Ordering;

use anchorlight_pki::{ItemKind, NameKind, Time};
use serde_json::Value;

use super::Effect;
use super::set::{Included, Sets, Word, hosts, subtrees};
use crate::problem::Reading;
use crate::store::one_object;

/// How the values of a field compare; null is one that is left out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    /// It tells entries apart, so that it is the same.
    Key,
    /// It says nothing of trust, or nothing that can be compared.
    Words,
    /// Off, warn, deny.
    Action,
    /// `true` asks, and so does what is left out.
    Flag,
    /// A larger number asks more; none is zero.
    Higher,
    /// A smaller number asks more; none is zero.
    Lower,
    /// A smaller number asks more; none is no bound.
    Bound,
    /// An earlier time asks more; none is never.
    Earlier,
    /// An earlier time asks more; none is from the beginning.
    Beyond,
    Mode,
    Scope,
    /// A list or a response, which says nothing that can be compared.
    Object,
    Set(Sets, Word),
    Hosts,
    Permitted(NameKind),
    Excluded(NameKind),
}

impl Order {
    /// `None` where both say the same.
    pub(super) fn effect(self, old: &Value, new: &Value) -> Option<Effect> {
        if old == new {
            return None;
        }
        let included = match self {
            Self::Key => return None,
            Self::Words => return Some(Effect::Changed),
            Self::Object => return (object(old) != object(new)).then_some(Effect::Changed),
            Self::Set(sets, word) => sets.compare(word, old, new),
            Self::Hosts => hosts(old, new),
            Self::Permitted(kind) => subtrees(kind, old, new, true),
            Self::Excluded(kind) => subtrees(kind, old, new, false).turned(),
            _ => {
                let ranks = self.rank(old).zip(self.rank(new));
                return match ranks.map(|(old, new)| new.cmp(&old)) {
                    None => Some(Effect::Changed),
                    Some(Ordering::Equal) => None,
                    Some(Ordering::Greater) => Some(Effect::Tightened),
                    Some(Ordering::Less) => Some(Effect::Loosened),
                };
            }
        };
        match included {
            Included::Same => None,
            Included::NewInOld => Some(Effect::Tightened),
            Included::OldInNew => Some(Effect::Loosened),
            Included::Unlike => Some(Effect::Changed),
        }
    }

    /// The higher, the more it asks; `None` where it cannot be read.
    fn rank(self, value: &Value) -> Option<i128> {
        let word = |words: &[&str], absent: &str| {
            let word = if value.is_null() { absent } else { value.as_str()? };
            words.iter().position(|known| *known == word).and_then(|at| i128::try_from(at).ok())
        };
        let number = |absent: i128| {
            if value.is_null() { Some(absent) } else { value.as_u64().map(i128::from) }
        };
        let time = |absent: i128| match value {
            Value::Null => Some(absent),
            other => other.as_str().and_then(Time::from_rfc3339).map(|time| -i128::from(time.0)),
        };
        match self {
            Self::Action => word(&["off", "warn", "deny"], ""),
            Self::Mode => word(&["off", "prefer", "require"], "prefer"),
            Self::Scope => word(&["endEntity", "path"], "path"),
            Self::Flag => Some(i128::from(value.as_bool().unwrap_or(true))),
            Self::Higher => number(0),
            Self::Lower => number(0).map(|number| -number),
            Self::Bound => number(i128::from(u64::MAX) + 1).map(|number| -number),
            Self::Earlier => time(i128::MIN),
            Self::Beyond => time(i128::MAX),
            _ => None,
        }
    }
}

/// The DER that a string holds as base64 or PEM; the string itself where it holds none.
fn object(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap_or_default();
    let kinds = [ItemKind::Crl, ItemKind::OcspResponse];
    let mut unread = Reading::default();
    one_object(&mut unread, "", text, &kinds).unwrap_or_else(|| text.as_bytes().to_vec())
}
