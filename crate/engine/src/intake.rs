//! From files to certificates, each at one position, and the end entity among them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;
use std::sync::Arc;

use anchorlight_path::{AnchorUse, Candidate, Certificates, RevocationMode};
use anchorlight_pki::{Certificate, PublicSuffixes};

use crate::engine::Engine;
use crate::file::{Entry, File, Sha256Digest, Teller, Told, digest};
use crate::report::{Input, InputRole};
use crate::request::{EndEntity, Request, RequestError};
use crate::store::OpenStore;

/// The request's files. A certificate has the position at which it first comes: files of the chain
/// first, then the trust store, then other intermediates, then what came with revocation. A file of thousands costs nothing here.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    files: Vec<Given>,
    pub(crate) store: Option<Arc<OpenStore>>,
    /// What of anchors is in force where no store says it.
    anchor_use: AnchorUse,
    pub(crate) inputs: Vec<Input>,
    /// Each certificate of the chain once.
    pub(crate) chain: Vec<usize>,
    /// The end entity.
    pub(crate) target: Option<usize>,
    /// Others that could be the end entity.
    pub(crate) other_targets: Vec<usize>,
}

#[derive(Debug)]
struct Given {
    file: Arc<File>,
    role: InputRole,
    /// The position of its first certificate.
    base: usize,
}

/// Where a certificate came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) input: usize,
    pub(crate) in_chain: bool,
    pub(crate) in_store: bool,
}

/// Takes the files out of the request.
pub(crate) fn read(engine: &Engine, request: &mut Request) -> Result<Intake, RequestError> {
    let mut intake = Intake { anchor_use: request.anchor_use, ..Intake::default() };
    let files = [
        (&mut request.certificates, InputRole::Chain),
        (&mut request.anchors, InputRole::TrustStore),
        (&mut request.intermediates, InputRole::Intermediates),
        (&mut request.revocation.sources, InputRole::Revocation),
        (&mut request.public_suffixes, InputRole::PublicSuffixes),
    ];
    for (sources, role) in files {
        for source in std::mem::take(sources) {
            let label = source.label.clone();
            let file = engine.read_source(source)?;
            // Without a rule it would let everything pass, which is not what it was given for.
            if role == InputRole::PublicSuffixes && file.rules().is_none_or(|rules| rules == 0) {
                return Err(RequestError::PublicSuffixes { label });
            }
            intake.add(label, file, role);
        }
    }
    if let Some(store) = request.store.take() {
        intake.add_store(&engine.read_store(store)?);
    }
    intake.chain = intake.find_chain();
    (intake.target, intake.other_targets) = intake.find_target(request.end_entity);
    Ok(intake)
}

impl Intake {
    /// A store and nothing else.
    pub(crate) fn of_store(store: &Arc<OpenStore>) -> Self {
        let mut intake = Self::default();
        intake.add_store(store);
        intake
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().map(|given| &*given.file)
    }

    fn add_store(&mut self, store: &Arc<OpenStore>) {
        for (label, file) in &store.files {
            self.add(label.clone(), Arc::clone(file), InputRole::TrustStore);
        }
        self.store = Some(Arc::clone(store));
    }

    pub(crate) fn origin(&self, position: usize) -> Origin<'_> {
        let (input, index) = self.place(position);
        let Given { file, role, .. } = &self.files[input];
        let entry = file.entry(index);
        Origin {
            entry,
            input,
            in_chain: *role == InputRole::Chain,
            in_store: self.of(InputRole::TrustStore).any(|given| {
                given.file.has(&entry.sha256)
                    && self.anchor_use(given.role, &entry.sha256).is_some()
            }),
        }
    }

    /// Every list and response, with its file.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (usize, &Told)> {
        let files = self.files.iter().enumerate();
        files.flat_map(|(input, given)| given.file.sources.iter().map(move |told| (input, told)))
    }

    /// Of each of them, its index among the sources of the store's document, which holds or names it.
    pub(crate) fn listed_sources(&self) -> Vec<Option<usize>> {
        let listed = self.store.iter().flat_map(|open| &open.store.document.revocation.sources);
        let named: BTreeMap<&str, usize> = listed
            .enumerate()
            .filter(|(_, source)| source.data.is_none())
            .map(|(index, source)| (source.name.as_str(), index))
            .collect();
        let of_file = |input: usize| named.get(self.inputs[input].label.as_deref()?).copied();
        self.sources().map(|(input, told)| told.listed.or_else(|| of_file(input))).collect()
    }

    /// Lists and responses that the store only names, and that no file is called by: index and name.
    pub(crate) fn missing_sources(&self) -> Vec<(usize, String)> {
        let Some(open) = &self.store else { return Vec::new() };
        let revocation = &open.store.document.revocation;
        if revocation.mode == Some(RevocationMode::Off) {
            return Vec::new();
        }
        let brought: BTreeSet<&str> =
            self.inputs.iter().filter_map(|input| input.label.as_deref()).collect();
        let sources = revocation.sources.iter().enumerate();
        let missing = sources
            .filter(|(_, source)| source.data.is_none() && !brought.contains(source.name.as_str()));
        missing.map(|(index, source)| (index, source.name.clone())).collect()
    }

    /// Of each of them, the positions of the certificates that came with it.
    pub(crate) fn responders(&self) -> Vec<Vec<usize>> {
        let of = |(input, told): (usize, &Told)| match &told.by {
            Teller::List(_) => Vec::new(),
            Teller::Response { certificates, .. } => {
                let Given { file, base, .. } = &self.files[input];
                certificates.clone().map(|index| base + file.certificates.len() + index).collect()
            }
        };
        self.sources().map(of).collect()
    }

    /// Certificates that are in no store: one may be a responder's that only its key names.
    pub(crate) fn beside_stores(&self) -> Vec<usize> {
        let beside = self
            .of(InputRole::Revocation)
            .flat_map(|given| (given.base..).take(given.file.certificates.len()));
        self.chain.iter().copied().chain(beside).collect()
    }

    /// The lists that were given as such; in files given as anything else they count for nothing.
    pub(crate) fn public_suffixes(&self) -> Vec<&PublicSuffixes> {
        let given = self.of(InputRole::PublicSuffixes);
        given.filter_map(|given| given.file.public_suffixes.as_ref()).collect()
    }

    pub(crate) fn has_anchors(&self) -> bool {
        self.of(InputRole::TrustStore)
            .flat_map(|given| &given.file.certificates)
            .any(|entry| self.anchor_use(InputRole::TrustStore, &entry.sha256).is_some())
    }

    /// Whether the extensions of a path's anchor are in force.
    pub(crate) fn anchor_counts_whole(&self, path: &[usize]) -> bool {
        let sha256 = path.last().map(|position| self.origin(*position).entry.sha256);
        let used = sha256.and_then(|sha256| self.anchor_use(InputRole::TrustStore, &sha256));
        used.unwrap_or_default().extensions
    }

    /// What of a certificate is in force as an anchor; `None` where it is none.
    fn anchor_use(&self, role: InputRole, sha256: &Sha256Digest) -> Option<AnchorUse> {
        match &self.store {
            _ if role != InputRole::TrustStore => None,
            Some(store) => store.anchor_use(sha256),
            None => Some(self.anchor_use),
        }
    }

    fn add(&mut self, label: Option<String>, file: Arc<File>, role: InputRole) {
        self.inputs.push(Input {
            label,
            role,
            length: file.length,
            certificates: file.count,
            revocation_sources: file.sources.len(),
            public_suffixes: file.rules(),
            problems: file.problems.clone(),
            unreadable: file.unreadable.clone(),
        });
        let base = self.files.last().map_or(0, |last| last.base + last.file.entries());
        self.files.push(Given { file, role, base });
    }

    fn of(&self, role: InputRole) -> impl Iterator<Item = &Given> {
        self.files.iter().filter(move |given| given.role == role)
    }

    /// The file a position lies in, and the index in that file.
    fn place(&self, position: usize) -> (usize, usize) {
        // Of files that begin at the same position, all but the last are empty.
        let after = self.files.partition_point(|given| given.base <= position);
        (after - 1, position - self.files[after - 1].base)
    }

    fn find_chain(&self) -> Vec<usize> {
        let mut known: BTreeMap<Sha256Digest, usize> = BTreeMap::new();
        let mut chain = Vec::new();
        for given in self.of(InputRole::Chain) {
            for (position, entry) in (given.base..).zip(&given.file.certificates) {
                if known.insert(entry.sha256, position).is_none() {
                    chain.push(position);
                }
            }
        }
        chain
    }

    /// The end entity is a certificate that issued no other; one that is no CA is
    /// preferred. Nothing is chosen where an object that could not be read may be it.
    fn find_target(&self, how: EndEntity) -> (Option<usize>, Vec<usize>) {
        let mut unreadable = self
            .of(InputRole::Chain)
            .filter_map(|given| given.file.first_unreadable.map(|before| given.base + before));
        let unreadable = unreadable.next();
        if how == EndEntity::First {
            let first = self.chain.first().copied();
            return (first.filter(|_| unreadable != Some(0)), Vec::new());
        }
        let issuers: BTreeMap<Sha256Digest, usize> = self
            .chain
            .iter()
            .map(|index| &self[*index])
            .filter(|certificate| !certificate.is_self_issued())
            .map(|certificate| (digest(certificate.issuer.comparable()), 0))
            .collect();
        let issued = |index: usize| issuers.contains_key(&digest(self[index].subject.comparable()));
        let is_ca = |index: usize| self[index].is_ca();
        let preferences: [&dyn Fn(usize) -> bool; 4] = [
            &|index| !issued(index) && !is_ca(index),
            &|index| !issued(index),
            &|index| !is_ca(index),
            &|_| true,
        ];
        for prefers in preferences {
            let mut fitting = self.chain.iter().copied().filter(|index| prefers(*index));
            if let Some(first) = fitting.next() {
                if unreadable.is_some() && is_ca(first) {
                    return (None, Vec::new());
                }
                return (Some(first), fitting.filter(|index| !issued(*index)).collect());
            }
        }
        (None, Vec::new())
    }
}

impl Index<usize> for Intake {
    type Output = Certificate;

    fn index(&self, position: usize) -> &Certificate {
        let (input, index) = self.place(position);
        &self.files[input].file.entry(index).certificate
    }
}

impl Certificates for Intake {
    fn with_subject(&self, subject: &[u8]) -> Vec<Candidate> {
        let subject = digest(subject);
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut known: BTreeMap<Sha256Digest, usize> = BTreeMap::new();
        for Given { file, role, base } in &self.files {
            for index in file.with_subject(&subject) {
                let next = candidates.len();
                let place = *known.entry(file.certificates[index].sha256).or_insert(next);
                if place == next {
                    candidates.push(Candidate { certificate: base + index, anchor: None });
                }
                let anchor = &mut candidates[place].anchor;
                *anchor =
                    anchor.or_else(|| self.anchor_use(*role, &file.certificates[index].sha256));
            }
        }
        candidates
    }
}
