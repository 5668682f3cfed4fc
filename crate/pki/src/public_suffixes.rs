//! The Public Suffix List (https://publicsuffix.org/list/): names under which anybody can register.

use serde::Serialize;

use crate::name::safe;
use crate::problem::{Problem, ProblemKind};
use crate::punycode;
use crate::table::sort_by;

/// The rules of a list, each in the ASCII form of its labels.
#[derive(Clone, Debug, Default)]
pub struct PublicSuffixes {
    /// In order.
    rules: Vec<(Rule, SuffixSection)>,
}

/// A rule without its first character or label where that says which kind it is.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Rule {
    domain: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Kind {
    /// `domain`
    Suffix,
    /// `*.domain`
    Wildcard,
    /// `!domain`
    Exception,
}

/// Where on the list a suffix stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum SuffixSection {
    /// Among those that registries have delegated.
    IcannDomains,
    /// Among those whose owners let others have names below.
    PrivateDomains,
    /// Nowhere: a top-level domain that no rule is for is a public suffix too.
    Unlisted,
}

const ICANN: &str = "===BEGIN ICANN DOMAINS===";
const PRIVATE: &str = "===BEGIN PRIVATE DOMAINS===";
const END: &str = "===END ";

/// RFC 1035 §2.3.4, and the dots between the labels.
const LONGEST_NAME: usize = 253;
const LONGEST_LABEL: usize = 63;

/// Whether this is the text of a list.
pub(crate) fn is_list(bytes: &[u8]) -> bool {
    lines(bytes).any(|(_, line)| matches!(section(line), Some(Some(_))))
}

/// Each line with its offset; some editors put a mark before the first.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let mut next = 0;
    bytes.split(|byte| *byte == b'\n').map(move |line| {
        let start = next;
        next += line.len() + 1;
        (start, line.strip_prefix(MARK).unwrap_or(line))
    })
}

/// The section that a comment begins, or none where it ends one.
fn section(line: &[u8]) -> Option<Option<SuffixSection>> {
    let comment = line.strip_prefix(b"//").and_then(|text| std::str::from_utf8(text).ok())?;
    match comment.trim() {
        ICANN => Some(Some(SuffixSection::IcannDomains)),
        PRIVATE => Some(Some(SuffixSection::PrivateDomains)),
        other => other.starts_with(END).then_some(None),
    }
}

impl PublicSuffixes {
    /// Reads the text of a list: one rule a line, up to the first white space. A rule that is none is a
    /// problem, and the others count. `most` bounds both together.
    pub(crate) fn read(bytes: &[u8], most: usize, problems: &mut Vec<Problem>) -> Self {
        let mut rules = Vec::new();
        let mut within = None;
        for (start, line) in lines(bytes) {
            if let Some(section) = section(line) {
                within = section;
            }
            let text = String::from_utf8_lossy(line);
            let rule = text.split_whitespace().next().unwrap_or_default();
            if rule.is_empty() || rule.starts_with("//") {
                continue;
            }
            if rules.len() + problems.len() >= most {
                let kind = ProblemKind::InputTooManyObjects { limit: most };
                problems.push(Problem::fatal(kind, start));
                break;
            }
            let read = Rule::read(rule);
            match (read, within) {
                (Ok(rule), Some(section)) => rules.push((rule, section)),
                (read, _) => {
                    let reason = read.err().unwrap_or("it stands in none of the sections");
                    let rule = safe(&rule.chars().take(LONGEST_NAME).collect::<String>());
                    let kind = ProblemKind::PublicSuffixMalformed { rule, reason: reason.into() };
                    problems.push(Problem::fatal(kind, start));
                }
            }
        }
        sort_by(&mut rules, |(one, _), (other, _)| one.cmp(other));
        Self { rules }
    }

    /// How many rules there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The public suffix of a DNS name in its ASCII form, in any case and without a final dot; and where on
    /// the list it stands. An exception prevails, then the longest rule; where there is neither, the last
    /// label is the suffix.
    #[must_use]
    pub fn suffix_of<'name>(&self, name: &'name str) -> (&'name str, SuffixSection) {
        let lower = name.to_ascii_lowercase();
        let dots = lower.match_indices('.').map(|(dot, _)| dot + 1);
        let starts: Vec<usize> = std::iter::once(0).chain(dots).collect();
        let find = |place: usize, kind| {
            starts.get(place).and_then(|start| self.find(&lower[*start..], kind))
        };
        let places = 0..starts.len();
        let excepted = |place: usize| Some((place + 1, find(place, Kind::Exception)?));
        let listed = |place: usize| {
            let section = find(place, Kind::Suffix).or_else(|| find(place + 1, Kind::Wildcard))?;
            Some((place, section))
        };
        let (place, section) = places
            .clone()
            .find_map(excepted)
            .or_else(|| places.clone().find_map(listed))
            .unwrap_or((starts.len() - 1, SuffixSection::Unlisted));
        (&name[starts[place]..], section)
    }

    fn find(&self, domain: &str, kind: Kind) -> Option<SuffixSection> {
        let order = |(rule, _): &(Rule, _)| (rule.domain.as_str(), rule.kind).cmp(&(domain, kind));
        self.rules.binary_search_by(order).ok().map(|place| self.rules[place].1)
    }
}

impl Rule {
    fn read(text: &str) -> Result<Self, &'static str> {
        let (kind, domain) = match (text.strip_prefix("*."), text.strip_prefix('!')) {
            (Some(domain), _) => (Kind::Wildcard, domain),
            (_, Some(domain)) => (Kind::Exception, domain),
            _ => (Kind::Suffix, text),
        };
        if kind == Kind::Exception && !domain.contains('.') {
            return Err("an exception from nothing");
        }
        let labels: Vec<String> = domain.split('.').map(label).collect::<Result<_, _>>()?;
        let domain = labels.join(".");
        if domain.len() > LONGEST_NAME {
            return Err("it is longer than a DNS name can be");
        }
        Ok(Self { domain, kind })
    }
}

/// A label in its ASCII form. The list writes other scripts in lower case and normalised.
fn label(text: &str) -> Result<String, &'static str> {
    const TOO_LONG: &str = "a label is longer than 63 characters";
    if text.is_empty() {
        return Err("a label is empty");
    }
    if text.contains(['*', '!', char::REPLACEMENT_CHARACTER]) {
        return Err("a character stands where it has no meaning");
    }
    let ascii = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        format!("xn--{}", punycode::encode(text).ok_or(TOO_LONG)?)
    };
    if ascii.len() > LONGEST_LABEL { Err(TOO_LONG) } else { Ok(ascii) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\u{feff}// A comment\r
// ===BEGIN ICANN DOMAINS===\r
com\r
uk and what follows\r
co.uk
*.ck
!www.ck
*.kobe.jp
公司.CN
// ===END ICANN DOMAINS===
// ===BEGIN PRIVATE DOMAINS===
s3.amazonaws.com
a.b.kobe.jp
!odd.s3.amazonaws.com
more.odd.s3.amazonaws.com
// ===END PRIVATE DOMAINS===
";

    fn read(text: &str) -> (PublicSuffixes, Vec<Problem>) {
        let mut problems = Vec::new();
        let list = PublicSuffixes::read(text.as_bytes(), 20, &mut problems);
        (list, problems)
    }

    #[test]
    fn the_rule_that_prevails_says_what_the_suffix_is() {
        let (list, problems) = read(LIST);
        assert_eq!(problems, []);
        assert_eq!(list.len(), 11);
        use SuffixSection::{IcannDomains as Icann, PrivateDomains as Private, Unlisted};
        for (name, suffix, section) in [
            ("Www.Example.COM", "COM", Icann),
            ("example.co.uk", "co.uk", Icann),
            ("example.org.uk", "uk", Icann),
            ("x.s3.amazonaws.com", "s3.amazonaws.com", Private),
            ("amazonaws.com", "com", Icann),
            ("corp.ck", "corp.ck", Icann),
            ("a.corp.ck", "corp.ck", Icann),
            ("a.www.ck", "ck", Icann),
            ("ck", "ck", Unlisted),
            ("example.xn--55qx5d.cn", "xn--55qx5d.cn", Icann),
            // A rule with more labels that does not match leaves the shorter ones in force.
            ("x.b.kobe.jp", "b.kobe.jp", Icann),
            // An exception prevails over what is longer.
            ("more.odd.s3.amazonaws.com", "s3.amazonaws.com", Private),
            ("intranet.corp", "corp", Unlisted),
            ("", "", Unlisted),
        ] {
            assert_eq!(list.suffix_of(name), (suffix, section), "{name}");
        }
    }

    #[test]
    fn what_is_no_rule_is_told_with_its_place_and_the_rest_counts() {
        let long = "x".repeat(64);
        let labels = vec!["abcdefg"; 32].join(".");
        for (rule, reason) in [
            ("a..b", "empty"),
            ("*.a.*.b", "no meaning"),
            ("*", "no meaning"),
            ("!com", "nothing"),
            ("!*.com", "no meaning"),
            (&long, "63"),
            (&"é".repeat(70), "63"),
            (&labels, "DNS name"),
        ] {
            let (list, problems) = read(&format!("// ===BEGIN ICANN DOMAINS===\n{rule}\nnet\n"));
            assert_eq!(list.len(), 1, "{rule}");
            assert_eq!(problems.len(), 1, "{rule}");
            assert_eq!(problems[0].offset, 29);
            let ProblemKind::PublicSuffixMalformed { reason: told, .. } = &problems[0].kind else {
                panic!("{problems:?}");
            };
            assert!(told.contains(reason), "{rule}: {told}");
        }
        let (list, problems) =
            read("com\n// ===BEGIN ICANN DOMAINS===\n// ===END ICANN DOMAINS===\nnet\n");
        assert!(list.is_empty());
        assert_eq!(problems.iter().map(|problem| problem.offset).collect::<Vec<_>>(), [0, 60]);
    }

    #[test]
    fn reading_ends_where_the_bound_is() {
        let (list, problems) =
            read(&format!("// ===BEGIN ICANN DOMAINS===\n{}", "com\n!a\n".repeat(50)));
        assert_eq!((list.len(), problems.len()), (10, 11));
        assert_eq!(problems[10].kind, ProblemKind::InputTooManyObjects { limit: 20 });
    }

    #[test]
    fn a_list_is_told_by_its_sections() {
        assert!(is_list(LIST.as_bytes()));
        assert!(is_list(b"// ===BEGIN PRIVATE DOMAINS===\n\xff"));
        for text in ["", "com\nnet\n", "===BEGIN ICANN DOMAINS===", "// ===END ICANN DOMAINS==="] {
            assert!(!is_list(text.as_bytes()), "{text}");
        }
    }
}
