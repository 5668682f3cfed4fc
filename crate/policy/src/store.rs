//! A trust store: a document and those it includes, read and indexed.

use std::collections::BTreeMap;

use anchorlight_path::{AnchorUse, DirectTrust, SignatureVerifier};
use anchorlight_pki::{Certificate, ItemKind, ProblemKind, Time, open};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::bounds::Bounds;
use crate::digest::Sha256;
use crate::distrust::Distrust;
use crate::document::Document;
use crate::host::HostPattern;
use crate::included::IncludedDocument;
use crate::problem::{Contradiction, DocumentFault, DocumentProblem, Reading};
use crate::read::Written;
use crate::ruling::EntryPlace;
use crate::signed::SignedBy;
use crate::signers::Signer;

/// What a store is read from.
#[derive(Debug, Default)]
pub struct StoreFiles<'a> {
    /// The document's JSON, signed or not.
    pub document: &'a [u8],
    /// The same of documents that it may include.
    pub included: Vec<&'a [u8]>,
    /// SHA-256 of the public web's roots, where they are at hand.
    pub public_web_roots: Option<Vec<Sha256>>,
    /// A certificate that is passed over wherever it is listed, so that all else keeps its place.
    pub without: Option<Sha256>,
}

/// A trust store.
#[derive(Debug)]
pub struct Store {
    pub document: Document,
    /// The same as it was given, or signed.
    pub json: String,
    pub issued: Time,
    pub expires: Time,
    /// SHA-256 of the file.
    pub digest: Sha256,
    /// Those who may sign its updates.
    pub signers: Vec<Signer>,
    /// Whose signatures it has; `None` where it is not signed.
    pub signed: Option<SignedBy>,
    /// Lists and responses that it holds, each with its index among the document's sources.
    pub revocation_sources: Vec<(usize, Vec<u8>)>,
    /// The documents that it includes, in the order of the includes.
    pub(crate) included: Vec<IncludedDocument>,
    trusted: BTreeMap<[u8; 32], Trusted>,
    bounds: Vec<Bounds>,
    pub(crate) distrusted: Distrust,
    /// Of each entry of `hosts`, what it matches.
    pub(crate) hosts: Vec<Vec<HostPattern>>,
}

/// Certificates of a document.
#[derive(Debug)]
pub struct Listed {
    pub certificate: Certificate,
    /// Where it stands: a JSON pointer.
    pub pointer: String,
}

/// An anchor, or an end entity that is trusted itself.
#[derive(Clone, Debug)]
struct Trusted {
    anchor_use: AnchorUse,
    /// Indices of its bounds: its own, and those of the include that brought it.
    bounds: Vec<usize>,
}

impl Store {
    /// Reads a store. With it comes what each document lists, its own first, for whoever builds paths.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it; what stops the reading of one part does not hide the others.
    pub fn read(
        files: &StoreFiles<'_>,
        verifier: &dyn SignatureVerifier,
    ) -> Result<(Self, Vec<Vec<Listed>>), Vec<DocumentProblem>> {
        let written = Written::open(files.document).map_err(|problem| vec![problem])?;
        let mut reader = Reader { without: files.without, ..Reader::default() };
        let reading = &mut reader.reading;
        let (signers, signed) = written.signatures(reading, verifier);
        let json = String::from_utf8_lossy(written.json(files.document)).into_owned();
        let document = written.document;
        reading.label("name", &document.name);
        let issued = reading.time("issued", &document.issued);
        let expires = reading.time("expires", &document.expires);
        if issued.zip(expires).is_some_and(|(issued, expires)| expires <= issued) {
            let kind = Contradiction::ExpiresBeforeIssued;
            let with = "/issued".to_owned();
            reading.problem(&["expires"], DocumentFault::Contradiction { with, kind });
        }
        portals(reading, &document);
        reader.lists.push(Vec::new());
        reader.entries(&document, None, None);
        for (index, include) in document.includes.iter().enumerate() {
            reader.include(index, include, files, verifier);
        }
        let sources = reader.revocation(&document);
        let hosts = reader.rules(&document);
        if let Some(sha256) = files.without.filter(|_| !reader.passed_over) {
            reader.reading.problem(&[], DocumentFault::Absent { wanted: sha256.to_string() });
        }
        let Reader { reading, lists, trusted, bounds, distrusted, included, .. } = reader;
        match (issued, expires) {
            (Some(issued), Some(expires)) if reading.problems.is_empty() => {
                let store = Self {
                    digest: Sha256::of(files.document),
                    signers,
                    signed,
                    document,
                    json,
                    issued,
                    expires,
                    revocation_sources: sources,
                    included,
                    trusted,
                    bounds,
                    distrusted,
                    hosts,
                };
                Ok((store, lists))
            }
            _ => Err(reading.problems),
        }
    }

    /// What of a certificate is in force as an anchor; `None` where it is none.
    #[must_use]
    pub fn anchor_use(&self, certificate: &Sha256) -> Option<AnchorUse> {
        self.trusted.get(&certificate.0).map(|trusted| trusted.anchor_use)
    }

    /// The entry that an anchor is trusted by; of one of the public web's roots the include.
    #[must_use]
    pub fn place_of(&self, anchor: &Sha256) -> Option<EntryPlace> {
        let own = self.trusted.get(&anchor.0)?.bounds.first()?;
        self.bounds.get(*own).map(Bounds::place)
    }

    /// Whether it does not count any more at this time.
    #[must_use]
    pub fn has_expired(&self, now: Time) -> bool {
        self.document.has_expired(self.expires, now)
    }

    pub(crate) fn bounds_of(&self, anchor: &Certificate) -> impl Iterator<Item = &Bounds> {
        let trusted = self.trusted.get(&Sha256::of(&anchor.der).0);
        trusted.into_iter().flat_map(|t| &t.bounds).filter_map(|index| self.bounds.get(*index))
    }
}

#[derive(Default)]
struct Reader {
    reading: Reading,
    lists: Vec<Vec<Listed>>,
    /// Where each certificate of the document that is read now stands first.
    places: BTreeMap<[u8; 32], String>,
    trusted: BTreeMap<[u8; 32], Trusted>,
    bounds: Vec<Bounds>,
    distrusted: Distrust,
    included: Vec<IncludedDocument>,
    without: Option<Sha256>,
    /// Whether that was listed anywhere.
    passed_over: bool,
}

impl Reader {
    /// Reads what stands at a key. Whatever else is read meanwhile begins at the root of its own document.
    fn at(&mut self, keys: &[&str], read: impl FnOnce(&mut Self, &mut Reading)) {
        let mut reading = std::mem::take(&mut self.reading);
        reading.at(keys, |reading| read(self, reading));
        self.reading = reading;
    }

    /// What a document lists. `include` is the index of the bounds of the include that brought it.
    fn entries(&mut self, document: &Document, digest: Option<&str>, include: Option<usize>) {
        self.places.clear();
        for (index, anchor) in document.anchors.iter().enumerate() {
            let key = index.to_string();
            self.at(&["anchors", &key], |reader, reading| {
                let mut bounds = Bounds::new(reading, digest, Some(&anchor.purposes));
                bounds.enforce = anchor.enforce;
                let bounds = bounds.constrained(reading, &anchor.constraints);
                reading.at_least_one("purposes", &anchor.purposes);
                let Some(certificate) = reader.certificate(reading, &anchor.certificate) else {
                    return;
                };
                let says_not = certificate.version == 3 && !certificate.is_ca();
                let anchor_use = anchor.enforce.anchor_use();
                if says_not && anchor_use.basic_constraints {
                    let subject = certificate.subject.to_string();
                    return reading.problem(&["certificate"], DocumentFault::NotACa { subject });
                }
                reader.trust(&certificate, anchor_use, bounds, include);
                reader.list(reading, certificate);
            });
        }
        for (index, end_entity) in document.end_entities.iter().enumerate() {
            let key = index.to_string();
            self.at(&["endEntities", &key], |reader, reading| {
                let mut bounds = Bounds::new(reading, digest, Some(&end_entity.purposes));
                reading.at_least_one("purposes", &end_entity.purposes);
                reading.at_least_one("hosts", &end_entity.hosts);
                let patterns = hosts(reading, &end_entity.hosts);
                for (index, text) in end_entity.hosts.iter().enumerate().filter(|(_, t)| *t == "*")
                {
                    // It would be trusted for everything, which is more than any CA is.
                    let fault = DocumentFault::BadHost { value: text.clone() };
                    reading.problem(&["hosts", &index.to_string()], fault);
                }
                bounds.hosts = Some((end_entity.hosts.clone(), patterns));
                let until = end_entity.use_until.as_deref();
                bounds.use_until = until.and_then(|text| reading.time("useUntil", text));
                let Some(certificate) = reader.certificate(reading, &end_entity.certificate) else {
                    return;
                };
                let anchor_use =
                    AnchorUse { end_entities: DirectTrust::Alone, ..AnchorUse::default() };
                reader.trust(&certificate, anchor_use, bounds, include);
                reader.list(reading, certificate);
            });
        }
        for (index, hint) in document.hints.iter().enumerate() {
            let key = index.to_string();
            self.at(&["hints", &key], |reader, reading| {
                if let Some(certificate) = reader.certificate(reading, &hint.certificate) {
                    reader.list(reading, certificate);
                }
            });
        }
        self.distrusted.add(&mut self.reading, &document.distrusted, digest);
    }

    /// One certificate, which stands nowhere else in the same document.
    fn certificate(&mut self, reading: &mut Reading, text: &str) -> Option<Certificate> {
        let der = one_object(reading, "certificate", text, &[ItemKind::Certificate])?;
        let certificate = match Certificate::read(&der) {
            Ok(certificate) => certificate,
            Err(problem) => {
                reading.problem(&["certificate"], DocumentFault::Unreadable { problem });
                return None;
            }
        };
        let here = reading.pointer(&[]);
        let first = self.places.entry(Sha256::of(&der).0).or_insert_with(|| here.clone());
        if *first != here {
            let first = first.clone();
            reading.problem(&["certificate"], DocumentFault::Duplicate { first });
            return None;
        }
        Some(certificate)
    }

    fn list(&mut self, reading: &Reading, certificate: Certificate) {
        if self.passes_over(Sha256::of(&certificate.der)) {
            return;
        }
        if let Some(list) = self.lists.last_mut() {
            list.push(Listed { certificate, pointer: reading.pointer(&["certificate"]) });
        }
    }

    /// The document's own word counts before that of one it includes, and an earlier include's before a later's.
    fn trust(
        &mut self,
        certificate: &Certificate,
        anchor_use: AnchorUse,
        bounds: Bounds,
        include: Option<usize>,
    ) {
        let sha256 = Sha256::of(&certificate.der);
        if self.passes_over(sha256) {
            return;
        }
        let own = self.bounds.len();
        self.bounds.push(bounds);
        let bounds = [Some(own), include].into_iter().flatten().collect();
        let trusted = Trusted { anchor_use, bounds };
        self.trusted.entry(sha256.0).or_insert(trusted);
    }

    fn passes_over(&mut self, sha256: Sha256) -> bool {
        let is_it = self.without == Some(sha256);
        self.passed_over |= is_it;
        is_it
    }

    fn include(
        &mut self,
        index: usize,
        include: &crate::document::Include,
        files: &StoreFiles<'_>,
        verifier: &dyn SignatureVerifier,
    ) {
        let key = index.to_string();
        self.at(&["includes", &key], |reader, reading| {
            if let Some(purposes) = &include.purposes {
                reading.at_least_one("purposes", purposes);
            }
            let bounds = Bounds::new(reading, None, include.purposes.as_deref());
            let bounds = bounds.constrained(reading, &include.constraints);
            let own = reader.bounds.len();
            reader.bounds.push(bounds);
            match (&include.document, include.public_web_roots) {
                (None, true) => match &files.public_web_roots {
                    Some(roots) => reader.public_web_roots(roots, own),
                    None => {
                        let fault = DocumentFault::PublicWebRootsMissing;
                        reading.problem(&["publicWebRoots"], fault);
                    }
                },
                (Some(digest), false) => {
                    if let Some(wanted) = reading.hash(&["document"], digest) {
                        let brought = reader.document(reading, wanted, own, files, verifier);
                        let brought =
                            brought.map(|document| IncludedDocument::of(index, &document));
                        reader.included.extend(brought);
                    }
                }
                _ => {
                    let (with, kind) = (reading.pointer(&[]), Contradiction::IncludeOfOne);
                    reading.problem(&[], DocumentFault::Contradiction { with, kind });
                }
            }
        });
    }

    fn public_web_roots(&mut self, roots: &[Sha256], bounds: usize) {
        for root in roots {
            if self.passes_over(*root) {
                continue;
            }
            let anchor_use = AnchorUse { end_entities: DirectTrust::Off, ..AnchorUse::default() };
            let trusted = Trusted { anchor_use, bounds: vec![bounds] };
            self.trusted.entry(root.0).or_insert(trusted);
        }
    }

    /// An included document, and all that it lists.
    fn document(
        &mut self,
        reading: &mut Reading,
        wanted: Sha256,
        bounds: usize,
        files: &StoreFiles<'_>,
        verifier: &dyn SignatureVerifier,
    ) -> Option<Document> {
        let found = files.included.iter().find(|bytes| Sha256::of(bytes) == wanted);
        match found.map(|bytes| Written::open(bytes)) {
            None => {
                let document = wanted.to_string();
                reading.problem(&["document"], DocumentFault::IncludeMissing { document });
                None
            }
            Some(Err(problem)) => {
                reading.problems.push(within(problem, wanted));
                None
            }
            Some(Ok(included)) if !included.document.includes.is_empty() => {
                reading.problem(&["document"], DocumentFault::IncludeNested);
                None
            }
            Some(Ok(included)) => {
                included.signatures(&mut self.reading, verifier);
                self.lists.push(Vec::new());
                self.entries(&included.document, Some(&wanted.to_string()), Some(bounds));
                let inner = std::mem::take(&mut self.reading.problems);
                reading.problems.extend(inner.into_iter().map(|p| within(p, wanted)));
                Some(included.document)
            }
        }
    }

    fn revocation(&mut self, document: &Document) -> Vec<(usize, Vec<u8>)> {
        let kinds = [ItemKind::Crl, ItemKind::OcspResponse];
        let mut sources = Vec::new();
        for (index, source) in document.revocation.sources.iter().enumerate() {
            let Some(data) = &source.data else { continue };
            self.reading.at(&["revocation", "sources", &index.to_string()], |reading| {
                if let Some(der) = one_object(reading, "data", data, &kinds) {
                    sources.push((index, der));
                }
            });
        }
        sources
    }

    fn rules(&mut self, document: &Document) -> Vec<Vec<HostPattern>> {
        let reading = &mut self.reading;
        for (id, rule) in document.rules.each() {
            reading.at(&["rules", id], |reading| rule.read(reading));
        }
        let mut read = Vec::new();
        for (index, entry) in document.hosts.iter().enumerate() {
            reading.at(&["hosts", &index.to_string()], |reading| {
                reading.at_least_one("hosts", &entry.hosts);
                read.push(hosts(reading, &entry.hosts));
                for (id, rule) in entry.rules.each() {
                    reading.at(&["rules", id], |reading| rule.read(reading));
                }
            });
        }
        read
    }
}

fn portals(reading: &mut Reading, document: &Document) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, portal) in document.portals.iter().enumerate() {
        reading.at(&["portals", &index.to_string()], |reading| reading.label("id", &portal.id));
        let place = *first.entry(&portal.id).or_insert(index);
        if place != index {
            let fault = DocumentFault::Duplicate { first: format!("/portals/{place}/id") };
            reading.problem(&["portals", &index.to_string(), "id"], fault);
        }
    }
}

/// A problem of an included document says so where its pointer begins.
fn within(mut problem: DocumentProblem, document: Sha256) -> DocumentProblem {
    problem.document = Some(document.to_string().into());
    problem
}

fn hosts(reading: &mut Reading, texts: &[String]) -> Vec<HostPattern> {
    let mut patterns = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        match HostPattern::read(text) {
            Some(pattern) => patterns.push(pattern),
            None => {
                let fault = DocumentFault::BadHost { value: text.clone() };
                reading.problem(&["hosts", &index.to_string()], fault);
            }
        }
    }
    patterns
}

/// The one object that a string holds: base64 of its DER, or PEM.
pub(crate) fn one_object(
    reading: &mut Reading,
    key: &str,
    text: &str,
    kinds: &[ItemKind],
) -> Option<Vec<u8>> {
    let text = text.trim();
    let bytes = if text.contains("-----BEGIN") {
        text.as_bytes().to_vec()
    } else {
        let compact: String = text.split_ascii_whitespace().collect();
        match STANDARD.decode(compact) {
            Ok(der) => der,
            Err(_) => {
                reading.problem(&[key], DocumentFault::NotOneObject { found: 0 });
                return None;
            }
        }
    };
    let opened = open(bytes);
    let private = |kind: &ProblemKind| matches!(kind, ProblemKind::InputPrivateKey { .. });
    if opened.problems.iter().any(|problem| private(&problem.kind)) {
        reading.problem(&[key], DocumentFault::PrivateKey);
        return None;
    }
    if let Some(problem) = opened.problems.into_iter().find(|problem| problem.fatal) {
        reading.problem(&[key], DocumentFault::Unreadable { problem });
        return None;
    }
    let found = opened.items.len();
    let mut items = opened.items.into_iter().filter(|item| kinds.contains(&item.kind));
    match (items.next(), found) {
        (Some(item), 1) => Some(item.der),
        _ => {
            reading.problem(&[key], DocumentFault::NotOneObject { found });
            None
        }
    }
}
