//! A file, read once: what it holds, and where to find it.

use std::collections::BTreeMap;
use std::ops::Range;

use anchorlight_pki::{
    Certificate, Crl, Item, ItemKind, OcspResponse, Problem, PublicSuffixes, open,
};
use anchorlight_policy::{Listed, Sha256};

use crate::report::Unreadable;

pub(crate) type Sha256Digest = [u8; 32];

/// What was read from a file. Nothing in it depends on a request.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// Length in bytes.
    pub(crate) length: usize,
    /// Each certificate once, in the order of the file.
    pub(crate) certificates: Vec<Entry>,
    /// How many certificates there are, repeated ones counted.
    pub(crate) count: usize,
    /// Lists and responses, in the order of the file.
    pub(crate) sources: Vec<Told>,
    /// Where it is the text of a list of them.
    pub(crate) public_suffixes: Option<PublicSuffixes>,
    /// Certificates that came with responses: they can be a responder's and nothing else.
    responders: Vec<Entry>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) unreadable: Vec<Unreadable>,
    /// How many certificates came before the first object that could not be read.
    pub(crate) first_unreadable: Option<usize>,
    by_digest: BTreeMap<Sha256Digest, usize>,
    /// The last certificate with a subject, by the digest of its comparable form.
    by_subject: BTreeMap<Sha256Digest, usize>,
}

/// A certificate of a file.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) certificate: Certificate,
    /// Where it stands in the file, in bytes.
    pub(crate) start: usize,
    pub(crate) length: usize,
    /// In a document: where it stands instead, a JSON pointer.
    pub(crate) pointer: Option<String>,
    pub(crate) sha256: Sha256Digest,
    /// The one before it that has the same subject.
    same_subject: Option<usize>,
}

/// A list or a response of a file.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) by: Teller,
    /// In a document: its index among the document's sources.
    pub(crate) listed: Option<usize>,
    /// Where it stands in the file, in bytes.
    pub(crate) start: usize,
    pub(crate) length: usize,
}

#[derive(Debug)]
pub(crate) enum Teller {
    List(Box<Crl>),
    Response {
        response: OcspResponse,
        /// Indices of the certificates that came with it.
        certificates: Range<usize>,
    },
}

impl File {
    /// `sha256` is the file's, where it is known.
    pub(crate) fn read(bytes: Vec<u8>, sha256: Option<Sha256Digest>) -> Self {
        let length = bytes.len();
        let opened = open(bytes);
        let mut file = Self {
            length,
            problems: opened.problems,
            public_suffixes: opened.public_suffixes,
            ..Self::default()
        };
        // A broken PEM block may have been a certificate.
        if file.problems.iter().any(|problem| problem.fatal) {
            file.first_unreadable = Some(0);
        }
        for item in opened.items {
            let start = item.offset;
            if let Err(problem) = file.read_item(item, sha256) {
                file.unreadable.push(Unreadable { start, problem });
            }
        }
        file
    }

    /// What a trust store document lists, and the lists and responses that belong to it.
    pub(crate) fn of_document(
        length: usize,
        listed: Vec<Listed>,
        sources: &[(usize, Vec<u8>)],
    ) -> Self {
        let mut file = Self { length, ..Self::default() };
        for Listed { certificate, pointer } in listed {
            let length = certificate.der.len();
            file.keep(certificate, 0, length, Some(pointer));
        }
        for (index, der) in sources {
            let known = file.sources.len();
            for item in open(der).items {
                if let Err(problem) = file.read_item(item, None) {
                    file.unreadable.push(Unreadable { start: 0, problem });
                }
            }
            file.sources.iter_mut().skip(known).for_each(|told| told.listed = Some(*index));
        }
        file
    }

    /// SHA-256 of each certificate.
    pub(crate) fn digests(&self) -> impl Iterator<Item = Sha256> {
        self.certificates.iter().map(|entry| Sha256(entry.sha256))
    }

    fn read_item(&mut self, item: Item, sha256: Option<Sha256Digest>) -> Result<(), Problem> {
        let Item { kind, der, offset: start, length } = item;
        match kind {
            ItemKind::Crl => {
                let mut crl = Box::new(Crl::read(der)?);
                // A long list is most often a file of its own, and its digest is the file's.
                let known = sha256.filter(|_| crl.der.len() == self.length);
                crl.digest = Some(known.unwrap_or_else(|| digest(&crl.der)));
                self.sources.push(Told { by: Teller::List(crl), listed: None, start, length });
            }
            ItemKind::OcspResponse => {
                let response = OcspResponse::read(der)?;
                let certificates = self.read_responders(&response, start, length);
                let by = Teller::Response { response, certificates };
                self.sources.push(Told { by, listed: None, start, length });
            }
            _ => match Certificate::read(&der) {
                Ok(certificate) => self.keep(certificate, start, length, None),
                Err(problem) => {
                    self.first_unreadable.get_or_insert(self.certificates.len());
                    return Err(problem);
                }
            },
        }
        Ok(())
    }

    /// A certificate that does not decode is told, and is nobody's.
    fn read_responders(
        &mut self,
        response: &OcspResponse,
        start: usize,
        length: usize,
    ) -> Range<usize> {
        let first = self.responders.len();
        if let OcspResponse::Basic(basic) = response {
            for (offset, der) in basic.certificates() {
                match Certificate::read(der) {
                    Ok(certificate) => self.responders.push(Entry {
                        certificate,
                        start,
                        length,
                        pointer: None,
                        sha256: digest(der),
                        same_subject: None,
                    }),
                    Err(mut problem) => {
                        problem.offset += offset;
                        self.unreadable.push(Unreadable { start, problem });
                    }
                }
            }
        }
        first..self.responders.len()
    }

    /// How many rules there are, where it is a list of public suffixes.
    pub(crate) fn rules(&self) -> Option<usize> {
        self.public_suffixes.as_ref().map(PublicSuffixes::len)
    }

    /// The certificate at an index: those of responders come after all others.
    pub(crate) fn entry(&self, index: usize) -> &Entry {
        match index.checked_sub(self.certificates.len()) {
            None => &self.certificates[index],
            Some(responder) => &self.responders[responder],
        }
    }

    /// How many indices there are.
    pub(crate) fn entries(&self) -> usize {
        self.certificates.len() + self.responders.len()
    }

    pub(crate) fn has(&self, sha256: &Sha256Digest) -> bool {
        self.by_digest.contains_key(sha256)
    }

    /// Indices of the certificates with this subject, given by the digest of its comparable form.
    pub(crate) fn with_subject(&self, subject: &Sha256Digest) -> impl Iterator<Item = usize> {
        let last = self.by_subject.get(subject).copied();
        std::iter::successors(last, |index| self.certificates[*index].same_subject)
    }

    fn keep(
        &mut self,
        certificate: Certificate,
        start: usize,
        length: usize,
        pointer: Option<String>,
    ) {
        self.count += 1;
        let sha256 = digest(&certificate.der);
        let next = self.certificates.len();
        if *self.by_digest.entry(sha256).or_insert(next) == next {
            let subject = digest(certificate.subject.comparable());
            let same_subject = self.by_subject.insert(subject, next);
            let entry = Entry { certificate, start, length, pointer, sha256, same_subject };
            self.certificates.push(entry);
        }
    }
}

pub(crate) fn digest(bytes: &[u8]) -> Sha256Digest {
    Sha256::of(bytes).0
}
