//! The Public Suffix List. The crate `publicsuffix` carries its text and its test vectors for tests of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The text of the list, both of its parts.
pub(crate) fn list() -> Result<String> {
    read("public_suffix_list.dat")
}

fn read(name: &str) -> Result<String> {
    let path = folder()?.join(name);
    std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
}

/// Where Cargo has put it.
fn folder() -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .context("running cargo metadata")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest = packages
        .find(|package| package["name"] == "publicsuffix")
        .and_then(|package| package["manifest_path"].as_str())
        .context("the crate publicsuffix is a dependency")?;
    Ok(Path::new(manifest).with_file_name("tests"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use anchorlight_pki::{PublicSuffixes, SuffixSection, open};
    use publicsuffix::{List, Psl, Type};

    use super::*;

    fn ours(text: &str) -> PublicSuffixes {
        let opened = open(text.as_bytes());
        assert_eq!(opened.problems, []);
        opened.public_suffixes.unwrap()
    }

    /// What somebody can register under the suffix of a name: one label more.
    fn registrable(list: &PublicSuffixes, name: &str) -> Option<String> {
        let name = name.to_lowercase();
        let (suffix, _) = list.suffix_of(&name);
        let below = name.strip_suffix(suffix)?.strip_suffix('.')?;
        let label = below.rsplit('.').next()?;
        (!label.is_empty()).then(|| format!("{label}.{suffix}"))
    }

    /// https://github.com/publicsuffix/list/blob/main/tests/tests.txt
    #[test]
    fn the_published_vectors_hold() {
        let list = ours(&super::list().unwrap());
        let ascii = |name: &str| idna::domain_to_ascii(name).unwrap();
        let text = read("tests.txt").unwrap();
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("//"));
        let mut count = 0;
        for (name, expected) in lines.filter_map(|line| line.split_once(' ')) {
            // An empty first label is nobody's name.
            if name == "null" || name.starts_with('.') {
                assert_eq!(expected, "null");
                continue;
            }
            let expected = (expected != "null").then(|| ascii(expected));
            assert_eq!(registrable(&list, &ascii(name)), expected, "{name}");
            count += 1;
        }
        assert!(count > 70, "{count}");
    }

    /// A wildcard rule is for each of these, and another rule for names below it. The format's algorithm
    /// (https://github.com/publicsuffix/list/wiki/Format) takes the longest rule that matches, which is the
    /// wildcard; the crate goes on towards the other rule and does not come back.
    const BETWEEN_RULES: [&str; 7] = [
        "bzz.dapps.earth",
        "ex.futurecms.at",
        "in.futurecms.at",
        "oci.customer-oci.com",
        "ocp.customer-oci.com",
        "ocs.customer-oci.com",
        "svc.firenet.ch",
    ];

    /// Both read the same text; the crate has its punycode from `idna`.
    #[test]
    fn the_crate_finds_the_same_suffix_for_names_at_and_below_every_rule() {
        let text = super::list().unwrap();
        let (list, theirs) = (ours(&text), text.parse::<List>().unwrap());
        let lines = text.lines();
        let rules: Vec<_> =
            lines.filter(|line| !line.is_empty() && !line.starts_with("//")).collect();
        assert_eq!(list.len(), rules.len());
        assert!(rules.len() > 9000, "{}", rules.len());
        let mut differ = BTreeSet::new();
        for rule in rules {
            let domain = rule.trim_start_matches("*.").trim_start_matches('!');
            let domain = idna::domain_to_ascii(domain).unwrap();
            for name in [domain.clone(), format!("a.{domain}"), format!("b.a.{domain}")] {
                let theirs = theirs.suffix(name.as_bytes()).unwrap();
                let section = match theirs.typ() {
                    Some(Type::Icann) => SuffixSection::IcannDomains,
                    Some(Type::Private) => SuffixSection::PrivateDomains,
                    None => SuffixSection::Unlisted,
                };
                let theirs = str::from_utf8(theirs.as_bytes()).unwrap();
                if list.suffix_of(&name) != (theirs, section) {
                    differ.insert(name);
                }
            }
        }
        assert!(differ.iter().eq(BETWEEN_RULES), "{differ:?}");
    }
}
