//! What belongs together among several files, in words.

use anchorlight_inspect::{
    By, Chain, Content, Inspection, Place, Relations, Renewal, SharedFactor, SharedKey,
};

use super::way;
use super::words::line;
use crate::say::told;

/// Files by their names, and what is in them.
pub(super) type Inputs = [(String, Inspection)];

/// Nothing where nothing belongs together.
pub(super) fn text(inputs: &Inputs, relations: &Relations) -> String {
    let names = Names::of(inputs);
    let mut out = String::new();
    for key in &relations.keys {
        out += &names.key(key);
    }
    for key in &relations.without_certificate {
        out += &names.all("a private key of none of the certificates", &[*key]);
    }
    for same in &relations.duplicates {
        out += &names.all("the same bytes", same);
    }
    for renewal in &relations.renewals {
        out += &names.renewal(renewal);
    }
    for crossed in &relations.cross_signed {
        out += &names.all("cross-signed", &crossed.certificates);
    }
    // A certificate alone says nothing more, unless it is its issuer that is looked for among the others.
    let several = relations.chains.len() > 1;
    let says_more = |chain: &&Chain| {
        chain.certificates.len() > 1 || (several && !chain.without_issuer.is_empty())
    };
    for chain in relations.chains.iter().filter(says_more) {
        out += &names.chain(chain);
    }
    for shared in &relations.shared_factors {
        let SharedFactor::SharedFactor { one, other } = shared;
        out += &told("  weakness", shared, &[]);
        out += &names.all("one key", one);
        out += &names.all("the other", other);
    }
    if relations.not_compared > 0 {
        let left = relations.not_compared;
        out += &format!("  {left} RSA keys were not compared with the others for shared primes\n");
    }
    if out.is_empty() { out } else { format!("what belongs together\n{out}\n") }
}

/// What each object is called, by its place.
struct Names<'a> {
    inputs: &'a Inputs,
    names: Vec<Vec<String>>,
}

impl<'a> Names<'a> {
    fn of(inputs: &'a Inputs) -> Self {
        let of_file = |(file, inspection): &(String, Inspection)| {
            let file = anchorlight::safe_text(file);
            way::ways(inspection).into_iter().map(|way| format!("{file}{way}")).collect()
        };
        Self { inputs, names: inputs.iter().map(of_file).collect() }
    }

    fn name(&self, place: Place) -> &str {
        self.names.get(place.input).and_then(|names| names.get(place.object)).map_or("", |n| n)
    }

    fn content(&self, place: Place) -> Option<&'a Content> {
        let (_, inspection) = self.inputs.get(place.input)?;
        inspection.objects.get(place.object).map(|object| &object.content)
    }

    fn all(&self, what: &str, places: &[Place]) -> String {
        let mut out = format!("  {what}\n");
        for place in places {
            out += &format!("    {}\n", self.name(*place));
        }
        out
    }

    fn key(&self, key: &SharedKey) -> String {
        let mut out = format!("  one key, sha256/{}\n", key.pin.base64);
        for (what, places) in [
            ("private key", &key.private_keys),
            ("certificate", &key.certificates),
            ("request", &key.certification_requests),
            ("public key", &key.public_keys),
        ] {
            for place in places {
                out += &line(&format!("  {what}"), self.name(*place));
            }
        }
        out
    }

    fn renewal(&self, renewal: &Renewal) -> String {
        let is = |same: bool| if same { "the same" } else { "another" };
        let (key, issuer) = (is(renewal.same_key), is(renewal.same_issuer));
        let what = format!("renewed, with {key} key and {issuer} issuer");
        self.all(&what, &[renewal.before, renewal.after])
    }

    fn chain(&self, chain: &Chain) -> String {
        let by = match chain.by {
            Some(By::NameAndKeyId) => ", by name and key identifier; no signature was verified",
            Some(By::Name) => ", by name; no signature was verified",
            None => "",
        };
        let mut out = format!("  from leaf to root{by}\n");
        for place in &chain.certificates {
            out += &format!("    {}\n", self.name(*place));
            if let Some(Content::Certificate(certificate)) = self.content(*place) {
                out += &format!("      {}\n", certificate.subject.rfc4514);
                if chain.without_issuer.contains(place) {
                    let issuer = &certificate.issuer.rfc4514;
                    out += &format!("      its issuer is not here: {issuer}\n");
                }
            }
        }
        if chain.roots.is_empty() && chain.without_issuer.is_empty() {
            out += "    its root is not here\n";
        }
        out
    }
}
