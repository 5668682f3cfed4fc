//! From files to certificates, each held once, and the end entity among them.

use std::collections::{BTreeMap, BTreeSet};

use anchorlight_pki::{Certificate, open};
use sha2::{Digest, Sha256};

use crate::report::{Input, InputRole, Unreadable};
use crate::request::{EndEntity, Request, Source};

/// Everything that was read from the request's files.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    /// Each certificate once, chain first.
    pub(crate) certificates: Vec<Certificate>,
    /// Where each of them was first found.
    pub(crate) origins: Vec<Origin>,
    pub(crate) inputs: Vec<Input>,
    /// Certificates of the chain that are no anchors.
    pub(crate) intermediates: Vec<usize>,
    pub(crate) anchors: Vec<usize>,
    /// The end entity.
    pub(crate) target: Option<usize>,
    /// Others that could be the end entity.
    pub(crate) other_targets: Vec<usize>,
}

/// Where a certificate came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub(crate) input: usize,
    pub(crate) start: usize,
    pub(crate) length: usize,
    pub(crate) in_chain: bool,
    pub(crate) in_store: bool,
    pub(crate) sha256: [u8; 32],
}

pub(crate) fn read(request: &Request) -> Intake {
    let mut reader = Reader::default();
    for source in &request.certificates {
        reader.read(source, InputRole::Chain);
    }
    for source in &request.anchors {
        reader.read(source, InputRole::TrustStore);
    }
    let mut intake = reader.intake;
    let positions = |wanted: fn(&Origin) -> bool| -> Vec<usize> {
        let all = intake.origins.iter().enumerate();
        all.filter(|(_, origin)| wanted(origin)).map(|(index, _)| index).collect()
    };
    let chain = positions(|origin| origin.in_chain);
    intake.anchors = positions(|origin| origin.in_store);
    intake.intermediates = positions(|origin| origin.in_chain && !origin.in_store);
    let unreadable = reader.unreadable_chain.first().copied();
    find_target(&mut intake, &chain, request.end_entity, unreadable);
    intake
}

#[derive(Default)]
struct Reader {
    intake: Intake,
    known: BTreeMap<[u8; 32], usize>,
    /// Of each unreadable object of the chain, how many were read before it.
    unreadable_chain: Vec<usize>,
}

impl Reader {
    fn read(&mut self, source: &Source, role: InputRole) {
        let opened = open(&source.data);
        let mut input = Input {
            label: source.label.clone(),
            role,
            length: source.data.len(),
            certificates: 0,
            problems: opened.problems,
            unreadable: Vec::new(),
        };
        // A broken PEM block may have been a certificate.
        if role == InputRole::Chain && input.problems.iter().any(|problem| problem.fatal) {
            self.unreadable_chain.push(self.intake.certificates.len());
        }
        for item in opened.items {
            match Certificate::read(&item.der) {
                Ok(certificate) => {
                    input.certificates += 1;
                    self.keep(certificate, item.offset, item.length, role);
                }
                Err(problem) => {
                    if role == InputRole::Chain {
                        self.unreadable_chain.push(self.intake.certificates.len());
                    }
                    input.unreadable.push(Unreadable { start: item.offset, problem });
                }
            }
        }
        self.intake.inputs.push(input);
    }

    fn keep(&mut self, certificate: Certificate, start: usize, length: usize, role: InputRole) {
        let sha256: [u8; 32] = Sha256::digest(&certificate.der).into();
        let index = *self.known.entry(sha256).or_insert(self.intake.certificates.len());
        if index == self.intake.certificates.len() {
            self.intake.certificates.push(certificate);
            let input = self.intake.inputs.len();
            self.intake.origins.push(Origin {
                input,
                start,
                length,
                in_chain: false,
                in_store: false,
                sha256,
            });
        }
        match role {
            InputRole::Chain => self.intake.origins[index].in_chain = true,
            InputRole::TrustStore => self.intake.origins[index].in_store = true,
        }
    }
}

/// The end entity is a certificate that issued no other; one that is no CA is
/// preferred. Nothing is chosen where an object that could not be read may be it.
fn find_target(intake: &mut Intake, chain: &[usize], how: EndEntity, unreadable: Option<usize>) {
    let certificates = &intake.certificates;
    if how == EndEntity::First {
        intake.target = chain.first().copied().filter(|_| unreadable != Some(0));
        return;
    }
    let issuers: BTreeSet<&[u8]> = chain
        .iter()
        .map(|index| &certificates[*index])
        .filter(|certificate| !certificate.is_self_issued())
        .map(|certificate| certificate.issuer.comparable())
        .collect();
    let issued = |index: usize| issuers.contains(certificates[index].subject.comparable());
    let is_ca = |index: usize| certificates[index].is_ca();
    let preferences: [&dyn Fn(usize) -> bool; 4] = [
        &|index| !issued(index) && !is_ca(index),
        &|index| !issued(index),
        &|index| !is_ca(index),
        &|_| true,
    ];
    for prefers in preferences {
        let mut fitting = chain.iter().copied().filter(|index| prefers(*index));
        if let Some(first) = fitting.next() {
            if unreadable.is_some() && is_ca(first) {
                return;
            }
            intake.other_targets = fitting.filter(|index| !issued(*index)).collect();
            intake.target = Some(first);
            return;
        }
    }
}
