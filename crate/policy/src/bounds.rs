//! What an entry of a document is trusted for, and within which bounds: the same, read.

use anchorlight_path::{Fault, Purpose, within_subtree};
use anchorlight_pki::{NameConstraints, Subtree, Time};

use crate::document::{Constraints, Enforce, Subtrees, TrustedFor};
use crate::host::HostPattern;
use crate::problem::{Contradiction, DocumentFault, Reading, join};
use crate::rules::{Action, oid};
use crate::ruling::{Clause, EntryPlace};

/// The bounds of one entry, or of an include.
#[derive(Debug, Default)]
pub(crate) struct Bounds {
    /// Where the entry stands.
    pointer: String,
    /// The SHA-256 of the included document that it stands in.
    document: Option<String>,
    /// Whether the constraints stand in an object of their own.
    nested: bool,
    /// Of an anchor: what the document says is in force of its certificate.
    pub(crate) enforce: Enforce,
    /// `None` for every purpose.
    pub(crate) purposes: Option<Vec<TrustedFor>>,
    pub(crate) names: NameConstraints,
    pub(crate) extended_key_usages: Vec<String>,
    pub(crate) policies: Vec<String>,
    pub(crate) path_length: Option<u32>,
    pub(crate) distrust_issued_after: Option<Time>,
    pub(crate) use_until: Option<Time>,
    /// Of an end entity: its hosts, as they are written and read.
    pub(crate) hosts: Option<(Vec<String>, Vec<HostPattern>)>,
}

impl Bounds {
    pub(crate) fn new(
        reading: &Reading,
        document: Option<&str>,
        purposes: Option<&[TrustedFor]>,
    ) -> Self {
        Self {
            pointer: reading.pointer(&[]),
            document: document.map(str::to_owned),
            purposes: purposes.map(<[_]>::to_vec),
            ..Self::default()
        }
    }

    pub(crate) fn constrained(self, reading: &mut Reading, constraints: &Constraints) -> Self {
        reading.at(&["constraints"], |reading| {
            let Constraints { permitted, excluded, extended_key_usages, policies, .. } =
                constraints;
            reading.oids("extendedKeyUsages", extended_key_usages);
            reading.oids("policies", policies);
            let names = NameConstraints {
                permitted: subtrees(reading, "permitted", permitted),
                excluded: subtrees(reading, "excluded", excluded),
            };
            nothing_permitted(reading, &names);
            no_purpose_fits(reading, self.purposes.as_deref(), extended_key_usages);
            let mut time = |key: &str, text: &Option<String>| {
                text.as_deref().and_then(|text| reading.time(key, text))
            };
            Self {
                nested: true,
                names,
                extended_key_usages: extended_key_usages.clone(),
                policies: policies.clone(),
                path_length: constraints.path_length,
                distrust_issued_after: time(
                    "distrustIssuedAfter",
                    &constraints.distrust_issued_after,
                ),
                use_until: time("useUntil", &constraints.use_until),
                ..self
            }
        })
    }

    /// The clause at a key of the entry.
    pub(crate) fn clause(&self, keys: &[&str]) -> Clause {
        let pointer = keys.iter().fold(self.pointer.clone(), |at, key| join(&at, key));
        Clause { pointer, document: self.document.clone(), action: Action::Deny }
    }

    /// The clause by which the certificate's own dates are in force: the entry where it leaves that unsaid.
    pub(crate) fn dates_clause(&self) -> Clause {
        self.enforced(self.enforce.dates, "dates")
    }

    /// The same of what its extensions say.
    pub(crate) fn extensions_clause(&self) -> Clause {
        self.enforced(self.enforce.constraints, "constraints")
    }

    fn enforced(&self, stated: Option<bool>, key: &str) -> Clause {
        if stated.is_some() { self.clause(&["enforce", key]) } else { self.clause(&[]) }
    }

    /// Where the entry stands.
    pub(crate) fn place(&self) -> EntryPlace {
        EntryPlace { pointer: self.pointer.clone(), document: self.document.clone() }
    }

    /// The keys of a constraint.
    pub(crate) fn constraint(&self, key: &'static str) -> Vec<&'static str> {
        if self.nested { vec!["constraints", key] } else { vec![key] }
    }

    /// The clause that a name breaks.
    pub(crate) fn names_clause(&self, fault: &Fault) -> Clause {
        let (side, form) = match fault {
            Fault::NameExcludedSubtree { name, .. } => ("excluded", Some(name.form())),
            Fault::NameNotPermitted { name, .. } => ("permitted", Some(name.form())),
            _ => ("permitted", None),
        };
        let key = match form {
            Some("dNSName") => Some("dns"),
            Some("iPAddress") => Some("ip"),
            Some("rfc822Name" | "otherName") => Some("email"),
            Some("uniformResourceIdentifier") => Some("uri"),
            Some("directoryName") => Some("directory"),
            _ => None,
        };
        let keys: Vec<&str> = ["constraints", side].into_iter().chain(key).collect();
        self.clause(&keys)
    }
}

fn subtrees(reading: &mut Reading, side: &str, written: &Subtrees) -> Vec<Subtree> {
    let mut read = Vec::new();
    for (kind, key, texts) in written.forms() {
        for (index, text) in texts.iter().enumerate() {
            match Subtree::from_text(kind, text) {
                Ok(subtree) => read.push(subtree),
                Err(reason) => {
                    let fault =
                        DocumentFault::BadName { value: text.clone(), reason: reason.to_owned() };
                    reading.problem(&[side, key, &index.to_string()], fault);
                }
            }
        }
    }
    read
}

/// Key purposes that are all of something else than what the anchor is trusted for. Who asks for no
/// purpose in particular may mean one that is not known here.
fn no_purpose_fits(reading: &mut Reading, purposes: Option<&[TrustedFor]>, texts: &[String]) {
    let Some(purposes) = purposes.filter(|purposes| !purposes.is_empty()) else { return };
    let serves = |text: &String| {
        let stated = oid(text)?;
        let of = Purpose::ALL.iter().filter(|purpose| purpose.is_served_by(&stated));
        let of: Vec<TrustedFor> = of.filter_map(|purpose| TrustedFor::of(*purpose)).collect();
        (!of.is_empty()).then_some(of)
    };
    let served: Option<Vec<Vec<TrustedFor>>> = texts.iter().map(serves).collect();
    let fits = |of: &Vec<TrustedFor>| of.iter().any(|one| purposes.contains(one));
    if served.is_some_and(|served| !served.is_empty() && !served.iter().any(fits)) {
        // The reading stands at the constraints.
        let with = reading.beside("purposes");
        let kind = Contradiction::NoPurposeFits;
        reading.problem(&["extendedKeyUsages"], DocumentFault::Contradiction { with, kind });
    }
}

/// Subtrees are compared pairwise to find contradictions; longer lists are not looked through. CAs
/// that constrain names list some dozens.
const MOST_COMPARED: usize = 1 << 20;

/// A form of which everything that is permitted is excluded as well.
fn nothing_permitted(reading: &mut Reading, names: &NameConstraints) {
    if names.permitted.len().saturating_mul(names.excluded.len()) > MOST_COMPARED {
        return;
    }
    for (key, form) in [
        ("dns", "dNSName"),
        ("ip", "iPAddress"),
        ("email", "rfc822Name"),
        ("uri", "uniformResourceIdentifier"),
        ("directory", "directoryName"),
    ] {
        let mut permitted =
            names.permitted.iter().filter(|subtree| subtree.form() == form).peekable();
        let excluded =
            |inner: &Subtree| names.excluded.iter().any(|outer| within_subtree(inner, outer));
        if permitted.peek().is_some() && permitted.all(excluded) {
            let with = reading.pointer(&["excluded", key]);
            let kind = Contradiction::NothingPermitted;
            reading.problem(&["permitted", key], DocumentFault::Contradiction { with, kind });
        }
    }
}
